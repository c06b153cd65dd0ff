import t from 'tap';
import { LOOKUP_KEYS, summaryOf, valuesOf } from '../../src/trail/event-summary.js';
import type { CloudTrailRecord } from '../../src/trail/record-schema.js';

const RECORD: CloudTrailRecord = {
  eventVersion: '1.05',
  userIdentity: {
    type: 'IAMUser',
    principalId: 'AIDAEXAMPLE',
    arn: 'arn:aws:iam::123456789012:user/johndoe',
    accountId: '123456789012',
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    userName: 'johndoe',
  },
  eventTime: '2026-01-01T00:00:01Z',
  eventSource: 'glue.amazonaws.com',
  eventName: 'GetTable',
  awsRegion: 'us-east-1',
  sourceIPAddress: '10.0.0.1',
  userAgent: 'test',
  requestParameters: { name: 'orders' },
  responseElements: null,
  requestID: 'r',
  eventID: 'e',
  eventType: 'AwsApiCall',
  recipientAccountId: '123456789012',
};

t.test('a summary says what LookupEvents answers beside the record', async (t) => {
  t.same(summaryOf(RECORD), {
    EventId: 'e',
    EventName: 'GetTable',
    ReadOnly: 'true',
    AccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    EventTime: Date.parse('2026-01-01T00:00:01Z') / 1000,
    EventSource: 'glue.amazonaws.com',
    Username: 'johndoe',
    Resources: [],
  });
});

const identity = (members: Partial<CloudTrailRecord['userIdentity']>) => ({ ...RECORD.userIdentity, ...members });

const USERS: [string, CloudTrailRecord['userIdentity'], string | undefined][] = [
  ['the name of an IAM user', RECORD.userIdentity, 'johndoe'],
  ['root', identity({ type: 'Root', userName: 'an alias' }), 'root'],
  ["the name of a role's session", identity({ type: 'AssumedRole', principalId: 'AROA:audit:reader' }), 'audit:reader'],
];

for (const [what, userIdentity, expected] of USERS) {
  t.test(`Username is ${what}`, async (t) => {
    const summary = summaryOf({ ...RECORD, userIdentity });
    t.equal(summary.Username, expected);
    t.same(valuesOf(summary, 'Username'), [expected]);
  });
}

t.test('what the record says of reading goes before what the name says', async (t) => {
  t.equal(summaryOf({ ...RECORD, eventName: 'CreateTable' }).ReadOnly, 'false');
  t.equal(summaryOf({ ...RECORD, eventName: 'CreateTable', readOnly: true }).ReadOnly, 'true');
});

t.test('a call to CloudTrail names its trail and bucket as resources, as the caller named them', async (t) => {
  const called = (requestParameters: object) =>
    summaryOf({ ...RECORD, eventSource: 'cloudtrail.amazonaws.com', requestParameters }).Resources;
  const trail = (ResourceName: string) => ({ ResourceType: 'AWS::CloudTrail::Trail', ResourceName });
  t.same(called({ name: 'audit' }), [trail('audit')]);
  t.same(called({ trailName: 'arn:aws:cloudtrail:us-east-1:123456789012:trail/audit' }), [
    trail('arn:aws:cloudtrail:us-east-1:123456789012:trail/audit'),
  ]);
  t.same(called({ name: 'audit', s3BucketName: 'b' }), [
    trail('audit'),
    { ResourceType: 'AWS::S3::Bucket', ResourceName: 'b' },
  ]);
  t.same(called({ trailNameList: ['audit'] }), []);
  t.same(summaryOf({ ...RECORD, eventSource: 'cloudtrail.amazonaws.com', requestParameters: null }).Resources, []);
});

t.test('every lookup key has the values of a summary', async (t) => {
  const summary = { ...summaryOf(RECORD), Resources: [{ ResourceType: 'type', ResourceName: 'name' }] };
  const values = LOOKUP_KEYS.map((key) => [key, ...valuesOf(summary, key)]);
  t.same(values, [
    ['EventId', 'e'],
    ['EventName', 'GetTable'],
    ['ReadOnly', 'true'],
    ['Username', 'johndoe'],
    ['ResourceType', 'type'],
    ['ResourceName', 'name'],
    ['EventSource', 'glue.amazonaws.com'],
    ['AccessKeyId', 'AKIAIOSFODNN7EXAMPLE'],
  ]);
  t.same(valuesOf({ ...summary, Username: undefined }, 'Username'), []);
});
