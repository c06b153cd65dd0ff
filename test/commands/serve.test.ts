import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { CreateDatabaseCommand, GetDatabasesCommand, GlueClient } from '@aws-sdk/client-glue';
import { Command } from 'commander';
import t, { type Test } from 'tap';
import { flagName, variableName } from '../../src/commands/read-options.js';
import { define, serve } from '../../src/commands/serve.js';
import type { CloudTrailRecord } from '../../src/index.js';
import { completeOptions, OptionError, optionDescriptions } from '../../src/options.js';
import { gluetrail, type Spawned, saying } from './spawned.js';

const NAMES = Array.from({ length: 20 }, (_, index) => `d${10 + index}`);

t.test('a server serves until a signal, then ends within a second with every event in a log file', async (t) => {
  const folder = t.testdir({});
  const first = await start(t, folder);
  t.equal(first.bucketDir, join(folder, 'buckets'), 'it says where its log files go');
  t.match(first.copy, `export AWS_ENDPOINT_URL_GLUE=${first.endpoint} AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE `);
  await Promise.all(NAMES.map((Name) => first.glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name } }))));
  await endsInOrder(t, first.server, 'SIGTERM');
  t.same((await recordsIn(folder)).map(databaseOf).sort(), NAMES);

  const second = await start(t, folder);
  const { DatabaseList = [] } = await second.glue.send(new GetDatabasesCommand({}));
  t.same(
    DatabaseList.map(({ Name }) => Name),
    NAMES,
    'its data folder kept the state',
  );
  await endsInOrder(t, second.server, 'SIGINT');
  t.same((await recordsIn(folder)).length, NAMES.length + 1);
});

t.test('a server that delivers into S3 says where', async (t) => {
  const place = ['--s3-endpoint', 'http://127.0.0.1:1', '--s3-bucket', 'my-logs'];
  const server = gluetrail(t, ['serve', '--port', '0', ...place]);
  await saying(server, /; its log files go to s3:\/\/my-logs at http:\/\/127\.0\.0\.1:1\n/);
  await endsInOrder(t, server, 'SIGTERM');
});

t.test('a port in use is named with its host and its option', async (t) => {
  const holder = createServer().listen(0, '127.0.0.1');
  t.after(() => holder.close());
  await once(holder, 'listening');
  const address = holder.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await t.rejects(serve(completeOptions({ port, logLevel: 'silent' })), {
    name: 'OptionError',
    message: `127.0.0.1:${port} is in use: choose another port with --port; 0 is any free one`,
  });
});

t.test('a host that is not of this machine is named with its options', async (t) => {
  await t.rejects(serve(completeOptions({ port: 0, host: '192.0.2.1', logLevel: 'silent' })), {
    name: 'OptionError',
    message: /^cannot listen on 192\.0\.2\.1:0 \(--host, --port\): /,
  });
});

t.test('a data folder that cannot be used is named with its option', async (t) => {
  const dataDir = join(t.testdir({ file: 'not a folder' }), 'file');
  const served = serve(completeOptions({ port: 0, dataDir, logLevel: 'silent' }));
  await t.rejects(served, OptionError);
  await t.rejects(served, { message: /^--data-dir must be a folder that can be written, not .*file: / });
});

t.test('a data folder is for one server at a time, and free again after a kill', async (t) => {
  const folder = t.testdir({});
  const first = await start(t, folder);
  const second = gluetrail(t, ['serve', '--port', '0', '--data-dir', join(folder, 'data.d', 'deeper')]);
  const { status, stdout, stderr } = await second.ended;
  t.match({ status, stdout }, { status: 2, stdout: '' });
  t.match(
    stderr,
    `gluetrail: --data-dir ${join(folder, 'data.d', 'deeper')} is in use by process ${first.server.child.pid}, as `,
  );
  first.server.child.kill('SIGKILL');
  await first.server.ended;
  await endsInOrder(t, (await start(t, folder)).server, 'SIGTERM');
});

