/** Evaluation runs: rulesets asked of a table. A run that succeeds leaves one result for each ruleset, and the statistics of it. */

import type { DataQualityEvaluationConfigManagedRuleset, DataQualityRulesetEvaluationRun } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { clientToken } from '../../faults/common.js';
import { dataQualityRun as faults } from '../../faults/data-quality.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { tables } from '../tables/table-entity.js';
import { keepStatistics, statisticId } from './data-quality-statistic.js';
import { type Known, knownOf } from './known.js';
import { managedRuleset } from './managed-ruleset.js';
import { describedMetric } from './metrics.js';
import { type KeptResult, keepResult, profileOf } from './result.js';
import { announceResult } from './result-event.js';
import { parsed, rulesets } from './ruleset-entity.js';
import { DataQualityRuns, DEFAULT_TIMEOUT, DEFAULT_WORKERS, progressOf, type Run, startOf, statusOf } from './run.js';
import { isOfSource, sourceId, sourceTable } from './source.js';
import { isBetween } from './time-filter.js';
import { type Verdict, verdictOn } from './verdict.js';

type Asked = Omit<Input<'StartDataQualityRulesetEvaluationRun'>, 'ClientToken'>;

/** What starts a run: a call, or an evaluation configuration, which may have a built-in ruleset. */
export interface EvaluationRequest extends Asked {
  config?: string;
  managed?: DataQualityEvaluationConfigManagedRuleset;
}

type Evaluation = EvaluationRequest & Run & { ResultIds?: string[] };

const evaluations = new DataQualityRuns<Evaluation>('dataQualityEvaluationRun', evaluated);

export const dataQualityRunTasks = evaluations.tasks;

export const dataQualityRunHandlers: GlueHandlers = {
  /**
   * @limit Reads no data: rules are decided by what the catalog and the table's `gluetrail-` parameters say; others
   * pass.
   */
  StartDataQualityRulesetEvaluationRun(input, context) {
    const { ClientToken: _, ...asked } = input;
    return oncePerToken(context, input, clientToken.conflict, () => {
      for (const name of asked.RulesetNames) rulesets.get(context, [name]);
      dataOf(context, asked);
      return { RunId: startEvaluation(context, asked) };
    });
  },

  GetDataQualityRulesetEvaluationRun({ RunId }, context) {
    return told(context, evaluations.sequence.get(context, [RunId]));
  },

  BatchGetDataQualityRulesetEvaluationRun({ RunIds }, context) {
    const { found, missing } = evaluations.sequence.batchGet(context, [], RunIds);
    return { Runs: found.map((run) => told(context, run)), RunsNotFound: missing };
  },

  ListDataQualityRulesetEvaluationRuns(input, context) {
    const { DataSource: wanted, RulesetName, StartedAfter, StartedBefore } = input.Filter ?? {};
    const { items, NextToken } = evaluations.sequence.page(context, [], input, (run) => {
      const { id: RunId, DataSource, RulesetNames } = run;
      const StartedOn = startOf(run);
      const isChosen =
        isOfSource(context, DataSource, wanted) &&
        isBetween(StartedOn, StartedAfter, StartedBefore) &&
        (RulesetName === undefined || RulesetNames.includes(RulesetName));
      return isChosen ? { RunId, Status: statusOf(context, run), StartedOn, DataSource } : undefined;
    });
    return { Runs: items, NextToken };
  },

  CancelDataQualityRulesetEvaluationRun({ RunId }, context) {
    evaluations.cancel(context, RunId);
    return {};
  },
};

/** Answers the run's id. A run whose table or ruleset is missing when it ends has failed. */
export function startEvaluation(scope: Scope, request: EvaluationRequest): string {
  const { NumberOfWorkers = DEFAULT_WORKERS, Timeout = DEFAULT_TIMEOUT } = request;
  return evaluations.begin(scope, (begun) => ({ ...request, NumberOfWorkers, Timeout, ...begun }), Timeout);
}

function told(scope: Scope, run: Evaluation): Wire<DataQualityRulesetEvaluationRun> {
  const { config: _, managed: __, number: ___, id: RunId, course: ____, ErrorString: _____, ...asked } = run;
  return { RunId, ...asked, ...progressOf(scope, run) };
}

/** Throws when a table is missing, or something is said of it that cannot be understood. */
function dataOf(scope: Scope, request: Asked): { known: Known; references: ReadonlyMap<string, Known> } {
  const known = (source: Asked['DataSource']) =>
    knownOf(tables.get(scope, sourceId(scope, source)), sourceTable(source).AdditionalOptions);
  const others = Object.entries(request.AdditionalDataSources ?? {});
  return {
    known: known(request.DataSource),
    references: new Map(others.map(([alias, source]) => [alias, known(source)])),
  };
}

/** What a run that succeeds brings about. */
function evaluated(scope: Scope, run: Evaluation): Partial<Evaluation> {
  const data = dataOf(scope, run);
  if (data.known.isToFail) throw faults.toFail();
  const ResultIds = textsOf(scope, run, data.known).map(({ name, text }) => {
    const verdict = verdictOn(parsed(text), data);
    const result = keepResult(scope, {
      ...(name !== undefined && { RulesetName: name }),
      ...originOf(run),
      ...scored(verdict),
      DataSource: run.DataSource,
      RulesetEvaluationRunId: run.id,
      ExecutionStartedOn: startOf(run),
      ExecutionCompletedOn: Math.floor(scope.now / 1000),
      ResultPublishedOn: Math.floor(scope.now / 1000),
    });
    keepMetrics(scope, run, result, verdict);
    const rulesetNames = name === undefined ? [] : [name];
    const table = sourceId(scope, run.DataSource);
    announceResult(scope, { resultId: result.id, runId: run.id, rulesetNames, table }, verdict);
    return result.id;
  });
  return { ResultIds };
}

function textsOf(scope: Scope, { RulesetNames, managed }: Evaluation, known: Known): { name?: string; text: string }[] {
  if (managed) return [{ text: managedRuleset(known, managed) }];
  return RulesetNames.map((name) => ({ name, text: rulesets.get(scope, [name]).Ruleset }));
}

function originOf({ config }: Evaluation) {
  if (config === undefined) return { EvaluationRunMode: 'ON_DEMAND' } as const;
  return { EvaluationRunMode: 'EVALUATION_CONFIG', DataQualityEvaluationConfig: config } as const;
}

/** Without a rule there is no ratio, and so no score. */
function scored({ RuleResults, AnalyzerResults }: Verdict) {
  const passed = RuleResults.filter(({ Result }) => Result === 'PASS').length;
  const all = RuleResults.length;
  return {
    ...(all > 0 && { Score: passed / all }),
    RuleResults,
    ...(AnalyzerResults.length > 0 && { AnalyzerResults }),
    AggregatedMetrics: { TotalRulesProcessed: all, TotalRulesPassed: passed, TotalRulesFailed: all - passed },
  };
}

function keepMetrics(scope: Scope, run: Evaluation, result: KeptResult, { metrics }: Verdict): void {
  const points = Object.entries(metrics).map(([metric, DoubleValue]) => {
    const { name, level, columns } = describedMetric(metric);
    return {
      StatisticId: statisticId([...sourceId(scope, run.DataSource), metric]),
      ProfileId: profileOf(result),
      RunIdentifier: { RunId: run.id },
      StatisticName: name,
      DoubleValue,
      EvaluationLevel: level,
      ColumnsReferenced: [...columns],
      RecordedOn: Math.floor(scope.now / 1000),
    };
  });
  keepStatistics(scope, result, points);
}
