/** Results of evaluation runs, whose scores, rules and metrics are decided where a run ends (data-quality-run.ts). */
import type { DataQualityResult, DataQualityResultDescription } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { dataQualityResult as faults } from '../../faults/data-quality.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { type KeptResult, profileOf, results } from './result.js';
import { isOfSource } from './source.js';
import { isBetween } from './time-filter.js';

export const dataQualityResultHandlers: GlueHandlers = {
  GetDataQualityResult({ ResultId }, context) {
    const kept = results.get(context, [ResultId]);
    if (!isOfRun(kept)) throw faults.absent(ResultId);
    return told(kept);
  },

  BatchGetDataQualityResult({ ResultIds }, context) {
    const { found, missing } = results.batchGet(context, [], ResultIds);
    const others = found.filter((kept) => !isOfRun(kept)).map(({ id }) => id);
    return { Results: found.filter(isOfRun).map(told), ResultsNotFound: [...missing, ...others] };
  },

  /** @limit No job produces a result. */
  ListDataQualityResults(input, context) {
    const { items, NextToken } = results.page(context, [], input, (kept) =>
      isOfRun(kept) && isChosen(context, kept, input.Filter ?? {}) ? described(kept) : undefined,
    );
    return { Results: items, NextToken };
  },
};

/** Published results are those of the second version's operations alone: this one's have no members for what they tell. */
function isOfRun({ RulesetEvaluationRunId }: KeptResult): boolean {
  return RulesetEvaluationRunId !== undefined;
}

function told(kept: KeptResult): Wire<DataQualityResult> {
  const { number: _, id: ResultId, ExecutionStartedOn, ExecutionCompletedOn, ResultPublishedOn: __, ...result } = kept;
  return {
    ResultId,
    ...result,
    ProfileId: profileOf(kept),
    StartedOn: ExecutionStartedOn,
    CompletedOn: ExecutionCompletedOn,
  };
}

function described(kept: KeptResult): Wire<DataQualityResultDescription> {
  const { id: ResultId, EvaluationRunMode, DataQualityEvaluationConfig, DataSource, ExecutionStartedOn } = kept;
  return {
    ResultId,
    EvaluationRunMode,
    ...(DataQualityEvaluationConfig !== undefined && { DataQualityEvaluationConfig }),
    DataSource,
    StartedOn: ExecutionStartedOn,
  };
}

type Filter = NonNullable<Input<'ListDataQualityResults'>['Filter']>;

/** No job produces a result here: whoever asks for those of one finds none. */
function isChosen(scope: Scope, kept: KeptResult, filter: Filter): boolean {
  if (filter.JobName !== undefined || filter.JobRunId !== undefined) return false;
  if (!isBetween(kept.ExecutionStartedOn ?? 0, filter.StartedAfter, filter.StartedBefore)) return false;
  return isOfMode(kept, filter) && isOfSource(scope, kept.DataSource, filter.DataSource);
}

/** How the evaluation was started, as both versions' filters ask. */
export function isOfMode(
  kept: KeptResult,
  wanted: Pick<Filter, 'EvaluationRunMode' | 'DataQualityEvaluationConfig'>,
): boolean {
  const { EvaluationRunMode = kept.EvaluationRunMode, DataQualityEvaluationConfig = kept.DataQualityEvaluationConfig } =
    wanted;
  return (
    EvaluationRunMode === kept.EvaluationRunMode && DataQualityEvaluationConfig === kept.DataQualityEvaluationConfig
  );
}
