import t from 'tap';
import { parseRuleset } from '../../../src/glue/data-quality/dqdl/index.js';
import { glueServer, refusal, START } from '../../server.js';

const Role = 'arn:aws:iam::123456789012:role/glue';
const DataSource = { GlueTable: { DatabaseName: 'db', TableName: 'orders' } };

t.test('recommendation runs', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
  const Columns = [
    { Name: 'id', Type: 'bigint' },
    { Name: 'the "city"', Type: 'string' },
  ];
  const TableInput = { Name: 'orders', StorageDescriptor: { Columns } };
  await glue.createTable({ DatabaseName: 'db', TableInput });
  const counted = { ...TableInput, Name: 'counted', Parameters: { recordCount: '11' } };
  await glue.createTable({ DatabaseName: 'db', TableInput: counted });
  const started = async (more = {}) =>
    (await glue.startDataQualityRuleRecommendationRun({ DataSource, Role, ...more })).RunId ?? '';
  const run = async (RunId: string) => {
    const { $metadata: _, ...told } = await glue.getDataQualityRuleRecommendationRun({ RunId });
    return told;
  };

  t.test('a run makes rules of the columns, and a ruleset when it is given a name', async (t) => {
    const asked = { CreatedRulesetName: 'made', DataQualitySecurityConfiguration: 'keys', NumberOfWorkers: 2 };
    const RunId = await started(asked);
    const begun = { DataSource, Role, ...asked, RunId, Timeout: 2880, RecommendationMode: 'BASIC' };
    const times = { StartedOn: new Date(START), LastModifiedOn: new Date(START), ExecutionTime: 0 };
    t.same(await run(RunId), { ...begun, ...times, Status: 'STARTING' });
    t.match(await refusal(glue.getDataQualityRuleset({ Name: 'made' })), /EntityNotFoundException/);
    await server.clock.advance('10m');
    const RecommendedRuleset = `Rules = [
    RowCount >= 0,
    IsComplete "id",
    IsComplete "the \\"city\\""
]`;
    const CompletedOn = new Date('2026-01-01T00:10:00Z');
    const over = { StartedOn: new Date(START), LastModifiedOn: CompletedOn, CompletedOn, ExecutionTime: 600 };
    t.same(await run(RunId), { ...begun, ...over, Status: 'SUCCEEDED', RecommendedRuleset });
    t.match(await glue.getDataQualityRuleset({ Name: 'made' }), {
      Ruleset: RecommendedRuleset,
      RecommendationRunId: RunId,
      TargetTable: DataSource.GlueTable,
      DataQualitySecurityConfiguration: 'keys',
      CreatedOn: CompletedOn,
    });
    t.match((await glue.listDataQualityRulesets({})).Rulesets, [{ RuleCount: 3, RecommendationRunId: RunId }]);
  });

  t.test('what is recommended is what the table meets', async (t) => {
    const source = { GlueTable: { DatabaseName: 'db', TableName: 'counted' } };
    const RunId = await started({ DataSource: source, RecommendationMode: 'ADVANCED', CreatedRulesetName: 'met' });
    await server.clock.advance('10m');
    const { RecommendedRuleset = '' } = await run(RunId);
    const texts = parseRuleset(RecommendedRuleset).rules.map(({ text }) => text);
    t.same(texts.slice(0, 2), ['RowCount between 5 and 17', 'IsComplete "id"']);
    t.same(texts.slice(-3), ['ColumnCount = 2', 'ColumnExists "id"', 'ColumnExists "the \\"city\\""']);
    const asked = { DataSource: source, Role, RulesetNames: ['met'] };
    const evaluation = await glue.startDataQualityRulesetEvaluationRun(asked);
    await server.clock.advance('10m');
    const { ResultIds: [ResultId] = [] } = await glue.getDataQualityRulesetEvaluationRun({ RunId: evaluation.RunId });
    t.match(await glue.getDataQualityResult({ ResultId }), { Score: 1, RuleResults: { length: 6 } });
  });

  t.test('a ruleset stays within what a ruleset may be', async (t) => {
    const many = Array.from({ length: 3_000 }, (_, index) => ({ Name: `a_rather_long_name_of_a_column_${index}` }));
    const wide = { Name: 'wide', StorageDescriptor: { Columns: many } };
    await glue.createTable({ DatabaseName: 'db', TableInput: wide });
    const RunId = await started({ DataSource: { GlueTable: { DatabaseName: 'db', TableName: 'wide' } } });
    await server.clock.advance('10m');
    const { RecommendedRuleset = '' } = await run(RunId);
    t.ok(RecommendedRuleset.length <= 65_536);
    t.ok(parseRuleset(RecommendedRuleset).rules.length > 1_000);
  });

  t.test('a run is cancelled, or fails when its table goes or its name is taken', async (t) => {
    const cancelled = await started();
    await glue.cancelDataQualityRuleRecommendationRun({ RunId: cancelled });
    const taken = await started({ CreatedRulesetName: 'taken' });
    await glue.createDataQualityRuleset({ Name: 'taken', Ruleset: 'Rules = [ RowCount > 1 ]' });
    const short = await started({ Timeout: 1 });
    const orphan = await started({ DataSource: { GlueTable: { DatabaseName: 'db', TableName: 'wide' } } });
    await glue.deleteTable({ DatabaseName: 'db', Name: 'wide' });
    await server.clock.advance('10m');
    t.match(await run(cancelled), { Status: 'STOPPED', ExecutionTime: 60, RecommendedRuleset: undefined });
    t.match(await run(taken), { Status: 'FAILED', ErrorString: 'Data quality ruleset taken already exists.' });
    t.match(await run(short), { Status: 'TIMEOUT', ExecutionTime: 60 });
    t.match(await run(orphan), { Status: 'FAILED', ErrorString: 'Table wide not found.' });
    const over = `InvalidInputException: Data quality run ${cancelled} is in STOPPED state.`;
    t.equal(await refusal(glue.cancelDataQualityRuleRecommendationRun({ RunId: cancelled })), over);
  });

  t.test('what cannot be run is refused', async (t) => {
    const nowhere = { GlueTable: { DatabaseName: 'db', TableName: 'nope' } };
    t.equal(await refusal(started({ DataSource: nowhere })), 'InvalidInputException: Table nope not found.');
    const taken = refusal(started({ CreatedRulesetName: 'taken' }));
    t.equal(await taken, 'ConflictException: Data quality ruleset taken already exists.');
    t.equal(await refusal(run('nope')), 'EntityNotFoundException: Data quality run nope not found.');
    const first = await started({ ClientToken: 'token' });
    t.equal(await started({ ClientToken: 'token' }), first);
    const other = 'ConflictException: The client token was used with other parameters.';
    t.equal(await refusal(started({ ClientToken: 'token', Timeout: 5 })), other);
  });

  t.test('runs are told newest first, narrowed and paged', async (t) => {
    await server.clock.advance('1d');
    const StartedAfter = await server.clock.now();
    await server.clock.advance('1h');
    const first = await started();
    const second = await started({ RecommendationMode: 'ADVANCED', CreatedRulesetName: 'second' });
    const list = async (more = {}) =>
      (
        await glue.listDataQualityRuleRecommendationRuns({
          Filter: { DataSource, StartedAfter: new Date(StartedAfter) },
          ...more,
        })
      ).Runs;
    t.match(await list(), [
      { RunId: second, Status: 'STARTING', CreatedRulesetName: 'second', RecommendationMode: 'ADVANCED', DataSource },
      { RunId: first, Status: 'STARTING', CreatedRulesetName: undefined, RecommendationMode: 'BASIC' },
    ]);
    t.same(await list({ Filter: { DataSource: { GlueTable: { DatabaseName: 'db', TableName: 'x' } } } }), []);
    t.same(await list({ Tags: { team: 'x' } }), []);
    const page = await glue.listDataQualityRuleRecommendationRuns({ MaxResults: 1 });
    const next = await glue.listDataQualityRuleRecommendationRuns({ MaxResults: 1, NextToken: page.NextToken });
    t.match([page.Runs, next.Runs], [[{ RunId: second }], [{ RunId: first }]]);
  });
});
