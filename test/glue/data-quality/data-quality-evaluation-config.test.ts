import type { CreateDataQualityEvaluationConfigRequest, Glue } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import type { GlueTrail } from '../../../src/index.js';
import { glueServer, refusal, START } from '../../server.js';

const CatalogId = '123456789012';
const Role = 'arn:aws:iam::123456789012:role/dq';

const config = (Name: string, more: Partial<CreateDataQualityEvaluationConfigRequest> = {}) => ({
  Name,
  Level: 'DATABASE' as const,
  DataSource: { GlueTables: { CatalogId, DatabaseName: 'db' } },
  Role: 'dq',
  ...more,
});

async function withTables(t: Test, names: readonly string[]): Promise<{ glue: Glue; server: GlueTrail }> {
  const { glue, server } = await glueServer(t);
  await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
  for (const name of names) await createTable(glue, name);
  return { glue, server };
}

async function createTable(glue: Glue, Name: string, Parameters = {}): Promise<void> {
  const Columns = [
    { Name: 'id', Type: 'int' },
    { Name: 'city', Type: 'string' },
  ];
  await glue.createTable({ DatabaseName: 'db', TableInput: { Name, StorageDescriptor: { Columns }, Parameters } });
}

/** The tables that a configuration has evaluated, in the order of time. */
async function evaluations(glue: Glue, DataQualityEvaluationConfig?: string): Promise<(string | undefined)[]> {
  const Filter = { EvaluationRunMode: 'EVALUATION_CONFIG', DataQualityEvaluationConfig } as const;
  const { Results = [] } = await glue.listDataQualityResults({ Filter });
  return Results.map(
    ({ DataSource }) => (DataSource?.GlueTable ?? DataSource?.DataQualityGlueTable)?.TableName,
  ).reverse();
}

t.test('a configuration is created, read, changed and deleted', async (t) => {
  const { glue, server } = await withTables(t, []);
  const made = { Name: 'c', EvaluationRunMode: 'EVALUATION_CONFIG' };
  t.match(await glue.createDataQualityEvaluationConfig(config('c', { Tags: { team: 'x' } })), made);
  const { $metadata: _, ...got } = await glue.getDataQualityEvaluationConfig({ Name: 'c' });
  const times = { CreatedOn: new Date(START), LastModifiedOn: new Date(START) };
  const defaults = {
    NumberOfWorkers: 5,
    Timeout: 2880,
    Triggers: ['ONCE'],
    ManagedRulesetName: 'SIMPLE',
    PauseRuns: false,
  };
  t.same(got, { ...config('c'), ...made, ...times, ...defaults, Role });
  const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:dataQualityEvaluationConfig/c';
  t.same((await glue.getTags({ ResourceArn })).Tags, { team: 'x' });
  await server.clock.advance('1h');
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset: 'Rules = [ RowCount >= 0 ]' });
  const change = { RulesetName: 'r', Triggers: ['METADATA_CHANGE' as const], PauseRuns: true };
  const updated = await glue.updateDataQualityEvaluationConfig({ Name: 'c', ...change });
  const LastModifiedOn = new Date('2026-01-01T01:00:00Z');
  t.match(updated, { ...got, ...change, LastModifiedOn, ManagedRulesetName: undefined });
  t.match(await glue.getDataQualityEvaluationConfig({ Name: 'c' }), { ...change, ManagedRulesetName: undefined });
  await glue.updateDataQualityEvaluationConfig({ Name: 'c', Timeout: 9 });
  t.match(await glue.getDataQualityEvaluationConfig({ Name: 'c' }), { RulesetName: 'r', Timeout: 9 });
  await glue.deleteDataQualityEvaluationConfig({ Name: 'c' });
  t.same((await glue.listDataQualityEvaluationConfigs({})).DataQualityEvaluationConfigs, []);
});

