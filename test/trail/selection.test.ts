import t from 'tap';
import type { CloudTrailRecord } from '../../src/trail/record-schema.js';
import { recordTest, type Selection, takesEverything } from '../../src/trail/selection.js';

function recordOf(members: Partial<CloudTrailRecord>): CloudTrailRecord {
  return {
    eventVersion: '1.05',
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDA',
      arn: 'arn:aws:iam::123456789012:user/johndoe',
      accountId: '123456789012',
      accessKeyId: 'AKIA',
    },
    eventTime: '2026-01-01T00:00:00Z',
    eventSource: 'glue.amazonaws.com',
    eventName: 'CreateTable',
    awsRegion: 'us-east-1',
    sourceIPAddress: '10.0.0.1',
    userAgent: 'test',
    requestParameters: null,
    responseElements: null,
    requestID: 'r',
    eventID: 'e',
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
    ...members,
  };
}

const RECORDS = {
  create: recordOf({}),
  failed: recordOf({ eventName: 'DeleteTable', errorCode: 'EntityNotFoundException' }),
  get: recordOf({ eventName: 'GetTable' }),
  marked: recordOf({ eventName: 'StartSomething', readOnly: true }),
  trail: recordOf({ eventName: 'StopLogging', eventSource: 'cloudtrail.amazonaws.com' }),
};

const ALL = Object.keys(RECORDS);

const taken = (selection: Selection) =>
  Object.entries(RECORDS)
    .filter(([, record]) => recordTest(selection)(record))
    .map(([name]) => name);

const BASIC: [string, NonNullable<Selection['EventSelectors']>, string[]][] = [
  ['takes everything unless told', [{}], ALL],
  ['takes reads', [{ ReadWriteType: 'ReadOnly' }], ['get', 'marked']],
  ['takes writes', [{ ReadWriteType: 'WriteOnly' }], ['create', 'failed', 'trail']],
  ['leaves out sources', [{ ExcludeManagementEventSources: ['glue.amazonaws.com'] }], ['trail']],
  ['takes no management events', [{ IncludeManagementEvents: false }], []],
  [
    'takes what one of several takes',
    [
      { ReadWriteType: 'ReadOnly', ExcludeManagementEventSources: [] },
      { ReadWriteType: 'WriteOnly', ExcludeManagementEventSources: ['glue.amazonaws.com'] },
    ],
    ['get', 'marked', 'trail'],
  ],
];

for (const [what, EventSelectors, expected] of BASIC) {
  t.test(`a basic selector ${what}`, async (t) => {
    t.same(taken({ EventSelectors }), expected);
    t.equal(takesEverything({ EventSelectors }), expected === ALL);
  });
}

type Field = NonNullable<Selection['AdvancedEventSelectors']>[number]['FieldSelectors'][number];

const ADVANCED: [string, Field[], string[]][] = [
  ['the category', [{ Field: 'eventCategory', Equals: ['Management'] }], ALL],
  ['a category that is not recorded', [{ Field: 'eventCategory', Equals: ['Data'] }], []],
  ['reads', [{ Field: 'readOnly', Equals: ['true'] }], ['get', 'marked']],
  ['an equal name', [{ Field: 'eventName', Equals: ['GetTable', 'CreateTable'] }], ['create', 'get']],
  ['how a name starts', [{ Field: 'eventName', StartsWith: ['St', 'Del'] }], ['failed', 'marked', 'trail']],
  ['how a name ends', [{ Field: 'eventName', EndsWith: ['Table'] }], ['create', 'failed', 'get']],
  ['other names', [{ Field: 'eventName', NotEquals: ['GetTable', 'CreateTable'] }], ['failed', 'marked', 'trail']],
  ['how no name starts', [{ Field: 'eventName', NotStartsWith: ['St', 'Del'] }], ['create', 'get']],
  ['how no name ends', [{ Field: 'eventName', NotEndsWith: ['Table'] }], ['marked', 'trail']],
  [
    'what any operator selects and none deselects',
    [{ Field: 'eventName', StartsWith: ['Get', 'Create'], Equals: ['DeleteTable'], NotEquals: ['CreateTable'] }],
    ['failed', 'get'],
  ],
  ['a member that is there', [{ Field: 'errorCode', Equals: ['EntityNotFoundException'] }], ['failed']],
  [
    'a member that may be absent',
    [{ Field: 'errorCode', NotStartsWith: ['Entity'] }],
    ALL.filter((n) => n !== 'failed'),
  ],
  ['a member of events that are not recorded', [{ Field: 'resources.type', Equals: ['AWS::S3::Object'] }], []],
  ['who called', [{ Field: 'userIdentity.arn', EndsWith: ['/johndoe'] }], ALL],
  [
    'all its fields',
    [
      { Field: 'eventSource', NotEquals: ['cloudtrail.amazonaws.com'] },
      { Field: 'readOnly', Equals: ['false'] },
    ],
    ['create', 'failed'],
  ],
];

for (const [what, FieldSelectors, expected] of ADVANCED) {
  t.test(`an advanced selector asks for ${what}`, async (t) => {
    const selection = { AdvancedEventSelectors: [{ FieldSelectors }] };
    t.same(taken(selection), expected);
    t.equal(takesEverything(selection), false, 'and records are looked at');
  });
}

t.test('what one of several advanced selectors takes is taken', async (t) => {
  const AdvancedEventSelectors = ['GetTable', 'StopLogging'].map((name) => ({
    FieldSelectors: [{ Field: 'eventName', Equals: [name] }],
  }));
  t.same(taken({ AdvancedEventSelectors }), ['get', 'trail']);
});
