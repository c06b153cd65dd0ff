import type { Glue } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { type Receiver, receiver } from '../notify/receiver.js';
import { glueServer } from '../server.js';

const arn = (resource: string) => `arn:aws:glue:us-east-1:123456789012:${resource}`;
const descriptor = { Columns: [{ Name: 'id', Type: 'string' }] };
const table = (Name: string) => ({
  Name,
  PartitionKeys: [
    { Name: 'year', Type: 'string' },
    { Name: 'month', Type: 'string' },
  ],
  StorageDescriptor: descriptor,
});
const partition = (...Values: string[]) => ({ Values, StorageDescriptor: descriptor });

/** A server of which a webhook is told what changes. */
async function told(t: Test, options: { runDuration?: string } = {}) {
  const hook = await receiver(t);
  const server = await glueServer(t, { ...options, webhook: hook.url, webhookKinds: 'state-change' });
  return { ...server, hook };
}

const changesOf = (hook: Receiver) =>
  hook.bodies().map((event) => [event['detail-type'], event.resources, event.detail]);

t.test('what a call changes in the data catalog is told as AWS tells it', async (t) => {
  const { server, glue, hook } = await told(t);
  const [DatabaseName, TableName] = ['Sales', 'Orders'];
  const named = { DatabaseName, TableName };
  await glue.createDatabase({ DatabaseInput: { Name: DatabaseName } });
  for (const name of ['Orders', 'Returns', 'Refunds'])
    await glue.createTable({ DatabaseName, TableInput: table(name) });
  await glue.updateTable({ DatabaseName, TableInput: table('Orders') });
  await glue.createPartition({ ...named, PartitionInput: partition('2018', '01') });
  const PartitionInputList = [partition('2018', '01'), partition('2018', '02'), partition('2018', '03')];
  await glue.batchCreatePartition({ ...named, PartitionInputList });
  await glue.batchCreatePartition({ ...named, PartitionInputList });
  await glue.updatePartition({ ...named, PartitionValueList: ['2018', '02'], PartitionInput: partition('2018', '02') });
  await glue.batchUpdatePartition({
    ...named,
    Entries: ['02', '99'].map((month) => ({
      PartitionValueList: ['2018', month],
      PartitionInput: partition('2018', month),
    })),
  });
  await glue.deletePartition({ ...named, PartitionValues: ['2018', '01'] });
  await glue.batchDeletePartition({
    ...named,
    PartitionsToDelete: [{ Values: ['2018', '02'] }, { Values: ['2018', '99'] }],
  });
  await glue.deleteTable({ DatabaseName, Name: 'Refunds' });
  await glue.batchDeleteTable({ DatabaseName, TablesToDelete: ['Orders', 'Missing', 'Returns'] });
  await glue.deleteDatabase({ Name: DatabaseName });
  await server.flush();

  const ofDatabase = (typeOfChange: string, changedTables: string[]) => [
    'Glue Data Catalog Database State Change',
    changedTables.length > 0 ? changedTables.map((name) => arn(`table/sales/${name}`)) : [arn('database/sales')],
    { catalogId: '123456789012', databaseName: 'sales', typeOfChange, changedTables },
  ];
  const ofTable = (typeOfChange: string, changedPartitions: string[]) => [
    'Glue Data Catalog Table State Change',
    [arn('table/sales/orders')],
    { databaseName: 'sales', changedPartitions, typeOfChange, tableName: 'orders' },
  ];
  t.same(changesOf(hook), [
    ofDatabase('CreateDatabase', []),
    ofDatabase('CreateTable', ['orders']),
    ofDatabase('CreateTable', ['returns']),
    ofDatabase('CreateTable', ['refunds']),
    ofTable('UpdateTable', []),
    ofTable('CreatePartition', ['[2018, 01]']),
    ofTable('BatchCreatePartition', ['[2018, 02]', '[2018, 03]']),
    ofTable('UpdatePartition', ['[2018, 02]']),
    ofTable('BatchUpdatePartition', ['[2018, 02]']),
    ofTable('DeletePartition', ['[2018, 01]']),
    ofTable('BatchDeletePartition', ['[2018, 02]']),
    ofDatabase('DeleteTable', ['refunds']),
    ofDatabase('BatchDeleteTable', ['orders', 'returns']),
    ofDatabase('DeleteDatabase', []),
  ]);
});

t.test('a call that fails changes nothing, and nothing is told of it', async (t) => {
  const { server, glue, hook } = await told(t);
  await t.rejects(glue.createTable({ DatabaseName: 'missing', TableInput: table('orders') }));
  await t.rejects(glue.deleteDatabase({ Name: 'missing' }));
  await server.flush();
  t.same(hook.received, []);
});

const job = { Name: 'nightly', Role: 'r', Command: { Name: 'glueetl', ScriptLocation: 's3://scripts/nightly.py' } };

async function run(glue: Glue, outcome = 'SUCCEEDED', NotifyDelayAfter?: number): Promise<string | undefined> {
  const { JobRunId } = await glue.startJobRun({
    JobName: job.Name,
    Arguments: { '--gluetrail-outcome': outcome },
    ...(NotifyDelayAfter && { NotificationProperty: { NotifyDelayAfter } }),
  });
  return JobRunId;
}

t.test('the end of a job run is told', async (t) => {
  const { server, glue, hook } = await told(t);
  await glue.createJob(job);
  const ends = [
    ['SUCCEEDED', 'INFO', 'Job run succeeded'],
    ['FAILED', 'ERROR', 'Command failed with exit code 1'],
    ['TIMEOUT', 'WARN', 'Job run timed out'],
    ['STOPPED', 'INFO', 'Job run stopped'],
  ];
  const expected: unknown[] = [];
  for (const [state, severity, message] of [...ends, ['EXPIRED']]) {
    const jobRunId = await run(glue, state);
    await server.clock.advance('1s');
    if (message)
      expected.push(['Glue Job State Change', [], { jobName: 'nightly', severity, state, jobRunId, message }]);
  }
  await server.flush();
  t.same(changesOf(hook), expected);
});

