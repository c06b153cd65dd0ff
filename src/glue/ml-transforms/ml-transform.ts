/** Machine learning transforms. One is NOT_READY until labels have been imported (ml-task-run.ts), then READY. */
import type { EvaluationMetrics, MLTransform, TransformFilterCriteria } from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { mlTransform as faults } from '../../faults/ml-transforms.js';
import { fingerprint } from '../../kinds/fingerprint.js';
import { leave, leavingTask } from '../../kinds/leaving.js';
import type { Page } from '../../kinds/page.js';
import { sortedPage } from '../../kinds/sorted-page.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { isEvaluated, labelCount, mlTaskRunHandlers } from './ml-task-run.js';
import { checked, created, type KeptTransform, mlTransforms } from './ml-transform-entity.js';

export const mlTransformHandlers: GlueHandlers = {
  ...mlTaskRunHandlers,

  /** @limit Nothing is learned: it is READY once labels have been imported. */
  CreateMLTransform({ Tags, ...given }, context) {
    const asked = fingerprint(given);
    const all = [...mlTransforms.all(context, [])];
    const before = all.find(({ transform }) => transform.Name === given.Name);
    if (before) throw before.asked === asked ? faults.exists(given.Name) : faults.mismatch(given.Name);
    if (all.length >= MOST_TRANSFORMS) throw faults.limit(MOST_TRANSFORMS);
    const TransformId = `tfm-${context.newId().replaceAll('-', '')}`;
    mlTransforms.create(context, [TransformId], { asked, transform: created(given, TransformId, context) }, Tags);
    return { TransformId };
  },

  /** @limit What an evaluation measured is 0. */
  GetMLTransform({ TransformId }, context) {
    return told(context, mlTransforms.get(context, [TransformId]));
  },

  /** @limit What an evaluation measured is 0. */
  GetMLTransforms(input, context) {
    const { items, NextToken } = listed(context, input, () => true);
    return { Transforms: items, NextToken };
  },

  ListMLTransforms(input, context) {
    const { items, NextToken } = listed(context, input, (id) => mlTransforms.hasTags(context, [id], input.Tags));
    return { TransformIds: items.map(({ TransformId = '' }) => TransformId), NextToken };
  },

  /** What is given for the capacity takes the place of what was there for it. */
  UpdateMLTransform({ TransformId, ...given }, context) {
    const kept = mlTransforms.get(context, [TransformId]);
    const { MaxCapacity, WorkerType, NumberOfWorkers, ...before } = kept.transform;
    const hasWorkers = given.WorkerType ?? given.NumberOfWorkers ?? WorkerType;
    const capacity = hasWorkers ? { WorkerType, NumberOfWorkers } : { MaxCapacity };
    const LastModifiedOn = timestamp(context);
    const transform = checked({
      ...before,
      ...(given.MaxCapacity === undefined && capacity),
      ...given,
      LastModifiedOn,
    });
    mlTransforms.put(context, [TransformId], { ...kept, transform });
    return { TransformId };
  },

  DeleteMLTransform({ TransformId }, context) {
    leave(context, mlTransforms, [TransformId], LEAVE_TASK, context.runMs);
    return { TransformId };
  },
};

const LEAVE_TASK = 'mlTransformLeaves';
export const mlTransformTasks = { [LEAVE_TASK]: leavingTask(mlTransforms) };

/** The service quota of an account in a region. */
const MOST_TRANSFORMS = 100;

/** What an evaluation finds in no data. */
const NO_METRICS: Wire<EvaluationMetrics> = {
  TransformType: 'FIND_MATCHES',
  FindMatchesMetrics: {
    AreaUnderPRCurve: 0,
    Precision: 0,
    Recall: 0,
    F1: 0,
    ConfusionMatrix: { NumTruePositives: 0, NumFalsePositives: 0, NumTrueNegatives: 0, NumFalseNegatives: 0 },
    ColumnImportances: [],
  },
};

function told(scope: Scope, { transform, leaving }: KeptTransform): Wire<MLTransform> {
  const { TransformId = '' } = transform;
  const LabelCount = labelCount(scope, TransformId);
  const Status = leaving ? 'DELETING' : LabelCount > 0 ? 'READY' : 'NOT_READY';
  const metrics = isEvaluated(scope, TransformId) && { EvaluationMetrics: NO_METRICS };
  return { ...transform, Status, LabelCount, ...metrics };
}

type Query = Input<'GetMLTransforms'>;

const SORTED_BY = {
  NAME: ({ Name = '' }) => Name,
  TRANSFORM_TYPE: ({ Parameters }) => Parameters?.TransformType ?? '',
  STATUS: ({ Status = '' }) => Status,
  CREATED: ({ CreatedOn = 0 }) => CreatedOn,
  LAST_MODIFIED: ({ LastModifiedOn = 0 }) => LastModifiedOn,
} as const satisfies Record<NonNullable<Query['Sort']>['Column'], (transform: Wire<MLTransform>) => string | number>;

/** By name unless the caller sorts. */
function listed(context: Context, query: Query, isListed: (id: string) => boolean): Page<Wire<MLTransform>> {
  const { Filter = {}, Sort = { Column: 'NAME', SortDirection: 'ASCENDING' } } = query;
  return sortedPage(context, query, {
    values: [...mlTransforms.all(context, [])]
      .map((kept) => told(context, kept))
      .filter((transform) => isChosen(transform, Filter) && isListed(transform.TransformId ?? '')),
    placeOf: (transform) => [SORTED_BY[Sort.Column](transform), transform.Name ?? '', transform.TransformId ?? ''],
    descending: Sort.SortDirection === 'DESCENDING',
    told: (transform) => transform,
  });
}

function isChosen(transform: Wire<MLTransform>, filter: Wire<TransformFilterCriteria>): boolean {
  const { Name, TransformType, Status, GlueVersion, Schema = [] } = filter;
  if (Name !== undefined && Name !== transform.Name) return false;
  if (TransformType !== undefined && TransformType !== transform.Parameters?.TransformType) return false;
  if (Status !== undefined && Status !== transform.Status) return false;
  if (GlueVersion !== undefined && GlueVersion !== transform.GlueVersion) return false;
  if (!isWithin(transform.CreatedOn, filter.CreatedAfter, filter.CreatedBefore)) return false;
  if (!isWithin(transform.LastModifiedOn, filter.LastModifiedAfter, filter.LastModifiedBefore)) return false;
  return Schema.every(({ Name, DataType }) =>
    transform.Schema?.some((column) => column.Name === Name && (DataType ?? column.DataType) === column.DataType),
  );
}

function isWithin(time = 0, after = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY): boolean {
  return time > after && time < before;
}
