import { createHash } from 'node:crypto';
import t, { type Test } from 'tap';
import { S3Bucket } from '../../../src/trail/bucket/s3.js';
import { type Answer, awsSettings, type S3Server, s3Server } from './s3-server.js';

const KEY = 'AWSLogs/123456789012/CloudTrail/us-east-1/2026/01/01/a_b.json.gz';
const BODY = Buffer.from('\u001f\u008b…');

/** A bucket of a server with these answers. */
async function s3(t: Test, ...answers: Answer[]): Promise<{ server: S3Server; bucket: S3Bucket }> {
  awsSettings(t, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'example' });
  const server = await s3Server(t, ...answers);
  return { server, bucket: bucketAt(t, server.endpoint) };
}

function bucketAt(t: Test, endpoint?: string): S3Bucket {
  const bucket = new S3Bucket(endpoint);
  t.after(() => bucket.close());
  return bucket;
}

/** Of a put: the region that it was signed for. */
function regionOf(authorization: string | undefined): string | undefined {
  return /Credential=[^/]+\/\d{8}\/([^/]+)\/s3\/aws4_request/.exec(authorization ?? '')?.[1];
}

t.test('an object is put whole, with the type and the encoding that CloudTrail gives it', async (t) => {
  const { server, bucket } = await s3(t);
  await bucket.put('trail-logs', KEY, BODY);
  const [{ path, headers, body }] = server.puts as [S3Server['puts'][number]];
  t.equal(path, `/trail-logs/${KEY}`);
  t.match(headers, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'x-amz-content-sha256': createHash('sha256').update(BODY).digest('hex'),
    authorization: /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/us-east-1\/s3\/aws4_request, /,
  });
  t.same(body, BODY);
  t.same(
    Object.keys(headers).filter((name) => name.startsWith('x-amz-meta-')),
    [],
  );
});

t.test('user metadata goes with the object', async (t) => {
  const { server, bucket } = await s3(t);
  await bucket.put('trail-logs', KEY, BODY, { signature: 'ab12', 'signature-algorithm': 'SHA256withRSA' });
  t.match(server.puts[0]?.headers, {
    'x-amz-meta-signature': 'ab12',
    'x-amz-meta-signature-algorithm': 'SHA256withRSA',
  });
});

t.test('what S3 does not take for a moment is put again', async (t) => {
  for (const answer of [{ status: 503, code: 'SlowDown' }, { status: 500 }]) {
    const { server, bucket } = await s3(t, answer, answer);
    await bucket.put('trail-logs', KEY, BODY);
    t.equal(server.puts.length, 3);
    t.equal(server.objects.size, 1);
  }
});

const NO: [what: string, answer: Answer, code: string, why: RegExp | string][] = [
  ['no such bucket', { status: 404, code: 'NoSuchBucket' }, 'NoSuchBucket', 'S3 says no'],
  ['a bucket of others', { status: 403, code: 'AccessDenied' }, 'AccessDenied', 'S3 says no'],
  ['a key that is not known', { status: 403, code: 'InvalidAccessKeyId' }, 'InvalidAccessKeyId', 'S3 says no'],
  ['a proxy that refuses', { status: 403 }, 'AccessDenied', 'it answered 403'],
  ['a proxy that knows nobody', { status: 404 }, 'NoSuchBucket', 'it answered 404'],
  ['a proxy without a server', { status: 502, text: '<html><p>Bad Gateway</html>' }, 'ServiceUnavailable', /./],
  ['a server that is too busy', { status: 503 }, 'ServiceUnavailable', 'it answered 503'],
];

for (const [what, answer, code, why] of NO) {
  t.test(`${what} is told as ${code}`, async (t) => {
    const { server, bucket } = await s3(t, answer, answer, answer);
    const failure = await bucket.put('trail-logs', KEY, BODY).catch((error: Error) => error);
    t.equal(failure?.name, code);
    const text = `cannot put s3://trail-logs/${KEY} at ${server.endpoint}: ${code}, `;
    t.equal(failure?.message.slice(0, text.length), text);
    t.match(failure?.message.slice(text.length), why);
  });
}

t.test('a server that is not there is told as ServiceUnavailable', async (t) => {
  const { bucket } = await s3(t);
  const nowhere = bucketAt(t, 'http://127.0.0.1:1');
  await t.rejects(nowhere.put('trail-logs', KEY, BODY), { name: 'ServiceUnavailable', message: /ECONNREFUSED/ });
  await t.resolves(bucket.put('trail-logs', KEY, BODY), 'and holds up no other');
});

