import type { DatapointInclusionAnnotation } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const Ruleset = 'Rules = [ RowCount > 0, Completeness "city" > 0.1, ColumnCorrelation "id" "city" > 0 ]';

t.test('statistics, their annotations and models', async (t) => {
  const { glue, server } = await glueServer(t);
  await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
  const Columns = [{ Name: 'id' }, { Name: 'city' }];
  await glue.createTable({ DatabaseName: 'db', TableInput: { Name: 'orders', StorageDescriptor: { Columns } } });
  await glue.createDataQualityRuleset({ Name: 'r', Ruleset });

  /** Evaluates the ruleset with these metrics, an hour after the time before, and answers the profile and the run. */
  async function profile(metrics: Record<string, number>) {
    const said = Object.entries(metrics).map(([name, value]) => [`gluetrail-${name}`, String(value)]);
    const AdditionalOptions = Object.fromEntries(said);
    const GlueTable = { DatabaseName: 'db', TableName: 'orders', AdditionalOptions };
    const asked = { DataSource: { GlueTable }, Role: 'role', RulesetNames: ['r'] };
    const { RunId } = await glue.startDataQualityRulesetEvaluationRun(asked);
    const { ResultIds: [ResultId] = [] } = await glue.getDataQualityRulesetEvaluationRun({ RunId });
    const { ProfileId = '' } = await glue.getDataQualityResult({ ResultId });
    await server.clock.advance('1h');
    return { ProfileId, RunId };
  }
  const rows = (value: number) => profile({ 'Dataset.*.RowCount': value });

  const all = {
    'Dataset.*.RowCount': 10,
    'Column.city.Completeness': 0.5,
    'Multicolumn.id,city.ColumnCorrelation': 0.7,
  };
  const first = await profile(all);
  const second = await rows(20);
  const third = await rows(30);
  const { Statistics = [] } = await glue.listDataQualityStatistics({ ProfileId: second.ProfileId });
  const StatisticId = Statistics[0]?.StatisticId ?? '';

  t.test('each metric of a result is a data point of its statistic', async (t) => {
    const listed = await glue.listDataQualityStatistics({ ProfileId: first.ProfileId });
    const told = (listed.Statistics ?? []).sort((one, other) => (other.DoubleValue ?? 0) - (one.DoubleValue ?? 0));
    const common = { ...first, RunId: undefined, RecordedOn: new Date(START), RunIdentifier: { RunId: first.RunId } };
    t.match(told, [
      {
        ...common,
        StatisticId,
        StatisticName: 'RowCount',
        EvaluationLevel: 'Dataset',
        DoubleValue: 10,
        ColumnsReferenced: [],
      },
      {
        ...common,
        StatisticName: 'ColumnCorrelation',
        EvaluationLevel: 'Multicolumn',
        ColumnsReferenced: ['id', 'city'],
      },
      {
        ...common,
        StatisticName: 'Completeness',
        EvaluationLevel: 'Column',
        DoubleValue: 0.5,
        ColumnsReferenced: ['city'],
      },
    ]);
    const points = await glue.listDataQualityStatistics({ StatisticId });
    t.same(
      points.Statistics?.map(({ DoubleValue }) => DoubleValue),
      [30, 20, 10],
      'newest first, under one id',
    );
  });

  t.test('lists are narrowed by time and paged', async (t) => {
    const TimestampFilter = { RecordedAfter: new Date(START), RecordedBefore: new Date('2026-01-01T02:00:00Z') };
    const between = await glue.listDataQualityStatistics({ TimestampFilter });
    t.match(between.Statistics, [{ DoubleValue: 20 }]);
    t.equal((await glue.listDataQualityStatistics({})).Statistics?.length, 5);
    const both = { StatisticId, ProfileId: first.ProfileId };
    t.match((await glue.listDataQualityStatistics(both)).Statistics, [{ DoubleValue: 10 }]);
    const page = await glue.listDataQualityStatistics({ StatisticId, MaxResults: 2 });
    const rest = await glue.listDataQualityStatistics({ StatisticId, MaxResults: 2, NextToken: page.NextToken });
    t.match(rest, { Statistics: [{ DoubleValue: 10 }], NextToken: undefined });
    const nope = 'EntityNotFoundException: Data quality profile nope not found.';
    t.equal(await refusal(glue.listDataQualityStatistics({ ProfileId: 'nope' })), nope);
  });

  t.test('data points are annotated, and tell so', async (t) => {
    const exclude = (ProfileId: string | undefined, id = StatisticId): DatapointInclusionAnnotation => ({
      ProfileId,
      StatisticId: id,
      InclusionAnnotation: 'EXCLUDE',
    });
    const put = (...InclusionAnnotations: DatapointInclusionAnnotation[]) =>
      glue.batchPutDataQualityStatisticAnnotation({ InclusionAnnotations });
    const failed = await put(exclude(second.ProfileId), exclude('nope'), { StatisticId });
    t.same(failed.FailedInclusionAnnotations, [
      { ProfileId: 'nope', StatisticId, FailureReason: `Statistic ${StatisticId} not found in profile nope.` },
      { StatisticId, FailureReason: 'ProfileId, StatisticId and InclusionAnnotation have to be given.' },
    ]);
    const InclusionAnnotation = { Value: 'EXCLUDE', LastModifiedOn: new Date('2026-01-01T03:00:00Z') };
    const annotation = { ProfileId: second.ProfileId, StatisticId, InclusionAnnotation };
    const StatisticRecordedOn = new Date('2026-01-01T01:00:00Z');
    t.same((await glue.listDataQualityStatisticAnnotations({})).Annotations, [{ ...annotation, StatisticRecordedOn }]);
    t.match((await glue.listDataQualityStatistics({ ProfileId: second.ProfileId })).Statistics, [annotation]);
    t.same((await glue.listDataQualityStatisticAnnotations({ ProfileId: first.ProfileId })).Annotations, []);
    t.equal(
      await refusal(put(exclude(first.ProfileId), exclude(first.ProfileId, 'other'))),
      'InvalidInputException: All annotations of a call must refer to a single statistic.',
    );
  });

  t.test('a profile is annotated with all its data points', async (t) => {
    const { ProfileId } = first;
    await glue.putDataQualityProfileAnnotation({ ProfileId, InclusionAnnotation: 'INCLUDE' });
    const { Annotations = [] } = await glue.listDataQualityStatisticAnnotations({ ProfileId });
    t.same(
      Annotations.map(({ InclusionAnnotation }) => InclusionAnnotation?.Value),
      ['INCLUDE', 'INCLUDE', 'INCLUDE'],
    );
    const nope = glue.putDataQualityProfileAnnotation({ ProfileId: 'nope', InclusionAnnotation: 'INCLUDE' });
    t.equal(await refusal(nope), 'EntityNotFoundException: Data quality profile nope not found.');
  });

  t.test('a model takes three data points and leaves out what is excluded', async (t) => {
    const absent = 'EntityNotFoundException: There is no data quality model of this statistic yet.';
    const early = { StatisticId, ProfileId: second.ProfileId };
    t.equal(await refusal(glue.getDataQualityModel(early)), absent);
    t.equal(await refusal(glue.getDataQualityModelResult(early)), absent);
    const at = new Date('2026-01-01T02:00:00Z');
    const trained = { Status: 'SUCCEEDED', StartedOn: at, CompletedOn: at };
    t.match(await glue.getDataQualityModel({ ProfileId: third.ProfileId }), trained);
    const ofThird = { StatisticId, ProfileId: third.ProfileId };
    t.match(await glue.getDataQualityModel(ofThird), trained);
    const { Model, CompletedOn } = await glue.getDataQualityModelResult(ofThird);
    t.same(CompletedOn, at);
    t.same(Model, [
      { ActualValue: 10, Date: new Date(START), InclusionAnnotation: 'INCLUDE' },
      {
        ActualValue: 20,
        Date: new Date('2026-01-01T01:00:00Z'),
        InclusionAnnotation: 'EXCLUDE',
        PredictedValue: 10,
        LowerBound: 10,
        UpperBound: 10,
      },
      { ActualValue: 30, Date: at, PredictedValue: 10, LowerBound: 10, UpperBound: 10 },
    ]);
    const fourth = await rows(40);
    const later = await glue.getDataQualityModelResult({ StatisticId, ProfileId: fourth.ProfileId });
    t.match(later.Model?.at(-1), { ActualValue: 40, PredictedValue: 20, LowerBound: -10, UpperBound: 50 });
    t.match(await refusal(glue.getDataQualityModel({ ProfileId: 'nope' })), /profile nope not found/);
  });
});
