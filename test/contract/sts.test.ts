/** What holds for every operation of STS's model, as it lies on the wire: whatever is sent, it is answered in XML and recorded. */
import t, { type Test } from 'tap';
import type { GlueTrail } from '../../src/index.js';
import type { Operation } from '../../src/model/operations.js';
import { STS } from '../../src/model/service.js';
import { glueServer } from '../server.js';
import { authorization, exchange, SCOPE } from '../wire/exchange.js';
import { smallestInput } from './smallest-input.js';

const operations = [...STS.operations.values()];

/** An input as AWS Query writes it. */
function fieldsOf(value: unknown, name: string): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((each, index) => fieldsOf(each, `${name}.member.${index + 1}`));
  if (typeof value !== 'object' || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([member, inner]) => fieldsOf(inner, name ? `${name}.${member}` : member));
}

/** Calls, and checks that the call was recorded as it was answered. */
async function check(t: Test, server: GlueTrail, { name }: Operation, input: object): Promise<void> {
  const fields = new URLSearchParams([['Action', name], ['Version', '2011-06-15'], ...fieldsOf(input, '')]);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'x-amz-target': undefined,
    authorization: authorization(`123456789012/${SCOPE.replace('glue', 'sts')}`),
  };
  const { status, body, contentType, records } = await exchange(server, { headers, body: String(fields) });
  const said = `${fields}: ${body}`.slice(0, 400);
  t.equal(contentType, 'text/xml', said);
  t.match(records, [{ eventName: name, eventSource: 'sts.amazonaws.com', responseElements: null }], said);
  t.equal(status, name === 'GetCallerIdentity' ? 200 : 400, said);
  t.match(body, status === 200 ? `<${name}Result>` : /<Code>\w+<\/Code><Message>[^<]+<\/Message>/, said);
}

t.test('the smallest input of every operation is answered', async (t) => {
  const { server } = await glueServer(t);
  t.ok(operations.length >= 11);
  for (const operation of operations) await check(t, server, operation, smallestInput(operation));
});

const ODD: unknown[] = [
  '',
  '\u0000',
  '1e9',
  '-1',
  'true',
  'ü{}"\n<&>',
  'a'.repeat(3_000),
  [],
  ['x'],
  [{ Key: 'x' }],
  { arn: 'x' },
];

t.test('odd values of every member are answered', async (t) => {
  const { server } = await glueServer(t);
  for (const operation of operations)
    for (const name of operation.input.members.keys())
      for (const value of ODD) await check(t, server, operation, { ...smallestInput(operation), [name]: value });
});

t.test('what the model calls sensitive is in no record', async (t) => {
  const { server } = await glueServer(t);
  const secret = 'secret'.repeat(10);
  let count = 0;
  for (const operation of operations) {
    for (const { name, sensitive, shape } of operation.input.members.values()) {
      if (!sensitive && !shape.sensitive) continue;
      count++;
      await check(t, server, operation, { ...smallestInput(operation), [name]: secret });
    }
  }
  t.ok(count > 0, 'there are such members');
  t.notMatch(JSON.stringify(server.events()), secret);
});
