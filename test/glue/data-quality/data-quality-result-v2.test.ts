import type { PublishDataQualityResultV2Request } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const PUBLISHED: PublishDataQualityResultV2Request = {
  Dimensions: { clusterId: 'j-1', step: '2' },
  EvaluationContext: 'orders',
  Score: 0.5,
  RuleResults: [{ Name: 'Rule_1', Result: 'PASS' }],
};

t.test('results of any platform', async (t) => {
  const { glue, server } = await glueServer(t);

  t.test('what is published is told back, but for how it was measured', async (t) => {
    const told = {
      ...PUBLISHED,
      Tags: { team: 'x' },
      Descriptors: { table: 'orders' },
      RulesetName: 'r',
      ExecutionStartedOn: new Date('2025-12-31T00:00:00Z'),
      AggregatedMetrics: { TotalRulesPassed: 1 },
    };
    const measured = { Telemetry: { SparkVersion: '3' }, RunConfiguration: { ObservationMode: 'FIXED' as const } };
    const { ResultId = '' } = await glue.publishDataQualityResultV2({ ...told, ...measured });
    const { $metadata: _, ProfileId, ...got } = await glue.getDataQualityResultV2({ ResultId });
    t.same(got, { ...told, ResultId, ResultPublishedOn: new Date(START) });
    t.equal(ProfileId, ResultId.replace('dqresult', 'dqprofile'));
    const batch = await glue.batchGetDataQualityResultV2({ ResultIds: [ResultId, 'nope'] });
    t.same([batch.Results, batch.ResultsNotFound], [[got], ['nope']]);
  });

  t.test('a published result is none of the first version', async (t) => {
    const { ResultId = '' } = await glue.publishDataQualityResultV2(PUBLISHED);
    const absent = `EntityNotFoundException: Data quality result ${ResultId} not found.`;
    t.equal(await refusal(glue.getDataQualityResult({ ResultId })), absent);
    const batch = await glue.batchGetDataQualityResult({ ResultIds: [ResultId] });
    t.match(batch, { Results: [], ResultsNotFound: [ResultId] });
    t.same((await glue.listDataQualityResults({})).Results, []);
    const nope = 'EntityNotFoundException: Data quality result nope not found.';
    t.equal(await refusal(glue.getDataQualityResultV2({ ResultId: 'nope' })), nope);
    const many = glue.batchGetDataQualityResultV2({ ResultIds: Array.from({ length: 101 }, String) });
    t.match(await refusal(many), /InvalidInputException: At most 100/);
  });

  t.test('a client token publishes once', async (t) => {
    const once = { ...PUBLISHED, ClientToken: 'token' };
    const { ResultId } = await glue.publishDataQualityResultV2(once);
    t.equal((await glue.publishDataQualityResultV2(once)).ResultId, ResultId);
    t.equal(
      await refusal(glue.publishDataQualityResultV2({ ...once, Score: 1 })),
      'IdempotentParameterMismatchException: The client token was used with other parameters.',
    );
  });

  t.test('statistics that are published are listed under the profile of the result', async (t) => {
    const Statistics = [
      { StatisticId: 'mine', StatisticName: 'RowCount', DoubleValue: 3, RecordedOn: new Date('2025-12-31T00:00:00Z') },
      { StatisticName: 'Mean', DoubleValue: 4 },
    ];
    const { ResultId = '' } = await glue.publishDataQualityResultV2({ ...PUBLISHED, Statistics });
    const { ProfileId } = await glue.getDataQualityResultV2({ ResultId });
    const listed = await glue.listDataQualityStatistics({ ProfileId });
    const byName = (listed.Statistics ?? []).sort((one, other) => (one.DoubleValue ?? 0) - (other.DoubleValue ?? 0));
    t.match(byName, [
      { ...Statistics[0], ProfileId },
      { ...Statistics[1], ProfileId, StatisticId: /^[0-9a-f]{40}$/, RecordedOn: new Date(START) },
    ]);
  });

  t.test('results of evaluation runs are among them; lists are narrowed, newest first and paged', async (t) => {
    await server.reset();
    const publish = async (more = {}) => (await glue.publishDataQualityResultV2({ ...PUBLISHED, ...more })).ResultId;
    const first = await publish();
    await server.clock.advance('1h');
    const second = await publish({ Dimensions: { clusterId: 'j-2', step: '2' }, EvaluationContext: 'other' });
    await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
    await glue.createTable({ DatabaseName: 'db', TableInput: { Name: 'orders' } });
    await glue.createDataQualityRuleset({ Name: 'r', Ruleset: 'Rules = [ ColumnCount = 0 ]' });
    const DataSource = { GlueTable: { DatabaseName: 'db', TableName: 'orders' } };
    await glue.startDataQualityRulesetEvaluationRun({ DataSource, Role: 'role', RulesetNames: ['r'] });
    const [{ ResultId: third = '' } = {}] = (await glue.listDataQualityResults({})).Results ?? [];
    t.match(await glue.getDataQualityResultV2({ ResultId: third }), {
      DataSource,
      RulesetName: 'r',
      Score: 1,
      EvaluationRunMode: 'ON_DEMAND',
      ResultPublishedOn: new Date('2026-01-01T01:00:00Z'),
    });
    const between = new Date('2026-01-01T00:30:00Z');
    const filters = [
      [undefined, [third, second, first]],
      [{ Dimensions: { step: '2' } }, [second, first]],
      [{ Dimensions: { step: '2', clusterId: 'j-2' } }, [second]],
      [{ EvaluationContext: 'orders' }, [first]],
      [{ PublishedAfter: between }, [third, second]],
      [{ PublishedBefore: between }, [first]],
      [{ DataSource }, [third]],
      [{ EvaluationRunMode: 'ON_DEMAND' as const }, [third]],
      [{ DataQualityEvaluationConfig: 'none' }, []],
    ] as const;
    for (const [Filter, expected] of filters) {
      const { Results = [] } = await glue.listDataQualityResultsV2({ Filter });
      t.same(
        Results.map(({ ResultId }) => ResultId),
        expected,
        JSON.stringify(Filter),
      );
    }
    const page = await glue.listDataQualityResultsV2({ MaxResults: 2 });
    const { Results } = await glue.listDataQualityResultsV2({ MaxResults: 2, NextToken: page.NextToken });
    const { Dimensions, EvaluationContext } = PUBLISHED;
    t.match(Results, [{ ResultId: first, Dimensions, EvaluationContext }]);
  });
});
