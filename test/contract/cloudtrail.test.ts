/** What holds for every operation of CloudTrail's model, as it lies on the wire: whatever is sent, the answer is one of the model. */
import t, { type Test } from 'tap';
import type { GlueTrail } from '../../src/index.js';
import type { Operation } from '../../src/model/operations.js';
import { CLOUDTRAIL } from '../../src/model/service.js';
import type { Shape } from '../../src/model/shapes.js';
import { glueServer } from '../server.js';
import { authorization, exchange, SCOPE } from '../wire/exchange.js';
import { smallestInput } from './smallest-input.js';

const operations = [...CLOUDTRAIL.operations.values()];

/** Calls, and checks that the call was recorded as it was answered, with an output or an error of the operation's model. */
async function check(t: Test, server: GlueTrail, operation: Operation, input: object): Promise<void> {
  const { name, errors = [], output } = operation;
  const headers = {
    'x-amz-target': `CloudTrail_20131101.${name}`,
    authorization: authorization(`123456789012/${SCOPE.replace('glue', 'cloudtrail')}`),
  };
  const { status, body, records } = await exchange(server, { headers, body: JSON.stringify(input) });
  const said = `${name} ${JSON.stringify(input).slice(0, 100)}: ${body.slice(0, 200)}`;
  const { __type: code, ...answer } = JSON.parse(body);
  t.match(
    records,
    [{ eventName: name, eventSource: 'cloudtrail.amazonaws.com', ...(code && { errorCode: code }) }],
    said,
  );
  if (status === 200) {
    t.same(
      Object.keys(answer).filter((member) => !output.members.has(member)),
      [],
      said,
    );
  } else {
    t.equal(status, 400, said);
    t.ok([...errors, 'ValidationException'].includes(code), said);
    t.ok(answer.message?.length > 0, said);
  }
}

t.test('the smallest input of every operation is answered with an output or an error of its model', async (t) => {
  const { server } = await glueServer(t);
  t.ok(operations.length > 50);
  for (const operation of operations) await check(t, server, operation, smallestInput(operation));
});

const TEXTS = [
  '',
  '\u0000',
  '../..',
  'a'.repeat(3_000),
  'arn:',
  'arn:aws:cloudtrail:us-east-1:123456789012:trail/default',
  'default',
  'ü{}"\n',
];
const NUMBERS = [-1, 0, 2 ** 31 - 1];

/** Odd values of a shape, all the way down. */
function oddValues(shape: Shape): unknown[] {
  if (shape.kind === 'list') return [[], ...oddValues(shape.element).map((value) => [value, value])];
  if (shape.kind === 'structure') {
    const members = [...shape.members.values()].map((member) => ({ ...member, odd: oddValues(member.shape) }));
    const most = Math.max(0, ...members.map(({ odd }) => odd.length));
    return Array.from({ length: most }, (_, index) =>
      Object.fromEntries(members.map(({ name, odd }) => [name, odd[index % odd.length]])),
    );
  }
  if (shape.kind === 'map') return [{}];
  if (shape.kind === 'boolean') return [true, false];
  if (shape.kind === 'string') return TEXTS;
  return shape.kind === 'timestamp' ? [0, -62_135_596_800, 253_402_300_799] : NUMBERS;
}

t.test('odd values of every member are answered with an output or an error of its model', async (t) => {
  const { server } = await glueServer(t);
  const served = operations.filter(({ name }) => !name.includes('Dashboard'));
  for (const operation of served)
    for (const { name, shape } of operation.input.members.values())
      for (const value of oddValues(shape))
        await check(t, server, operation, { ...smallestInput(operation), [name]: value });
  await server.flush();
  t.pass('and what was set can be delivered');
});
