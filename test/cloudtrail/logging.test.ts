import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import type { CloudTrailRecord, GlueTrail } from '../../src/index.js';
import { ask } from '../admin/ask.js';
import { cloudTrailClient, glueClient, glueServer, START } from '../server.js';

/** The records that lie in a bucket, by the folder of their account and region. */
async function delivered({ bucketDir }: GlueTrail, bucket: string): Promise<Record<string, string[]>> {
  const names: Record<string, string[]> = {};
  const paths = await readdir(join(bucketDir, bucket), { recursive: true }).catch(() => []);
  for (const path of paths.filter((each) => each.endsWith('.json.gz') && each.includes('/CloudTrail/'))) {
    const { Records }: { Records: CloudTrailRecord[] } = JSON.parse(
      gunzipSync(await readFile(join(bucketDir, bucket, path))).toString(),
    );
    const [folder = ''] = path.split(/\/\d{4}\//);
    names[folder] = [...(names[folder] ?? []), ...Records.map(({ eventName }) => eventName)].sort();
  }
  return names;
}

const HOME = 'AWSLogs/123456789012/CloudTrail/us-east-1';
const pair = (name: string) => [name, name];

t.test('a new trail delivers from its start to its stop, which is its last call', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.createTrail({ Name: 'audit', S3BucketName: 'audit-logs', S3KeyPrefix: 'some/prefix' });
  await glue.getDatabases({});
  await cloudtrail.startLogging({ Name: 'audit' });
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  await glueClient(t, server, { region: 'eu-west-1' }).getDatabases({});
  await glueClient(t, server, { accessKeyId: '210987654321' }).getDatabases({});
  await cloudtrail.stopLogging({ Name: 'audit' });
  await glue.deleteDatabase({ Name: 'sales' });
  await server.flush();
  t.same(await delivered(server, 'audit-logs'), { [`some/prefix/${HOME}`]: ['CreateDatabase', 'StopLogging'] });
  const all = await delivered(server, 'trail-logs');
  t.equal(Object.keys(all).length, 3, 'the default trails of both accounts have it all');
  t.ok(all[HOME]?.includes('DeleteDatabase'));
});

t.test('a trail in all regions delivers those, and an organization trail all accounts', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  const west = glueClient(t, server, { region: 'us-west-2' });
  const theirs = glueClient(t, server, { accessKeyId: '210987654321', region: 'us-west-2' });
  const organization = { IsMultiRegionTrail: true, IsOrganizationTrail: true };
  await cloudtrail.createTrail({ Name: 'regions', S3BucketName: 'regions', IsMultiRegionTrail: true });
  await cloudtrail.createTrail({ Name: 'organization', S3BucketName: 'organization', ...organization });
  for (const Name of ['regions', 'organization']) await cloudtrail.startLogging({ Name });
  for (const client of [glue, west, theirs]) await client.getTables({ DatabaseName: 'x' }).catch(() => {});
  await server.flush();
  t.same(await delivered(server, 'regions'), {
    [HOME]: ['GetTables', 'StartLogging'],
    'AWSLogs/123456789012/CloudTrail/us-west-2': ['GetTables'],
  });
  t.same(await delivered(server, 'organization'), {
    'AWSLogs/o-exampleorgid/123456789012/CloudTrail/us-east-1': ['GetTables'],
    'AWSLogs/o-exampleorgid/123456789012/CloudTrail/us-west-2': ['GetTables'],
    'AWSLogs/o-exampleorgid/210987654321/CloudTrail/us-west-2': ['GetTables'],
  });
});

t.test('two trails can share a bucket and a prefix: each has its own files there', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.createTrail({ Name: 'audit', S3BucketName: 'trail-logs' });
  await cloudtrail.startLogging({ Name: 'audit' });
  await glue.getDatabases({});
  await cloudtrail.stopLogging({ Name: 'default' });
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  t.equal((await server.flush()).length, 2);
  t.same(await delivered(server, 'trail-logs'), {
    [HOME]: ['CreateDatabase', 'CreateTrail', ...pair('GetDatabases'), 'StartLogging', ...pair('StopLogging')],
  });
});

t.test('a trail that is started again delivers what comes then, and nothing of the time between', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  const logged = async (Name: string) => {
    await cloudtrail.startLogging({ Name: 'default' });
    await glue.createDatabase({ DatabaseInput: { Name } });
    await cloudtrail.stopLogging({ Name: 'default' });
  };
  await cloudtrail.stopLogging({ Name: 'default' });
  await logged('one');
  await glue.deleteDatabase({ Name: 'one' });
  await server.flush();
  await glue.getDatabases({});
  await logged('two');
  await glue.getDatabases({});
  await server.flush();
  t.same(await delivered(server, 'trail-logs'), {
    [HOME]: [...pair('CreateDatabase'), 'StopLogging', ...pair('StopLogging')],
  });
});

t.test('the default trail is stopped, changed and deleted like any other', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.stopLogging({ Name: 'default' });
  await glue.getDatabases({});
  await cloudtrail.startLogging({ Name: 'default' });
  await cloudtrail.updateTrail({ Name: 'default', S3BucketName: 'elsewhere' });
  await glue.getTables({ DatabaseName: 'x' }).catch(() => {});
  await cloudtrail.deleteTrail({ Name: 'default' });
  await glue.getDatabases({});
  await server.flush();
  t.same(await delivered(server, 'trail-logs'), { [HOME]: ['StopLogging', 'UpdateTrail'] });
  t.same(await delivered(server, 'elsewhere'), { [HOME]: ['DeleteTrail', 'GetTables'] });
  t.same((await ask(server, '/health')).body.trails, []);
});