t.test('each attempt of a run is told', async (t) => {
  const { server, glue, hook } = await told(t);
  await glue.createJob({ ...job, MaxRetries: 1 });
  const id = await run(glue, 'FAILED,SUCCEEDED');
  await server.clock.advance('1s');
  await server.flush();
  t.same(
    hook.bodies().map(({ detail }) => [detail.jobRunId, detail.state]),
    [
      [id, 'FAILED'],
      [`${id}_attempt_1`, 'SUCCEEDED'],
    ],
  );
});

t.test('a run that takes longer than its NotifyDelayAfter is told of once in each state', async (t) => {
  const { server, glue, hook } = await told(t, { runDuration: '10m' });
  await glue.createJob(job);
  const jobRunId = await run(glue, 'SUCCEEDED', 5);
  await server.clock.advance('299s');
  await server.flush();
  t.same(hook.received, []);
  await server.clock.advance('1s');
  await glue.batchStopJobRun({ JobName: 'nightly', JobRunIds: [jobRunId ?? ''] });
  await server.clock.advance('10m');
  await server.flush();
  const status = (state: string) => ({
    jobName: 'nightly',
    severity: 'INFO',
    notificationCondition: { NotifyDelayAfter: 5 },
    state,
    jobRunId,
    message: `Job is in ${state} state`,
    startedOn: '2026-01-01T00:00:00.000Z',
  });
  t.same(changesOf(hook), [
    ['Glue Job Run Status', [], status('RUNNING')],
    ['Glue Job Run Status', [], status('STOPPING')],
    [
      'Glue Job State Change',
      [],
      { jobName: 'nightly', severity: 'INFO', state: 'STOPPED', jobRunId, message: 'Job run stopped' },
    ],
  ]);
  t.equal(hook.bodies()[0].time, '2026-01-01T00:05:00Z');
});

t.test('a run that keeps to its time is not', async (t) => {
  const { server, glue, hook } = await told(t, { runDuration: '4m' });
  await glue.createJob(job);
  await run(glue, 'SUCCEEDED', 5);
  await server.clock.advance('1h');
  await server.flush();
  t.same(
    changesOf(hook).map(([type]) => type),
    ['Glue Job State Change'],
  );
});

t.test('a crawl is told of when it begins and when it ends, unless it is stopped', async (t) => {
  const { server, glue, hook } = await told(t, { runDuration: '1m' });
  await glue.createDatabase({ DatabaseInput: { Name: 'lake' } });
  await glue.createCrawler({
    Name: 'c',
    Role: 'r',
    DatabaseName: 'lake',
    Targets: { JdbcTargets: [{ ConnectionName: 'x', Path: 'y' }] },
  });
  await glue.startCrawler({ Name: 'c' });
  await server.clock.advance('1m');
  await glue.startCrawler({ Name: 'c' });
  await glue.stopCrawler({ Name: 'c' });
  await server.clock.advance('1m');
  await server.flush();
  const crawls = hook.bodies().filter((event) => event['detail-type'] === 'Glue Crawler State Change');
  t.same(
    crawls.map(({ time, detail }) => [time, detail.state]),
    [
      ['2026-01-01T00:00:00Z', 'Started'],
      ['2026-01-01T00:01:00Z', 'Succeeded'],
      ['2026-01-01T00:01:00Z', 'Started'],
    ],
  );
  t.same(crawls[0].detail, {
    accountId: '123456789012',
    crawlerName: 'c',
    startTime: '2026-01-01T00:00:00Z',
    state: 'Started',
    message: 'Crawler Started',
  });
  t.match(crawls[1].detail, {
    tablesCreated: '0',
    warningMessage: String,
    partitionsDeleted: '0',
    'runningTime (sec)': '60',
    completionDate: '2026-01-01T00:01:00Z',
    message: 'Crawler Succeeded',
    cloudWatchLogLink: /region=us-east-1#logEventViewer:group=\/aws-glue\/crawlers;stream=c$/,
  });
});

t.test('a result of data quality is told, as its rules see the data', async (t) => {
  const { server, glue, hook } = await told(t);
  await glue.createDatabase({ DatabaseInput: { Name: 'lake' } });
  await glue.createTable({ DatabaseName: 'lake', TableInput: { ...table('t'), Parameters: { recordCount: '5' } } });
  await glue.createDataQualityRuleset({ Name: 'rules', Ruleset: 'Rules = [ RowCount > 3, RowCount > 10 ]' });
  const DataSource = { GlueTable: { DatabaseName: 'lake', TableName: 't' } };
  const { RunId } = await glue.startDataQualityRulesetEvaluationRun({ DataSource, Role: 'r', RulesetNames: ['rules'] });
  const { ResultIds } = await glue.getDataQualityRulesetEvaluationRun({ RunId: RunId ?? '' });
  await server.flush();
  const event = hook.bodies().at(-1);
  t.match(event, {
    source: 'aws.glue-dataquality',
    'detail-type': 'Data Quality Evaluation Results Available',
    resources: [],
  });
  t.match(event.detail, {
    resultId: ResultIds?.[0],
    context: {
      contextType: 'GLUE_DATA_CATALOG',
      runId: RunId,
      databaseName: 'lake',
      tableName: 't',
      catalogId: '123456789012',
    },
    rulesetNames: ['rules'],
    state: 'FAILED',
    numRulesSkipped: 0,
  });
  t.equal(event.detail.numRulesSucceeded + event.detail.numRulesFailed, 2);
});
