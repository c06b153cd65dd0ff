/**
 * Statistics of data quality: the metrics that evaluations report, one data point for each profile, and the annotations by which data
 * points are left out of what is predicted from them. The annotation is kept in the data point, so that both tell the same.
 */
import { createHash } from 'node:crypto';
import type { InclusionAnnotationValue, StatisticSummary, TimestampFilter } from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { dataQualityStatistic as faults } from '../../faults/data-quality.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Page, PageRequest } from '../../kinds/page.js';
import { sortable } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { hasProfile, type KeptResult } from './result.js';
import { isBetween } from './time-filter.js';

export interface DataPoint extends Wire<StatisticSummary> {
  StatisticId: string;
  ProfileId: string;
  /** Epoch seconds. */
  RecordedOn: number;
}

const kind = {
  newestFirst: true,
  faults: { absent: faults.absentModel },
} as const;

/** Ids are [statistic, sortable number of the result], so that the points of a statistic are a series by age. */
export const dataPoints = new Kind<DataPoint>({ ...kind, noun: 'dataQualityStatistic' });

/** The same data points by their profile. Ids are [profile, statistic]. */
const ofProfiles = new Kind<{ StatisticId: string; number: number }>({ ...kind, noun: 'dataQualityProfile' });

export const dataQualityStatisticHandlers: GlueHandlers = {
  ListDataQualityStatistics(input, context) {
    if (input.ProfileId !== undefined) requireProfile(context, input.ProfileId);
    const { items, NextToken } = pageOf(context, input, (point) => point);
    return { Statistics: items, NextToken };
  },

  ListDataQualityStatisticAnnotations(input, context) {
    const { items, NextToken } = pageOf(
      context,
      input,
      ({ StatisticId, ProfileId, RecordedOn, InclusionAnnotation }) =>
        InclusionAnnotation
          ? { ProfileId, StatisticId, StatisticRecordedOn: RecordedOn, InclusionAnnotation }
          : undefined,
    );
    return { Annotations: items, NextToken };
  },

  BatchPutDataQualityStatisticAnnotation({ InclusionAnnotations }, context) {
    if (new Set(InclusionAnnotations.map(({ StatisticId }) => StatisticId)).size > 1) throw faults.severalStatistics();
    const failed = InclusionAnnotations.flatMap(({ ProfileId, StatisticId, InclusionAnnotation }) => {
      const FailureReason = annotated(context, ProfileId, StatisticId, InclusionAnnotation);
      return FailureReason === undefined ? [] : [{ ProfileId, StatisticId, FailureReason }];
    });
    return { FailedInclusionAnnotations: failed };
  },

  PutDataQualityProfileAnnotation({ ProfileId, InclusionAnnotation }, context) {
    requireProfile(context, ProfileId);
    for (const { StatisticId } of pointsOf(context, ProfileId)) {
      annotated(context, ProfileId, StatisticId, InclusionAnnotation);
    }
    return {};
  },
};

/** An id that is the same in every profile: of what the statistic is one (a table, say) and its name. */
export function statisticId(series: readonly string[]): string {
  return createHash('sha1').update(JSON.stringify(series)).digest('hex');
}

export function keepStatistics(scope: Scope, { number }: KeptResult, points: readonly DataPoint[]): void {
  for (const point of points) {
    const { StatisticId, ProfileId } = point;
    dataPoints.put(scope, [StatisticId, sortable(number)], point);
    ofProfiles.put(scope, [ProfileId, StatisticId], { StatisticId, number });
  }
}

/** Throws EntityNotFoundException. */
export function requireProfile(scope: Scope, id: string): void {
  if (!hasProfile(scope, id)) throw faults.absentProfile(id);
}

export function pointsOf(scope: Scope, profile: string): DataPoint[] {
  return Array.from(ofProfiles.all(scope, [profile]), (entry) => dataPoints.get(scope, idOf(entry)));
}

export function hasPoint(scope: Scope, statistic: string, profile: string): boolean {
  return ofProfiles.has(scope, [profile, statistic]);
}

function idOf({ StatisticId, number }: { StatisticId: string; number: number }): Id {
  return [StatisticId, sortable(number)];
}

interface Query extends PageRequest {
  StatisticId?: string;
  ProfileId?: string;
  TimestampFilter?: Wire<TimestampFilter>;
}

function pageOf<Item>(context: Context, query: Query, tell: (point: DataPoint) => Item | undefined): Page<Item> {
  const { StatisticId, ProfileId, TimestampFilter = {} } = query;
  const { RecordedAfter, RecordedBefore } = TimestampFilter;
  const select = (point: DataPoint) =>
    isBetween(point.RecordedOn, RecordedAfter, RecordedBefore) ? tell(point) : undefined;
  if (ProfileId === undefined)
    return dataPoints.page(context, StatisticId === undefined ? [] : [StatisticId], query, select);
  return ofProfiles.page(context, [ProfileId], query, (entry) =>
    (StatisticId ?? entry.StatisticId) === entry.StatisticId ? select(dataPoints.get(context, idOf(entry))) : undefined,
  );
}

/** Answers why it cannot be annotated. */
function annotated(
  context: Context,
  ProfileId: string | undefined,
  StatisticId: string | undefined,
  Value: InclusionAnnotationValue | undefined,
): string | undefined {
  if (ProfileId === undefined || StatisticId === undefined || Value === undefined)
    return 'ProfileId, StatisticId and InclusionAnnotation have to be given.';
  const entry = ofProfiles.find(context, [ProfileId, StatisticId]);
  if (!entry) return `Statistic ${StatisticId} not found in profile ${ProfileId}.`;
  const InclusionAnnotation = { Value, LastModifiedOn: timestamp(context) };
  dataPoints.put(context, idOf(entry), { ...dataPoints.get(context, idOf(entry)), InclusionAnnotation });
  return undefined;
}
