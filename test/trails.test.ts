/** The whole way of a trail as its users go it, through real clients: docs/trails.md in one test. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type LookupEventsCommandInput, paginateLookupEvents } from '@aws-sdk/client-cloudtrail';
import { GetObjectCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import t, { type Test } from 'tap';
import { validate } from '../src/commands/validate.js';
import { type CloudTrailRecord, type GlueTrail, startGlueTrail } from '../src/index.js';
import { cloudTrailClient, glueClient } from './server.js';

const ACCOUNTS = ['123456789012', '210987654321'];
const REGIONS = ['us-east-1', 'eu-west-1', 'ap-southeast-2'];
const LOGS = 'glue/prod/AWSLogs/123456789012/CloudTrail';

/** Four calls in each account and region, one of which fails. */
async function callGlue(t: Test, server: GlueTrail): Promise<void> {
  for (const accessKeyId of ACCOUNTS)
    for (const region of REGIONS) {
      const glue = glueClient(t, server, { accessKeyId, region });
      await glue.createDatabase({ DatabaseInput: { Name: 'sales' } });
      await glue.createTable({ DatabaseName: 'sales', TableInput: { Name: 'orders' } });
      await glue.getTable({ DatabaseName: 'sales', Name: 'orders' });
      await t.rejects(glue.getTable({ DatabaseName: 'sales', Name: 'nothing' }));
    }
}

t.test('a trail is created, delivers, is looked up, listed and validated, and a changed file is named', async (t) => {
  const server = await startGlueTrail({ now: '2026-01-01T00:00:00Z' });
  t.after(() => server.close());
  const [accessKeyId = ''] = ACCOUNTS;
  const cloudtrail = cloudTrailClient(t, server, { accessKeyId, region: 'eu-west-1' });
  const { TrailARN } = await cloudtrail.createTrail({
    Name: 'audit',
    S3BucketName: 'audit-logs',
    S3KeyPrefix: 'glue/prod',
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
  });
  await cloudtrail.startLogging({ Name: TrailARN });
  await callGlue(t, server);

  const lookup = async (query: LookupEventsCommandInput) => {
    const names: (string | undefined)[] = [];
    for await (const { Events = [] } of paginateLookupEvents({ client: cloudtrail, pageSize: 2 }, query))
      names.push(...Events.map(({ EventName }) => EventName));
    return names.filter((name) => name !== 'LookupEvents');
  };
  const glueCalls = ['GetTable', 'GetTable', 'CreateTable', 'CreateDatabase'];
  const all = [...glueCalls, 'StartLogging', 'CreateTrail'];
  const [created] = server.events({
    eventName: 'CreateTable',
    awsRegion: 'eu-west-1',
    recipientAccountId: accessKeyId,
  });
  const found: [string, string, string[]][] = [
    ['EventId', created?.eventID ?? '', ['CreateTable']],
    ['EventName', 'GetTable', ['GetTable', 'GetTable']],
    ['ReadOnly', 'true', ['GetTable', 'GetTable']],
    ['Username', 'root', all],
    ['ResourceType', 'AWS::CloudTrail::Trail', ['StartLogging', 'CreateTrail']],
    ['ResourceName', 'audit', ['CreateTrail']],
    ['EventSource', 'glue.amazonaws.com', glueCalls],
    ['AccessKeyId', accessKeyId, all],
  ];
  for (const [AttributeKey, AttributeValue, expected] of found)
    t.same(await lookup({ LookupAttributes: [{ AttributeKey: AttributeKey as 'EventId', AttributeValue }] }), expected);

  await server.flush();
  await server.clock.advance('1h');
  const s3 = new S3Client({ endpoint: server.endpoint, credentials: server.credentials, region: 'us-east-1' });
  t.after(() => s3.destroy());
  const keys: string[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client: s3, pageSize: 2 }, { Bucket: 'audit-logs' }))
    keys.push(...Contents.map(({ Key = '' }) => Key));
  const logs = keys.filter((key) => key.startsWith(`${LOGS}/`));
  t.same([...new Set(logs.map((key) => key.split('/')[5]))], [...REGIONS].sort());
  t.equal(keys.length - logs.length, 6, 'two digests in each region');

  const [log = ''] = logs;
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'audit-logs', Key: log }));
  const { Records } = JSON.parse(gunzipSync((await Body?.transformToByteArray()) ?? '').toString());
  t.same(new Set(Records.map(({ awsRegion }: CloudTrailRecord) => awsRegion)), new Set([log.split('/')[5]]));

  t.ok(await validate(server.bucketDir, {}, () => {}));
  const path = join(server.bucketDir, 'audit-logs', log);
  const content = gunzipSync(readFileSync(path));
  content.writeUInt8(content.readUInt8(100) ^ 1, 100);
  writeFileSync(path, gzipSync(content));
  const said: string[] = [];
  t.notOk(await validate(server.bucketDir, {}, (text) => said.push(text)));
  t.equal(said[0], `Log file\ts3://audit-logs/${log}\tINVALID: hash value doesn't match`);
});
