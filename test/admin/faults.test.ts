import { CreateDatabaseCommand, GetDatabaseCommand, GetDatabasesCommand, GetTablesCommand } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueClient, glueServer, refusal } from '../server.js';
import { ask, untilUsedUp } from './ask.js';

const CREATE = new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } });

t.test('an injected fault is answered and recorded, and changes nothing', async (t) => {
  const { server, glue } = await glueServer(t);
  await ask(server, '/faults', { operation: 'CreateDatabase', fault: { code: 'ThrottlingException' }, times: 1 });
  await t.rejects(glue.send(CREATE), {
    name: 'ThrottlingException',
    message: 'Rate exceeded',
    $metadata: { httpStatusCode: 400 },
  });
  t.match(server.events(), [
    {
      eventName: 'CreateDatabase',
      errorCode: 'ThrottlingException',
      errorMessage: 'Rate exceeded',
      requestParameters: null,
      responseElements: null,
    },
  ]);
  t.match(await glue.send(new GetDatabasesCommand({})), { DatabaseList: [] });
  await glue.send(CREATE);
});

t.test('each fault comes with the status, the text and the record that AWS gives it', async (t) => {
  const { server, glue } = await glueServer(t);
  const cases: [fault: { code: string; message?: string }, status: number, message: string, record: object][] = [
    [
      { code: 'AccessDeniedException' },
      400,
      'sufficient access',
      { errorCode: 'AccessDenied', requestParameters: null },
    ],
    [{ code: 'InternalServiceException' }, 500, 'internal error', { requestParameters: { name: 'sales' } }],
    [{ code: 'InternalFailure' }, 500, 'unknown error', { errorCode: 'InternalFailure' }],
    [{ code: 'ServiceUnavailable' }, 503, 'temporary failure', { errorCode: 'ServiceUnavailable' }],
    [
      { code: 'EntityNotFoundException', message: 'gone' },
      400,
      'gone',
      { errorMessage: 'gone', requestParameters: { name: 'sales' } },
    ],
  ];
  for (const [fault, httpStatusCode, message, record] of cases) {
    await ask(server, '/faults', { operation: 'GetDatabase', fault, times: 1 });
    const call = glue.send(new GetDatabaseCommand({ Name: 'sales' }));
    await t.rejects(
      call,
      { name: fault.code, message: new RegExp(message), $metadata: { httpStatusCode } },
      fault.code,
    );
    t.match(server.events().at(-1), record, fault.code);
  }
});

t.test('a client that tries again gets through a fault that strikes a few times', async (t) => {
  const { server } = await glueServer(t);
  await ask(server, '/faults', { operation: 'GetDatabases', fault: { code: 'ThrottlingException' }, times: 2 });
  const outcomes: string[] = [];
  const glue = glueClient(t, server);
  for (let attempt = 0; attempt < 3; attempt += 1)
    outcomes.push(
      await glue.send(new GetDatabasesCommand({})).then(
        () => 'ok',
        ({ name }) => name,
      ),
    );
  t.same(outcomes, ['ThrottlingException', 'ThrottlingException', 'ok']);
});

t.test('only the operations that are meant are struck', async (t) => {
  const { server, glue } = await glueServer(t);
  await ask(server, '/faults', {
    operation: 'GetTables',
    service: 'glue',
    fault: { code: 'OperationTimeoutException' },
  });
  await glue.send(CREATE);
  t.match(await refusal(glue.send(new GetTablesCommand({ DatabaseName: 'sales' }))), /^OperationTimeoutException/);
  await ask(server, '/faults', { operation: '*', fault: { code: 'ServiceUnavailable' } });
  t.match(await refusal(glue.send(new GetDatabasesCommand({}))), /^ServiceUnavailable/);
  t.match(await refusal(glue.send(new GetTablesCommand({ DatabaseName: 'sales' }))), /^OperationTimeoutException/);
  t.same((await ask(server, '/faults', undefined, 'DELETE')).body, { faults: [] });
  t.match(await glue.send(new GetTablesCommand({ DatabaseName: 'sales' })), { TableList: [] });
});

