/**
 * Task runs of machine learning transforms: STARTING → RUNNING → SUCCEEDED, or by way of STOPPING to STOPPED. Nothing is learned and no
 * file is read or written: an import counts as one label, and an evaluation finds nothing in no data.
 */
import type { TaskRun, TaskRunFilterCriteria, TaskRunProperties, TaskStatusType } from '@aws-sdk/client-glue';
import type { Context, Scope } from '../../context.js';
import { mlTaskRun as faults, mlTransform as transformFaults } from '../../faults/ml-transforms.js';
import { type Course, courseOf, isOver, stateAt, stateSince, turned } from '../../kinds/course.js';
import { hexId, type Numbered, Sequence } from '../../kinds/sequence.js';
import { sortedPage } from '../../kinds/sorted-page.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { type KeptTransform, mlTransforms } from './ml-transform-entity.js';

interface KeptRun extends Numbered {
  TransformId: string;
  Properties: Wire<TaskRunProperties>;
  /** Epoch milliseconds. */
  startedAt: number;
  course: Course<TaskStatusType>;
}

/** Ids are [transform id, task run id]. */
const taskRuns = new Sequence<KeptRun>({
  noun: 'mlTaskRun',
  parent: mlTransforms,
  faults,
});

export const mlTaskRunHandlers: GlueHandlers = {
  /** @limit Evaluates nothing. */
  StartMLEvaluationTaskRun({ TransformId }, context) {
    const kept = mlTransforms.get(context, [TransformId]);
    if (labelCount(context, TransformId) === 0) throw transformFaults.notReady(TransformId);
    requireRoom(context, TransformId, faults.concurrent);
    return started(context, kept, { TaskType: 'EVALUATION' });
  },

  /** @limit Writes no file. */
  StartMLLabelingSetGenerationTaskRun({ TransformId, OutputS3Path }, context) {
    const kept = mlTransforms.get(context, [TransformId]);
    requirePath(OutputS3Path);
    requireRoom(context, TransformId, faults.concurrent);
    const LabelingSetGenerationTaskRunProperties = { OutputS3Path };
    return started(context, kept, { TaskType: 'LABELING_SET_GENERATION', LabelingSetGenerationTaskRunProperties });
  },

  /** @limit Writes no file. */
  StartExportLabelsTaskRun({ TransformId, OutputS3Path }, context) {
    const kept = mlTransforms.get(context, [TransformId]);
    requirePath(OutputS3Path);
    return started(context, kept, { TaskType: 'EXPORT_LABELS', ExportLabelsTaskRunProperties: { OutputS3Path } });
  },

  /** @limit Reads no file: an import counts as one label. */
  StartImportLabelsTaskRun({ TransformId, InputS3Path, ReplaceAllLabels = false }, context) {
    const kept = mlTransforms.get(context, [TransformId]);
    requirePath(InputS3Path);
    requireRoom(context, TransformId, () => faults.importLimit(MOST_CONCURRENT));
    const ImportLabelsTaskRunProperties = { InputS3Path, Replace: ReplaceAllLabels };
    return started(context, kept, { TaskType: 'IMPORT_LABELS', ImportLabelsTaskRunProperties });
  },

  GetMLTaskRun({ TransformId, TaskRunId }, context) {
    mlTransforms.get(context, [TransformId]);
    return told(context, taskRuns.get(context, [TransformId, TaskRunId]));
  },

  /** The newest first unless the caller sorts. */
  GetMLTaskRuns(input, context) {
    const { TransformId, Filter = {}, Sort = { Column: 'STARTED', SortDirection: 'DESCENDING' } } = input;
    mlTransforms.get(context, [TransformId]);
    const placeOf = (kept: KeptRun) => {
      if (Sort.Column === 'STARTED') return [kept.startedAt, kept.number];
      const by = Sort.Column === 'STATUS' ? stateAt(kept.course, context.now) : kept.Properties.TaskType;
      return [by ?? '', kept.number];
    };
    const { items, NextToken } = sortedPage(context, input, {
      values: [...taskRuns.all(context, [TransformId])].filter((kept) => isChosen(told(context, kept), Filter)),
      placeOf,
      descending: Sort.SortDirection === 'DESCENDING',
      told: (kept) => told(context, kept),
    });
    return { TaskRuns: items, NextToken };
  },

  CancelMLTaskRun({ TransformId, TaskRunId }, context) {
    mlTransforms.get(context, [TransformId]);
    const kept = taskRuns.get(context, [TransformId, TaskRunId]);
    const state = stateAt(kept.course, context.now);
    if (state !== 'STARTING' && state !== 'RUNNING') throw faults.over(TaskRunId, state ?? '');
    const ending = courseOf<TaskStatusType>(context.now, [['STOPPING', context.runMs * SHARE]], 'STOPPED');
    const course = turned(kept.course, context.now, ending);
    taskRuns.put(context, [TransformId], { ...kept, course });
    return { TransformId, TaskRunId, Status: stateAt(course, context.now) };
  },
};

