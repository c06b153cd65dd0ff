/** A server that delivers into S3 in place of the folder. */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { type GlueTrailOptions, startGlueTrail } from '../src/index.js';
import { cloudTrailClient, glueServer } from './server.js';
import { awsSettings, type Put, type S3Server, s3Server } from './trail/bucket/s3-server.js';

const DATABASE = { DatabaseInput: { Name: 'sales' } };

/** A server that delivers into an S3 of its own. */
async function s3GlueServer(t: Test, options: GlueTrailOptions = {}) {
  awsSettings(t);
  const s3 = await s3Server(t);
  return { s3, ...(await glueServer(t, { s3Endpoint: s3.endpoint, deliveryInterval: '1d', ...options })) };
}

function contentOf({ body }: Put) {
  return JSON.parse(gunzipSync(body).toString());
}

function eventNames(s3: S3Server): string[] {
  const files = [...s3.objects.values()].map(contentOf).filter((content) => 'Records' in content);
  return files.flatMap(({ Records }) => Records.map(({ eventName }: { eventName: string }) => eventName)).sort();
}

t.test('log files and digests go into S3, and nothing into the folder', async (t) => {
  const { s3, server, glue } = await s3GlueServer(t);
  await glue.createDatabase(DATABASE);
  const [file] = await server.flush();
  t.same([...s3.objects.keys()], [`/trail-logs/${file?.key}`]);
  await server.clock.advance('2h');
  const digests = [...s3.objects.values()].filter(({ path }) => path.includes('/CloudTrail-Digest/'));
  const { PublicKeyList: [key] = [] } = await cloudTrailClient(t, server).listPublicKeys({
    StartTime: new Date('2026-01-01T00:00:00Z'),
    EndTime: new Date('2026-01-02T00:00:00Z'),
  });
  const publicKey = createPublicKey({ key: Buffer.from(key?.Value ?? ''), format: 'der', type: 'pkcs1' });
  t.equal(digests.length, 3);
  for (const { headers, body } of digests) {
    const { digestEndTime, digestS3Bucket, digestS3Object, previousDigestSignature } = contentOf({ body } as Put);
    const hash = createHash('sha256').update(gunzipSync(body)).digest('hex');
    const signed = [digestEndTime, `${digestS3Bucket}/${digestS3Object}`, hash, previousDigestSignature ?? 'null'];
    const signature = Buffer.from(String(headers['x-amz-meta-signature']), 'hex');
    t.ok(verify('sha256', Buffer.from(signed.join('\n')), publicKey, signature), digestS3Object);
    t.equal(headers['x-amz-meta-signature-algorithm'], 'SHA256withRSA');
  }
  t.notOk(existsSync(join(server.bucketDir, 'trail-logs')));
});

t.test('what S3 refuses waits, GetTrailStatus says why, and nothing is lost', async (t) => {
  const { s3, server, glue } = await s3GlueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  s3.refuses = () => ({ status: 404, code: 'NoSuchBucket' });
  await glue.createDatabase(DATABASE);
  await t.rejects(server.flush(), { message: /NoSuchBucket/ });
  t.equal((await cloudtrail.getTrailStatus({ Name: 'default' })).LatestDeliveryError, 'NoSuchBucket');
  s3.refuses = () => undefined;
  await server.flush();
  t.equal((await cloudtrail.getTrailStatus({ Name: 'default' })).LatestDeliveryError, undefined);
  await server.flush();
  t.same(eventNames(s3), ['CreateDatabase', 'GetTrailStatus', 'GetTrailStatus']);
});

t.test('a server whose S3 hangs ends within a second, and the next one goes on with the same file', async (t) => {
  const dataDir = t.testdir({});
  const { s3, server, glue } = await s3GlueServer(t, { dataDir });
  s3.refuses = () => 'hangs';
  await glue.createDatabase(DATABASE);
  const flush = t.rejects(server.flush(), { message: /the server closes/ });
  const begun = performance.now();
  await server.close();
  t.ok(performance.now() - begun < 1_300, `${performance.now() - begun} ms`);
  await flush;
  const [hung] = s3.puts;
  s3.refuses = () => undefined;
  const next = await glueServer(t, { dataDir, s3Endpoint: s3.endpoint });
  await next.server.flush();
  t.same([...s3.objects.keys()], [hung?.path]);
  t.same(s3.objects.get(hung?.path ?? '')?.body, hung?.body);
});

t.test('the default trail has the bucket that the server was told, also one from before', async (t) => {
  const root = t.testdir({ data: {}, buckets: {} });
  const folders = { dataDir: join(root, 'data'), bucketDir: join(root, 'buckets') };
  const first = await glueServer(t, folders);
  await first.glue.createDatabase(DATABASE);
  await cloudTrailClient(t, first.server, { accessKeyId: '111122223333' }).updateTrail({
    Name: 'default',
    S3BucketName: 'chosen-by-client',
  });
  await first.server.close();
  const { s3, server, glue } = await s3GlueServer(t, { ...folders, s3Bucket: 'my-logs' });
  await glue.getDatabases({});
  await cloudTrailClient(t, server, { accessKeyId: '111122223333' }).listTrails({});
  await cloudTrailClient(t, server, { accessKeyId: '444455556666' }).listTrails({});
  await server.flush();
  const places = [...s3.objects.keys()].map((path) => path.split('/').slice(1, 4).join('/'));
  t.same(places.sort(), [
    'chosen-by-client/AWSLogs/111122223333',
    'my-logs/AWSLogs/123456789012',
    'my-logs/AWSLogs/444455556666',
  ]);
});

t.test('a server refuses to deliver into itself', async (t) => {
  const port = await freePort();
  for (const host of ['127.0.0.1', 'localhost']) {
    const own = `http://${host}:${port}`;
    awsSettings(t, { AWS_ENDPOINT_URL: own });
    for (const options of [{ s3Endpoint: own }, { s3Endpoint: 'aws', s3Bucket: 'my-logs' }])
      await t.rejects(startGlueTrail({ port, ...options }), {
        name: 'OptionError',
        message: `${own} is this server itself, which stores no objects: neither --s3-endpoint nor AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL may name it`,
      });
  }
});

t.test('whoever delivers into another gluetrail is told so', async (t) => {
  awsSettings(t);
  const other = await glueServer(t);
  const { server, glue } = await glueServer(t, { s3Endpoint: other.server.endpoint });
  await glue.createDatabase(DATABASE);
  await t.rejects(server.flush(), { message: /: AccessDenied, this is gluetrail, whose own buckets are read-only$/ });
});

async function freePort(): Promise<number> {
  const holder = createServer().listen(0, '127.0.0.1');
  await once(holder, 'listening');
  const { port } = holder.address() as AddressInfo;
  holder.close();
  await once(holder, 'close');
  return port;
}
