import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { SchemaChangePolicy } from '@aws-sdk/client-glue';
import t from 'tap';
import { START } from '../../server.js';
import { crawl, createCrawler, lakeServer, partitions, tables } from './lake.js';

const LOG: SchemaChangePolicy = { UpdateBehavior: 'LOG', DeleteBehavior: 'LOG' };
const DELETE: SchemaChangePolicy = { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DELETE_FROM_DATABASE' };

const OLD = { 'd/p=1/x.json': '{"a":1,"b":"x"}' };
const NEW = { 'd/p=1/x.json': '{"a":1.5,"c":true}', 'd/p=2/x.json': '{"a":1.5,"c":true}' };

async function columns(glue: Parameters<typeof tables>[0]) {
  const [table] = await tables(glue);
  const described = table?.StorageDescriptor?.Columns?.map(({ Name, Type }) => `${Name} ${Type}`);
  return [table?.VersionId, ...(described ?? [])];
}

t.test('a crawl that finds what is known writes nothing', async (t) => {
  const { glue, server } = await lakeServer(t, OLD);
  await createCrawler(glue, ['d/']);
  await crawl(glue);
  const before = server.events().length;
  t.match(await crawl(glue), { State: 'COMPLETED', Summary: undefined, ErrorMessage: undefined });
  const made = server
    .events()
    .slice(before)
    .map(({ eventName }) => eventName);
  t.same(made, ['StartCrawler', 'GetDatabase', 'GetTable', 'BatchGetPartition', 'GetTables', 'ListCrawls']);
  t.same(await columns(glue), ['0', 'a int', 'b string']);
});

for (const [policy, Configuration, expected] of [
  [undefined, undefined, ['1', 'a double', 'c boolean']],
  [
    undefined,
    { CrawlerOutput: { Tables: { AddOrUpdateBehavior: 'MergeNewColumns' } } },
    ['1', 'a int', 'b string', 'c boolean'],
  ],
  [LOG, undefined, ['0', 'a int', 'b string']],
] as const) {
  const name = policy?.UpdateBehavior ?? (Configuration ? 'MergeNewColumns' : 'UPDATE_IN_DATABASE');
  t.test(`columns that changed, and a new partition: ${name}`, async (t) => {
    const { glue, put } = await lakeServer(t, OLD);
    await createCrawler(glue, ['d/'], {
      SchemaChangePolicy: policy,
      ...(Configuration && { Configuration: JSON.stringify(Configuration) }),
    });
    await crawl(glue);
    put(NEW);
    const { Summary = '{}' } = await crawl(glue);
    t.same(await columns(glue), expected);
    t.same(Object.keys(JSON.parse(Summary).TABLE ?? {}), policy ? [] : ['UPDATE']);
    t.equal((await partitions(glue, 'd')).length, 2, 'partitions are added whatever the policy is');
    const { CrawlerMetricsList } = await glue.getCrawlerMetrics({});
    t.match(CrawlerMetricsList, [{ TablesCreated: 0, TablesUpdated: policy ? 0 : 1, TablesDeleted: 0 }]);
  });
}

t.test('only new folders: columns stay, tables and partitions come', async (t) => {
  const { glue, put } = await lakeServer(t, OLD);
  const RecrawlPolicy = { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' } as const;
  await createCrawler(glue, ['d/'], { RecrawlPolicy, SchemaChangePolicy: LOG });
  await crawl(glue);
  put(NEW);
  await crawl(glue);
  t.same(await columns(glue), ['0', 'a int', 'b string']);
  t.equal((await partitions(glue, 'd')).length, 2);
});

t.test('data that is gone is deprecated, and comes back', async (t) => {
  const { glue, put, folder } = await lakeServer(t, OLD);
  await createCrawler(glue, ['d/']);
  await crawl(glue);
  rmSync(join(folder, 'd'), { recursive: true });
  const { Summary = '{}', ErrorMessage } = await crawl(glue);
  t.same(Object.keys(JSON.parse(Summary).TABLE), ['UPDATE']);
  t.equal(ErrorMessage, 'Nothing was found in s3://lake/d/: no data in CSV, JSON or Parquet.');
  const [table] = await tables(glue);
  t.equal(table?.Parameters?.DEPRECATED_BY_CRAWLER, String(Date.parse(START)));
  t.match(await crawl(glue), { Summary: undefined }, 'once is enough');
  put(OLD);
  await crawl(glue);
  t.equal((await tables(glue))[0]?.Parameters?.DEPRECATED_BY_CRAWLER, undefined);
});

t.test('data that is gone is deleted, a partition or a table', async (t) => {
  const { glue, folder } = await lakeServer(t, NEW);
  await createCrawler(glue, ['d/'], { SchemaChangePolicy: DELETE });
  await crawl(glue);
  await glue.createTable({
    DatabaseName: 'db',
    TableInput: { Name: 'foreign', StorageDescriptor: { Location: 's3://lake/d/' } },
  });
  rmSync(join(folder, 'd/p=2'), { recursive: true });
  const { Summary = '{}' } = await crawl(glue);
  t.same(JSON.parse(JSON.parse(Summary).PARTITION.DELETE), { Details: { names: ['p=2'] }, Count: 1 });
  t.same(
    (await partitions(glue, 'd')).map(({ Values }) => Values),
    [['1']],
  );
  rmSync(join(folder, 'd'), { recursive: true });
  await crawl(glue);
  t.same(
    (await tables(glue)).map(({ Name }) => Name),
    ['foreign'],
    'what others made stays',
  );
  t.match((await glue.getCrawlerMetrics({})).CrawlerMetricsList, [{ TablesDeleted: 1 }]);
});

t.test('what has policy LOG stays when its data is gone', async (t) => {
  const { glue, folder } = await lakeServer(t, OLD);
  await createCrawler(glue, ['d/'], { SchemaChangePolicy: LOG });
  await crawl(glue);
  rmSync(join(folder, 'd'), { recursive: true });
  await crawl(glue);
  t.match(await tables(glue), [{ Name: 'd', VersionId: '0' }]);
});

t.test('a crawler finds nothing in what cannot be reached here, and says so', async (t) => {
  const { glue, server } = await lakeServer(t, {});
  const Targets = {
    S3Targets: [{ Path: 's3://elsewhere/x' }, { Path: 's3://lake/none/' }, { Path: 's3://../lake/' }],
    JdbcTargets: [{ ConnectionName: 'c', Path: 'db/%' }],
    DynamoDBTargets: [{ Path: 't' }],
  };
  await createCrawler(glue, [], { Targets });
  const { State, ErrorMessage } = await crawl(glue);
  t.equal(State, 'COMPLETED');
  for (const sentence of [
    'DynamoDBTargets are not looked into: nothing was found there.',
    'JdbcTargets are not looked into: nothing was found there.',
    'Nothing was found in s3://elsewhere/x: there is no such bucket.',
    'Nothing was found in s3://lake/none/: no data in CSV, JSON or Parquet.',
    'Nothing was found in s3://../lake/: there is no such bucket.',
  ])
    t.ok(ErrorMessage?.includes(sentence), sentence);
  const { Crawler } = await glue.getCrawler({ Name: 'lake' });
  t.match(Crawler?.LastCrawl, { Status: 'SUCCEEDED', ErrorMessage });
  t.notOk(
    server.events().some(({ eventName }) => eventName === 'CreateDatabase'),
    'no database without a table',
  );
});

t.test('a crawl that cannot write has failed', async (t) => {
  const { glue } = await lakeServer(t, { 'd/x.json': `{"${'k'.repeat(300)}":1}`, 'e/x.json': '{"a":1}' });
  await createCrawler(glue, ['d/', 'e/']);
  const { State, ErrorMessage } = await crawl(glue);
  t.equal(State, 'FAILED');
  t.match(ErrorMessage, /^Table d was not written: ValidationException: /);
  t.match((await glue.getCrawler({ Name: 'lake' })).Crawler?.LastCrawl, { Status: 'FAILED', ErrorMessage });
  t.same(
    (await tables(glue)).map(({ Name }) => Name),
    ['e'],
    'the others are there',
  );
});

t.test('a crawl looks when its time is over, and a stopped one not at all', async (t) => {
  const { glue, server, put } = await lakeServer(t, {}, { runDuration: '10m' });
  await createCrawler(glue, ['d/']);
  await glue.startCrawler({ Name: 'lake' });
  put(OLD);
  await server.clock.advance('10m');
  t.same(
    (await tables(glue)).map(({ Name }) => Name),
    ['d'],
  );
  const create = server.events().find(({ eventName }) => eventName === 'CreateTable');
  t.equal(create?.eventTime, '2026-01-01T00:10:00Z');
  t.equal(create?.userIdentity.sessionContext?.attributes.creationDate, START);
  put(NEW);
  await glue.startCrawler({ Name: 'lake' });
  await glue.stopCrawler({ Name: 'lake' });
  await server.clock.advance('10m');
  t.same(await columns(glue), ['0', 'a int', 'b string']);
});

t.test('a crawl that a schedule starts writes too', async (t) => {
  const { glue, server } = await lakeServer(t, OLD);
  await createCrawler(glue, ['d/'], { Schedule: 'cron(0 12 * * ? *)' });
  await server.clock.advance('1d');
  t.same(
    server
      .events()
      .map(({ eventName, eventTime }) => [eventName, eventTime])
      .find(([name]) => name === 'CreateTable'),
    ['CreateTable', '2026-01-01T12:00:00Z'],
  );
});