/** Labels that imports have brought, one each: an import that replaces begins anew. */
export function labelCount(scope: Scope, transformId: string): number {
  const imports = succeeded(scope, transformId, 'IMPORT_LABELS');
  const last = imports.findLastIndex(({ Properties }) => Properties.ImportLabelsTaskRunProperties?.Replace);
  return imports.length - Math.max(last, 0);
}

export function isEvaluated(scope: Scope, transformId: string): boolean {
  return succeeded(scope, transformId, 'EVALUATION').length > 0;
}

/** How long starting and stopping take, as shares of a whole run. */
const SHARE = 0.1;
const MINUTE_MS = 60_000;
/** The service quota of concurrent task runs of one transform. */
const MOST_CONCURRENT = 3;

/** In the order in which they started. */
function succeeded(scope: Scope, transformId: string, type: TaskRunProperties['TaskType']): KeptRun[] {
  return [...taskRuns.all(scope, [transformId])]
    .filter(({ course, Properties }) => Properties.TaskType === type && stateAt(course, scope.now) === 'SUCCEEDED')
    .reverse();
}

function requireRoom(scope: Scope, transformId: string, fault: () => Error): void {
  const running = [...taskRuns.all(scope, [transformId])].filter(({ course }) => !isOver(course, scope.now));
  if (running.length >= MOST_CONCURRENT) throw fault();
}

function requirePath(path: string): void {
  if (!/^s3:\/\/[^/]+/.test(path)) throw faults.path(path);
}

/** A run that takes longer than the transform's timeout allows ends there. */
function started(context: Context, { transform }: KeptTransform, Properties: Wire<TaskRunProperties>) {
  const { TransformId = '', Timeout = 0 } = transform;
  const { runMs, now } = context;
  const isTimely = runMs <= Timeout * MINUTE_MS;
  const lastsMs = isTimely ? runMs : Timeout * MINUTE_MS;
  const phases = [['STARTING', lastsMs * SHARE] as const, ['RUNNING', lastsMs * (1 - SHARE)] as const];
  const course = courseOf<TaskStatusType>(now, phases, isTimely ? 'SUCCEEDED' : 'TIMEOUT');
  const run = { id: hexId(context, 'tsk-', 32), TransformId, Properties, startedAt: now, course };
  const { id: TaskRunId } = taskRuns.add(context, [TransformId], (number) => ({ number, ...run }));
  return { TaskRunId };
}

function told({ now }: Scope, { TransformId, id, Properties, startedAt, course }: KeptRun): Wire<TaskRun> {
  const since = stateSince(course, now);
  const isDone = isOver(course, now);
  return {
    TransformId,
    TaskRunId: id,
    Status: stateAt(course, now),
    Properties,
    StartedOn: Math.floor(startedAt / 1000),
    LastModifiedOn: Math.floor(since / 1000),
    ...(isDone && { CompletedOn: Math.floor(since / 1000) }),
    ExecutionTime: Math.floor(((isDone ? since : now) - startedAt) / 1000),
  };
}

function isChosen({ Properties, Status, StartedOn = 0 }: Wire<TaskRun>, filter: Wire<TaskRunFilterCriteria>): boolean {
  if (filter.TaskRunType !== undefined && filter.TaskRunType !== Properties?.TaskType) return false;
  if (filter.Status !== undefined && filter.Status !== Status) return false;
  const { StartedBefore = Number.POSITIVE_INFINITY, StartedAfter = Number.NEGATIVE_INFINITY } = filter;
  return StartedOn < StartedBefore && StartedOn > StartedAfter;
}
