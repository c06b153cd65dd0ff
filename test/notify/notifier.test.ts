import { EventEmitter, once } from 'node:events';
import t, { type Test } from 'tap';
import type { Scope } from '../../src/context.js';
import { type Destination, type Receipt, SENT } from '../../src/notify/destination.js';
import { isEvent, type Message } from '../../src/notify/message.js';
import { Notifier } from '../../src/notify/notifier.js';
import { Clock } from '../../src/state/clock.js';
import { Store } from '../../src/state/store.js';
import { History } from '../../src/trail/history.js';

const EAST = { account: '123456789012', region: 'us-east-1' };

/** Takes or refuses what it is sent as each test wants; `sent` is emitted with each attempt. */
class TestDestination extends EventEmitter implements Destination {
  readonly name = 'eventbridge';
  readonly origin = undefined;
  readonly takesCalls = true;
  readonly batchSize = 10;
  readonly told: string[] = [];
  receipt: (message: Message) => Receipt = () => SENT;

  takes(): boolean {
    return true;
  }

  async send(messages: readonly Message[]): Promise<Receipt[]> {
    const receipts = messages.map((message) => this.receipt(message));
    this.told.push(...messages.filter((_, index) => receipts[index] === SENT).map(textOf));
    this.emit('sent');
    return receipts;
  }
}

const UNAVAILABLE: Receipt = { status: 'unavailable', error: new Error('not there') };

/** The eventName of a call, or what a change is named by. */
function textOf(message: Message): string {
  if (!isEvent(message)) return message.text;
  const detail = JSON.parse(message.envelope.detail);
  return detail.eventName ?? detail.name;
}

function rig(t: Test, destination = new TestDestination()) {
  const store = new Store();
  t.after(() => store.close());
  const history = new History(store);
  const failures: string[] = [];
  const notifier = new Notifier(
    {
      ...{ store, history, clock: new Clock(), destinations: [destination], withReads: false },
      topicOf: () => undefined,
      onFailure: (name, error) => failures.push(`${name}: ${error.message}`),
    },
    { firstRetryMs: 1, longestRetryMs: 2 },
  );
  t.after(() => notifier.stop());
  // A sender that waits to try again keeps no process alive.
  const awake = setInterval(() => {}, 60_000);
  t.after(() => clearInterval(awake));
  const record = (...eventNames: string[]) =>
    store.commit(() => {
      for (const eventName of eventNames)
        history.append(EAST, JSON.stringify({ eventName, eventID: eventName, eventSource: 'glue.amazonaws.com' }));
    });
  const announce = (...names: string[]) =>
    store.commit(() => {
      const scope = { ...EAST, now: 0, store } as Scope;
      const change = { source: 'aws.glue', detailType: 'Change', resources: [] } as const;
      for (const name of names) notifier.announce?.(scope, { ...change, detail: { name } });
    });
  return { store, history, notifier, destination, failures, record, announce };
}

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `Create${index}`);

t.test('each source is told in its order, in batches, without calls that only read', async (t) => {
  const { notifier, destination, record, announce } = rig(t);
  await notifier.start();
  for (const name of numbered(25)) await record(name, 'GetTable');
  await announce('one', 'two');
  await notifier.settled(5_000);
  t.same(
    destination.told.filter((name) => name.startsWith('Create')),
    numbered(25),
  );
  t.same(
    destination.told.filter((name) => !name.startsWith('Create')),
    ['one', 'two'],
  );
  t.match(notifier.status(), [{ destination: 'eventbridge', waiting: 0, sent: 27, dropped: 0 }]);
});

t.test('it is tried again by itself, and only its first failure is told', async (t) => {
  const { notifier, destination, record, failures } = rig(t);
  let left = 4;
  destination.receipt = () => (left-- > 0 ? UNAVAILABLE : SENT);
  await notifier.start();
  await record('CreateTable');
  while (destination.told.length === 0) await once(destination, 'sent');
  t.same(destination.told, ['CreateTable']);
  t.same(failures, ['eventbridge: not there']);
});

t.test('a defect of a destination is a failure like others', async (t) => {
  const { notifier, destination, record, failures } = rig(t);
  let left = 2;
  destination.receipt = () => {
    if (left-- > 0) throw new Error('a defect');
    return SENT;
  };
  await notifier.start();
  await record('CreateTable');
  while (destination.told.length === 0) await notifier.settled(5_000);
  t.same(destination.told, ['CreateTable']);
  t.same(failures, ['eventbridge: a defect']);
});

t.test('of a batch those are sent again that were not taken', async (t) => {
  const { notifier, destination, record } = rig(t);
  let failures = 3;
  destination.receipt = (message) => (textOf(message) === 'Create3' && failures-- > 0 ? UNAVAILABLE : SENT);
  await notifier.start();
  await record(...numbered(10));
  while (destination.told.length < 10) await once(destination, 'sent');
  t.same(destination.told, [...numbered(10).filter((name) => name !== 'Create3'), 'Create3']);
});

t.test('what is announced in work that fails is not told', async (t) => {
  const { store, notifier, destination, announce } = rig(t);
  await notifier.start();
  await t.rejects(
    store.commit(() => {
      notifier.announce?.({ ...EAST, now: 0, store } as Scope, {
        ...{ source: 'aws.glue', detailType: 'Change', resources: [], detail: { name: 'undone' } },
      });
      throw new Error('no');
    }),
  );
  await announce('done');
  await notifier.settled(5_000);
  t.same(destination.told, ['done']);
  t.match(notifier.status(), [{ dropped: 0 }]);
});

t.test('ten thousand messages wait at most: the oldest go, and are counted', async (t) => {
  const { store, notifier, destination, announce } = rig(t);
  destination.receipt = () => UNAVAILABLE;
  await notifier.start();
  await announce('first');
  await once(destination, 'sent');
  await announce(...numbered(10_005));
  t.match(notifier.status(), [{ waiting: 10_006, sent: 0 }]);
  t.equal(store.collection('notifications').count([]), 10_000);
  destination.receipt = () => SENT;
  await notifier.settled(60_000);
  // The first is on its way and so not lost.
  t.match(notifier.status(), [{ waiting: 0, sent: 10_001, dropped: 5 }]);
  t.equal(store.collection('notifications').count([]), 0, 'what everybody was told of is forgotten');
});

t.test('what Event history forgets before it is told is counted', async (t) => {
  const { store, history, notifier, destination, record } = rig(t);
  destination.receipt = () => UNAVAILABLE;
  await notifier.start();
  for (const name of numbered(30)) await record(name);
  await store.commit(() => history.trim(EAST, 26, 100));
  destination.receipt = () => SENT;
  await notifier.settled(5_000);
  const { sent = 0, dropped = 0 } = notifier.status()[0] ?? {};
  t.equal(sent + dropped, 30);
  t.same(destination.told.slice(-5), numbered(30).slice(-5));
});

t.test('while nobody is to be told, nothing is noted', async (t) => {
  const store = new Store();
  t.after(() => store.close());
  const parts = { store, history: new History(store), clock: new Clock(), destinations: [], withReads: false };
  const notifier = new Notifier({ ...parts, topicOf: () => undefined, onFailure: () => {} });
  await notifier.start();
  t.equal(notifier.announce, undefined);
  await store.commit(() => notifier.noteTopic('trail', 'topic'));
  t.equal(store.collection('notifications').count([]), 0);
  t.same(notifier.status(), []);
});
