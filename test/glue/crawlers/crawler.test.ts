import {
  BatchGetCrawlersCommand,
  CreateCrawlerCommand,
  DeleteCrawlerCommand,
  GetCrawlerCommand,
  GetCrawlersCommand,
  ListCrawlersCommand,
  paginateGetCrawlers,
  paginateListCrawlers,
  StartCrawlerCommand,
  StopCrawlerCommand,
  UpdateCrawlerCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const MINIMAL = {
  Name: 'a',
  Role: 'service-role/Crawls',
  DatabaseName: 'sales',
  Targets: { S3Targets: [{ Path: 's3://b/in' }] },
};

/** What GetCrawler answers of MINIMAL. */
const FILLED = {
  Name: 'a',
  Role: 'service-role/Crawls',
  DatabaseName: 'sales',
  Targets: {
    S3Targets: [{ Path: 's3://b/in', Exclusions: [] }],
    JdbcTargets: [],
    MongoDBTargets: [],
    DynamoDBTargets: [],
    CatalogTargets: [],
    DeltaTargets: [],
    IcebergTargets: [],
    HudiTargets: [],
  },
  Classifiers: [],
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
  SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
  LineageConfiguration: { CrawlerLineageSettings: 'DISABLE' },
  LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
  State: 'READY',
  CrawlElapsedTime: 0,
  CreationTime: new Date(START),
  LastUpdated: new Date(START),
  Version: 1,
};

t.test('a crawler is answered with everything that Glue fills in', async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateCrawlerCommand(MINIMAL));
  t.same((await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler, FILLED);
});

t.test('a role is answered by its name, and what the caller gives is kept', async (t) => {
  const { glue } = await glueServer(t);
  const given = {
    Name: 'a',
    DatabaseName: 'orders',
    Description: 'all of it',
    TablePrefix: 'raw_',
    Classifiers: ['c'],
    Configuration: '{"Version":1.0}',
    SchemaChangePolicy: { DeleteBehavior: 'LOG' as const },
    Targets: { JdbcTargets: [{ ConnectionName: 'x', Path: 'db/%', Exclusions: ['db/tmp'] }] },
  };
  const Role = 'arn:aws:iam::123456789012:role/service-role/Crawls';
  await glue.send(new CreateCrawlerCommand({ ...given, Role, Schedule: 'cron(15 12 * * ? *)' }));
  t.same((await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler, {
    ...FILLED,
    ...given,
    Schedule: { ScheduleExpression: 'cron(15 12 * * ? *)', State: 'SCHEDULED' },
    SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'LOG' },
    Targets: { ...FILLED.Targets, S3Targets: [], JdbcTargets: given.Targets.JdbcTargets },
  });
});