t.test('what is absent, contradicts itself or names nothing is refused', async (t) => {
  const { glue } = await withTables(t, ['orders']);
  const absent = 'EntityNotFoundException: Data quality evaluation configuration nope not found.';
  t.equal(await refusal(glue.getDataQualityEvaluationConfig({ Name: 'nope' })), absent);
  t.equal(await refusal(glue.updateDataQualityEvaluationConfig({ Name: 'nope' })), absent);
  t.equal(await refusal(glue.deleteDataQualityEvaluationConfig({ Name: 'nope' })), absent);
  const once = config('a', { ClientToken: 'token' });
  await glue.createDataQualityEvaluationConfig(once);
  t.match(await glue.createDataQualityEvaluationConfig(once), { Name: 'a' });
  const refused = (more: Partial<CreateDataQualityEvaluationConfigRequest>) =>
    refusal(glue.createDataQualityEvaluationConfig(config('b', more)));
  t.equal(
    await refused({ ClientToken: 'token' }),
    'IdempotentParameterMismatchException: The client token was used with other parameters.',
  );
  const tables = (more: object) => ({ DataSource: { GlueTables: { CatalogId, ...more } } });
  const schedule = (ScheduleExpression?: string) => ({ Triggers: ['SCHEDULE' as const], ScheduleExpression });
  const cases: [Partial<CreateDataQualityEvaluationConfigRequest>, string][] = [
    [{ Name: 'a' }, 'AlreadyExistsException: Data quality evaluation configuration a already exists.'],
    [
      { RulesetName: 'r', ManagedRulesetName: 'SIMPLE' },
      'InvalidInputException: Specify either RulesetName or ManagedRulesetName, not both.',
    ],
    [{ RulesetName: 'r' }, 'EntityNotFoundException: Data quality ruleset r not found.'],
    [{ DataSource: {} }, 'InvalidInputException: A configuration of level DATABASE needs GlueTables.'],
    [tables({}), 'InvalidInputException: A configuration of level DATABASE needs a DatabaseName.'],
    [tables({ DatabaseName: 'x' }), 'EntityNotFoundException: Database x not found.'],
    [{ Level: 'TABLE' }, 'InvalidInputException: A configuration of level TABLE needs a TableNamePattern.'],
    [
      { Level: 'TABLE', ...tables({ DatabaseName: 'db', TableNamePattern: 'x' }) },
      'EntityNotFoundException: Table x not found.',
    ],
    [schedule(), 'InvalidInputException: The trigger SCHEDULE needs a ScheduleExpression.'],
    [schedule('daily'), 'InvalidInputException: Invalid schedule expression: daily'],
    [schedule('rate(0 hours)'), 'InvalidInputException: A schedule can run at most once an hour.'],
    [schedule('rate(59 minutes)'), 'InvalidInputException: A schedule can run at most once an hour.'],
    [schedule('cron(0,30 6 * * ? *)'), 'InvalidInputException: A schedule can run at most once an hour.'],
  ];
  for (const [more, expected] of cases) t.equal(await refused(more), expected);
});

t.test('ONCE: each table is evaluated one time, one that comes later within the hour', async (t) => {
  const { glue, server } = await withTables(t, ['orders', 'sales', 'old_orders']);
  const GlueTables = { CatalogId, DatabaseName: 'db', TableNamePattern: '*orders' };
  await glue.createDataQualityEvaluationConfig(config('c', { DataSource: { GlueTables } }));
  t.same(await evaluations(glue, 'c'), ['old_orders', 'orders']);
  const [{ ResultId } = {}] = (await glue.listDataQualityResults({})).Results ?? [];
  const analyzers = ['RowCount', 'ColumnCount', 'Completeness "id"', 'ColumnValues "id"', 'Mean "id"', 'Sum "id"'];
  const { AnalyzerResults = [], ...result } = await glue.getDataQualityResult({ ResultId });
  const texts = AnalyzerResults.map(({ Description }) => Description);
  const ofCity = ['Completeness "city"', 'ColumnValues "city"', 'ColumnLength "city"'];
  t.same(texts, [...analyzers, 'StandardDeviation "id"', ...ofCity], 'the built-in ruleset SIMPLE');
  const origin = { EvaluationRunMode: 'EVALUATION_CONFIG', DataQualityEvaluationConfig: 'c' };
  t.match(result, { ...origin, Score: undefined, RuleResults: [] });
  await createTable(glue, 'new_orders');
  t.equal((await evaluations(glue, 'c')).length, 2);
  await server.clock.advance('1h');
  await server.clock.advance('5h');
  t.same(await evaluations(glue, 'c'), ['old_orders', 'orders', 'new_orders']);
});

t.test('METADATA_CHANGE: a table is evaluated when it comes or changes', async (t) => {
  const { glue, server } = await withTables(t, ['orders', 'sales']);
  await glue.createDataQualityEvaluationConfig(config('c', { Triggers: ['METADATA_CHANGE'] }));
  await server.clock.advance('3h');
  t.same(await evaluations(glue), []);
  await glue.updateTable({ DatabaseName: 'db', TableInput: { Name: 'sales' } });
  await createTable(glue, 'more');
  await server.clock.advance('1h');
  t.same((await evaluations(glue)).sort(), ['more', 'sales']);
  await server.clock.advance('3h');
  t.equal((await evaluations(glue)).length, 2);
});

