import { mkdirSync, readFileSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import t, { type Test } from 'tap';
import { startGlueTrail } from '../../src/index.js';
import { authorization } from './exchange.js';

const MODIFIED = new Date('2026-03-07T12:00:00Z');

interface Answer {
  status: number;
  headers: Headers;
  body: Buffer;
  text: string;
}

type Ask = (
  path: string,
  options?: { method?: string; headers?: Record<string, string>; body?: string },
) => Promise<Answer>;

/** A server over a folder of buckets; asks with the path as it is given, which fetch would tidy up. */
async function view(
  t: Test,
  buckets: Record<string, Record<string, string>> = {},
): Promise<{ ask: Ask; root: string }> {
  const root = t.testdir({});
  for (const [bucket, objects] of Object.entries(buckets)) {
    mkdirSync(join(root, bucket));
    for (const [key, content] of Object.entries(objects)) {
      mkdirSync(join(root, bucket, key, '..'), { recursive: true });
      writeFileSync(join(root, bucket, key), content);
      utimesSync(join(root, bucket, key), MODIFIED, MODIFIED);
    }
  }
  const server = await startGlueTrail({ bucketDir: root });
  t.after(() => server.close());
  const ask: Ask = (path, { method = 'GET', headers = {}, body } = {}) =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.endpoint);
      const sent = request({ hostname, port, path, method, headers }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const body = Buffer.concat(chunks);
          const headers = new Headers(Object.entries(answer.headers).map(([name, value]) => [name, String(value)]));
          resolve({ status: answer.statusCode ?? 0, headers, body, text: body.toString() });
        });
      });
      sent.on('error', reject).end(body);
    });
  return { ask, root };
}

