import type { DataSource, Glue } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const Role = 'arn:aws:iam::123456789012:role/glue';
const source = (TableName: string, AdditionalOptions?: Record<string, string>): DataSource => ({
  GlueTable: { DatabaseName: 'db', TableName, ...(AdditionalOptions && { AdditionalOptions }) },
});
const ORDERS = source('orders');

async function withTables(t: Test, options = {}) {
  const { glue, server } = await glueServer(t, options);
  await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
  const Columns = [
    { Name: 'id', Type: 'bigint' },
    { Name: 'City', Type: 'string' },
  ];
  const TableInput = { Name: 'orders', StorageDescriptor: { Columns }, PartitionKeys: [{ Name: 'day', Type: 'date' }] };
  await glue.createTable({ DatabaseName: 'db', TableInput });
  const counted = { ...TableInput, Name: 'counted', Parameters: { recordCount: '10' } };
  await glue.createTable({ DatabaseName: 'db', TableInput: counted });
  return { glue, server };
}

let tried = 0;

/** Starts a run of one ruleset with these rules and answers its result; runs take no time. */
async function evaluated(glue: Glue, rules: string, DataSource = ORDERS, more = {}) {
  const Name = `tried ${++tried}`;
  await glue.createDataQualityRuleset({ Name, Ruleset: rules.includes('= [') ? rules : `Rules = [ ${rules} ]` });
  const { RunId } = await glue.startDataQualityRulesetEvaluationRun({
    DataSource,
    Role,
    RulesetNames: [Name],
    ...more,
  });
  const { ResultIds: [ResultId] = [] } = await glue.getDataQualityRulesetEvaluationRun({ RunId });
  return glue.getDataQualityResult({ ResultId });
}

t.test('a run goes through its states, and its result is there when it is over', async (t) => {
  const { glue, server } = await withTables(t, { runDuration: '10m' });
  const Ruleset = 'Rules = [ ColumnExists "id", ColumnCount = 7 ]';
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset });
  const asked = { DataSource: ORDERS, Role, RulesetNames: ['r'], AdditionalRunOptions: { ResultsS3Prefix: 's3://a/' } };
  const { RunId = '' } = await glue.startDataQualityRulesetEvaluationRun(asked);
  t.match(RunId, /^dqrun-[0-9a-f]{40}$/);
  const run = async () => {
    const { $metadata: _, ...told } = await glue.getDataQualityRulesetEvaluationRun({ RunId });
    return told;
  };
  const begun = { ...asked, RunId, NumberOfWorkers: 5, Timeout: 2880, StartedOn: new Date(START) };
  t.same(await run(), { ...begun, Status: 'STARTING', LastModifiedOn: new Date(START), ExecutionTime: 0 });
  await server.clock.advance('5m');
  t.match(await run(), { Status: 'RUNNING', LastModifiedOn: new Date('2026-01-01T00:01:00Z'), ExecutionTime: 300 });
  t.same((await glue.listDataQualityResults({})).Results, []);
  await server.clock.advance('5m');
  const CompletedOn = new Date('2026-01-01T00:10:00Z');
  const { ResultIds, ...over } = await run();
  t.same(over, { ...begun, Status: 'SUCCEEDED', LastModifiedOn: CompletedOn, CompletedOn, ExecutionTime: 600 });
  const [ResultId = ''] = ResultIds ?? [];
  t.match(ResultId, /^dqresult-[0-9a-f]{40}$/);
  const { $metadata: _, ...result } = await glue.getDataQualityResult({ ResultId });
  const rule = (text: string) => ({ Description: text, EvaluatedRule: text });
  t.same(result, {
    ResultId,
    ProfileId: ResultId.replace('dqresult', 'dqprofile'),
    EvaluationRunMode: 'ON_DEMAND',
    Score: 0.5,
    DataSource: ORDERS,
    RulesetName: 'r',
    RulesetEvaluationRunId: RunId,
    StartedOn: new Date(START),
    CompletedOn,
    RuleResults: [
      { Name: 'Rule_1', ...rule('ColumnExists "id"'), Result: 'PASS', EvaluatedMetrics: {} },
      {
        Name: 'Rule_2',
        ...rule('ColumnCount = 7'),
        EvaluationMessage: 'Dataset has 3.0 columns and failed to satisfy constraint',
        Result: 'FAIL',
        EvaluatedMetrics: { 'Dataset.*.ColumnCount': 3 },
      },
    ],
    AggregatedMetrics: { TotalRulesProcessed: 2, TotalRulesPassed: 1, TotalRulesFailed: 1 },
  });
  t.same((await glue.batchGetDataQualityResult({ ResultIds: [ResultId, 'nope'] })).Results, [result]);
});

