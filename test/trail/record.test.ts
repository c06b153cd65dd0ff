import t from 'tap';
import type { Call, Outcome } from '../../src/call.js';
import { GLUE } from '../../src/model/service.js';
import { EVENT_VERSIONS, type EventVersion } from '../../src/trail/event-version.js';
import { type LoggedResponses, NULL_RESPONSES } from '../../src/trail/null-responses.js';
import { recordMaker } from '../../src/trail/record.js';
import { isHidden } from '../../src/trail/redaction.js';
import { callOf } from './called.js';

function recordOf(
  name: string,
  outcome: Partial<Outcome>,
  call: Partial<Call> = {},
  version: EventVersion = '1.05',
  responses: LoggedResponses = 'documented',
) {
  const toRecord = recordMaker({ version, responses });
  return toRecord(callOf(name, call), { input: {}, output: {}, ...outcome } as Outcome, 'event-id');
}

const BEFORE = [
  'eventVersion',
  'userIdentity',
  'eventTime',
  'eventSource',
  'eventName',
  'awsRegion',
  'sourceIPAddress',
  'userAgent',
];
const BETWEEN = ['requestParameters', 'responseElements', 'requestID', 'eventID'];

t.test('a record of 1.05 has its members in the order of the developer guide', async (t) => {
  const record = recordOf('DeleteCrawler', { input: { Name: 'c' } });
  t.same(Object.keys(record), [...BEFORE, ...BETWEEN, 'eventType', 'recipientAccountId']);
  t.same(record, {
    eventVersion: '1.05',
    userIdentity: callOf('DeleteCrawler').caller.identity,
    eventTime: '2026-01-02T03:04:05Z',
    eventSource: 'glue.amazonaws.com',
    eventName: 'DeleteCrawler',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '10.0.0.1',
    userAgent: 'aws-cli/2',
    requestParameters: { name: 'c' },
    responseElements: null,
    requestID: 'request-id',
    eventID: 'event-id',
    eventType: 'AwsApiCall',
    recipientAccountId: '123456789012',
  });
});

/** Members by version; those of a kind of call in the order in which AWS writes them. */
const LATER = ['1.08', '1.09', '1.10', '1.11'] as const;
const TLS = { tlsVersion: 'TLSv1.3', cipherSuite: 'TLS_AES_128_GCM_SHA256', clientProvidedHostHeader: 'glue' };
const ABSENT = { code: 'EntityNotFoundException', message: 'Entity Not Found', statusCode: 400 } as const;
const TABLE = { DatabaseName: 'd', TableInput: { Name: 't' } };
const ERROR = ['errorCode', 'errorMessage'];
const PARAMETERS = ['requestParameters', 'responseElements'];
const IDS = ['requestID', 'eventID'];
const END = ['managementEvent', 'recipientAccountId', 'eventCategory'];

const MEMBERS: [
  what: string,
  name: string,
  outcome: Partial<Outcome>,
  call: Partial<Call>,
  oldest: string[],
  later: string[],
][] = [
  [
    'a write of a table, with TLS',
    'CreateTable',
    { input: TABLE },
    { tls: TLS },
    [...BEFORE, ...BETWEEN, 'eventType', 'recipientAccountId'],
    [
      ...BEFORE,
      ...PARAMETERS,
      'additionalEventData',
      ...IDS,
      'readOnly',
      'resources',
      'eventType',
      ...END,
      'tlsDetails',
    ],
  ],
  [
    'a read of a table',
    'GetTable',
    { input: { DatabaseName: 'd', Name: 't' } },
    {},
    [...BEFORE, ...BETWEEN, 'eventType', 'recipientAccountId'],
    [...BEFORE, ...PARAMETERS, 'additionalEventData', ...IDS, 'readOnly', 'eventType', ...END],
  ],
  [
    'a write of a table that failed',
    'CreateTable',
    { input: TABLE, output: undefined, fault: ABSENT },
    {},
    [...BEFORE, ...ERROR, ...BETWEEN, 'eventType', 'recipientAccountId'],
    [...BEFORE, ...ERROR, ...PARAMETERS, 'additionalEventData', ...IDS, 'readOnly', 'eventType', ...END],
  ],
  [
    'a write of a crawler',
    'DeleteCrawler',
    { input: { Name: 'c' } },
    {},
    [...BEFORE, ...BETWEEN, 'eventType', 'recipientAccountId'],
    [...BEFORE, ...BETWEEN, 'readOnly', 'eventType', ...END],
  ],
];

