/**
 * Models of anomaly detection: what each data point of a statistic was predicted to be from those before it that are not excluded. AWS
 * says that it takes three data points to begin, and not how it predicts: here it is their mean, give or take three standard deviations.
 */
import type { StatisticModelResult } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { dataQualityStatistic as faults } from '../../faults/data-quality.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { type DataPoint, dataPoints, hasPoint, pointsOf, requireProfile } from './data-quality-statistic.js';

export const dataQualityModelHandlers: GlueHandlers = {
  /**
   * Training takes no time: a model is there with the data point that makes it possible.
   *
   * @limit Nothing is trained: there is a model from the third data point on.
   */
  GetDataQualityModel({ StatisticId, ProfileId }, context) {
    requireProfile(context, ProfileId);
    const ids =
      StatisticId === undefined ? pointsOf(context, ProfileId).map((point) => point.StatisticId) : [StatisticId];
    const trained = ids.map((id) => seriesTo(context, id, ProfileId)).find((series) => series.length >= LEAST_POINTS);
    if (!trained) throw faults.absentModel();
    const at = trained.at(-1)?.RecordedOn;
    return { Status: 'SUCCEEDED', StartedOn: at, CompletedOn: at };
  },

  /** @limit Predicts the mean of the data points before, give or take three standard deviations. */
  GetDataQualityModelResult({ StatisticId, ProfileId }, context) {
    requireProfile(context, ProfileId);
    const series = seriesTo(context, StatisticId, ProfileId);
    if (series.length < LEAST_POINTS) throw faults.absentModel();
    return {
      CompletedOn: series.at(-1)?.RecordedOn,
      Model: series.map((point, at) => predicted(point, series.slice(0, at))),
    };
  },
};

const LEAST_POINTS = 3;
/** Ours: how many of the latest points a model is made of. */
const MOST_POINTS = 100;
const DEVIATIONS = 3;

/** The points up to the profile's, oldest first. Empty when the profile has no point of the statistic. */
function seriesTo(scope: Scope, statistic: string, profile: string): DataPoint[] {
  if (!hasPoint(scope, statistic, profile)) return [];
  const series: DataPoint[] = [];
  for (const point of dataPoints.all(scope, [statistic])) {
    if (series.length > 0 || point.ProfileId === profile) series.push(point);
    if (series.length === MOST_POINTS) break;
  }
  return series.reverse();
}

function predicted(point: DataPoint, before: readonly DataPoint[]): Wire<StatisticModelResult> {
  const { DoubleValue: ActualValue, RecordedOn, InclusionAnnotation } = point;
  const told = {
    ActualValue,
    Date: RecordedOn,
    ...(InclusionAnnotation?.Value && { InclusionAnnotation: InclusionAnnotation.Value }),
  };
  const included = before.filter((each) => each.InclusionAnnotation?.Value !== 'EXCLUDE');
  const values = included.flatMap(({ DoubleValue }) => DoubleValue ?? []);
  if (values.length === 0) return told;
  const PredictedValue = mean(values);
  const deviation = Math.sqrt(mean(values.map((value) => (value - PredictedValue) ** 2)));
  const margin = DEVIATIONS * deviation;
  return { ...told, PredictedValue, LowerBound: PredictedValue - margin, UpperBound: PredictedValue + margin };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