t.test('with a certificate it serves https, and says whom to trust', async (t) => {
  const [tlsCert, tlsKey] = ['test/fixtures/tls/cert.pem', 'test/fixtures/tls/key.pem'];
  const folder = t.testdir({});
  const flags = ['--tls-cert', tlsCert, '--tls-key', tlsKey, '--bucket-dir', folder];
  const server = gluetrail(t, ['serve', '--port', '0', ...flags]);
  const [text, endpoint = ''] = await saying(server, /^gluetrail is ready on (\S+); .+\n\n(.+\n)+\n$/);
  t.match(endpoint, /^https:\/\/127\.0\.0\.1:\d+$/);
  t.match(text, `AWS_ENDPOINT_URL_GLUE=${endpoint} `);
  t.match(text, ` AWS_CA_BUNDLE=${resolve(tlsCert)}\n`);
  await endsInOrder(t, server, 'SIGTERM');
});

t.test('a certificate without its key ends it with status 2', async (t) => {
  const alone = await gluetrail(t, ['serve', '--tls-cert', 'test/fixtures/tls/cert.pem']).ended;
  t.match(alone, { status: 2, stderr: 'gluetrail: --tls-cert and --tls-key must be given together\n' });
  const given = ['--tls-cert', 'test/fixtures/tls/cert.pem', '--tls-key', 'test/fixtures/tls/absent.pem'];
  const absent = await gluetrail(t, ['serve', '--port', '0', '--data-dir', t.testdir({}), ...given]).ended;
  t.match(absent, { status: 2, stderr: /^gluetrail: the private key \(--tls-key\) cannot be read: ENOENT/ });
});

t.test('help has every option with its description, allowed values, default and variable', async (t) => {
  const command = new Command('serve');
  define(command);
  const text = command.helpInformation().replaceAll(/\s+/g, ' ');
  for (const { name, description, allowed, default: value } of optionDescriptions) {
    const ofDefault = value === undefined ? '' : `default ${value}; `;
    t.match(text, ` ${flagName(name)} `);
    t.match(text, `${description} (${allowed}; ${ofDefault}${variableName(name)})`);
  }
});

interface Started {
  server: Spawned;
  glue: GlueClient;
  /** What it said. */
  endpoint: string;
  bucketDir: string;
  copy: string;
}

/** Starts a server that delivers nothing by itself, on a bucket and a data folder inside the folder. */
async function start(t: Test, folder: string): Promise<Started> {
  const folders = ['--bucket-dir', join(folder, 'buckets'), '--data-dir', join(folder, 'data.d', 'deeper')];
  const server = gluetrail(t, ['serve', '--port', '0', '--delivery-interval', '1d', ...folders]);
  const ready = /^gluetrail is ready on (\S+); its log files go to (.+)\n\n( {2}export .+\n {2}aws glue .+)\n\n$/;
  const [, endpoint = '', bucketDir = '', copy = ''] = await saying(server, ready);
  const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'example' };
  const glue = new GlueClient({ endpoint, credentials, region: 'us-east-1', maxAttempts: 1 });
  t.after(() => glue.destroy());
  return { server, glue, endpoint, bucketDir, copy };
}

async function endsInOrder(t: Test, { child, ended }: Spawned, signal: NodeJS.Signals): Promise<void> {
  const begun = performance.now();
  child.kill(signal);
  t.match(await ended, { status: 0, signal: null });
  t.ok(performance.now() - begun < 1_000, `within a second of ${signal}`);
}

async function recordsIn(folder: string): Promise<CloudTrailRecord[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.json.gz'));
  const contents = await Promise.all(paths.map((path) => readFile(join(folder, path))));
  return contents.flatMap((content) => JSON.parse(gunzipSync(content).toString()).Records);
}

function databaseOf({ requestParameters }: CloudTrailRecord): unknown {
  const { databaseInput } = requestParameters as { databaseInput?: { name?: string } };
  return databaseInput?.name;
}