t.test('a run is cancelled, times out, or fails at its end', async (t) => {
  const { glue, server } = await withTables(t, { runDuration: '10m' });
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset: 'Rules = [ RowCount > 1 ]' });
  const start = async (more = {}) => {
    const asked = { DataSource: ORDERS, Role, RulesetNames: ['r'], ...more };
    return (await glue.startDataQualityRulesetEvaluationRun(asked)).RunId ?? '';
  };
  const cancelled = await start();
  const late = await start({ Timeout: 3 });
  const orphan = await start({ DataSource: source('counted') });
  const told = await start({ DataSource: source('orders', { 'gluetrail-outcome': 'FAILED' }) });
  await glue.deleteTable({ DatabaseName: 'db', Name: 'counted' });
  const status = async (RunId: string) => glue.getDataQualityRulesetEvaluationRun({ RunId });
  await server.clock.advance('2m');
  await glue.cancelDataQualityRulesetEvaluationRun({ RunId: cancelled });
  t.match(await status(cancelled), { Status: 'STOPPING' });
  t.equal(
    await refusal(glue.cancelDataQualityRulesetEvaluationRun({ RunId: cancelled })),
    `InvalidInputException: Data quality run ${cancelled} is in STOPPING state.`,
  );
  await server.clock.advance('1m');
  t.match(await status(cancelled), { Status: 'STOPPED', CompletedOn: new Date('2026-01-01T00:03:00Z') });
  t.match(await status(late), { Status: 'TIMEOUT', ExecutionTime: 180 });
  await server.clock.advance('7m');
  t.match(await status(cancelled), { Status: 'STOPPED', ResultIds: undefined });
  t.match(await status(orphan), { Status: 'FAILED', ErrorString: 'Table counted not found.' });
  t.match(await status(told), { Status: 'FAILED', ErrorString: /gluetrail-outcome/ });
  t.same((await glue.listDataQualityResults({})).Results, []);
});

