/**
 * Runs of table optimizers: one as soon as an optimizer is enabled, and those of retention and orphan file deletion again at their rate.
 * Compaction waits for changes to the data, of which there are none. Nothing is read or deleted, so all that is counted is 0.
 */
import type {
  TableOptimizerConfiguration,
  TableOptimizerEventType,
  TableOptimizerRun,
  TableOptimizerType,
} from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { tableOptimizer as faults } from '../../faults/tables.js';
import { type Course, courseOf, endOf, isOver, stateAt } from '../../kinds/course.js';
import { type Id, Kind } from '../../kinds/kind.js';
import { sortable } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import { tables } from './table-entity.js';

interface KeptOptimizer {
  configuration: Wire<TableOptimizerConfiguration>;
  /** Epoch milliseconds of the next run: what else fires is of a schedule that is no more. */
  nextAt?: number;
}

interface KeptRun {
  number: number;
  course: Course<TableOptimizerEventType>;
}

const shared = {
  folded: true,
  faults: {
    absent: (_: string, __: Scope, [, , table = '', type = '']: Id) => faults.absent(type, table),
    exists: (_: string, __: Scope, [, , table = '', type = '']: Id) => faults.exists(type, table),
  },
} as const;

/** Ids are [catalog, database, table, type]. */
export const optimizers = new Kind<KeptOptimizer>({ ...shared, noun: 'tableOptimizer', parent: tables });

/** Ids are [catalog, database, table, type, sortable number]: clients are told no id of a run. */
export const optimizerRuns = new Kind<KeptRun>({
  ...shared,
  noun: 'tableOptimizerRun',
  parent: optimizers,
  newestFirst: true,
});

/** Due when an optimizer runs again. Subjects are optimizer ids. */
const RUN_TASK = 'tableOptimizerRun';

export const tableOptimizerTasks = {
  [RUN_TASK](id: readonly string[], scope: Scope): void {
    if (optimizers.find(scope, id)?.nextAt === scope.now) startRuns(scope, id);
  },
};

/** Begins a run of the optimizer, if it is enabled, and plans the one after it. */
export function startRuns(scope: Scope, id: Id): void {
  const { configuration } = optimizers.get(scope, id);
  if (!configuration.enabled) return;
  const { now, runMs, account, region } = scope;
  const number = (lastRun(scope, id)?.number ?? 0) + 1;
  const states = [
    ['starting', runMs * STARTING_SHARE] as const,
    ['in_progress', runMs * (1 - STARTING_SHARE)] as const,
  ];
  const course = courseOf<TableOptimizerEventType>(now, states, 'completed');
  optimizerRuns.put(scope, [...id, sortable(number)], { number, course });
  if (id.at(-1) === 'compaction') return;
  const nextAt = now + rateOf(configuration) * HOUR_MS;
  optimizers.put(scope, id, { configuration, nextAt });
  const subject = id.map((name) => optimizers.fold(name));
  scope.schedule.add({ at: nextAt, task: RUN_TASK, account, region, subject });
}

export function lastRun(scope: Scope, id: Id): KeptRun | undefined {
  for (const run of optimizerRuns.all(scope, id)) return run;
  return undefined;
}

const STARTING_SHARE = 0.1;
const HOUR_MS = 60 * 60_000;
/** The API reference's default for both types. */
const DEFAULT_RATE = 24;

function rateOf({ retentionConfiguration, orphanFileDeletionConfiguration }: KeptOptimizer['configuration']): number {
  const { icebergConfiguration } = retentionConfiguration ?? orphanFileDeletionConfiguration ?? {};
  return icebergConfiguration?.runRateInHours ?? DEFAULT_RATE;
}

const NO_COST = { DpuHours: 0, NumberOfDpus: 0 };

export function toldRun(
  { now }: Scope,
  type: TableOptimizerType,
  { compactionConfiguration }: KeptOptimizer['configuration'],
  { course }: KeptRun,
): Wire<TableOptimizerRun> {
  const begun = { eventType: stateAt(course, now), startTimestamp: Math.floor((course[0]?.from ?? now) / 1000) };
  const strategy = compactionConfiguration?.icebergConfiguration?.strategy ?? ('binpack' as const);
  const run = { ...begun, ...(type === 'compaction' && { compactionStrategy: strategy }) };
  if (!isOver(course, now)) return run;
  const JobDurationInHour = (endOf(course) - (course[0]?.from ?? now)) / HOUR_MS;
  return {
    ...run,
    endTimestamp: Math.floor(endOf(course) / 1000),
    ...metrics(type, { ...NO_COST, JobDurationInHour }),
  };
}

function metrics(
  type: TableOptimizerType,
  cost: typeof NO_COST & { JobDurationInHour: number },
): Partial<Wire<TableOptimizerRun>> {
  if (type === 'compaction')
    return { compactionMetrics: { IcebergMetrics: { NumberOfBytesCompacted: 0, NumberOfFilesCompacted: 0, ...cost } } };
  if (type === 'orphan_file_deletion')
    return { orphanFileDeletionMetrics: { IcebergMetrics: { NumberOfOrphanFilesDeleted: 0, ...cost } } };
  const deleted = { NumberOfDataFilesDeleted: 0, NumberOfManifestFilesDeleted: 0, NumberOfManifestListsDeleted: 0 };
  return { retentionMetrics: { IcebergMetrics: { ...deleted, ...cost } } };
}
