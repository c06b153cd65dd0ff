import type { AdvancedEventSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import t, { type Test } from 'tap';
import { cloudTrailClient, glueServer, refusal } from '../server.js';

const TrailName = 'default';
const TrailARN = 'arn:aws:cloudtrail:us-east-1:123456789012:trail/default';
const DEFAULT = {
  ReadWriteType: 'All',
  IncludeManagementEvents: true,
  DataResources: [],
  ExcludeManagementEventSources: [],
};
const MANAGEMENT = { Field: 'eventCategory', Equals: ['Management'] };

async function client(t: Test) {
  const { server } = await glueServer(t);
  return cloudTrailClient(t, server);
}

t.test('a trail takes all management events until it is told otherwise', async (t) => {
  const cloudtrail = await client(t);
  t.match(await cloudtrail.getEventSelectors({ TrailName }), { TrailARN, EventSelectors: [DEFAULT] });
});

t.test('what is put is answered with what was not told, and kept', async (t) => {
  const cloudtrail = await client(t);
  const EventSelectors: EventSelector[] = [
    { ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: ['kms.amazonaws.com'] },
    {
      IncludeManagementEvents: false,
      DataResources: [
        {
          Type: 'AWS::S3::Object',
          Values: ['arn:aws:s3', 'arn:aws:s3:::', 'arn:aws:s3:::bucket/', 'arn:aws:s3:::bucket/prefix'],
        },
      ],
    },
  ];
  const expected = { TrailARN, EventSelectors: EventSelectors.map((each) => ({ ...DEFAULT, ...each })) };
  const { $metadata: _, ...put } = await cloudtrail.putEventSelectors({ TrailName, EventSelectors });
  t.same(put, expected);
  const { $metadata: __, ...got } = await cloudtrail.getEventSelectors({ TrailName: TrailARN });
  t.same(got, expected);
  t.match(await cloudtrail.getTrail({ Name: TrailName }), { Trail: { HasCustomEventSelectors: true } });
  await cloudtrail.putEventSelectors({ TrailName, EventSelectors: [{}] });
  t.match(await cloudtrail.getTrail({ Name: TrailName }), { Trail: { HasCustomEventSelectors: false } });
});

t.test('selectors of one kind take the place of those of the other, fields in order of their names', async (t) => {
  const cloudtrail = await client(t);
  const readOnly = { Field: 'readOnly', Equals: ['false'] };
  const eventSource = { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] };
  const given = { Name: 'writes', FieldSelectors: [readOnly, eventSource, MANAGEMENT] };
  const ordered = { Name: 'writes', FieldSelectors: [MANAGEMENT, eventSource, readOnly] };
  await cloudtrail.putEventSelectors({ TrailName, AdvancedEventSelectors: [given] });
  const { $metadata: _, ...advanced } = await cloudtrail.getEventSelectors({ TrailName });
  t.same(advanced, { TrailARN, AdvancedEventSelectors: [ordered] });
  await cloudtrail.putEventSelectors({ TrailName, EventSelectors: [{}] });
  const { $metadata: __, ...basic } = await cloudtrail.getEventSelectors({ TrailName });
  t.same(basic, { TrailARN, EventSelectors: [DEFAULT] });
});

type Selectors = { EventSelectors?: unknown; AdvancedEventSelectors?: unknown };

const data = (Type: string, ...Values: string[]): Selectors => ({
  EventSelectors: [{ DataResources: [{ Type, Values }] }],
});
const advanced = (...FieldSelectors: object[]): Selectors => ({ AdvancedEventSelectors: [{ FieldSelectors }] });
const many = <Item>(count: number, item: (index: number) => Item) =>
  Array.from({ length: count }, (_, index) => item(index));