t.test('a trail that is created again under its name starts over', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  await glue.getDatabases({});
  await server.flush();
  await cloudtrail.deleteTrail({ Name: 'default' });
  await server.flush();
  await cloudtrail.createTrail({ Name: 'default', S3BucketName: 'trail-logs' });
  const { LatestDeliveryTime, IsLogging } = await cloudtrail.getTrailStatus({ Name: 'default' });
  t.same({ LatestDeliveryTime, IsLogging }, { LatestDeliveryTime: undefined, IsLogging: false });
});

t.test('a selector leaves out of the files what it does not take, and nothing else', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  await glue.getDatabases({});
  await cloudtrail.putEventSelectors({ TrailName: 'default', EventSelectors: [{ ReadWriteType: 'WriteOnly' }] });
  await glue.getDatabases({});
  await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
  const field = (Field: string, Equals: string[]) => ({ Field, Equals });
  await cloudtrail.putEventSelectors({
    TrailName: 'default',
    AdvancedEventSelectors: [
      { FieldSelectors: [field('eventCategory', ['Management']), { Field: 'eventName', StartsWith: ['GetDatab'] }] },
    ],
  });
  await glue.getDatabases({});
  await glue.deleteDatabase({ Name: 'sales' });
  await server.flush();
  t.same(await delivered(server, 'trail-logs'), {
    [HOME]: ['CreateDatabase', 'GetDatabases', 'GetDatabases', 'PutEventSelectors', 'PutEventSelectors'],
  });
  t.equal(server.events({ eventName: 'GetDatabases' }).length, 3, 'event history has all');
});

const UNSTARTED = {
  LatestDeliveryAttemptTime: '',
  LatestNotificationAttemptTime: '',
  LatestNotificationAttemptSucceeded: '',
  LatestDeliveryAttemptSucceeded: '',
  TimeLoggingStarted: '',
  TimeLoggingStopped: '',
};

t.test('the status of a trail says when it was started and stopped, and when it delivered', async (t) => {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  const status = async () => {
    const { $metadata: _, ...told } = await cloudtrail.getTrailStatus({ Name: 'audit' });
    return told;
  };
  const minute = (count: number) => new Date(Date.parse(START) + count * 60_000);
  const text = (count: number) => `${minute(count).toISOString().slice(0, 19)}Z`;
  await cloudtrail.createTrail({ Name: 'audit', S3BucketName: 'audit-logs' });
  t.same(await status(), { IsLogging: false, ...UNSTARTED });

  await server.clock.advance('1m');
  await cloudtrail.startLogging({ Name: 'audit' });
  await glue.getDatabases({});
  await server.clock.advance('1m');
  const started = {
    ...UNSTARTED,
    StartLoggingTime: minute(1),
    TimeLoggingStarted: text(1),
    LatestDeliveryTime: minute(2),
    LatestDeliveryAttemptTime: text(2),
    LatestDeliveryAttemptSucceeded: text(2),
  };
  t.same(await status(), { IsLogging: true, ...started });
  await cloudtrail.startLogging({ Name: 'audit' });
  t.same((await status()).StartLoggingTime, minute(1), 'again is no start');

  await server.clock.advance('1m');
  await cloudtrail.stopLogging({ Name: 'audit' });
  await cloudtrail.stopLogging({ Name: 'audit' });
  t.match(await status(), { IsLogging: false, StopLoggingTime: minute(3), TimeLoggingStopped: text(3) });
});

t.test('a bucket that cannot be written shows in the status until it can', async (t) => {
  const folder = join(t.testdir({}), 'buckets');
  await writeFile(folder, 'a file where the folder should be');
  const { server } = await glueServer(t, { bucketDir: folder });
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.listTrails({});
  t.equal((await ask(server, '/flush', '')).status, 503);
  const failing = await cloudtrail.getTrailStatus({ Name: 'default' });
  t.match(failing, { LatestDeliveryError: /\w/, LatestDeliveryAttemptTime: START, LatestDeliveryAttemptSucceeded: '' });
  t.notOk(failing.LatestDeliveryTime);
  await rm(folder);
  await server.flush();
  const working = await cloudtrail.getTrailStatus({ Name: 'default' });
  t.match(working, { LatestDeliveryTime: new Date(START), LatestDeliveryAttemptSucceeded: START });
  t.notOk(working.LatestDeliveryError);
});

t.test('a server that starts again over its data goes on with its trails as they were', async (t) => {
  const dataDir = t.testdir();
  const bucketDir = t.testdir();
  const first = await glueServer(t, { dataDir, bucketDir });
  const before = cloudTrailClient(t, first.server);
  await before.createTrail({ Name: 'audit', S3BucketName: 'audit-logs' });
  await before.startLogging({ Name: 'audit' });
  await before.stopLogging({ Name: 'default' });
  await first.glue.getDatabases({});
  await first.server.close();
  const second = await glueServer(t, { dataDir, bucketDir });
  await second.glue.getTables({ DatabaseName: 'x' }).catch(() => {});
  await second.server.flush();
  t.same(await delivered(second.server, 'audit-logs'), { [HOME]: ['GetDatabases', 'GetTables', 'StopLogging'] });
  t.same(await delivered(second.server, 'trail-logs'), { [HOME]: ['CreateTrail', 'StartLogging', 'StopLogging'] });
  const after = cloudTrailClient(t, second.server);
  t.match(await after.getTrailStatus({ Name: 'audit' }), { IsLogging: true, LatestDeliveryTime: Date });
});
