import type { Event, LookupAttributeKey, LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import t, { type Test } from 'tap';
import type { CloudTrailRecord } from '../../src/index.js';
import { cloudTrailClient, glueClient, glueServer, refusal, START } from '../server.js';

async function cloudTrailServer(t: Test) {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  const lookup = async (input: LookupEventsCommandInput = {}) => (await cloudtrail.lookupEvents(input)).Events ?? [];
  const by = (AttributeKey: LookupAttributeKey, AttributeValue: string) =>
    lookup({ LookupAttributes: [{ AttributeKey, AttributeValue }] });
  return { server, glue, cloudtrail, lookup, by };
}

const namesOf = (events: Event[]) => events.map(({ EventName }) => EventName);
const minute = (count: number) => new Date(Date.parse(START) + count * 60_000);

t.test('an event is told as AWS tells it, with its record as it is delivered', async (t) => {
  const { server, glue, lookup } = await cloudTrailServer(t);
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  const [record] = server.events();
  t.same(await lookup(), [
    {
      EventId: record?.eventID,
      EventName: 'CreateDatabase',
      ReadOnly: 'false',
      AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
      EventTime: new Date(START),
      EventSource: 'glue.amazonaws.com',
      Username: 'johndoe',
      Resources: [],
      CloudTrailEvent: JSON.stringify(record),
    },
  ]);
});

t.test('events are found by each of the eight attributes', async (t) => {
  const { server, glue, cloudtrail, by } = await cloudTrailServer(t);
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  await glueClient(t, server, { accessKeyId: 'AKIAOTHER' }).getDatabases({});
  await cloudtrail.createTrail({ Name: 'audit', S3BucketName: 'audit-logs' });
  const created = server.events({ eventName: 'CreateDatabase' })[0];
  const cases: [LookupAttributeKey, string, string[]][] = [
    ['EventId', created?.eventID ?? '', ['CreateDatabase']],
    ['EventName', 'GetDatabases', ['GetDatabases']],
    ['ReadOnly', 'false', ['CreateTrail', 'CreateDatabase']],
    ['Username', 'AKIAOTHER', ['GetDatabases']],
    ['EventSource', 'glue.amazonaws.com', ['GetDatabases', 'CreateDatabase']],
    ['AccessKeyId', 'AKIAIOSFODNN7EXAMPLE', ['CreateTrail', 'CreateDatabase']],
    ['ResourceType', 'AWS::CloudTrail::Trail', ['CreateTrail']],
    ['ResourceName', 'audit', ['CreateTrail']],
    ['ResourceName', 'audit-logs', ['CreateTrail']],
    ['EventName', 'getdatabases', []],
    ['ResourceType', 'AWS::Glue::Database', []],
  ];
  for (const [key, value, expected] of cases) {
    const found = (await by(key, value)).filter(({ EventName }) => EventName !== 'LookupEvents');
    t.same(namesOf(found), expected, `${key} ${value}`);
  }
});

t.test('an account and region sees its own events, whatever its trails do', async (t) => {
  const { server, glue, cloudtrail, lookup } = await cloudTrailServer(t);
  await cloudtrail.deleteTrail({ Name: 'default' });
  await glue.getDatabases({});
  await glueClient(t, server, { region: 'eu-west-1' })
    .getTables({ DatabaseName: 'x' })
    .catch(() => {});
  t.same(namesOf(await lookup()), ['GetDatabases', 'DeleteTrail']);
  const west = cloudTrailClient(t, server, { region: 'eu-west-1' });
  t.same(namesOf((await west.lookupEvents({})).Events ?? []), ['GetTables']);
  const other = cloudTrailClient(t, server, { accessKeyId: '210987654321' });
  t.same((await other.lookupEvents({})).Events, []);
  const [looked] = (await other.lookupEvents({})).Events ?? [];
  t.match(looked, { EventName: 'LookupEvents', Username: 'root', ReadOnly: 'true' });
});

t.test('pages are of the size that is asked for, and leave out and repeat nothing', async (t) => {
  const { glue, cloudtrail, lookup } = await cloudTrailServer(t);
  for (let count = 0; count < 60; count += 1)
    await glue.getTable({ DatabaseName: 'd', Name: `t${count}` }).catch(() => {});
  const tableOf = ({ CloudTrailEvent = '' }: Event) =>
    (JSON.parse(CloudTrailEvent) as CloudTrailRecord).requestParameters;
  const query = { LookupAttributes: [{ AttributeKey: 'EventName' as const, AttributeValue: 'GetTable' }] };
  t.equal((await lookup(query)).length, 50, 'fifty unless told');
  const tables: unknown[] = [];
  const sizes: (number | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const answer = await cloudtrail.lookupEvents({ ...query, MaxResults: 7, NextToken });
    tables.push(...(answer.Events ?? []).map(tableOf));
    sizes.push(answer.Events?.length);
    ({ NextToken } = answer);
    await glue.getTable({ DatabaseName: 'd', Name: 'meanwhile' }).catch(() => {});
  } while (NextToken);
  t.same(sizes, [7, 7, 7, 7, 7, 7, 7, 7, 4]);
  t.same(
    tables,
    Array.from({ length: 60 }, (_, index) => ({ databaseName: 'd', name: `t${59 - index}` })),
  );
});

t.test('a token is good for its own query alone', async (t) => {
  const { server, glue, cloudtrail } = await cloudTrailServer(t);
  for (let count = 0; count < 5; count += 1) await glue.getDatabases({});
  const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'GetDatabases' }];
  const { NextToken } = await cloudtrail.lookupEvents({ LookupAttributes, MaxResults: 2 });
  t.ok(NextToken);
  t.equal((await cloudtrail.lookupEvents({ LookupAttributes, NextToken })).Events?.length, 3, 'of any size');
  const elsewhere = cloudTrailClient(t, server, { region: 'eu-west-1' });
  const calls = [
    cloudtrail.lookupEvents({ NextToken }),
    cloudtrail.lookupEvents({ LookupAttributes, NextToken, EndTime: minute(1) }),
    elsewhere.lookupEvents({ LookupAttributes, NextToken }),
    cloudtrail.lookupEvents({ LookupAttributes, NextToken: 'no token' }),
    cloudtrail.lookupEvents({ LookupAttributes, NextToken: '' }),
  ];
  for (const refused of await Promise.all(calls.map(refusal))) t.match(refused, /^InvalidNextTokenException/);
});