const COUNT = 'Specify a valid number of selectors (1 to 5) for your trail';
const REFUSED: [string, Selectors, string][] = [
  [
    'both kinds',
    { EventSelectors: [{}], AdvancedEventSelectors: [{ FieldSelectors: [MANAGEMENT] }] },
    'You can select events by using either EventSelectors or AdvancedEventSelectors, but not both.',
  ],
  ['neither kind', {}, COUNT],
  ['no basic selector', { EventSelectors: [] }, COUNT],
  ['no advanced selector', { AdvancedEventSelectors: [] }, COUNT],
  ['six basic selectors', { EventSelectors: many(6, () => ({})) }, COUNT],
  [
    'a read-write type',
    { EventSelectors: [{ ReadWriteType: 'read-only' }] },
    'Value read-only for ReadWriteType is invalid.',
  ],
  [
    'a type of data',
    data('AWS::S3::Bucket'),
    'Value AWS::S3::Bucket for DataResources.Type is invalid. Valid values are: AWS::DynamoDB::Table, AWS::Lambda::Function, AWS::S3::Object',
  ],
  [
    'any bucket',
    data('AWS::S3::Object', 'arn:aws:s3:::*/*'),
    'Value arn:aws:s3:::*/* for DataResources.Values is invalid.',
  ],
  [
    'a bucket without its slash',
    data('AWS::S3::Object', 'arn:aws:s3:::bucket'),
    'Value arn:aws:s3:::bucket for DataResources.Values is invalid.',
  ],
  [
    'neither management events nor data',
    { EventSelectors: [{ IncludeManagementEvents: false }] },
    'Invalid combination of parameters in EventSelectors. When includeManagementEvents is false, DataResources must not be empty.',
  ],
  ['what is no ARN', data('AWS::Lambda::Function', 'f'), 'Value f for DataResources.Values is invalid.'],
  [
    '251 resources',
    data('AWS::S3::Object', ...many(251, (index) => `arn:aws:s3:::b/${index}`)),
    'A trail can have at most 250 data resources.',
  ],
  [
    'a source',
    { EventSelectors: [{ ExcludeManagementEventSources: ['kms'] }] },
    'Value kms for ExcludeManagementEventSources is invalid.',
  ],
  [
    'a selector without category',
    advanced({ Field: 'readOnly', Equals: ['true'] }),
    'The following fields are required: [eventCategory].',
  ],
  ['no field', advanced(), 'The following fields are required: [eventCategory].'],
  ['a field', advanced(MANAGEMENT, { Field: 'color', Equals: ['red'] }), 'color is not a valid field.'],
  [
    'a field without operator',
    advanced(MANAGEMENT, { Field: 'eventName' }),
    'Field eventName needs an operator with values.',
  ],
  [
    'another operator',
    advanced(MANAGEMENT, { Field: 'readOnly', NotEquals: ['true'] }),
    'Equals is the only valid operator for field readOnly.',
  ],
  [
    'a value of a field',
    advanced(MANAGEMENT, { Field: 'readOnly', Equals: ['yes'] }),
    'Value yes for readOnly is invalid.',
  ],
  ['an empty value', advanced(MANAGEMENT, { Field: 'eventName', Equals: [''] }), 'Value  for eventName is invalid.'],
  [
    'too many values',
    advanced(MANAGEMENT, { Field: 'eventName', Equals: many(500, String) }),
    'The advanced event selectors of a trail can have at most 500 values.',
  ],
];

t.test('selectors that cannot be are refused, and nothing is changed', async (t) => {
  const cloudtrail = await client(t);
  for (const [what, given, message] of REFUSED) {
    const selectors = given as { EventSelectors?: EventSelector[]; AdvancedEventSelectors?: AdvancedEventSelector[] };
    const refused = await refusal(cloudtrail.putEventSelectors({ TrailName, ...selectors }));
    t.equal(refused, `InvalidEventSelectorsException: ${message}`, what);
  }
  t.match(await cloudtrail.getEventSelectors({ TrailName }), { EventSelectors: [DEFAULT] });
});

t.test('a trail that there is not is told by its ARN', async (t) => {
  const cloudtrail = await client(t);
  const expected =
    'TrailNotFoundException: Unknown trail: arn:aws:cloudtrail:us-east-1:123456789012:trail/nope for the user: 123456789012';
  t.equal(await refusal(cloudtrail.getEventSelectors({ TrailName: 'nope' })), expected);
  t.equal(await refusal(cloudtrail.getInsightSelectors({ TrailName: 'nope' })), expected);
});

t.test('insight selectors are kept until they are taken away', async (t) => {
  const cloudtrail = await client(t);
  const notEnabled = `InsightNotEnabledException: Trail ${TrailARN} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`;
  t.equal(await refusal(cloudtrail.getInsightSelectors({ TrailName })), notEnabled);
  const InsightSelectors = [
    { InsightType: 'ApiCallRateInsight' as const },
    { InsightType: 'ApiErrorRateInsight' as const },
  ];
  t.match(await cloudtrail.putInsightSelectors({ TrailName, InsightSelectors }), { TrailARN, InsightSelectors });
  t.match(await cloudtrail.getInsightSelectors({ TrailName: TrailARN }), { TrailARN, InsightSelectors });
  t.match(await cloudtrail.getTrail({ Name: TrailName }), { Trail: { HasInsightSelectors: true } });
  await cloudtrail.putInsightSelectors({ TrailName, InsightSelectors: [] });
  t.equal(await refusal(cloudtrail.getInsightSelectors({ TrailName })), notEnabled);
});

t.test('insights of unknown types, and those of no trail, are refused', async (t) => {
  const cloudtrail = await client(t);
  const unknown = cloudtrail.putInsightSelectors({ TrailName, InsightSelectors: [{ InsightType: 'Other' as never }] });
  t.equal(await refusal(unknown), 'InvalidInsightSelectorsException: Value Other for InsightType is invalid.');
  t.match(
    await refusal(cloudtrail.putInsightSelectors({ InsightSelectors: [] })),
    /^InvalidParameterCombinationException/,
  );
  t.match(await refusal(cloudtrail.getInsightSelectors({})), /^InvalidParameterCombinationException/);
});