t.test('rules are decided by what is known', async (t) => {
  const { glue } = await withTables(t);
  const said = {
    'gluetrail-Column.City.Completeness': '0.5',
    'gluetrail-Column.id.Minimum': '1',
    'gluetrail-Column.id.Maximum': '9',
    'gluetrail-Column.id.ColumnValues.Compliance': '0.9',
    'gluetrail-Multicolumn.id,City.Uniqueness': '1',
    'gluetrail-Dataset.*.CustomSQL': '2',
    'gluetrail-Rule_3': 'ERROR',
  };
  const cases: [string, DataSource, string, string | RegExp | undefined][] = [
    ['ColumnExists "city"', ORDERS, 'PASS', undefined],
    ['ColumnExists "nope"', ORDERS, 'FAIL', 'Input data does not include column nope!'],
    ['IsComplete "nope"', ORDERS, 'FAIL', 'Input data does not include column nope!'],
    ['ReferentialIntegrity "id,x" "ref.{a,b}" = 1', ORDERS, 'FAIL', 'Input data does not include column x!'],
    ['IsComplete "day"', ORDERS, 'PASS', undefined],
    ['RowCount > 1000', ORDERS, 'PASS', undefined],
    ['RowCount > 1000', source('counted'), 'FAIL', 'Value: 10.0 does not meet the constraint requirement!'],
    ['RowCount > 1000 where "id > 3"', source('counted'), 'PASS', undefined],
    ['RowCount between 10 and 20', source('counted'), 'FAIL', 'Value: 10.0 does not meet the constraint requirement!'],
    ['RowCount not between 10 and 20', source('counted'), 'PASS', undefined],
    ['RowCount not in [9, 11]', source('counted'), 'PASS', undefined],
    ['RowCount != 10', source('counted'), 'FAIL', 'Value: 10.0 does not meet the constraint requirement!'],
    ['RowCount > avg(last(3))', source('counted'), 'PASS', undefined],
    [
      'ColumnNamesMatchPattern "[a-z]+"',
      ORDERS,
      'FAIL',
      'Value: 0.6666666666666666 does not meet the constraint requirement!',
    ],
    ['ColumnNamesMatchPattern "["', ORDERS, 'ERROR', 'Invalid regular expression: ['],
    ['SchemaMatch "other" = 1.0', ORDERS, 'ERROR', 'There is no additional data source with the alias other.'],
    ['IsComplete "City"', source('orders', said), 'FAIL', 'Value: 0.5 does not meet the constraint requirement!'],
    ['Completeness "City" >= 0.5', source('orders', said), 'PASS', undefined],
    ['IsPrimaryKey "id" "City"', source('orders', said), 'PASS', undefined],
    ['ColumnValues "id" between 0 and 10', source('orders', said), 'PASS', undefined],
    ['ColumnValues "id" < 9', source('orders', said), 'FAIL', 'Value: 9.0 does not meet the constraint requirement!'],
    [
      'ColumnValues "id" in [1, 2]',
      source('orders', said),
      'FAIL',
      'Value: 0.9 does not meet the constraint requirement!',
    ],
    ['ColumnValues "id" in [1, 2] with threshold > 0.8', source('orders', said), 'PASS', undefined],
    [
      'CustomSql "select 1" = 1',
      source('orders', said),
      'FAIL',
      'Value: 2.0 does not meet the constraint requirement!',
    ],
    ['(ColumnExists "x") or (ColumnExists "id")', ORDERS, 'PASS', undefined],
    ['(ColumnExists "x") and (ColumnExists "y")', ORDERS, 'FAIL', /column x! Input data does not include column y!/],
    [
      '(SchemaMatch "o" = 1) and (RowCount > 1)',
      ORDERS,
      'ERROR',
      'There is no additional data source with the alias o.',
    ],
  ];
  for (const [rule, DataSource, Result, EvaluationMessage] of cases) {
    const { RuleResults, Score } = await evaluated(glue, rule, DataSource);
    t.match(RuleResults, [{ Description: rule, Result, EvaluationMessage }], rule);
    t.equal(Score, Result === 'PASS' ? 1 : 0);
  }
  const third = await evaluated(glue, 'RowCount > 0, RowCount > 0, RowCount > 0', source('orders', said));
  t.match(third.RuleResults?.[2], { Result: 'ERROR', EvaluationMessage: 'gluetrail-Rule_3 says so.' });
  t.match(third, { Score: 2 / 3, AggregatedMetrics: { TotalRulesPassed: 2, TotalRulesFailed: 1 } });
});