t.test('a record of each version has its members, in the order in which AWS writes them', async (t) => {
  t.same(['1.05', ...LATER], EVENT_VERSIONS);
  for (const [what, name, outcome, call, oldest, later] of MEMBERS) {
    t.same(Object.keys(recordOf(name, outcome, call, '1.05')), oldest, `${what}, 1.05`);
    for (const version of LATER) {
      const record = recordOf(name, outcome, call, version);
      t.same(Object.keys(record), later, `${what}, ${version}`);
      t.match(record, { eventVersion: version, managementEvent: true, eventCategory: 'Management' });
      t.equal(record.readOnly, name === 'GetTable');
    }
  }
});

t.test('the TLS of a call is told as it was', async (t) => {
  t.same(recordOf('GetTable', {}, { tls: TLS }, '1.11').tlsDetails, TLS);
});

t.test('what a service calls its own is asked of Glue alone', async (t) => {
  const service = { ...GLUE, name: 'cloudtrail' as const };
  t.notOk('additionalEventData' in recordOf('CreateTable', { input: TABLE }, { service }, '1.11'));
});

t.test('the error of a failed call stands before its parameters, and its response is null', async (t) => {
  const fault = { code: 'EntityNotFoundException', message: 'Entity Not Found', statusCode: 400 as const };
  const record = recordOf('GetTable', { fault, output: undefined, input: { DatabaseName: 'd', Name: 't' } });
  t.same(Object.keys(record), [...BEFORE, 'errorCode', 'errorMessage', ...BETWEEN, 'eventType', 'recipientAccountId']);
  t.match(record, {
    errorCode: 'EntityNotFoundException',
    errorMessage: 'Entity Not Found',
    requestParameters: { databaseName: 'd', name: 't' },
    responseElements: null,
  });
});

t.test('an error without a message has none in its record', async (t) => {
  const fault = { code: 'SerializationException', message: undefined, statusCode: 400 as const };
  const record = recordOf('GetTable', { fault, output: undefined, input: undefined });
  t.notOk('errorMessage' in record);
  t.match(record, { errorCode: 'SerializationException', requestParameters: null, responseElements: null });
});

t.test(
  'a response is logged as null for the operations of the list, and for no others that answer something',
  async (t) => {
    const listed = [...NULL_RESPONSES].filter((name) => GLUE.operations.has(name));
    t.same([NULL_RESPONSES.size, listed.length], [31, 30], 'GetObjects is in the list and in no model');
    for (const operation of GLUE.operations.values()) {
      const first = [...operation.output.members.values()].find((member) => !isHidden(member));
      const output = (first && { [first.name]: valueFor(first.shape.kind) }) ?? {};
      const isLogged = first !== undefined && !NULL_RESPONSES.has(operation.name);
      t.equal(recordOf(operation.name, { output }).responseElements !== null, isLogged, operation.name);
      const { responseElements } = recordOf(operation.name, { output }, {}, '1.05', 'read-only');
      t.equal(responseElements !== null, isLogged && !operation.readOnly, `${operation.name}, read-only`);
    }
  },
);

/** Any value that can be printed for a member of the kind. */
function valueFor(kind: string): unknown {
  if (kind === 'list') return [];
  return kind === 'structure' || kind === 'map' ? {} : 0;
}

t.test('an output whose members are all unset is null', async (t) => {
  t.equal(recordOf('GetTags', { output: {} }).responseElements, null);
  t.same(recordOf('GetTags', { output: { Tags: { Name: 'x' } } }).responseElements, { tags: { Name: 'x' } });
});

const TIMES: [time: number, text: string][] = [
  [0, '1970-01-01T00:00:00Z'],
  [999, '1970-01-01T00:00:00Z'],
  [1_000, '1970-01-01T00:00:01Z'],
  [Date.UTC(2026, 11, 31, 23, 59, 59, 999), '2026-12-31T23:59:59Z'],
  [Date.UTC(2024, 1, 29, 12), '2024-02-29T12:00:00Z'],
];

t.test('a time is in whole seconds, never rounded up', async (t) => {
  for (const [time, text] of TIMES) t.equal(recordOf('GetTable', {}, { time }).eventTime, text);
});

const AGENTS = [
  'a'.repeat(1_024),
  'a'.repeat(1_025),
  'é'.repeat(600),
  '語'.repeat(400),
  `a${'語'.repeat(400)}`,
  '🗄'.repeat(300),
  `ab${'🗄'.repeat(300)}`,
];

t.test('a user agent and an error message are cut at 1 KB, between characters', async (t) => {
  for (const text of AGENTS) {
    const fault = { code: 'InvalidInputException', message: text, statusCode: 400 as const };
    const { userAgent, errorMessage = '' } = recordOf('GetTable', { fault, output: undefined }, { userAgent: text });
    t.equal(userAgent, errorMessage);
    t.ok(text.startsWith(userAgent));
    const bytes = Buffer.byteLength(userAgent);
    t.ok(bytes <= 1_024 && (bytes > 1_020 || userAgent === text), `${bytes} bytes`);
  }
});
