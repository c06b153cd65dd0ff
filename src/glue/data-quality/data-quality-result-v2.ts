/** Results of data quality from any platform: those that were published, and those of evaluation runs. */
import type { DataQualityResultsV2Description, DataQualityResultV2Item } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { clientToken } from '../../faults/common.js';
import { dataQualityResult as faults } from '../../faults/data-quality.js';
import { oncePerToken } from '../../kinds/client-token.js';
import type { Numbered } from '../../kinds/sequence.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { isOfMode } from './data-quality-result.js';
import { keepStatistics, statisticId } from './data-quality-statistic.js';
import { type KeptResult, keepResult, profileOf, results } from './result.js';
import { isOfSource } from './source.js';
import { isBetween } from './time-filter.js';

/** "You can specify up to 100 result IDs in a single request" (API reference). */
const MOST_IDS = 100;

export const dataQualityResultV2Handlers: GlueHandlers = {
  /** @limit RunConfiguration, Telemetry and DataQualitySecurityConfiguration are not kept. */
  PublishDataQualityResultV2(input, context) {
    return oncePerToken(context, input, clientToken.mismatch, () => {
      const result = keepResult(context, published(context, input));
      const series = [JSON.stringify(input.Dimensions), input.EvaluationContext];
      const statistics = (input.Statistics ?? []).map((statistic) => ({
        ...statistic,
        StatisticId: statistic.StatisticId ?? statisticId([...series, statistic.StatisticName ?? '']),
        ProfileId: profileOf(result),
        RecordedOn: statistic.RecordedOn ?? timestamp(context),
      }));
      keepStatistics(context, result, statistics);
      return { ResultId: result.id };
    });
  },

  GetDataQualityResultV2({ ResultId }, context) {
    const kept = results.get(context, [ResultId]);
    return { ...told(kept), ProfileId: profileOf(kept) };
  },

  BatchGetDataQualityResultV2({ ResultIds }, context) {
    if (ResultIds.length > MOST_IDS) throw faults.tooMany(MOST_IDS);
    const { found, missing } = results.batchGet(context, [], ResultIds);
    return { Results: found.map(told), ResultsNotFound: missing };
  },

  ListDataQualityResultsV2(input, context) {
    const { items, NextToken } = results.page(context, [], input, (kept) =>
      isChosen(context, kept, input.Filter ?? {}) ? described(kept) : undefined,
    );
    return { Results: items, NextToken };
  },
};

/** How it was measured (RunConfiguration, Telemetry, the security configuration) is nowhere told back. */
function published(scope: Scope, input: Input<'PublishDataQualityResultV2'>): Omit<KeptResult, keyof Numbered> {
  const {
    ClientToken: _,
    Statistics: __,
    RunConfiguration: ___,
    Telemetry: ____,
    DataQualitySecurityConfiguration: _____,
    ...result
  } = input;
  return { ...result, ResultPublishedOn: timestamp(scope) };
}

function told({
  number: _,
  id: ResultId,
  RulesetEvaluationRunId: __,
  ...result
}: KeptResult): Wire<DataQualityResultV2Item> {
  return { ResultId, ...result };
}

function described(kept: KeptResult): Wire<DataQualityResultsV2Description> {
  const { id: ResultId, EvaluationRunMode, DataQualityEvaluationConfig, DataSource } = kept;
  const { ResultPublishedOn, Dimensions, EvaluationContext, Descriptors } = kept;
  return {
    ResultId,
    EvaluationRunMode,
    DataQualityEvaluationConfig,
    DataSource,
    ResultPublishedOn,
    Dimensions,
    EvaluationContext,
    Descriptors,
  };
}

type Filter = NonNullable<Input<'ListDataQualityResultsV2'>['Filter']>;

function isChosen(scope: Scope, kept: KeptResult, filter: Filter): boolean {
  const { EvaluationContext = kept.EvaluationContext, Dimensions = {} } = filter;
  if (EvaluationContext !== kept.EvaluationContext) return false;
  if (!Object.entries(Dimensions).every(([key, value]) => kept.Dimensions?.[key] === value)) return false;
  if (!isBetween(kept.ResultPublishedOn ?? 0, filter.PublishedAfter, filter.PublishedBefore)) return false;
  return isOfMode(kept, filter) && isOfSource(scope, kept.DataSource, filter.DataSource);
}