t.test('what the table says of its data counts for every run, and one run may say otherwise', async (t) => {
  const { glue } = await withTables(t);
  const { Table } = await glue.getTable({ DatabaseName: 'db', Name: 'orders' });
  const Parameters = { 'gluetrail-Dataset.*.RowCount': '7' };
  const TableInput = { Name: 'orders', StorageDescriptor: Table?.StorageDescriptor, Parameters };
  await glue.updateTable({ DatabaseName: 'db', TableInput });
  t.match(await evaluated(glue, 'RowCount = 7'), { Score: 1 });
  t.match(await evaluated(glue, 'RowCount = 7', source('orders', { 'gluetrail-Dataset.*.RowCount': '8' })), {
    Score: 0,
  });
  const wrong = {
    'gluetrail-outcome': ['maybe', 'SUCCEEDED, FAILED'],
    'gluetrail-Rule_1': ['no', 'PASS, FAIL, ERROR'],
    'gluetrail-Dataset.*.RowCount': ['many', 'a number'],
  };
  for (const [name, [value = '', expected]] of Object.entries(wrong)) {
    const refused = await refusal(evaluated(glue, `RowCount > ${value.length}`, source('orders', { [name]: value })));
    t.equal(refused, `InvalidInputException: ${name} has to be: ${expected}.`);
  }
});

t.test('other tables are compared with', async (t) => {
  const { glue } = await withTables(t);
  const Columns = [{ Name: 'ID', Type: 'bigint' }];
  const TableInput = { Name: 'narrow', StorageDescriptor: { Columns }, Parameters: { numRows: '5' } };
  await glue.createTable({ DatabaseName: 'db', TableInput });
  const AdditionalDataSources = { narrow: source('narrow'), same: source('counted') };
  const rules =
    'SchemaMatch "same" = 1, SchemaMatch "narrow" = 1, RowCountMatch "narrow" = 2, DatasetMatch "same" "id" = 1';
  const { RuleResults } = await evaluated(glue, rules, source('counted'), { AdditionalDataSources });
  t.match(RuleResults, [
    { Result: 'PASS', EvaluatedMetrics: { 'Dataset.same.SchemaMatch': 1 } },
    { Result: 'FAIL', EvaluatedMetrics: { 'Dataset.narrow.SchemaMatch': 1 / 3 } },
    { Result: 'PASS', EvaluatedMetrics: { 'Dataset.narrow.RowCountMatch': 2 } },
    { Result: 'PASS', EvaluatedMetrics: {} },
  ]);
});

t.test('labels and analyzers are told with what is known', async (t) => {
  const { glue } = await withTables(t);
  const ruleset = `DefaultLabels = ["team"="x"] Rules = [ RowCount > 1 labels=["a"="b"] ]
    Analyzers = [ RowCount, Mean "id", AllStatistics "City" ]`;
  const both = await evaluated(glue, ruleset, source('counted'));
  t.same(both.RuleResults?.[0]?.Labels, { team: 'x', a: 'b' });
  t.same(both.AnalyzerResults, [
    { Name: 'Analyzer_1', Description: 'RowCount', EvaluatedMetrics: { 'Dataset.*.RowCount': 10 } },
    { Name: 'Analyzer_2', Description: 'Mean "id"', EvaluatedMetrics: {} },
    { Name: 'Analyzer_3', Description: 'AllStatistics "City"', EvaluatedMetrics: { 'Dataset.*.RowCount': 10 } },
  ]);
  t.equal((await evaluated(glue, 'Analyzers = [ RowCount ]')).Score, undefined, 'no rules, no ratio of them');
});

t.test('what cannot be run is refused', async (t) => {
  const { glue } = await withTables(t);
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset: 'Rules = [ RowCount > 1 ]' });
  const start = (more: object) =>
    refusal(glue.startDataQualityRulesetEvaluationRun({ DataSource: ORDERS, Role, RulesetNames: ['r'], ...more }));
  t.equal(await start({ DataSource: source('nope') }), 'EntityNotFoundException: Table nope not found.');
  t.equal(await start({ RulesetNames: ['r', 'x'] }), 'EntityNotFoundException: Data quality ruleset x not found.');
  t.equal(
    await start({ AdditionalDataSources: { a: source('nope') } }),
    'EntityNotFoundException: Table nope not found.',
  );
  const oneSource = 'InvalidInputException: DataSource needs either GlueTable or DataQualityGlueTable.';
  t.equal(await start({ DataSource: {} }), oneSource);
  t.equal(await start({ DataSource: { ...ORDERS, DataQualityGlueTable: ORDERS.GlueTable } }), oneSource);
  const absent = 'EntityNotFoundException: Data quality run nope not found.';
  t.equal(await refusal(glue.getDataQualityRulesetEvaluationRun({ RunId: 'nope' })), absent);
  t.equal(await refusal(glue.cancelDataQualityRulesetEvaluationRun({ RunId: 'nope' })), absent);
  t.equal(
    await refusal(glue.getDataQualityResult({ ResultId: 'nope' })),
    'EntityNotFoundException: Data quality result nope not found.',
  );
});