t.test('an update changes what it gives, keeps the rest and counts the version', async (t) => {
  const { glue, server } = await glueServer(t);
  const Schedule = { ScheduleExpression: 'cron(15 12 * * ? *)', State: 'SCHEDULED' };
  await glue.send(new CreateCrawlerCommand({ ...MINIMAL, Schedule: Schedule.ScheduleExpression }));
  await server.clock.advance('1h');
  await glue.send(
    new UpdateCrawlerCommand({ Name: 'a', Description: 'new', RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVENT_MODE' } }),
  );
  const changed = {
    ...FILLED,
    Description: 'new',
    RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVENT_MODE' },
    LastUpdated: new Date('2026-01-01T01:00:00Z'),
    Version: 2,
  };
  t.same((await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler, { ...changed, Schedule });
  await glue.send(new UpdateCrawlerCommand({ Name: 'a', Schedule: '' }));
  const unscheduled = await glue.send(new GetCrawlerCommand({ Name: 'a' }));
  t.same(unscheduled.Crawler, { ...changed, Version: 3 }, 'an empty schedule takes the schedule away');
});

t.test('what is absent or there already is refused in the words of AWS', async (t) => {
  const { glue } = await glueServer(t);
  const absent = 'EntityNotFoundException: Crawler entry with name a does not exist';
  t.equal(await refusal(glue.send(new GetCrawlerCommand({ Name: 'a' }))), absent);
  t.equal(await refusal(glue.send(new UpdateCrawlerCommand({ Name: 'a' }))), absent);
  t.equal(await refusal(glue.send(new DeleteCrawlerCommand({ Name: 'a' }))), absent);
  await glue.send(new CreateCrawlerCommand(MINIMAL));
  const twice = await refusal(glue.send(new CreateCrawlerCommand(MINIMAL)));
  t.equal(twice, 'AlreadyExistsException: 123456789012:a already exists');
  await glue.send(new DeleteCrawlerCommand({ Name: 'a' }));
  t.same((await glue.send(new GetCrawlersCommand({}))).Crawlers, []);
});

const NO_DATABASE =
  'You must provide the DatabaseName parameter when you specify a non-catalog targeted crawler. Specify the parameter.';
const CATALOG_TARGETS = [{ DatabaseName: 'sales', Tables: ['orders'] }];

const REFUSED: Record<string, [change: Partial<CreateCrawlerCommand['input']>, text: string]> = {
  'an empty name of a database': [{ DatabaseName: '' }, NO_DATABASE],
  'neither a database nor targets': [{ DatabaseName: '', Targets: {} }, NO_DATABASE],
  'no database, and catalog targets beside others': [
    { DatabaseName: '', Targets: { ...MINIMAL.Targets, CatalogTargets: CATALOG_TARGETS } },
    NO_DATABASE,
  ],
  'no targets': [{ Targets: {} }, 'Targets are not defined'],
  'only empty lists of targets': [{ Targets: { S3Targets: [], HudiTargets: [] } }, 'Targets are not defined'],
  'new folders only, without logging changes': [
    { RecrawlPolicy: { RecrawlBehavior: 'CRAWL_NEW_FOLDERS_ONLY' } },
    'The SchemaChangePolicy for "Crawl new folders only" Amazon S3 target can have only LOG DeleteBehavior value and LOG UpdateBehavior value.',
  ],
  'a configuration that is not JSON': [{ Configuration: '{' }, 'Configuration is not valid JSON'],
  'a schedule that is none': [{ Schedule: 'every day' }, 'Invalid cron expression: every day'],
};

for (const [what, [change, text]] of Object.entries(REFUSED)) {
  t.test(`a crawler with ${what} is neither created nor updated to`, async (t) => {
    const { glue } = await glueServer(t);
    const refused = `InvalidInputException: ${text}`;
    t.equal(await refusal(glue.send(new CreateCrawlerCommand({ ...MINIMAL, ...change }))), refused);
    await glue.send(new CreateCrawlerCommand(MINIMAL));
    t.equal(await refusal(glue.send(new UpdateCrawlerCommand({ Name: 'a', ...change }))), refused);
    t.same((await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler, FILLED, 'what was refused changed nothing');
  });
}

t.test('only a crawler of nothing but catalog targets needs no database', async (t) => {
  const { glue } = await glueServer(t);
  const { DatabaseName, Targets, ...given } = MINIMAL;
  const refused = `InvalidInputException: ${NO_DATABASE}`;
  t.equal(await refusal(glue.send(new CreateCrawlerCommand({ ...given, Targets }))), refused);
  await glue.send(new CreateCrawlerCommand({ ...given, Targets: { CatalogTargets: CATALOG_TARGETS } }));
  t.equal(await refusal(glue.send(new UpdateCrawlerCommand({ Name: 'a', Targets }))), refused);
  await glue.send(new UpdateCrawlerCommand({ Name: 'a', Targets, DatabaseName }));
  t.match((await glue.send(new GetCrawlerCommand({ Name: 'a' }))).Crawler, { DatabaseName, Version: 2 });
});

t.test('crawlers are listed in pages, in order of names', async (t) => {
  const { glue } = await glueServer(t);
  for (const Name of ['c', 'a', 'b']) await glue.send(new CreateCrawlerCommand({ ...MINIMAL, Name }));
  const pages: unknown[] = [];
  for await (const { Crawlers = [] } of paginateGetCrawlers({ client: glue, pageSize: 2 }, {})) {
    pages.push(Crawlers.map(({ Name }) => Name));
  }
  for await (const { CrawlerNames } of paginateListCrawlers({ client: glue, pageSize: 2 }, {}))
    pages.push(CrawlerNames);
  t.same(pages, [['a', 'b'], ['c'], ['a', 'b'], ['c']]);
  const { NextToken } = await glue.send(new GetCrawlersCommand({ MaxResults: 1 }));
  const mixed = refusal(glue.send(new ListCrawlersCommand({ NextToken })));
  t.equal(await mixed, 'InvalidInputException: Invalid pagination token provided.', 'a token is of one operation');
});

t.test('names are listed of the crawlers that have all the tags', async (t) => {
  const { glue } = await glueServer(t);
  const create = (Name: string, Tags: Record<string, string>) =>
    glue.send(new CreateCrawlerCommand({ ...MINIMAL, Name, Tags }));
  await create('a', { team: 'x', env: 'test' });
  await create('b', { team: 'x' });
  await create('c', { team: 'y', env: 'test' });
  const names = async (Tags: Record<string, string>) =>
    (await glue.send(new ListCrawlersCommand({ Tags }))).CrawlerNames;
  t.same(await names({ team: 'x' }), ['a', 'b']);
  t.same(await names({ team: 'x', env: 'test' }), ['a']);
  t.same(await names({ team: 'z' }), []);
  t.same(await names({}), ['a', 'b', 'c']);
});

t.test('a batch answers the crawlers that there are and names those that are not', async (t) => {
  const { glue } = await glueServer(t);
  await glue.send(new CreateCrawlerCommand(MINIMAL));
  const batch = await glue.send(new BatchGetCrawlersCommand({ CrawlerNames: ['nope', 'a'] }));
  t.same([batch.Crawlers, batch.CrawlersNotFound], [[FILLED], ['nope']]);
});

t.test('a crawler at work is neither changed nor deleted', async (t) => {
  const { glue } = await glueServer(t, { runDuration: '10m' });
  await glue.send(new CreateCrawlerCommand(MINIMAL));
  await glue.send(new StartCrawlerCommand({ Name: 'a' }));
  const refusals = async () => [
    await refusal(glue.send(new UpdateCrawlerCommand({ Name: 'a', Description: 'x' }))),
    await refusal(glue.send(new DeleteCrawlerCommand({ Name: 'a' }))),
  ];
  const expected = [
    'InvalidInputException: Cannot update Crawler while running. Please stop crawl or wait until it completes to update.',
    "CrawlerRunningException: Cannot delete a while it's running",
  ];
  t.same(await refusals(), expected);
  await glue.send(new StopCrawlerCommand({ Name: 'a' }));
  t.same(await refusals(), expected, 'nor while it is stopping');
});
