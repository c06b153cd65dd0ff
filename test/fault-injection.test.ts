import t from 'tap';
import type { Call } from '../src/call.js';
import { FaultInjection } from '../src/fault-injection.js';
import { GLUE } from '../src/model/service.js';

const operation = GLUE.operations.get('GetTable');
if (!operation) throw new Error('the model has no GetTable');

const CALL: Call = {
  service: GLUE,
  operation,
  input: {},
  caller: {
    account: '123456789012',
    identity: { type: 'Root', principalId: 'p', arn: 'a', accountId: '123456789012', accessKeyId: 'k' },
  },
  region: 'us-east-1',
  sourceIPAddress: '127.0.0.1',
  userAgent: '',
  requestId: 'r',
  time: 0,
};

function struck(rate: number, seed: string): boolean[] {
  const injection = new FaultInjection([GLUE], seed);
  injection.add({ operation: 'GetTable', fault: { code: 'ThrottlingException' }, rate });
  return Array.from({ length: 1000 }, () => injection.take(CALL).fault !== undefined);
}

t.test('a rate is the share of calls that are struck, the same ones for the same seed', async (t) => {
  const half = struck(0.25, 'seed');
  const count = half.filter(Boolean).length;
  t.ok(count > 200 && count < 300, `${count} of 1000`);
  t.same(struck(0.25, 'seed'), half);
  t.notSame(struck(0.25, 'other seed'), half);
});

t.test('rate 0 strikes no call and rate 1 each', async (t) => {
  t.notOk(struck(0, 'seed').includes(true));
  t.notOk(struck(1, 'seed').includes(false));
});

t.test('delays add up, the first fault is answered and only it is used up', async (t) => {
  const injection = new FaultInjection([GLUE], 'seed');
  t.equal(injection.active, false);
  injection.add({ operation: '*', delay: '1s' });
  injection.add({ operation: 'GetTable', fault: { code: 'InvalidInputException', message: 'first' }, times: 1 });
  injection.add({ operation: '*', fault: { code: 'InternalFailure', message: 'second' }, delay: '5s', times: 1 });
  injection.add({ operation: 'GetTables', delay: '15m' });
  t.match(injection.take(CALL), { delayMs: 1000, fault: { message: 'first', statusCode: 400 }, unread: false });
  t.match(injection.take(CALL), { delayMs: 6000, fault: { message: 'second', statusCode: 500 }, unread: false });
  t.match(injection.take(CALL), { delayMs: 1000, fault: undefined });
  t.equal(injection.list().length, 2);
});
