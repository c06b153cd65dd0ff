import { connect } from 'node:net';
import { deflateSync, gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { glueServer } from '../server.js';
import { type Exchange, exchange, type RawRequest } from './exchange.js';

type Ask = (request?: RawRequest) => Promise<Exchange>;

/** A way to ask a server, which afterwards has to answer what is asked rightly, and to have written one record for each answer. */
async function asker(t: Test, options = {}): Promise<Ask> {
  const { server } = await glueServer(t, options);
  return async (request) => {
    const before = server.events().length;
    const exchanged = await exchange(server, request);
    const { length } = server.events();
    const next = await exchange(server);
    t.equal(next.status, 200, 'the server goes on');
    t.equal(length - before, exchanged.records.length, 'nothing else was recorded');
    return exchanged;
  };
}

/** How a refused call reads, and what was recorded of it: once what it says, or nothing. */
function checkRefused(
  t: Test,
  { status, contentType, body, records }: Exchange,
  expected: object,
  recorded: boolean,
  what = 'refused',
): void {
  t.equal(status, 400, what);
  t.equal(contentType, 'application/x-amz-json-1.1', what);
  t.same(JSON.parse(body), expected, what);
  const { __type: errorCode, ...members } = JSON.parse(body);
  const errorMessage = Object.values(members)[0];
  t.equal(records.length, recorded ? 1 : 0, what);
  if (recorded) t.same([records[0]?.errorCode, records[0]?.errorMessage], [errorCode, errorMessage], what);
}

const UNSIGNED = { authorization: undefined };
const UNKNOWN_OPERATION = { __type: 'UnknownOperationException' };
const NOT_JSON = { __type: 'SerializationException' };
const NOT_SIGNED = {
  __type: 'MissingAuthenticationTokenException',
  message: 'Request is missing Authentication Token',
};

t.test('an answer has the content type, the request id of its record, and the output', async (t) => {
  const ask = await asker(t);
  const { status, contentType, requestId, body, records } = await ask();
  t.equal(status, 200);
  t.equal(contentType, 'application/x-amz-json-1.1');
  t.equal(body, '{"DatabaseList":[]}');
  t.match(requestId, /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  t.match(records, [{ requestID: requestId, eventName: 'GetDatabases' }]);
});

t.test('an operation without output answers an empty object', async (t) => {
  const ask = await asker(t);
  const { status, body } = await ask({ operation: 'CreateDatabase', body: '{"DatabaseInput":{"Name":"sales"}}' });
  t.same([status, body], [200, '{}']);
});

t.test("a service's error has its name and a capital Message, and its record says the same", async (t) => {
  const ask = await asker(t);
  const refused = await ask({ operation: 'GetDatabase', body: '{"Name":"nope"}' });
  checkRefused(t, refused, { __type: 'EntityNotFoundException', Message: 'Database nope not found.' }, true);
});

t.test('times are epoch seconds', async (t) => {
  const ask = await asker(t, { now: '2026-01-01T00:00:00.900Z' });
  await ask({ operation: 'CreateDatabase', body: '{"DatabaseInput":{"Name":"sales"}}' });
  const { body } = await ask({ operation: 'GetDatabase', body: '{"Name":"sales"}' });
  t.equal(JSON.parse(body).Database.CreateTime, Date.UTC(2026, 0, 1) / 1000);
});

/** Each breaks everything that those behind it break, and one thing more. */
const IN_ORDER: [what: string, request: RawRequest, expected: object | string, recorded: boolean][] = [
  [
    'a content type that is none comes before the target',
    { headers: { ...UNSIGNED, 'content-type': undefined, 'x-amz-target': 'x' }, body: '{' },
    '<UnknownOperationException/>\n',
    false,
  ],
  [
    'an unknown target comes before the body',
    { headers: { ...UNSIGNED, 'x-amz-target': 'x' }, body: '{' },
    UNKNOWN_OPERATION,
    false,
  ],
  ['a body that is no JSON comes before the signature', { headers: UNSIGNED, body: '{' }, NOT_JSON, false],
  [
    'the signature comes before the types',
    { headers: UNSIGNED, operation: 'GetTables', body: '{"DatabaseName":1}' },
    NOT_SIGNED,
    false,
  ],
  [
    'types come before constraints',
    { operation: 'GetTables', body: '{"MaxResults":0,"DatabaseName":1}' },
    { __type: 'SerializationException', Message: 'NUMBER_VALUE can not be converted to a String' },
    true,
  ],
  [
    'constraints come before the state',
    { operation: 'GetTables', body: '{"MaxResults":0,"DatabaseName":"nope"}' },
    {
      __type: 'ValidationException',
      message:
        "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
    },
    true,
  ],
];

for (const [what, request, expected, recorded] of IN_ORDER) {
  t.test(`what is wrong is told in order: ${what}`, async (t) => {
    const answered = await (await asker(t))(request);
    if (typeof expected === 'object') return checkRefused(t, answered, expected, recorded);
    t.same([answered.status, answered.body, answered.records], [404, expected, []]);
  });
}

const CONTENT_TYPES: [contentType: string | undefined, status: number][] = [
  ['application/x-amz-json-1.1', 200],
  ['application/x-amz-json-1.1; charset=utf-8', 200],
  ['application/json', 200],
  [undefined, 404],
  ['application/x-amz-json-1.0', 404],
  ['multipart/form-data', 404],
  ['text/html', 404],
  ['application/xml', 404],
  ['application/jsonlines', 404],
  ['nonsense', 404],
  [';', 404],
];

t.test('JSON 1.1 and plain JSON are spoken, everything else is answered in XML', async (t) => {
  const ask = await asker(t);
  for (const [type, expected] of CONTENT_TYPES) {
    const { status, contentType, body, records } = await ask({ headers: { 'content-type': type } });
    t.equal(status, expected, type ?? 'no content type');
    if (expected === 200) continue;
    t.same([contentType, body, records], ['text/xml', '<UnknownOperationException/>\n', []], type ?? 'no content type');
  }
});

const UNKNOWN_TARGETS = [
  undefined,
  '',
  'GetDatabases',
  'AWSGlue',
  'AWSGlue.',
  'AWSGlue.getdatabases',
  'awsglue.GetDatabases',
  'AWSGlue.Nope',
  'AWSGlue.__proto__',
  'AWSGlue.constructor',
  'AWSGlue.toString',
  'DynamoDB_20120810.ListTables',
  `AWSGlue.${'x'.repeat(4_000)}`,
];

t.test('an unknown target is refused without a word more, and not recorded', async (t) => {
  const ask = await asker(t);
  for (const target of UNKNOWN_TARGETS)
    checkRefused(t, await ask({ headers: { 'x-amz-target': target } }), UNKNOWN_OPERATION, false);
});

const DEPTH = 100_000;
const nested = (open: string, close: string) => open.repeat(DEPTH) + close.repeat(DEPTH);
const LIST_START = 'Start of list found where not expected';
const OBJECT_START = 'Start of structure or map found where not expected.';

/** Bodies of CreateDatabase, and the message of the SerializationException that each gets. */
const BROKEN_BODIES: [what: string, body: string | Uint8Array, message: string | undefined][] = [
  ['nothing', '', undefined],
  ['an open brace', '{', undefined],
  ['two values', '{}{}', undefined],
  ['a trailing comma', '{"DatabaseInput":{"Name":"x"},}', undefined],
  ['single quotes', "{'DatabaseInput':{}}", undefined],
  ['a byte order mark', '\ufeff{}', undefined],
  ['null', 'null', undefined],
  ['a string', '"x"', undefined],
  ['a number', '1', undefined],
  ['true', 'true', undefined],
  ['bytes that are no UTF-8', new Uint8Array([0xff, 0xfe, 0x00]), undefined],
  ['form fields', 'Action=GetDatabases&Version=2017-03-31', undefined],
  ['XML', '<GetDatabases/>', undefined],
  ['a list', '[]', LIST_START],
  ['100,000 lists in each other', nested('[', ']'), LIST_START],
  ['100,000 opened lists', '['.repeat(DEPTH), undefined],
  ['100,000 opened objects', '{"a":'.repeat(DEPTH), undefined],
  ['100,000 lists for a structure', `{"DatabaseInput":${nested('[', ']')}}`, LIST_START],
  ['100,000 lists for a string', `{"DatabaseInput":{"Name":${nested('[', ']')}}}`, LIST_START],
  [
    '100,000 objects for a string',
    `{"DatabaseInput":{"Name":${nested('{"a":', '}').replace(':}', ':1}')}}}`,
    OBJECT_START,
  ],
  [
    '100,000 objects in a map',
    `{"DatabaseInput":{"Name":"x","Parameters":${nested('{"a":', '}').replace(':}', ':1}')}}}`,
    OBJECT_START,
  ],
];

t.test('a body that cannot be read is refused and recorded once, without parameters', async (t) => {
  const ask = await asker(t);
  for (const [what, body, message] of BROKEN_BODIES) {
    const refused = await ask({ operation: 'CreateDatabase', body });
    checkRefused(t, refused, { ...NOT_JSON, ...(message && { Message: message }) }, true, what);
    t.equal(refused.records[0]?.requestParameters, null);
  }
  t.equal((await ask()).body, '{"DatabaseList":[]}', 'and has changed nothing');
});

t.test('members that the model does not have are ignored, however deep they are', async (t) => {
  const ask = await asker(t);
  const deep = nested('{"a":', '}').replace(':}', ':1}');
  const body = `{"Nope":${deep},"DatabaseInput":{"Name":"sales","nope":${nested('[', ']')},"name":"other"}}`;
  const { status, records } = await ask({ operation: 'CreateDatabase', body });
  t.equal(status, 200);
  t.same(records[0]?.requestParameters, { databaseInput: { name: 'sales' } });
});

t.test('a free-form document is taken to a depth, and refused below', async (t) => {
  const ask = await asker(t);
  const table = (type: string) => ({
    operation: 'CreateTable',
    body: `{"DatabaseName":"d","Name":"t","OpenTableFormatInput":{"IcebergInput":{"MetadataOperation":"CREATE","CreateIcebergTableInput":
      {"Location":"s3://b","Schema":{"Fields":[{"Id":1,"Name":"c","Required":true,"Type":${type}}]}}}}}`,
  });
  t.match(JSON.parse((await ask(table('{"type":"list","element":{"type":"struct"}}'))).body), { __type: /NotFound/ });
  const deep = await ask(table(nested('{"a":', '}').replace(':}', ':1}')));
  t.match(JSON.parse(deep.body), { __type: 'SerializationException' });
  t.equal(deep.status, 400);
});

const TYPES: [operation: string, body: string, message: string][] = [
  ['GetDatabase', '{"Name":1}', 'NUMBER_VALUE can not be converted to a String'],
  ['GetDatabase', '{"Name":1.5}', 'NUMBER_VALUE can not be converted to a String'],
  ['GetDatabase', '{"Name":true}', 'TRUE_VALUE can not be converted to a String'],
  ['GetDatabase', '{"Name":false}', 'FALSE_VALUE can not be converted to a String'],
  ['GetDatabase', '{"Name":[]}', LIST_START],
  ['GetDatabase', '{"Name":{}}', OBJECT_START],
  ['GetDatabases', '{"MaxResults":"1"}', 'STRING_VALUE can not be converted to an Integer'],
  ['GetDatabases', '{"MaxResults":true}', 'TRUE_VALUE can not be converted to an Integer'],
  ['GetDatabases', '{"MaxResults":[1]}', LIST_START],
  ['GetDatabases', '{"MaxResults":{}}', OBJECT_START],
  ['GetDatabases', '{"AttributesToGet":"NAME"}', 'Expected list or null'],
  ['GetDatabases', '{"AttributesToGet":1}', 'Expected list or null'],
  ['GetDatabases', '{"AttributesToGet":{}}', OBJECT_START],
  ['GetDatabases', '{"AttributesToGet":["NAME",1]}', 'NUMBER_VALUE can not be converted to a String'],
  ['CreateDatabase', '{"DatabaseInput":"x"}', 'Expected null'],
  ['CreateDatabase', '{"DatabaseInput":1}', 'Expected null'],
  ['CreateDatabase', '{"DatabaseInput":[]}', LIST_START],
  ['CreateDatabase', '{"DatabaseInput":{"Name":"x","Parameters":"y"}}', 'Expected map or null'],
  [
    'CreateDatabase',
    '{"DatabaseInput":{"Name":"x","Parameters":{"a":1}}}',
    'NUMBER_VALUE can not be converted to a String',
  ],
];

t.test('a value of a wrong type is refused in the words of AWS and recorded once', async (t) => {
  const ask = await asker(t);
  for (const [operation, body, Message] of TYPES) {
    const refused = await ask({ operation, body });
    checkRefused(t, refused, { __type: 'SerializationException', Message }, true, body);
  }
});

t.test('a null is as good as nothing, and a fraction is cut off', async (t) => {
  const ask = await asker(t);
  const { body, records } = await ask({ body: '{"CatalogId":null,"MaxResults":1.9,"AttributesToGet":[null]}' });
  t.equal(body, '{"DatabaseList":[]}');
  t.same(records[0]?.requestParameters, { maxResults: 1, attributesToGet: [] });
});

t.test('names of all sorts are taken or refused by name, and none becomes a path', async (t) => {
  const { server } = await glueServer(t);
  const names = [
    'a/b',
    '../../etc',
    '..',
    '.',
    'a\u0000b',
    'a\nb',
    '\u001b[31m',
    'n'.repeat(300),
    'é',
    '%2e%2e',
    '\\',
    '"',
  ];
  for (const Name of names) {
    const body = JSON.stringify({ DatabaseInput: { Name } });
    const { status, records } = await exchange(server, { operation: 'CreateDatabase', body });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what the model's pattern refuses.
    const isTaken = Name.length <= 255 && !/[\u0000-\u0008\n\u001b]/.test(Name);
    t.equal(status, isTaken ? 200 : 400, JSON.stringify(Name));
    t.equal(records.length, 1);
    t.equal(records[0]?.errorCode, isTaken ? undefined : 'ValidationException');
  }
  for (const { key } of await server.flush())
    t.match(key, /^AWSLogs\/123456789012\/CloudTrail\/us-east-1\/\d{4}\/\d\d\/\d\d\/[\w-]+\.json\.gz$/);
});

t.test('keys that JavaScript gives a meaning are data in maps and unknown members elsewhere', async (t) => {
  const ask = await asker(t);
  const body = `{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"DatabaseInput":{"Name":"sales",
    "__proto__":{"Description":"polluted"},"constructor":{"name":"x"},
    "Parameters":{"__proto__":"a","constructor":"b","prototype":"c","toString":"d"}}}`;
  const { status, records } = await ask({ operation: 'CreateDatabase', body });
  t.equal(status, 200);
  const printed = '"parameters":{"__proto__":"a","constructor":"b","prototype":"c","toString":"d"}';
  t.equal(JSON.stringify(records[0]?.requestParameters), `{"databaseInput":{"name":"sales",${printed}}}`);
  const { body: answer } = await ask({ operation: 'GetDatabase', body: '{"Name":"sales"}' });
  t.match(answer, '"Parameters":{"__proto__":"a","constructor":"b","prototype":"c","toString":"d"}');
  t.notMatch(answer, 'polluted');
  t.notOk('polluted' in {}, 'no object has got anything from it');
});

t.test('tags and batches keep such keys too', async (t) => {
  const ask = await asker(t);
  const created = await ask({
    operation: 'CreateDatabase',
    body: '{"DatabaseInput":{"Name":"sales"},"Tags":{"__proto__":"a","constructor":"b"}}',
  });
  t.equal(created.status, 200);
  const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:database/sales';
  const { body } = await ask({ operation: 'GetTags', body: JSON.stringify({ ResourceArn }) });
  t.equal(body, '{"Tags":{"__proto__":"a","constructor":"b"}}');
  const batch = await ask({
    operation: 'BatchDeleteConnection',
    body: '{"ConnectionNameList":["__proto__","constructor"]}',
  });
  t.match(batch.body, /"Errors":\{"__proto__":\{.*"constructor":\{/);
});

const GOOD = '{"DatabaseInput":{"Name":"sales"}}';

/** Bodies of CreateDatabase. */
const ENCODED: [encoding: string, body: Uint8Array | string, status: number][] = [
  ['identity', GOOD, 200],
  ['gzip', gzipSync(GOOD), 200],
  ['deflate', deflateSync(GOOD), 200],
  ['gzip', GOOD, 400],
  ['gzip', '', 400],
  ['gzip', gzipSync(GOOD).subarray(0, 20), 400],
  ['gzip', gzipSync('{'), 400],
  ['deflate', gzipSync(GOOD), 400],
  ['br', GOOD, 400],
  ['', GOOD, 200],
  ['constructor', GOOD, 400],
  ['__proto__', GOOD, 400],
  ['toString', GOOD, 400],
];

for (const [encoding, body, expected] of ENCODED) {
  t.test(`a body of ${body.length} bytes in the encoding '${encoding}' is answered with ${expected}`, async (t) => {
    const answered = await (await asker(t))({
      operation: 'CreateDatabase',
      headers: { 'content-encoding': encoding },
      body,
    });
    if (expected === 400) return checkRefused(t, answered, NOT_JSON, true);
    t.equal(answered.status, 200);
    t.equal(answered.records.length, 1);
  });
}

const MB = 1024 * 1024;
const TOO_LARGE: [what: string, headers: Record<string, string>, body: () => Uint8Array | string][] = [
  ['50 MB of JSON', {}, () => `{"DatabaseInput":{"Name":"${'x'.repeat(50 * MB)}"}}`],
  ['50 MB of spaces', {}, () => ' '.repeat(50 * MB)],
  ['a gzip bomb of 200 MB', { 'content-encoding': 'gzip' }, () => gzipSync(Buffer.alloc(200 * MB, 0x20), { level: 1 })],
  [
    'a deflate bomb of 200 MB',
    { 'content-encoding': 'deflate' },
    () => deflateSync(Buffer.alloc(200 * MB, '['), { level: 1 }),
  ],
];

for (const [what, headers, body] of TOO_LARGE) {
  t.test(`a body that is too large is refused and recorded once: ${what}`, async (t) => {
    const answered = await (await asker(t))({ operation: 'CreateDatabase', headers, body: body() });
    t.equal(answered.status, 413);
    const message = 'Request size exceeded 16777216 bytes';
    t.same(JSON.parse(answered.body), { __type: 'RequestEntityTooLargeException', message });
    t.match(answered.records, [{ errorCode: 'RequestEntityTooLargeException', requestParameters: null }]);
    t.equal(answered.records.length, 1);
  });
}

t.test('a body up to the limit is taken', async (t) => {
  const ask = await asker(t, { bodyLimit: 10_000 });
  const Parameters = { a: 'x'.repeat(9_000) };
  const body = JSON.stringify({ DatabaseInput: { Name: 'sales', Parameters } });
  t.equal((await ask({ operation: 'CreateDatabase', body: body.padEnd(10_000) })).status, 200);
  t.equal((await ask({ operation: 'CreateDatabase', body: body.padEnd(10_001) })).status, 413);
});

t.test(
  'a body that is too large is refused in its turn: behind the content type, the target, and without a signature unrecorded',
  async (t) => {
    const ask = await asker(t, { bodyLimit: 1_024 });
    const body = ' '.repeat(2_000);
    t.equal((await ask({ body, headers: { 'content-type': undefined } })).status, 404);
    checkRefused(t, await ask({ body, headers: { 'x-amz-target': 'x' } }), UNKNOWN_OPERATION, false);
    const unsigned = await ask({ body, headers: UNSIGNED });
    t.same([unsigned.status, unsigned.records], [413, []]);
  },
);

t.test('a presigned query says who calls as well as a header does', async (t) => {
  const ask = await asker(t);
  const query = new URLSearchParams({
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': '210987654321/20260101/eu-west-1/glue/aws4_request',
    'X-Amz-Date': '20260101T000000Z',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': '0',
  });
  const { status, records } = await ask({ path: `/?${query}`, headers: UNSIGNED });
  t.equal(status, 200);
  t.match(records, [{ recipientAccountId: '210987654321', awsRegion: 'eu-west-1' }]);
});

const ELSEWHERE: RawRequest[] = [
  ...['PUT', 'HEAD', 'DELETE', 'OPTIONS', 'PATCH', 'PROPFIND', 'LINK'].map((method) => ({ method })),
  ...['GET', 'POST', 'PUT', 'HEAD'].flatMap((method) =>
    [
      '/Nope',
      '/_index.html',
      '//',
      '/../Etc/passwd',
      '/%2e%2e/X',
      '/%00',
      '/%zz',
      '/%',
      `/${'x'.repeat(5_000)}`,
      '/Nope?x=%zz',
    ].map((path) => ({ method, path })),
  ),
];

t.test('other methods and paths that begin with no bucket are answered 404 in XML', async (t) => {
  const ask = await asker(t);
  for (const request of ELSEWHERE) {
    const { status, contentType, body, requestId, records } = await ask(request);
    const what = `${request.method} ${request.path?.slice(0, 30) ?? '/'}`;
    t.equal(status, 404, what);
    t.equal(contentType, 'text/xml', what);
    t.equal(body, request.method === 'HEAD' ? '' : '<UnknownOperationException/>\n', what);
    t.type(requestId, 'string', what);
    t.same(records, []);
  }
});

/** Bytes that are no proper request. */
const GARBAGE = [
  'GARBAGE\r\n\r\n',
  '\u0016\u0003\u0001\u0002\u0000',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
  'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n{}',
  'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n',
  `POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: ${'x'.repeat(100_000)}\r\n\r\n`,
];

t.test('bytes that are no HTTP get an error that is no page, and the server goes on', async (t) => {
  const { server } = await glueServer(t);
  for (const bytes of GARBAGE) {
    const answer = await send(server.endpoint, bytes);
    t.match(answer, /^HTTP\/1\.1 4\d\d /, JSON.stringify(bytes.slice(0, 40)));
    t.notMatch(answer, /<html/i);
  }
  t.equal((await exchange(server)).status, 200);
  t.equal(server.events().length, 1);
});

t.test('a client that goes away in the middle of a body leaves nothing', async (t) => {
  const { server } = await glueServer(t);
  const head =
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-amz-json-1.1\r\nX-Amz-Target: AWSGlue.GetDatabases\r\n';
  const { hostname, port } = new URL(server.endpoint);
  const socket = connect(Number(port), hostname);
  socket.write(`${head}Content-Length: 100\r\n\r\n{"Cata`);
  await new Promise((resolve) => socket.once('ready', resolve));
  socket.destroy();
  t.equal((await exchange(server)).status, 200);
  t.equal(server.events().length, 1);
});

/** Sends bytes as they are; resolves with all that is answered until the connection closes. */
function send(endpoint: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.end(bytes, 'latin1'));
    let answer = '';
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', reject);
    socket.on('close', () => resolve(answer));
  });
}

t.test('a user agent and a source address are recorded, an endless user agent in part', async (t) => {
  const ask = await asker(t);
  const { records } = await ask({ headers: { 'user-agent': 'aws-cli/2' } });
  t.match(records, [{ userAgent: 'aws-cli/2', sourceIPAddress: '127.0.0.1' }]);
  const long = await ask({ headers: { 'user-agent': 'é'.repeat(1_000) } });
  t.equal(Buffer.byteLength(long.records[0]?.userAgent ?? ''), 1_024);
});