t.test('the faults that there are can be read, used up ones are gone', async (t) => {
  const { server, glue } = await glueServer(t);
  const lasting = { operation: 'GetTable', delay: '1ms' };
  const passing = { operation: '*', fault: { code: 'InternalFailure', message: 'no' }, times: 2, rate: 1 };
  await ask(server, '/faults', lasting);
  t.same((await ask(server, '/faults', passing)).body, { faults: [lasting, passing] });
  await refusal(glue.send(new GetDatabasesCommand({})));
  t.same((await ask(server, '/faults')).body, { faults: [lasting, { ...passing, times: 1 }] });
  await refusal(glue.send(new GetDatabasesCommand({})));
  t.same((await ask(server, '/faults')).body, { faults: [lasting] });
});

t.test('a call that is held back holds up no other, and happens when it is let go', async (t) => {
  const { server, glue } = await glueServer(t);
  await ask(server, '/faults', { operation: 'CreateDatabase', delay: '15m', times: 1 });
  const held = glue.send(CREATE);
  await untilUsedUp(server);
  t.match(await glue.send(new GetDatabasesCommand({})), { DatabaseList: [] });
  await ask(server, '/clock', { advance: '1h' });
  await ask(server, '/faults', undefined, 'DELETE');
  await held;
  t.match(server.events(), [
    { eventName: 'GetDatabases', eventTime: '2026-01-01T00:00:00Z' },
    { eventName: 'CreateDatabase', eventTime: '2026-01-01T01:00:00Z' },
  ]);
});

t.test('a call may wait and fail', async (t) => {
  const { server, glue } = await glueServer(t);
  await ask(server, '/faults', { operation: '*', delay: '20ms' });
  await ask(server, '/faults', { operation: '*', delay: '30ms', fault: { code: 'ThrottlingException' } });
  const start = performance.now();
  t.match(await refusal(glue.send(CREATE)), /^ThrottlingException/);
  t.ok(performance.now() - start >= 49, 'the delays add up');
});

t.test('closing lets go of calls that are held back', async (t) => {
  const { server, glue } = await glueServer(t);
  await ask(server, '/faults', { operation: 'GetDatabases', delay: '15m', times: 1 });
  const held = glue.send(new GetDatabasesCommand({})).catch(() => {});
  await untilUsedUp(server);
  await server.close();
  await held;
  t.pass('the server closed without waiting for it');
});

t.test('what cannot be injected is refused by member', async (t) => {
  const { server } = await glueServer(t);
  const fault = { code: 'ThrottlingException' };
  const cases: [body: unknown, message: RegExp][] = [
    [{ fault }, /required properties operation/],
    [{ operation: 'GetTable' }, /fault or delay has to be given/],
    [{ operation: 'GetTabel', fault }, /operation: GetTabel is no operation of glue/],
    [{ operation: 'constructor', fault }, /constructor is no operation/],
    [{ operation: 7, fault }, /operation must be string, not 7/],
    [{ operation: '*', service: 's3', fault }, /service must be one of glue/],
    [{ operation: 'GetTable', fault: {} }, /fault must have required properties code/],
    [
      { operation: 'GetTable', fault: { code: 'NoSuchBucket' } },
      /NoSuchBucket is no error of GetTable; its errors are Acc/,
    ],
    [{ operation: '*', fault: { code: 'EntityNotFoundException' } }, /EntityNotFoundException is no error of/],
    [{ operation: 'GetTable', fault: { ...fault, status: 418 } }, /there is no fault.status/],
    [{ operation: 'GetTable', delay: '1h' }, /delay must be a duration from 0ms to 15m.*, not "1h"/],
    [{ operation: 'GetTable', delay: 200 }, /delay must be a duration/],
    [{ operation: 'GetTable', fault, times: 0 }, /times must be >= 1, not 0/],
    [{ operation: 'GetTable', fault, times: 1.5 }, /times must be integer/],
    [{ operation: 'GetTable', fault, rate: 1.1 }, /rate must be <= 1/],
  ];
  for (const [body, message] of cases) {
    const answer = await ask(server, '/faults', body);
    t.equal(answer.status, 400, JSON.stringify(body));
    t.match(answer.body, { error: { code: 'InvalidRequest', message } });
  }
  t.same((await ask(server, '/faults')).body, { faults: [] });
});

t.test('there is a limit to the faults at one time', async (t) => {
  const { server } = await glueServer(t);
  const injection = { operation: '*', delay: '0s' };
  for (let count = 0; count < 100; count += 1) t.equal((await ask(server, '/faults', injection)).status, 200);
  t.match(await ask(server, '/faults', injection), { status: 400, body: { error: { message: /100/ } } });
});
