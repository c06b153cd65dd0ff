/** A server as a whole: what holds when it is closed under load, or not at all. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { type CloudTrailRecord, startGlueTrail } from '../src/index.js';

function recordedIds(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json.gz'));
  const contents = files.map((file) => JSON.parse(gunzipSync(readFileSync(join(folder, file))).toString()));
  return contents.flatMap(({ Records }) => Records.map(({ requestID }: CloudTrailRecord) => requestID));
}

t.test('a server that closes answers every call that it has recorded', async (t) => {
  const bucketDir = t.testdir();
  const server = await startGlueTrail({ bucketDir });
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'AWSGlue.GetDatabases',
    'x-amz-date': '20260101T000000Z',
    authorization:
      'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/glue/aws4_request, SignedHeaders=host, Signature=0',
  };
  const call = () => fetch(server.endpoint, { method: 'POST', headers, body: '{}' });
  const calls = Array.from({ length: 200 }, call);
  await Promise.race(calls);
  await server.close();
  const answers = await Promise.allSettled(calls);
  const answered = answers.flatMap((answer) =>
    answer.status === 'fulfilled' && answer.value.ok ? [answer.value.headers.get('x-amzn-requestid')] : [],
  );
  t.ok(answered.length > 0);
  t.strictSame(recordedIds(bucketDir).sort(), answered.sort());
});

t.test('a data folder is for one server at a time', async (t) => {
  const folder = t.testdir({ data: {}, buckets: {} });
  const folders = { dataDir: join(folder, 'data'), bucketDir: join(folder, 'buckets') };
  const first = await startGlueTrail(folders);
  await t.rejects(startGlueTrail(folders), { name: 'DataFolderError', message: /one server at a time/ });
  await first.close();
  await (await startGlueTrail(folders)).close();
});

t.test('temporary folders of a server that was not closed go when its process ends', async (t) => {
  const TMPDIR = t.testdir();
  const program = `
    import { readdirSync } from 'node:fs';
    import { startGlueTrail } from ${JSON.stringify(new URL('../src/index.js', import.meta.url))};
    await startGlueTrail();
    console.log(readdirSync(${JSON.stringify(TMPDIR)}).length);
    process.exit(3);`;
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
    env: { ...process.env, TMPDIR },
    encoding: 'utf8',
  });
  t.same([status, stdout], [3, '2\n'], 'one for state and one for buckets');
  t.same(readdirSync(TMPDIR), []);
});

t.test('a server that cannot start leaves no temporary folders', async (t) => {
  const TMPDIR = t.testdir();
  t.intercept(process, 'env', { value: { ...process.env, TMPDIR } });
  const other = await startGlueTrail({ bucketDir: t.testdirName, dataDir: t.testdirName });
  await t.rejects(startGlueTrail({ port: Number(new URL(other.endpoint).port) }), { code: 'EADDRINUSE' });
  await t.rejects(startGlueTrail({ port: -1 }), { name: 'OptionError' });
  await other.close();
  t.same(
    readdirSync(TMPDIR).filter((name) => name.startsWith('gluetrail-')),
    [],
  );
});
