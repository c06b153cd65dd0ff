/** Calls that what is carried out makes itself, over handlers that are made up for it. */
import t, { type Test } from 'tap';
import type { Outcome, OwnCall } from '../src/call.js';
import { Dispatcher, type Handler, type Task } from '../src/dispatch.js';
import { FaultInjection } from '../src/fault-injection.js';
import { Directory } from '../src/identity/directory.js';
import { GLUE } from '../src/model/service.js';
import { Clock } from '../src/state/clock.js';
import { Schedule } from '../src/state/schedule.js';
import { Store } from '../src/state/store.js';
import { History } from '../src/trail/history.js';
import { Recorder } from '../src/trail/recorder.js';

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';

function dispatcher(t: Test, handlers: Record<string, Handler>, tasks: Record<string, Task> = {}) {
  const store = new Store();
  t.after(() => store.close());
  const history = new History(store);
  let id = 0;
  const newId = () => `id-${++id}`;
  const clock = new Clock(Date.UTC(2026, 0, 1));
  const schedule = new Schedule(store);
  const defects: unknown[] = [];
  const made = new Dispatcher({
    ...{ store, clock, schedule, newId, runMs: 0 },
    recorder: new Recorder(history, { version: '1.11', responses: 'documented' }, newId),
    implementations: [{ service: GLUE, handlers: [handlers], tasks }],
    faultInjection: new FaultInjection([GLUE], 'seed'),
    onDefect: (error) => defects.push(error),
  });
  const call = (name: string, input: object = {}) => {
    const operation = GLUE.operations.get(name);
    if (!operation) throw new Error(name);
    const caller = new Directory(ACCOUNT).callerOf('AKIAEXAMPLE');
    const [sourceIPAddress, userAgent, requestId] = ['127.0.0.1', 'test', newId()];
    return made.call({
      ...{ service: GLUE, operation, input, caller, region: REGION, sourceIPAddress, userAgent, requestId },
      time: clock.now(),
    });
  };
  const recorded = () => Array.from(history.readAll(), ({ json }) => JSON.parse(json));
  return { call, recorded, store, schedule, dispatcher: made, defects, notes: store.collection<string>('notes') };
}

const own = (operation: string, input: object): OwnCall => ({
  ...{ role: 'path/r', sessionName: 's', assumedAt: Date.UTC(2025, 11, 31) },
  ...{ operation, input },
});

t.test('a handler makes a call, which is recorded behind its own', async (t) => {
  const outcomes: Outcome[] = [];
  const { call, recorded } = dispatcher(t, {
    GetDatabases: (_, context) => {
      outcomes.push(context.call(own('GetDatabase', { Name: 'd' })), context.call(own('GetDatabase', {})));
      return { DatabaseList: [] };
    },
    GetDatabase: (_, { caller, operation, account, region, call }) => {
      call(own('GetTags', { ResourceArn: 'arn:x' }));
      return { Database: { Name: [caller.identity.arn, operation, account, region].join() } };
    },
    GetTags: () => ({ Tags: {} }),
  });
  await call('GetDatabases');
  t.match(outcomes, [
    { output: { Database: { Name: `arn:aws:sts::${ACCOUNT}:assumed-role/r/s,GetDatabase,${ACCOUNT},${REGION}` } } },
    { fault: { code: 'ValidationException', statusCode: 400 } },
  ]);
  t.match(recorded(), [
    { eventName: 'GetDatabases', userIdentity: { type: 'IAMUser' } },
    { eventName: 'GetDatabase', requestParameters: { name: 'd' }, userIdentity: { invokedBy: 'glue.amazonaws.com' } },
    { eventName: 'GetTags', userIdentity: { type: 'AssumedRole' } },
    { eventName: 'GetDatabase', errorCode: 'ValidationException' },
  ]);
  const ids = recorded().flatMap(({ requestID, eventID }) => [requestID, eventID]);
  t.equal(new Set(ids).size, ids.length);
});

t.test('of what fails no call stays that it made', async (t) => {
  const write: Handler = (_, { store }) => {
    store.collection<string>('notes').put(['x'], 'written');
    return {};
  };
  const fail: Handler = (_, context) => {
    context.call(own('CreateDatabase', { DatabaseInput: { Name: 'd' } }));
    throw new Error('no');
  };
  const task: Task = (_, scope) => {
    scope.call(own('CreateDatabase', { DatabaseInput: { Name: 'd' } }));
    throw new Error('no');
  };
  const {
    call,
    recorded,
    notes,
    schedule,
    store,
    dispatcher: made,
    defects,
  } = dispatcher(t, { CreateDatabase: write, GetDatabases: fail }, { task });
  await call('GetDatabases');
  t.same(
    recorded().map(({ eventName, errorCode }) => [eventName, errorCode]),
    [['GetDatabases', 'InternalServiceException']],
  );
  await store.commit(() => schedule.add({ at: 0, task: 'task', account: ACCOUNT, region: REGION, subject: [] }));
  await made.settle();
  t.equal(recorded().length, 1);
  t.equal(notes.get(['x']), undefined);
  t.equal(defects.length, 2);
});

t.test('a call that fails leaves what made it as it is', async (t) => {
  const { call, recorded } = dispatcher(t, {
    GetDatabases: (_, context) => {
      const { fault } = context.call(own('GetDatabase', { Name: 'd' }));
      return { DatabaseList: [{ Name: fault?.code ?? '' }] };
    },
    GetDatabase: () => {
      throw new Error('no');
    },
  });
  t.match(await call('GetDatabases'), { output: { DatabaseList: [{ Name: 'InternalServiceException' }] } });
  t.same(
    recorded().map(({ eventName }) => eventName),
    ['GetDatabases', 'GetDatabase'],
  );
});

t.test('what a task does is there when the call that brought it about is answered', async (t) => {
  const { call, recorded } = dispatcher(
    t,
    {
      StartCrawler: (_, { schedule, now: at, account, region }) => {
        schedule.add({ at, task: 'task', account, region, subject: ['d'] });
        return {};
      },
      DeleteDatabase: () => ({}),
    },
    { task: ([Name], scope) => void scope.call(own('DeleteDatabase', { Name })) },
  );
  await call('StartCrawler', { Name: 'c' });
  t.match(recorded(), [
    { eventName: 'StartCrawler' },
    {
      eventName: 'DeleteDatabase',
      eventTime: '2026-01-01T00:00:00Z',
      userIdentity: { sessionContext: { attributes: { creationDate: '2025-12-31T00:00:00Z' } } },
    },
  ]);
});

t.test('a task may only name operations that there are', async (t) => {
  const {
    store,
    schedule,
    dispatcher: made,
    defects,
  } = dispatcher(t, {}, { task: (_, scope) => void scope.call(own('Nope', {})) });
  await store.commit(() => schedule.add({ at: 0, task: 'task', account: ACCOUNT, region: REGION, subject: [] }));
  await made.settle();
  t.same(defects.map(String), ['Error: Nope is no operation of glue']);
});