/** The texts of an element, wherever it stands. */
function all(xml: string, name: string): string[] {
  return Array.from(xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g')), ([, text]) => text ?? '');
}

const one = (xml: string, name: string) => all(xml, name)[0];

function listed(xml: string): { keys: string[]; prefixes: string[] } {
  return { keys: all(xml, 'Key'), prefixes: all(xml, 'Prefix').slice(1) };
}

const SIGNED = { authorization: authorization('123456789012/20260101/us-east-1/s3/aws4_request') };

t.test('GET / that is signed for s3 lists the buckets, and no other does', async (t) => {
  const { ask, root } = await view(t, { 'trail-logs': {}, audit: {}, Invalid: {} });
  writeFileSync(join(root, 'a-file'), '');
  symlinkSync('/', join(root, 'a-link'));
  const { status, headers, text } = await ask('/', { headers: SIGNED });
  t.equal(status, 200);
  t.equal(headers.get('content-type'), 'application/xml');
  t.match(headers.get('x-amz-request-id'), /^[0-9A-F]{16}$/);
  t.same(all(text, 'Name'), ['audit', 'trail-logs']);
  t.match(one(text, 'CreationDate'), /^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/);
  const presigned = '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=A%2F20260101%2Fus-east-1%2Fs3%2Faws4_request';
  t.match((await ask(presigned)).text, 'ListAllMyBucketsResult');
  t.match((await ask('/?AWSAccessKeyId=A&Signature=s&Expires=1795361713')).text, 'ListAllMyBucketsResult', 'version 2');
  for (const path of ['/', '/?%', '/?X-Amz-Credential=%ff']) t.equal((await ask(path)).status, 404, path);
  const forGlue = { authorization: authorization('A/20260101/us-east-1/glue/aws4_request') };
  t.equal((await ask('/', { headers: forGlue })).status, 404);
});

t.test('a folder that is not there has no buckets', async (t) => {
  const server = await startGlueTrail({ bucketDir: join(t.testdir(), 'none') });
  t.after(() => server.close());
  t.match(await (await fetch(server.endpoint, { headers: SIGNED })).text(), '<Buckets></Buckets>');
});

t.test('a bucket is in us-east-1, and one that is not there is told so', async (t) => {
  const { ask } = await view(t, { 'trail-logs': {} });
  t.match((await ask('/trail-logs?location')).text, /<LocationConstraint xmlns="[^"]*"><\/LocationConstraint>$/);
  t.equal((await ask('/trail-logs', { method: 'HEAD' })).status, 200);
  t.equal((await ask('/trail-logs/', { method: 'HEAD' })).headers.get('x-amz-bucket-region'), 'us-east-1');
  t.same(pick(await ask('/other', { method: 'HEAD' })), [404, '']);
  for (const path of ['/other', '/other/key', '/other?location']) {
    const { status, text } = await ask(path);
    t.same([status, one(text, 'Code'), one(text, 'BucketName')], [404, 'NoSuchBucket', 'other'], path);
  }
});

function pick({ status, text }: Answer): [number, string] {
  return [status, text];
}

const OBJECTS = {
  'a-b': '1',
  'a.b': '2',
  'a/b': '3',
  'a/c/d': '4',
  'a/c/e': '5',
  a0: '6',
  ab: '7',
  'é/x': '8',
  '\u{1f600}': '9',
  '\uffee': '10',
};
const IN_ORDER = ['a-b', 'a.b', 'a/b', 'a/c/d', 'a/c/e', 'a0', 'ab', 'é/x', '\uffee', '\u{1f600}'];

t.test('keys are listed in the order of their bytes, with size, time and tag', async (t) => {
  const { ask } = await view(t, { 'trail-logs': OBJECTS });
  const { text } = await ask('/trail-logs');
  t.same(listed(text), { keys: IN_ORDER, prefixes: [] });
  t.same([one(text, 'Name'), one(text, 'IsTruncated'), one(text, 'MaxKeys')], ['trail-logs', 'false', '1000']);
  t.same(new Set(all(text, 'LastModified')), new Set([MODIFIED.toISOString()]));
  t.same(all(text, 'Size').at(-2), '2');
  const head = await ask('/trail-logs/a-b', { method: 'HEAD' });
  t.equal(one(text, 'ETag')?.replaceAll('&quot;', '"'), head.headers.get('etag'));
});

const LISTS: [query: string, keys: string[], prefixes: string[]][] = [
  ['prefix=a/', ['a/b', 'a/c/d', 'a/c/e'], []],
  ['prefix=a/c', ['a/c/d', 'a/c/e'], []],
  ['prefix=a/c/d', ['a/c/d'], []],
  ['prefix=nothing', [], []],
  ['prefix=/a', [], []],
  ['prefix=../', [], []],
  ['delimiter=/', ['a-b', 'a.b', 'a0', 'ab', '\uffee', '\u{1f600}'], ['a/', 'é/']],
  ['delimiter=/&prefix=a/', ['a/b'], ['a/c/']],
  ['delimiter=/&prefix=a', ['a-b', 'a.b', 'a0', 'ab'], ['a/']],
  ['delimiter=c/&prefix=a', ['a-b', 'a.b', 'a/b', 'a0', 'ab'], ['a/c/']],
  ['delimiter=b&prefix=a', ['a/c/d', 'a/c/e', 'a0'], ['a-b', 'a.b', 'a/b', 'ab']],
  ['marker=a/c', ['a/c/d', 'a/c/e', 'a0', 'ab', 'é/x', '\uffee', '\u{1f600}'], []],
  ['marker=a/c/d&prefix=a', ['a/c/e', 'a0', 'ab'], []],
  ['marker=a/zzz&prefix=a', ['a0', 'ab'], []],
  ['marker=a/&delimiter=/&prefix=a', ['a0', 'ab'], []],
  ['list-type=2&start-after=a/c/e&prefix=a', ['a0', 'ab'], []],
  ['list-type=2&start-after=a/b&delimiter=/&prefix=a', ['a0', 'ab'], ['a/']],
];

t.test('a list is of the keys that are asked for', async (t) => {
  const { ask } = await view(t, { 'trail-logs': OBJECTS });
  for (const [query, keys, prefixes] of LISTS)
    t.same(listed((await ask(`/trail-logs?${query}`)).text), { keys, prefixes }, query);
});

t.test('pages of any size, of either version, hold every key once', async (t) => {
  const { ask } = await view(t, { 'trail-logs': OBJECTS });
  for (const delimiter of ['', '/', 'c', 'b']) {
    const whole = listed((await ask(`/trail-logs?delimiter=${delimiter}`)).text);
    for (const size of [1, 2, 3, 7, 10, 11]) {
      const first = await pages((position) =>
        ask(`/trail-logs?delimiter=${delimiter}&max-keys=${size}&marker=${encodeURIComponent(position ?? '')}`),
      );
      t.same(first, whole, `version 1, ${size} a page, delimiter ${delimiter}`);
      const second = await pages((position) => {
        const token = position === undefined ? '' : `&continuation-token=${encodeURIComponent(position)}`;
        return ask(`/trail-logs?list-type=2&delimiter=${delimiter}&max-keys=${size}${token}`);
      });
      t.same(second, whole, `version 2, ${size} a page, delimiter ${delimiter}`);
    }
  }
});

/** Follows NextContinuationToken, NextMarker or, as clients of version 1 do without a delimiter, the last key. */
async function pages(ask: (position: string | undefined) => Promise<Answer>): Promise<ReturnType<typeof listed>> {
  const found: ReturnType<typeof listed> = { keys: [], prefixes: [] };
  let position: string | undefined;
  for (let page = 0; page < 20; page += 1) {
    const { text } = await ask(position);
    const { keys, prefixes } = listed(text);
    found.keys.push(...keys);
    found.prefixes.push(...prefixes);
    if (one(text, 'IsTruncated') === 'false') return found;
    position = one(text, 'NextContinuationToken') ?? one(text, 'NextMarker') ?? keys.at(-1);
  }
  throw new Error('the pages do not end');
}

t.test('version 2 counts, and repeats what it was asked', async (t) => {
  const { ask } = await view(t, { 'trail-logs': OBJECTS });
  const { text } = await ask('/trail-logs?list-type=2&delimiter=/&max-keys=3&start-after=a-b');
  t.same([one(text, 'KeyCount'), one(text, 'StartAfter'), one(text, 'IsTruncated')], ['3', 'a-b', 'true']);
  t.equal(one((await ask('/trail-logs?max-keys=0')).text, 'IsTruncated'), 'false');
  t.equal(one((await ask('/trail-logs?max-keys=5000')).text, 'MaxKeys'), '1000');
});

t.test('keys that XML cannot hold come as references, or as URLs if they are asked for so', async (t) => {
  const { ask } = await view(t, { 'trail-logs': { 'a&<>"b': '', 'c d+e\u0001/f': '' } });
  const { text } = await ask('/trail-logs');
  t.same(all(text, 'Key'), ['a&amp;&lt;&gt;&quot;b', 'c d+e&#x1;/f']);
  const encoded = (await ask('/trail-logs?encoding-type=url&prefix=c%20d%2B')).text;
  t.same(all(encoded, 'Key'), ['c%20d%2Be%01/f']);
  t.same([one(encoded, 'Prefix'), one(encoded, 'EncodingType')], ['c%20d%2B', 'url']);
  t.equal((await ask('/trail-logs/c%20d+e%01/f')).status, 200);
});

for (const query of ['max-keys=x', 'max-keys=-1', 'encoding-type=xml', 'list-type=2&continuation-token=x']) {
  t.test(`a list with ${query} is refused`, async (t) => {
    const { ask } = await view(t, { 'trail-logs': {} });
    const { status, text } = await ask(`/trail-logs?${query}`);
    t.same([status, one(text, 'Code')], [400, 'InvalidArgument']);
  });
}

t.test('an object comes as it lies there, with the headers of a log file', async (t) => {
  const { ask, root } = await view(t, {
    'trail-logs': { 'AWSLogs/a.json.gz': '\u001f\u008bbytes', 'b.txt': 'text', empty: '' },
  });
  const { status, headers, body } = await ask('/trail-logs/AWSLogs/a.json.gz');
  t.equal(status, 200);
  t.same(body, readFileSync(join(root, 'trail-logs/AWSLogs/a.json.gz')));
  t.match(Object.fromEntries(headers), {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': String(body.length),
    'last-modified': 'Sat, 07 Mar 2026 12:00:00 GMT',
    'accept-ranges': 'bytes',
    etag: /^"[0-9a-f]{32}-1"$/,
  });
  const head = await ask('/trail-logs/AWSLogs/a.json.gz', { method: 'HEAD' });
  t.same([head.status, head.text, head.headers.get('content-length')], [200, '', String(body.length)]);
  const other = await ask('/trail-logs/b.txt');
  t.same(
    [other.text, other.headers.get('content-type'), other.headers.get('content-encoding')],
    ['text', 'binary/octet-stream', null],
  );
  t.same(pick(await ask('/trail-logs/empty')), [200, '']);
});

const RANGES: [range: string, status: number, text: string, contentRange: string | null][] = [
  ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
  ['bytes=4-', 206, '456789', 'bytes 4-9/10'],
  ['bytes=8-100', 206, '89', 'bytes 8-9/10'],
  ['bytes=-3', 206, '789', 'bytes 7-9/10'],
  ['bytes=-100', 206, '0123456789', 'bytes 0-9/10'],
  ['bytes=9-9', 206, '9', 'bytes 9-9/10'],
  ['bytes=5-2', 200, '0123456789', null],
  ['bytes=0-1,3-4', 200, '0123456789', null],
  ['bytes=-', 200, '0123456789', null],
  ['lines=0-1', 200, '0123456789', null],
];

t.test('a range is a part of the object', async (t) => {
  const { ask } = await view(t, { 'trail-logs': { object: '0123456789', empty: '' } });
  for (const [range, ...expected] of RANGES) {
    const { status, text, headers } = await ask('/trail-logs/object', { headers: { range } });
    t.same([status, text, headers.get('content-range')], expected, range);
  }
  for (const [path, range] of [
    ['object', 'bytes=10-'],
    ['object', 'bytes=-0'],
    ['empty', 'bytes=0-0'],
  ]) {
    const { status, text } = await ask(`/trail-logs/${path}`, { headers: { range: String(range) } });
    t.same([status, one(text, 'Code'), one(text, 'RangeRequested')], [416, 'InvalidRange', range]);
  }
});

t.test('conditions decide whether an object is sent', async (t) => {
  const { ask } = await view(t, { 'trail-logs': { object: 'x' } });
  const etag = String((await ask('/trail-logs/object')).headers.get('etag'));
  const [before, after] = ['Sat, 07 Mar 2026 11:59:59 GMT', 'Sat, 07 Mar 2026 12:00:01 GMT'];
  const CONDITIONS: [headers: Record<string, string>, status: number][] = [
    [{ 'if-match': etag }, 200],
    [{ 'if-match': etag.replaceAll('"', '') }, 200],
    [{ 'if-match': '*' }, 200],
    [{ 'if-match': '"other"' }, 412],
    [{ 'if-match': etag, 'if-unmodified-since': before }, 200],
    [{ 'if-unmodified-since': before }, 412],
    [{ 'if-unmodified-since': MODIFIED.toUTCString() }, 200],
    [{ 'if-none-match': etag }, 304],
    [{ 'if-none-match': `"other", W/${etag}` }, 304],
    [{ 'if-none-match': '"other"' }, 200],
    [{ 'if-none-match': '"other"', 'if-modified-since': after }, 200],
    [{ 'if-modified-since': MODIFIED.toUTCString() }, 304],
    [{ 'if-modified-since': before }, 200],
    [{ 'if-modified-since': 'whenever' }, 200],
  ];
  for (const [headers, expected] of CONDITIONS) {
    const { status, text } = await ask('/trail-logs/object', { headers });
    t.equal(status, expected, JSON.stringify(headers));
    if (status === 412) t.equal(one(text, 'Code'), 'PreconditionFailed');
    if (status === 304) t.equal(text, '');
  }
});

t.test('user metadata lies in a file beside the object, which is no object', async (t) => {
  const { ask } = await view(t, {
    'trail-logs': {
      'd/key': 'x',
      'd/key.metadata.json':
        '{"signature":"5088","Signature-Algorithm":"SHA256withRSA","bad\\nname":"x","bad":"a\\r\\nb","number":1}',
      'd/broken': 'x',
      'd/broken.metadata.json': 'no JSON',
      'd/alone.metadata.json': 'an object of that name',
      'd/.key.partial': 'half',
    },
  });
  const { headers } = await ask('/trail-logs/d/key', { method: 'HEAD' });
  t.same(
    [...headers].filter(([name]) => name.startsWith('x-amz-meta-')),
    [
      ['x-amz-meta-signature', '5088'],
      ['x-amz-meta-signature-algorithm', 'SHA256withRSA'],
    ],
  );
  t.equal((await ask('/trail-logs/d/broken')).status, 200);
  t.same(listed((await ask('/trail-logs')).text).keys, ['d/alone.metadata.json', 'd/broken', 'd/key']);
  t.equal((await ask('/trail-logs/d/alone.metadata.json')).status, 200);
  for (const key of ['d/key.metadata.json', 'd/.key.partial'])
    t.equal((await ask(`/trail-logs/${key}`)).status, 404, key);
});

const OUTSIDE = [
  '/trail-logs/../secret.txt',
  '/trail-logs/%2e%2e/secret.txt',
  '/trail-logs/..%2fsecret.txt',
  '/trail-logs/%2e%2e%2fsecret.txt',
  '/trail-logs/d/../../secret.txt',
  '/trail-logs/d/%2e%2e/%2e%2e/secret.txt',
  '/trail-logs/..%5csecret.txt',
  '/trail-logs//secret.txt',
  '/trail-logs/./d/key',
  '/trail-logs/d//key',
  '/trail-logs/d/key/',
  '/trail-logs/d',
  '/trail-logs/d/key%00',
  '/trail-logs/%2fetc/passwd',
  '/trail-logs/link-out/passwd',
  '/trail-logs/link-to-file',
  '/trail-logs/link-in/key',
  `/trail-logs/${'x'.repeat(300)}`,
  `/trail-logs/${'x/'.repeat(3_000)}y`,
];

t.test('no key leads out of its bucket', async (t) => {
  const { ask, root } = await view(t, { 'trail-logs': { 'd/key': 'x' } });
  writeFileSync(join(root, 'secret.txt'), 'secret');
  symlinkSync('/etc', join(root, 'trail-logs/link-out'));
  symlinkSync(join(root, 'secret.txt'), join(root, 'trail-logs/link-to-file'));
  symlinkSync(join(root, 'trail-logs/d'), join(root, 'trail-logs/link-in'));
  for (const path of OUTSIDE) {
    const { status, text } = await ask(path);
    t.same([status, one(text, 'Code')], [404, 'NoSuchKey'], path);
  }
  t.same(listed((await ask('/trail-logs')).text).keys, ['d/key']);
  for (const path of ['/../trail-logs/d/key', '/%2e%2e/etc/passwd', '/..', '/_x/y'])
    t.equal((await ask(path)).status, 404, path);
  symlinkSync('/etc', join(root, 'linked-bucket'));
  t.equal((await ask('/linked-bucket/passwd')).status, 404);
  t.equal((await ask('/linked-bucket')).status, 404);
  const { status, headers, text } = await ask('/trail-logs/%ff');
  t.same([status, one(text, 'Code')], [400, 'InvalidURI'], 'a URL that cannot be decoded');
  t.equal(headers.get('x-amz-request-id'), one(text, 'RequestId'));
});

const WRITES: [method: string, path: string][] = [
  ['PUT', '/trail-logs/new'],
  ['PUT', '/trail-logs/key'],
  ['PUT', '/trail-logs/key?tagging'],
  ['PUT', '/other-bucket/key'],
  ['POST', '/trail-logs/key?uploads'],
  ['DELETE', '/trail-logs/key'],
  ['POST', '/trail-logs?delete'],
  ['POST', '/trail-logs'],
  ['DELETE', '/trail-logs'],
  ['PUT', '/trail-logs?versioning'],
  ['PUT', '/new-bucket?acl'],
  ['PUT', '/unsigned-bucket'],
];

t.test('whatever would write or delete is refused, and leaves all as it was', async (t) => {
  const { ask } = await view(t, { 'trail-logs': { key: 'x' } });
  const before = (await ask('/trail-logs')).text;
  for (const [method, path] of WRITES) {
    const headers = { 'content-type': 'application/xml' };
    const body = method === 'DELETE' ? '' : 'y'.repeat(100_000);
    const { status, text } = await ask(path, { method, headers, body });
    t.same([status, one(text, 'Code')], [403, 'AccessDenied'], `${method} ${path}`);
  }
  t.equal((await ask('/trail-logs')).text, before);
  t.match((await ask('/', { headers: SIGNED })).text, '<Name>trail-logs</Name>');
  t.same(all((await ask('/', { headers: SIGNED })).text, 'Name'), ['trail-logs']);
});

t.test('a bucket can be made by who signs, again too', async (t) => {
  const { ask } = await view(t);
  const body =
    '<CreateBucketConfiguration><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>';
  for (const sent of [undefined, body]) {
    const options = { method: 'PUT', headers: SIGNED, ...(sent && { body: sent }) };
    const { status, headers } = await ask('/new.bucket-1', options);
    t.same([status, headers.get('location')], [200, '/new.bucket-1']);
  }
  t.same(all((await ask('/', { headers: SIGNED })).text, 'Name'), ['new.bucket-1']);
  for (const name of ['a', 'under_score', 'UPPER']) {
    const refused = await ask(`/${name}`, { method: 'PUT', headers: SIGNED });
    t.same([refused.status, one(refused.text, 'Code')], [400, 'InvalidBucketName'], name);
  }
});

t.test('what S3 has beside objects is not there', async (t) => {
  const { ask } = await view(t, { 'trail-logs': { key: 'x' } });
  for (const path of [
    '/trail-logs?versions',
    '/trail-logs?policy',
    '/trail-logs/key?tagging',
    '/trail-logs/key?versionId=1',
  ]) {
    const { status, text } = await ask(path);
    t.same([status, one(text, 'Code')], [501, 'NotImplemented'], path);
  }
  t.equal((await ask('/trail-logs/key?x-id=GetObject')).status, 200);
});