t.test('a range of time takes both its ends, and history ends after 90 days', async (t) => {
  const { server, glue, lookup, by } = await cloudTrailServer(t);
  for (const Name of ['d0', 'd1', 'd2', 'd3']) {
    await glue.createDatabase({ DatabaseInput: { Name } });
    await server.clock.advance('1m');
  }
  const databases = async (range: { StartTime?: Date; EndTime?: Date }) => {
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: 'CreateDatabase' }];
    const found = await lookup({ LookupAttributes, ...range });
    return found.map(({ EventTime }) => (EventTime?.getTime() ?? 0) / 60_000 - minute(0).getTime() / 60_000);
  };
  t.same(await databases({}), [3, 2, 1, 0]);
  t.same(await databases({ StartTime: minute(1), EndTime: minute(2) }), [2, 1]);
  t.same(await databases({ StartTime: minute(1.5) }), [3, 2]);
  t.same(await databases({ EndTime: minute(0.5) }), [0]);
  t.same(await databases({ StartTime: minute(1), EndTime: minute(1) }), [1]);
  t.same(await databases({ StartTime: new Date(0), EndTime: minute(100_000) }), [3, 2, 1, 0]);
  await server.clock.set(minute(90 * 24 * 60 + 2));
  t.same(await databases({}), [3, 2]);
  await server.clock.advance('1d');
  t.same(await by('EventName', 'CreateDatabase'), []);
});

t.test('there are no insights', async (t) => {
  const { glue, lookup } = await cloudTrailServer(t);
  await glue.getDatabases({});
  t.same(await lookup({ EventCategory: 'insight' }), []);
});

const attribute = (AttributeKey: string, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey: AttributeKey as LookupAttributeKey, AttributeValue }],
});

const REFUSED: [string, LookupEventsCommandInput, RegExp][] = [
  ['no results', { MaxResults: 0 }, /^InvalidMaxResultsException/],
  ['51 results', { MaxResults: 51 }, /^InvalidMaxResultsException: A max results value of 51 is invalid/],
  [
    'an unknown attribute',
    attribute('Color', 'red'),
    /^InvalidLookupAttributesException: Lookup attribute key is not valid\.$/,
  ],
  [
    'an empty value',
    attribute('EventName', ''),
    /^InvalidLookupAttributesException: Lookup attribute value cannot be null or empty$/,
  ],
  ['a long value', attribute('EventName', 'x'.repeat(2_001)), /^InvalidLookupAttributesException/],
  [
    'a ReadOnly that is neither',
    attribute('ReadOnly', 'True'),
    /^InvalidLookupAttributesException: Lookup attribute value is not valid\.$/,
  ],
  [
    'two attributes',
    {
      LookupAttributes: [
        ...attribute('EventName', 'a').LookupAttributes,
        ...attribute('EventId', 'b').LookupAttributes,
      ],
    },
    /^InvalidLookupAttributesException: Lookup attribute key can not be multiple\.$/,
  ],
  ['a range that ends before it starts', { StartTime: minute(-1), EndTime: minute(-2) }, /^InvalidTimeRangeException/],
  ['a range of the future', { StartTime: minute(1) }, /^InvalidTimeRangeException/],
  ['another category', { EventCategory: 'data' as 'insight' }, /^InvalidEventCategoryException/],
];

t.test('what cannot be looked up is refused, and recorded', async (t) => {
  const { server, cloudtrail } = await cloudTrailServer(t);
  for (const [what, input, expected] of REFUSED) t.match(await refusal(cloudtrail.lookupEvents(input)), expected, what);
  const recorded = server.events({ eventName: 'LookupEvents', failed: true });
  t.equal(recorded.length, REFUSED.length);
  t.match(recorded[1], { errorCode: 'InvalidMaxResultsException', requestParameters: { maxResults: 51 } });
});
