import {
  CreateCrawlerCommand,
  DeleteCrawlerCommand,
  GetCrawlerCommand,
  GetCrawlerMetricsCommand,
  type GlueClient,
  ListCrawlsCommand,
  StartCrawlerCommand,
  StopCrawlerCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrailOptions } from '../../../src/index.js';
import { glueServer, refusal, START } from '../../server.js';

async function withCrawler(t: Test, options: GlueTrailOptions = {}) {
  const { glue, server } = await glueServer(t, options);
  await create(glue, 'a');
  return { glue, clock: server.clock };
}

function create(glue: GlueClient, Name: string): Promise<unknown> {
  return glue.send(
    new CreateCrawlerCommand({ Name, Role: 'r', DatabaseName: 'db', Targets: { S3Targets: [{ Path: 's3://b/' }] } }),
  );
}

const start = (glue: GlueClient) => glue.send(new StartCrawlerCommand({ Name: 'a' }));
const stop = (glue: GlueClient) => glue.send(new StopCrawlerCommand({ Name: 'a' }));
const crawler = async (glue: GlueClient) => (await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler;

async function crawls(glue: GlueClient, input: Partial<ListCrawlsCommand['input']> = {}) {
  return (await glue.send(new ListCrawlsCommand({ CrawlerName: 'a', ...input }))).Crawls ?? [];
}

const STARTED = 'CrawlerRunningException: Crawler with name a has already started';

t.test('a crawl is over at once unless it is given time', async (t) => {
  const { glue } = await withCrawler(t);
  await start(glue);
  const { State, LastCrawl, CrawlElapsedTime } = (await crawler(glue)) ?? {};
  t.same([State, CrawlElapsedTime], ['READY', 0]);
  const [crawl] = await crawls(glue);
  const log = { LogGroup: '/aws-glue/crawlers', LogStream: 'a', MessagePrefix: crawl?.CrawlId };
  const ErrorMessage = 'Nothing was found in s3://b/: there is no such bucket.';
  t.same(LastCrawl, { Status: 'SUCCEEDED', ErrorMessage, StartTime: new Date(START), ...log });
  const times = { StartTime: new Date(START), EndTime: new Date(START) };
  t.same(crawl, { CrawlId: crawl?.CrawlId, State: 'COMPLETED', ...times, ...log, ErrorMessage, DPUHour: 0 });
});

t.test('a crawl that takes time is running until it is over', async (t) => {
  const { glue, clock } = await withCrawler(t, { runDuration: '10m' });
  await start(glue);
  await clock.advance('4m');
  t.match(await crawler(glue), { State: 'RUNNING', CrawlElapsedTime: 240_000, LastCrawl: undefined });
  t.match(await crawls(glue), [{ State: 'RUNNING', EndTime: undefined, Summary: undefined }]);
  t.equal(await refusal(start(glue)), STARTED);
  await clock.advance('6m');
  t.match(await crawler(glue), { State: 'READY', CrawlElapsedTime: 0, LastCrawl: { Status: 'SUCCEEDED' } });
  t.match(await crawls(glue), [{ State: 'COMPLETED', EndTime: new Date('2026-01-01T00:10:00Z') }]);
});

t.test('a crawl that ended while nobody looked ended at its time', async (t) => {
  const { glue, clock } = await withCrawler(t, { runDuration: '10m' });
  await start(glue);
  await clock.advance('3d');
  t.match(await crawls(glue), [{ State: 'COMPLETED', EndTime: new Date('2026-01-01T00:10:00Z') }]);
});

t.test('a crawler that is stopped is stopping, and then ready to start again', async (t) => {
  const { glue, clock } = await withCrawler(t, { runDuration: '10m' });
  await start(glue);
  await clock.advance('2m');
  await stop(glue);
  t.match(await crawler(glue), { State: 'STOPPING' });
  t.equal(await refusal(stop(glue)), 'CrawlerStoppingException: Crawler with name a is stopping');
  t.equal(await refusal(start(glue)), STARTED);
  await clock.advance('1m');
  t.match(await crawler(glue), { State: 'READY', LastCrawl: { Status: 'CANCELLED' } });
  t.match(await crawls(glue), [{ State: 'STOPPED', EndTime: new Date('2026-01-01T00:03:00Z') }]);
  await start(glue);
  await clock.advance('8m');
  t.match(await crawler(glue), { State: 'RUNNING' }, 'the end of the stopped crawl does not end the next one');
  await clock.advance('2m');
  t.same(
    (await crawls(glue)).map(({ State }) => State),
    ['COMPLETED', 'STOPPED'],
    'the newest is first',
  );
});

t.test('only a running crawler is stopped, and only one that exists is started', async (t) => {
  const { glue } = await withCrawler(t);
  t.equal(await refusal(stop(glue)), 'CrawlerNotRunningException: Crawler with name a is not running');
  const absent = 'EntityNotFoundException: Crawler with name nope does not exist';
  t.equal(await refusal(glue.send(new StartCrawlerCommand({ Name: 'nope' }))), absent);
  t.equal(await refusal(glue.send(new StopCrawlerCommand({ Name: 'nope' }))), absent);
  const list = refusal(glue.send(new ListCrawlsCommand({ CrawlerName: 'nope' })));
  t.equal(await list, 'EntityNotFoundException: Crawler entry with name nope does not exist');
});

t.test('crawls are filtered by id, state, times and DPU hours', async (t) => {
  const { glue, clock } = await withCrawler(t, { runDuration: '10m' });
  for (const hour of [1, 2, 3]) {
    await start(glue);
    if (hour === 2) await stop(glue);
    await clock.advance('1h');
  }
  await start(glue);
  const [running, third, second, first] = await crawls(glue);
  type Filters = NonNullable<ListCrawlsCommand['input']['Filters']>;
  const found = async (...Filters: Filters) => (await crawls(glue, { Filters })).map(({ CrawlId }) => CrawlId);
  const secondHour = String(Date.parse('2026-01-01T01:00:00Z'));
  t.same(await found({ FieldName: 'CRAWL_ID', FilterOperator: 'EQ', FieldValue: third?.CrawlId }), [third?.CrawlId]);
  t.same(await found({ FieldName: 'STATE', FilterOperator: 'EQ', FieldValue: 'STOPPED' }), [second?.CrawlId]);
  t.same(await found({ FieldName: 'STATE', FilterOperator: 'NE', FieldValue: 'COMPLETED' }), [
    running?.CrawlId,
    second?.CrawlId,
  ]);
  t.same(await found({ FieldName: 'START_TIME', FilterOperator: 'LT', FieldValue: secondHour }), [first?.CrawlId]);
  t.same(await found({ FieldName: 'START_TIME', FilterOperator: 'LE', FieldValue: secondHour }), [
    second?.CrawlId,
    first?.CrawlId,
  ]);
  t.same(
    await found({ FieldName: 'END_TIME', FilterOperator: 'GT', FieldValue: '0' }),
    [third, second, first].map((crawl) => crawl?.CrawlId),
  );
  t.same(await found({ FieldName: 'DPU_HOUR', FilterOperator: 'GE', FieldValue: '1' }), []);
  const after = { FieldName: 'START_TIME', FilterOperator: 'GE', FieldValue: secondHour } as const;
  t.same(await found(after, { FieldName: 'STATE', FilterOperator: 'EQ', FieldValue: 'COMPLETED' }), [third?.CrawlId]);
  const bad: Filters = [
    {},
    { FieldName: 'STATE', FilterOperator: 'EQ' },
    { FieldName: 'START_TIME', FilterOperator: 'EQ', FieldValue: 'yesterday' },
    { FieldName: 'DPU_HOUR', FilterOperator: 'EQ', FieldValue: ' ' },
  ];
  const text = 'InvalidInputException: Each filter needs a FieldName, a FilterOperator and a FieldValue of the field.';
  for (const filter of bad) t.equal(await refusal(found(filter)), text);
});

t.test('crawls come in pages of 20, or as asked but at most 100', async (t) => {
  const { glue } = await withCrawler(t);
  for (let started = 0; started < 101; started += 1) await start(glue);
  const list = (input: object) => glue.send(new ListCrawlsCommand({ CrawlerName: 'a', ...input }));
  const first = await list({});
  t.equal(first.Crawls?.length, 20);
  const second = await list({ NextToken: first.NextToken });
  t.not(second.Crawls?.[0]?.CrawlId, first.Crawls?.[19]?.CrawlId);
  const large = await list({ MaxResults: 1000 });
  t.equal(large.Crawls?.length, 100);
  const rest = await list({ MaxResults: 1000, NextToken: large.NextToken });
  t.equal(rest.Crawls?.length, 1);
  t.equal(rest.NextToken, undefined);
  const ids = [...(large.Crawls ?? []), ...(rest.Crawls ?? [])].map(({ CrawlId }) => CrawlId);
  t.equal(new Set(ids).size, 101);
});

t.test('crawls are kept for twelve months, and go with their crawler', async (t) => {
  const { glue, clock } = await withCrawler(t);
  await start(glue);
  await clock.advance('364d');
  await start(glue);
  t.equal((await crawls(glue)).length, 2);
  await clock.advance('2d');
  t.equal((await crawls(glue)).length, 1);
  await start(glue);
  t.equal((await crawls(glue)).length, 2);
  await glue.send(new DeleteCrawlerCommand({ Name: 'a' }));
  await create(glue, 'a');
  t.same(await crawls(glue), []);
  t.equal((await crawler(glue))?.LastCrawl, undefined);
});

t.test('a crawler that was deleted and made anew is not ended by the old crawl', async (t) => {
  const { glue, clock } = await withCrawler(t, { runDuration: '10m' });
  await start(glue);
  await stop(glue);
  await clock.advance('1m');
  await glue.send(new DeleteCrawlerCommand({ Name: 'a' }));
  await create(glue, 'a');
  await start(glue);
  await clock.advance('9m');
  t.match(await crawler(glue), { State: 'RUNNING' });
  await clock.advance('1m');
  t.match(await crawler(glue), { State: 'READY' });
});

t.test('metrics tell how long crawls took and how long this one has to go', async (t) => {
  const { glue, clock } = await withCrawler(t, { runDuration: '10m' });
  await create(glue, 'b');
  const metrics = async (input: GetCrawlerMetricsCommand['input']) =>
    (await glue.send(new GetCrawlerMetricsCommand(input))).CrawlerMetricsList;
  const none = { TablesCreated: 0, TablesUpdated: 0, TablesDeleted: 0 };
  const idle = { TimeLeftSeconds: 0, StillEstimating: false, LastRuntimeSeconds: 0, MedianRuntimeSeconds: 0, ...none };
  t.same(await metrics({}), [
    { CrawlerName: 'a', ...idle },
    { CrawlerName: 'b', ...idle },
  ]);
  await start(glue);
  t.match(await metrics({ CrawlerNameList: ['a', 'nope'] }), [
    { CrawlerName: 'a', StillEstimating: true, TimeLeftSeconds: 0 },
  ]);
  await clock.advance('1h');
  await start(glue);
  await stop(glue);
  await clock.advance('1h');
  await start(glue);
  await clock.advance('2m');
  const [busy] = (await metrics({ CrawlerNameList: ['a'] })) ?? [];
  t.same(busy, { ...idle, CrawlerName: 'a', LastRuntimeSeconds: 60, MedianRuntimeSeconds: 330, TimeLeftSeconds: 210 });
});

t.test('the calls are recorded, what time brings about is not', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  await create(glue, 'a');
  await start(glue);
  await server.clock.advance('1h');
  t.same(
    server.events().map(({ eventName }) => eventName),
    ['CreateCrawler', 'StartCrawler'],
  );
});