t.test('runs and results are told newest first, narrowed and paged; a token starts one run', async (t) => {
  const { glue, server } = await withTables(t);
  const start = async (name: string, more = {}) => {
    await glue.createDataQualityRuleset({ Name: name, Ruleset: 'Rules = [ RowCount > 1 ]' }).catch(() => undefined);
    const asked = { DataSource: ORDERS, Role, RulesetNames: [name], ...more };
    return (await glue.startDataQualityRulesetEvaluationRun(asked)).RunId ?? '';
  };
  const first = await start('r', { ClientToken: 'token' });
  t.equal(await start('r', { ClientToken: 'token' }), first);
  t.equal(
    await refusal(start('s', { ClientToken: 'token' })),
    'ConflictException: The client token was used with other parameters.',
  );
  const second = await start('s');
  await server.clock.advance('1h');
  const DataQualityGlueTable = { DatabaseName: 'DB', TableName: 'Counted', PreProcessingQuery: 'select 1' };
  const third = await start('r', { DataSource: { DataQualityGlueTable }, RulesetNames: ['r', 's'] });
  const between = new Date('2026-01-01T00:30:00Z');
  const filters = [
    [undefined, [third, second, first]],
    [{ DataSource: ORDERS }, [second, first]],
    [{ DataSource: source('counted') }, [third]],
    [{ DataSource: ORDERS, RulesetName: 's' }, [second]],
    [{ DataSource: ORDERS, StartedAfter: between }, []],
    [{ DataSource: source('counted'), StartedAfter: between }, [third]],
    [{ DataSource: ORDERS, StartedBefore: between }, [second, first]],
  ] as const;
  for (const [Filter, expected] of filters) {
    const { Runs = [] } = await glue.listDataQualityRulesetEvaluationRuns({ Filter });
    t.same(
      Runs.map(({ RunId }) => RunId),
      expected,
    );
  }
  const page = await glue.listDataQualityRulesetEvaluationRuns({ MaxResults: 2 });
  const { Runs } = await glue.listDataQualityRulesetEvaluationRuns({ MaxResults: 2, NextToken: page.NextToken });
  t.match(Runs, [{ RunId: first, Status: 'SUCCEEDED', DataSource: ORDERS, StartedOn: new Date(START) }]);
  const batch = await glue.batchGetDataQualityRulesetEvaluationRun({ RunIds: [third, 'nope'] });
  t.match(batch, { Runs: [{ RunId: third, ResultIds: { length: 2 } }], RunsNotFound: ['nope'] });

  const tables = async (Filter?: object) => {
    const { Results = [] } = await glue.listDataQualityResults({ Filter });
    return Results.map(({ DataSource }) => (DataSource?.GlueTable ?? DataSource?.DataQualityGlueTable)?.TableName);
  };
  t.same(await tables(), ['Counted', 'Counted', 'orders', 'orders']);
  t.same(await tables({ DataSource: source('counted') }), ['Counted', 'Counted']);
  t.same(await tables({ StartedBefore: between }), ['orders', 'orders']);
  t.same(await tables({ StartedAfter: between, EvaluationRunMode: 'ON_DEMAND' }), ['Counted', 'Counted']);
  t.same(await tables({ EvaluationRunMode: 'EVALUATION_CONFIG' }), []);
  t.same(await tables({ JobName: 'job' }), []);
});
