/**
 * Runs of data quality, of both types: evaluations and recommendations, whose ids are of one form (developer guide). STARTING → RUNNING →
 * SUCCEEDED, or FAILED, or TIMEOUT when it takes longer than it may; by way of STOPPING to STOPPED when it is cancelled. What a run
 * brings about happens at its end.
 */
import type { DataSource, TaskStatusType } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { dataQualityRun as faults } from '../../faults/data-quality.js';
import { faultOf } from '../../faults/errors.js';
import { type Course, courseOf, endOf, isOver, stateAt, stateSince, turned } from '../../kinds/course.js';
import { hexId, type Numbered, Sequence } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';

export interface Run extends Numbered {
  DataSource: Wire<DataSource>;
  Role: string;
  NumberOfWorkers: number;
  /** Minutes. */
  Timeout: number;
  course: Course<TaskStatusType>;
  ErrorString?: string;
}

/** The API reference's defaults: G.1X workers, and minutes. */
export const DEFAULT_WORKERS = 5;
export const DEFAULT_TIMEOUT = 2_880;

/** Shares of a whole run's time. */
const STARTING_SHARE = 0.1;
const STOPPING_SHARE = 0.1;
const MINUTE_MS = 60_000;

export class DataQualityRuns<Kept extends Run> {
  /** Ids are [run id]. */
  readonly sequence: Sequence<Kept>;
  readonly #atEnd: (scope: Scope, run: Kept) => Partial<Kept>;

  /** @param atEnd what a run that succeeds brings about; throws a fault to fail. */
  constructor(noun: string, atEnd: (scope: Scope, run: Kept) => Partial<Kept>) {
    this.sequence = new Sequence({ noun, faults });
    this.#atEnd = atEnd;
  }

  /** What is to be in the list of tasks. Subjects are [run id]. */
  get tasks(): Record<string, (subject: readonly string[], scope: Scope) => void> {
    return { [this.sequence.noun]: ([id = ''], scope) => this.#end(scope, id) };
  }

  /** Answers the run's id. */
  begin(scope: Scope, make: (begun: Numbered & Pick<Run, 'course'>) => Kept, timeout: number): string {
    const course = courseTo(scope, timeout);
    const { id } = this.sequence.add(scope, [], (number) => make({ number, id: hexId(scope, 'dqrun-', 40), course }));
    this.#endAt(scope, id);
    return id;
  }

  cancel(scope: Scope, id: string): void {
    const run = this.sequence.get(scope, [id]);
    const state = stateAt(run.course, scope.now) ?? '';
    if (state !== 'STARTING' && state !== 'RUNNING') throw faults.over(id, state);
    const ending = courseOf<TaskStatusType>(scope.now, [['STOPPING', scope.runMs * STOPPING_SHARE]], 'STOPPED');
    this.sequence.put(scope, [], { ...run, course: turned(run.course, scope.now, ending) });
  }

  #endAt(scope: Scope, id: string): void {
    const { account, region, now } = scope;
    const at = Math.ceil(endOf(this.sequence.get(scope, [id]).course));
    if (at <= now) this.#end(scope, id);
    else scope.schedule.add({ at, task: this.sequence.noun, account, region, subject: [id] });
  }

  /** Does nothing for a run that was cancelled or is not to succeed. */
  #end(scope: Scope, id: string): void {
    const run = this.sequence.get(scope, [id]);
    if (stateAt(run.course, scope.now) !== 'SUCCEEDED') return;
    try {
      this.sequence.put(scope, [], { ...run, ...scope.store.attempt(() => this.#atEnd(scope, run)) });
    } catch (error) {
      const { message = '', statusCode } = faultOf(error);
      if (statusCode === 500) throw error;
      const begun = run.course.slice(0, -1);
      this.sequence.put(scope, [], {
        ...run,
        course: [...begun, { state: 'FAILED', from: endOf(run.course) }],
        ErrorString: message,
      });
    }
  }
}

function courseTo({ now, runMs }: Scope, timeout: number): Course<TaskStatusType> {
  const lastsMs = Math.min(runMs, timeout * MINUTE_MS);
  const final = lastsMs < runMs ? 'TIMEOUT' : 'SUCCEEDED';
  const phases = [
    ['STARTING', lastsMs * STARTING_SHARE] as const,
    ['RUNNING', lastsMs * (1 - STARTING_SHARE)] as const,
  ];
  return courseOf<TaskStatusType>(now, phases, final);
}

export function statusOf({ now }: Scope, { course }: Run): TaskStatusType {
  return stateAt(course, now) ?? 'STARTING';
}

/** Epoch seconds. */
export function startOf({ course }: Run): number {
  return Math.floor((course[0]?.from ?? 0) / 1000);
}

/** The members by which both types tell how far a run is. */
export function progressOf(scope: Scope, run: Run) {
  const { course, ErrorString } = run;
  const since = stateSince(course, scope.now);
  const isDone = isOver(course, scope.now);
  const end = isDone ? endOf(course) : scope.now;
  return {
    Status: statusOf(scope, run),
    ...(ErrorString !== undefined && { ErrorString }),
    StartedOn: startOf(run),
    LastModifiedOn: Math.floor(since / 1000),
    ...(isDone && { CompletedOn: Math.floor(since / 1000) }),
    ExecutionTime: Math.floor((end - (course[0]?.from ?? end)) / 1000),
  };
}
