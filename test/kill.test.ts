/** A server that is killed under load, again and again, over the same folders: what it acknowledged is there once, and nothing else is. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type GlueClient, paginateGetTables } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { CloudTrailRecord } from '../src/index.js';
import { Random } from '../src/state/random.js';
import { gluetrail, saying } from './commands/spawned.js';
import { glueClient, glueServer } from './server.js';
import { authorization } from './wire/exchange.js';

interface Folders {
  dataDir: string;
  bucketDir: string;
}

/** A call that was answered, and with what. */
interface Acknowledged {
  requestId: string;
  status: number;
  table: string;
}

const WORKERS = 16;
const REGIONS = ['us-east-1', 'eu-west-1'];

/** Calls until the server is gone; every third table was created before, so that there are failures among them. */
async function work(
  endpoint: string,
  worker: string,
  acknowledge: (acknowledged: Acknowledged) => void,
): Promise<void> {
  for (let count = 0; ; count += 1) {
    const table = `${worker}_${count % 3 === 2 ? count - 1 : count}`;
    const region = REGIONS[count % 2] ?? '';
    const TableInput = { Name: table, Parameters: { filler: 'x'.repeat(count % 500) } };
    try {
      const answer = await fetch(endpoint, {
        method: 'POST',
        headers: headers('CreateTable', region),
        body: JSON.stringify({ DatabaseName: 'sales', TableInput }),
      });
      acknowledge({
        requestId: answer.headers.get('x-amzn-requestid') ?? '',
        status: answer.status,
        table: `${region} ${table}`,
      });
      await answer.text();
    } catch {
      return;
    }
  }
}

function headers(operation: string, region: string): Record<string, string> {
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `AWSGlue.${operation}`,
    'x-amz-date': '20260101T000000Z',
    authorization: authorization(`AKIAIOSFODNN7EXAMPLE/20260101/${region}/glue/aws4_request`),
  };
}

/** Starts a server, lets workers call it, and kills it when so many calls are acknowledged; answers all that were by its end. */
async function killedAfter(
  t: Test,
  { dataDir, bucketDir }: Folders,
  run: number,
  calls: number,
): Promise<Acknowledged[]> {
  const args = [
    'serve',
    '--port',
    '0',
    '--data-dir',
    dataDir,
    '--bucket-dir',
    bucketDir,
    '--delivery-interval',
    '20ms',
  ];
  const spawned = gluetrail(t, [...args, '--log-level', 'error']);
  const [, endpoint = ''] = await saying(spawned, /ready on (\S+);/);
  for (const region of REGIONS) {
    const body = '{"DatabaseInput":{"Name":"sales"}}';
    await fetch(endpoint, { method: 'POST', headers: headers('CreateDatabase', region), body });
  }
  const acknowledged: Acknowledged[] = [];
  const acknowledge = (each: Acknowledged) => {
    if (acknowledged.push(each) === calls) spawned.child.kill('SIGKILL');
  };
  await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(endpoint, `run${run}_${worker}`, acknowledge)));
  const { signal, stderr } = await spawned.ended;
  t.equal(signal, 'SIGKILL', stderr);
  return acknowledged;
}

async function recordsIn(t: Test, bucketDir: string): Promise<CloudTrailRecord[]> {
  const paths = await readdir(bucketDir, { recursive: true, withFileTypes: true });
  const files = paths.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  t.same(
    files.filter((path) => !path.endsWith('.json.gz')),
    [],
    'no file is left half written',
  );
  const contents = await Promise.all(files.map((path) => readFile(path)));
  return contents.flatMap((content) => JSON.parse(String(gunzipSync(content))).Records);
}

function tableOf({ awsRegion, requestParameters }: CloudTrailRecord): string {
  const { tableInput } = requestParameters as { tableInput: { name: string } };
  return `${awsRegion} ${tableInput.name}`;
}

t.test('killed three times under load, a server has lost nothing and doubled nothing', async (t) => {
  const folder = t.testdir({ data: {}, buckets: {} });
  const folders = { dataDir: join(folder, 'data'), bucketDir: join(folder, 'buckets') };
  const random = new Random('kill');
  // The second server is killed while it still delivers what the first one left.
  const killPoints = [200 + random.below(200), 1 + random.below(20), 500 + random.below(1_000)];
  const acknowledged: Acknowledged[] = [];
  for (const [run, calls] of killPoints.entries()) acknowledged.push(...(await killedAfter(t, folders, run, calls)));

  const { server } = await glueServer(t, { ...folders, now: Date.now() });
  await server.flush();
  const records = await recordsIn(t, folders.bucketDir);
  const ids = new Set(records.map(({ requestID }) => requestID));
  t.equal(ids.size, records.length, 'no record is there twice');
  t.equal(new Set(records.map(({ eventID }) => eventID)).size, records.length);
  t.ok(acknowledged.length > 700, `${acknowledged.length} calls were acknowledged`);
  t.same(
    acknowledged.filter(({ requestId }) => !ids.has(requestId)),
    [],
    'every acknowledged call is there',
  );
  t.same(
    server
      .events()
      .map(({ requestID }) => requestID)
      .sort(),
    [...ids].sort(),
    'the history has what the files have',
  );

  const tables = await Promise.all(REGIONS.map((region) => tablesOf(glueClient(t, server, { region }), region)));
  const created = records.filter(({ eventName, errorCode }) => eventName === 'CreateTable' && errorCode === undefined);
  t.same(
    tables.flat().sort(),
    created.map(tableOf).sort(),
    'the tables are those of the recorded calls that succeeded',
  );
  t.same(
    acknowledged.filter(({ status, table }) => status === 200 && !tables.flat().includes(table)),
    [],
    'and every acknowledged one is there',
  );
});

async function tablesOf(client: GlueClient, region: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { TableList = [] } of paginateGetTables({ client }, { DatabaseName: 'sales' }))
    names.push(...TableList.map(({ Name }) => `${region} ${Name}`));
  return names;
}
