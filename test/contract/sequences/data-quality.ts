/** Rulesets, evaluations and recommendations, their results and statistics. */
import { CatalogId, DatabaseName, Role, RUN_OVER, SHOP, type Step, TABLE } from './step.js';

const Ruleset = 'Rules = [ RowCount > 0 ]';
const DataSource = { GlueTable: { ...TABLE, AdditionalOptions: { 'gluetrail-Dataset.*.RowCount': '10' } } };
const evaluation = { DataSource, Role, RulesetNames: ['q'] };
const run = { RunId: '$StartDataQualityRulesetEvaluationRun.RunId' };
const recommendation = { RunId: '$StartDataQualityRuleRecommendationRun.RunId' };
const ResultId = '$GetDataQualityRulesetEvaluationRun.ResultIds.0';
const profile = { ProfileId: '$GetDataQualityResult.ProfileId' };
const StatisticId = '$ListDataQualityStatistics.Statistics.0.StatisticId';
const model = { ...profile, StatisticId };
const published = {
  Dimensions: { step: '1' },
  EvaluationContext: 'orders',
  Score: 0.5,
  RuleResults: [{ Name: 'r', Result: 'PASS' }],
};
const configuration = { Name: 'c', Level: 'DATABASE', DataSource: { GlueTables: { CatalogId, DatabaseName } }, Role };

/** An evaluation that ends, and its result. */
const evaluated: readonly Step[] = [
  ['StartDataQualityRulesetEvaluationRun', evaluation],
  ['ListDataQualityRulesetEvaluationRuns', {}, { Runs: [{ ...run, Status: 'STARTING' }] }],
  RUN_OVER,
  ['GetDataQualityRulesetEvaluationRun', run, { ...run, Status: 'SUCCEEDED', ResultIds: [/./] }],
  ['GetDataQualityResult', { ResultId }, { ResultId, Score: 1, RulesetName: 'q' }],
];

export const dataQuality: readonly Step[] = [
  ...SHOP,
  ['CreateDataQualityRuleset', { Name: 'q', Ruleset, Description: 'old' }, { Name: 'q' }],
  ['GetDataQualityRuleset', { Name: 'q' }, { Name: 'q', Ruleset, Description: 'old' }],
  ['UpdateDataQualityRuleset', { Name: 'q', Description: 'new' }, { Name: 'q', Ruleset, Description: 'new' }],
  ['ListDataQualityRulesets', {}, { Rulesets: [{ Name: 'q', Description: 'new', RuleCount: 1 }] }],
  ...evaluated,
  ['BatchGetDataQualityRulesetEvaluationRun', { RunIds: [run.RunId, 'x'] }, { Runs: [run], RunsNotFound: ['x'] }],
  ['BatchGetDataQualityResult', { ResultIds: [ResultId, 'x'] }, { Results: [{ ResultId }], ResultsNotFound: ['x'] }],
  ['ListDataQualityResults', {}, { Results: [{ ResultId }] }],
  ['ListDataQualityStatistics', profile, { Statistics: [{ ...profile, StatisticName: 'RowCount', DoubleValue: 10 }] }],
  [
    'BatchPutDataQualityStatisticAnnotation',
    { InclusionAnnotations: [{ ...profile, StatisticId, InclusionAnnotation: 'EXCLUDE' }] },
  ],
  [
    'ListDataQualityStatisticAnnotations',
    {},
    { Annotations: [{ ...profile, StatisticId, InclusionAnnotation: { Value: 'EXCLUDE' } }] },
  ],
  ['PutDataQualityProfileAnnotation', { ...profile, InclusionAnnotation: 'INCLUDE' }],
  ['ListDataQualityStatisticAnnotations', profile, { Annotations: [{ InclusionAnnotation: { Value: 'INCLUDE' } }] }],
  ...evaluated,
  ...evaluated,
  ['ListDataQualityResults', {}, { Results: [{ ResultId }, {}, {}] }],
  ['ListDataQualityStatistics', { StatisticId }, { Statistics: [profile, {}, {}] }],
  ['PutDataQualityProfileAnnotation', { ...profile, InclusionAnnotation: 'INCLUDE' }],
  ['ListDataQualityStatisticAnnotations', {}, { Annotations: [{ ...model }, {}] }],
  ['GetDataQualityModel', model, { Status: 'SUCCEEDED' }],
  ['GetDataQualityModelResult', model, { Model: [{ ActualValue: 10 }, {}, {}] }],
  ['StartDataQualityRulesetEvaluationRun', evaluation],
  ['GetDataQualityRulesetEvaluationRun', run, { Status: 'STARTING' }],
  ['CancelDataQualityRulesetEvaluationRun', run],
  RUN_OVER,
  ['GetDataQualityRulesetEvaluationRun', run, { Status: 'STOPPED' }],

  ['StartDataQualityRuleRecommendationRun', { DataSource, Role, CreatedRulesetName: 'made' }],
  RUN_OVER,
  ['GetDataQualityRuleRecommendationRun', recommendation, { Status: 'SUCCEEDED', RecommendedRuleset: /RowCount/ }],
  ['GetDataQualityRuleset', { Name: 'made' }, { RecommendationRunId: recommendation.RunId }],
  ['StartDataQualityRuleRecommendationRun', { DataSource, Role }],
  ['GetDataQualityRuleRecommendationRun', recommendation, { Status: 'STARTING' }],
  ['CancelDataQualityRuleRecommendationRun', recommendation],
  RUN_OVER,
  ['ListDataQualityRuleRecommendationRuns', {}, { Runs: [{ ...recommendation, Status: 'STOPPED' }, {}] }],

  ['PublishDataQualityResultV2', published],
  ['GetDataQualityResultV2', { ResultId: '$PublishDataQualityResultV2.ResultId' }, published],
  ['BatchGetDataQualityResultV2', { ResultIds: ['$PublishDataQualityResultV2.ResultId'] }, { Results: [published] }],
  ['ListDataQualityResultsV2', {}, { Results: [{ Dimensions: { step: '1' } }, {}, {}, {}] }],

  ['CreateDataQualityEvaluationConfig', configuration, { Name: 'c' }],
  ['GetDataQualityEvaluationConfig', { Name: 'c' }, { ...configuration, PauseRuns: false }],
  ['UpdateDataQualityEvaluationConfig', { Name: 'c', PauseRuns: true }, { Name: 'c' }],
  ['GetDataQualityEvaluationConfig', { Name: 'c' }, { PauseRuns: true }],
  ['ListDataQualityEvaluationConfigs', {}, { DataQualityEvaluationConfigs: [{ Name: 'c' }] }],
  ['DeleteDataQualityEvaluationConfig', { Name: 'c' }],
  ['GetDataQualityEvaluationConfig', { Name: 'c' }, 'EntityNotFoundException'],
  ['DeleteDataQualityRuleset', { Name: 'q' }],
  ['GetDataQualityRuleset', { Name: 'q' }, 'EntityNotFoundException'],
];