t.test('SCHEDULE: tables are evaluated when it fires, between its bounds and while it is not paused', async (t) => {
  const { glue, server } = await withTables(t, ['orders']);
  const daily = config('daily', {
    Triggers: ['SCHEDULE'],
    ScheduleExpression: 'cron(0 6 * * ? *)',
    StartAt: new Date('2026-01-02T06:00:00Z'),
    EndAt: new Date('2026-01-04T06:00:00Z'),
  });
  await glue.createDataQualityEvaluationConfig(daily);
  await server.clock.advance('10d');
  const { Runs = [] } = await glue.listDataQualityRulesetEvaluationRuns({});
  t.same(
    Runs.map(({ StartedOn }) => StartedOn?.toISOString()),
    ['2026-01-03T06:00:00.000Z', '2026-01-02T06:00:00.000Z'],
  );
  const hourly = config('hourly', { Triggers: ['SCHEDULE'], ScheduleExpression: 'rate(2 hours)' });
  await glue.createDataQualityEvaluationConfig(hourly);
  await server.clock.advance('5h');
  t.equal((await evaluations(glue, 'hourly')).length, 2);
  await glue.updateDataQualityEvaluationConfig({ Name: 'hourly', PauseRuns: true });
  await server.clock.advance('4h');
  t.equal((await evaluations(glue, 'hourly')).length, 2, 'nothing while it is paused');
  await glue.updateDataQualityEvaluationConfig({ Name: 'hourly', PauseRuns: false });
  await server.clock.advance('4h');
  t.equal((await evaluations(glue, 'hourly')).length, 4);
  await glue.deleteDataQualityEvaluationConfig({ Name: 'hourly' });
  await server.clock.advance('4h');
  t.equal((await evaluations(glue, 'hourly')).length, 4, 'nothing once it is gone');
});

t.test('the most specific configuration applies', async (t) => {
  const { glue, server } = await withTables(t, ['orders', 'sales']);
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset: 'Rules = [ ColumnCount = 2 ]' });
  const PreProcessingQuery = 'select * from {{DATABASE_NAME}}.{{TABLE_NAME}}';
  const GlueTables = { CatalogId, DatabaseName: 'db', TableNamePattern: 'orders', PreProcessingQuery };
  const scheduled = { Triggers: ['SCHEDULE' as const], ScheduleExpression: 'rate(1 day)' };
  const table = { Level: 'TABLE', DataSource: { GlueTables }, RulesetName: 'r', ...scheduled } as const;
  await glue.createDataQualityEvaluationConfig(config('catalog', { Level: 'CATALOG', ...scheduled }));
  await glue.createDataQualityEvaluationConfig(config('table', table));
  await server.clock.advance('1d');
  t.same(await evaluations(glue, 'catalog'), ['sales']);
  t.same(await evaluations(glue, 'table'), ['orders']);
  const Filter = { DataQualityEvaluationConfig: 'table' };
  const [{ ResultId } = {}] = (await glue.listDataQualityResults({ Filter })).Results ?? [];
  const DataQualityGlueTable = { TableName: 'orders', PreProcessingQuery: 'select * from db.orders' };
  t.match(await glue.getDataQualityResult({ ResultId }), {
    Score: 1,
    RulesetName: 'r',
    DataSource: { DataQualityGlueTable },
  });
  await glue.updateDataQualityEvaluationConfig({ Name: 'table', PauseRuns: true });
  await server.clock.advance('1d');
  t.same(await evaluations(glue, 'catalog'), ['sales', 'orders', 'sales']);
});

t.test('a run that cannot be carried out has failed, and says why', async (t) => {
  const { glue, server } = await withTables(t, ['orders']);
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset: 'Rules = [ ColumnCount = 2 ]' });
  const scheduled = { Triggers: ['SCHEDULE' as const], ScheduleExpression: 'rate(1 day)' };
  await glue.createDataQualityEvaluationConfig(config('c', { RulesetName: 'r', ...scheduled }));
  await glue.deleteDataQualityRuleset({ Name: 'r' });
  await server.clock.advance('1d');
  const [{ RunId } = {}] = (await glue.listDataQualityRulesetEvaluationRuns({})).Runs ?? [];
  const ErrorString = 'Data quality ruleset r not found.';
  t.match(await glue.getDataQualityRulesetEvaluationRun({ RunId }), {
    Status: 'FAILED',
    ErrorString,
    RulesetNames: ['r'],
  });
});

t.test('configurations are listed by level and paged', async (t) => {
  const { glue } = await withTables(t, ['orders']);
  await glue.createDataQualityEvaluationConfig(config('a'));
  await glue.createDataQualityEvaluationConfig(config('b', { Level: 'CATALOG' }));
  const names = async (input: object) => {
    const { DataQualityEvaluationConfigs = [], NextToken } = await glue.listDataQualityEvaluationConfigs(input);
    return { names: DataQualityEvaluationConfigs.map(({ Name }) => Name), NextToken };
  };
  t.same((await names({})).names, ['a', 'b']);
  t.same((await names({ Level: 'CATALOG' })).names, ['b']);
  const page = await names({ MaxResults: 1 });
  t.same([page.names, (await names({ MaxResults: 1, NextToken: page.NextToken })).names], [['a'], ['b']]);
  const [first] = (await glue.listDataQualityEvaluationConfigs({})).DataQualityEvaluationConfigs ?? [];
  t.match(first, {
    Level: 'DATABASE',
    ManagedRulesetName: 'SIMPLE',
    DataSource: { GlueTables: { DatabaseName: 'db' } },
  });
});