t.test('a bucket in another region is found, and from then on asked there', async (t) => {
  const moved = (region: string): Answer => ({
    status: 301,
    code: 'PermanentRedirect',
    headers: { 'x-amz-bucket-region': region },
  });
  const { server, bucket } = await s3(t, moved('eu-central-1'));
  const regions = () => server.puts.splice(0).map(({ headers }) => regionOf(headers.authorization));
  await bucket.put('trail-logs', KEY, BODY);
  t.same(regions(), ['us-east-1', 'eu-central-1']);
  await bucket.put('trail-logs', KEY, BODY);
  t.same(regions(), ['eu-central-1']);
  await bucket.put('other-logs', KEY, BODY);
  t.same(regions(), ['us-east-1'], 'other buckets are where they were');
  server.refuses = () => moved('eu-central-1');
  await t.rejects(
    bucket.put('trail-logs', KEY, BODY),
    { name: 'PermanentRedirect' },
    'nobody is sent round in circles',
  );
  t.same(regions(), ['eu-central-1']);
});

const SETTINGS: [what: string, settings: Record<string, string>, url: string][] = [
  ['nothing', {}, 'https://s3.us-east-1.amazonaws.com'],
  ['AWS_REGION', { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'a' }, 'https://s3.eu-west-1.amazonaws.com'],
  ['AWS_DEFAULT_REGION', { AWS_DEFAULT_REGION: 'eu-west-1' }, 'https://s3.eu-west-1.amazonaws.com'],
  ['AWS_ENDPOINT_URL', { AWS_ENDPOINT_URL: 'http://localhost:9000' }, 'http://localhost:9000'],
  [
    'AWS_ENDPOINT_URL_S3',
    { AWS_ENDPOINT_URL: 'http://localhost:1', AWS_ENDPOINT_URL_S3: 'http://localhost:9000/' },
    'http://localhost:9000',
  ],
];

for (const [what, settings, url] of SETTINGS) {
  t.test(`with ${what} set and no endpoint of its own, objects go to ${url}`, async (t) => {
    awsSettings(t, settings);
    t.equal((await bucketAt(t).open()).origin, url);
    t.equal((await bucketAt(t, 'http://[::1]:9001').open()).origin, 'http://[::1]:9001');
  });
}

t.test('an endpoint of the AWS settings is asked in path style, too', async (t) => {
  const server = await s3Server(t);
  awsSettings(t, {
    AWS_ENDPOINT_URL_S3: server.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKID',
    AWS_SECRET_ACCESS_KEY: 'example',
  });
  await bucketAt(t).put('trail-logs', KEY, BODY);
  t.equal(server.puts[0]?.path, `/trail-logs/${KEY}`);
  t.equal(regionOf(server.puts[0]?.headers.authorization), 'eu-west-1');
});

t.test('without credentials a named server is asked all the same, AWS is not', async (t) => {
  const server = await s3Server(t);
  awsSettings(t, { AWS_ENDPOINT_URL_S3: server.endpoint });
  await bucketAt(t, server.endpoint).put('trail-logs', KEY, BODY);
  t.match(server.puts[0]?.headers.authorization, /Credential=gluetrail\//);
  await t.rejects(bucketAt(t).put('trail-logs', KEY, BODY), { name: 'AccessDenied', message: /credentials/ });
  t.equal(server.puts.length, 1);
});

t.test('a server that closes gives up what hangs, and what comes after it at once', async (t) => {
  const { server, bucket } = await s3(t);
  const stored = bucket.put('trail-logs', KEY, BODY);
  server.refuses = ({ path }) => (path.startsWith('/hanging') ? 'hangs' : undefined);
  const hanging = ['a', 'b'].map((key) => bucket.put('hanging', key, BODY).catch((error: Error) => error));
  bucket.hurry(300);
  await t.resolves(stored);
  const gaveUp = {
    name: 'ServiceUnavailable',
    message: /, the server closes, and nothing could be stored for 300 ms$/,
  };
  t.match(await Promise.all(hanging), [gaveUp, gaveUp]);
  const asked = server.puts.length;
  await t.rejects(bucket.put('trail-logs', KEY, BODY), gaveUp);
  t.equal(server.puts.length, asked);
});
