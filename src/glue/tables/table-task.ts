/**
 * Runs of tasks on tables, of which one table has one at a time: column statistics, refreshes of materialized views. A run goes through
 * its states with the clock; what it brings about happens at its end. Runs outlive their table, but not in its own list.
 */
import type { Context, Scope } from '../../context.js';
import { faultOf } from '../../faults/errors.js';
import { type Course, courseOf, endOf, isOver, stateAt, turned } from '../../kinds/course.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Page, PageRequest } from '../../kinds/page.js';
import { type Numbered, Sequence, sortable } from '../../kinds/sequence.js';
import { tables } from './table-entity.js';

export type TaskState = 'STARTING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED';

export interface TaskRun<Details> extends Numbered {
  /** [catalog, database, table]. */
  table: Id;
  details: Details;
  course: Course<TaskState>;
  /** Epoch milliseconds. */
  updatedAt: number;
  stopping?: boolean;
  error?: string;
}

export interface TableTaskDeclaration<Details> {
  /** Part of its keys: `columnStatisticsTaskRun`. */
  noun: string;
  faults: {
    absentRun: (id: string) => Error;
    running: (table: string) => Error;
    notRunning: (table: string) => Error;
    stopping: (table: string) => Error;
  };
  /** What a run that was not stopped brings about; throws a fault to fail. */
  atEnd: (scope: Scope, run: TaskRun<Details>) => void;
}

/** How long starting and stopping take, as shares of a whole run. */
const STARTING_SHARE = 0.1;
const STOPPING_SHARE = 0.1;

export class TableTask<Details extends object> {
  readonly #declaration: TableTaskDeclaration<Details>;
  /** Ids are [run id]. */
  readonly #runs: Sequence<TaskRun<Details>>;
  /** Ids are [catalog, database, table, sortable number]. */
  readonly #ofTables: Kind<{ id: string }>;

  constructor(declaration: TableTaskDeclaration<Details>) {
    this.#declaration = declaration;
    const { noun } = declaration;
    const faults = { absent: declaration.faults.absentRun };
    this.#runs = new Sequence({ noun, faults });
    this.#ofTables = new Kind({ noun: `${noun}OfTable`, parent: tables, folded: true, newestFirst: true, faults });
  }

  /** What is to be in the list of tasks. Subjects are [run id]. */
  get tasks(): Record<string, (subject: readonly string[], scope: Scope) => void> {
    return { [this.#declaration.noun]: ([id = ''], scope) => this.#end(scope, id) };
  }

  /** The table has to exist. Throws `running` while a run of the table is not over. */
  start(scope: Scope, table: Id, details: Details): TaskRun<Details> {
    if (this.#current(scope, table)) throw this.#declaration.faults.running(nameOf(table));
    const { now, runMs } = scope;
    const states = [['STARTING', runMs * STARTING_SHARE] as const, ['RUNNING', runMs * (1 - STARTING_SHARE)] as const];
    const run = this.#runs.add(scope, [], (number) => ({
      number,
      id: scope.newId(),
      table: table.map((name) => tables.fold(name)),
      details,
      course: courseOf<TaskState>(now, states, 'SUCCEEDED'),
      updatedAt: now,
    }));
    this.#ofTables.put(scope, [...table, sortable(run.number)], { id: run.id });
    this.#endAt(scope, run);
    return run;
  }

  stop(scope: Scope, table: Id): void {
    const { faults } = this.#declaration;
    const run = this.#current(scope, table);
    if (!run) throw faults.notRunning(nameOf(table));
    if (run.stopping) throw faults.stopping(nameOf(table));
    const { now, runMs } = scope;
    const state = stateAt(run.course, now) ?? 'RUNNING';
    const ending = courseOf<TaskState>(now, [[state, runMs * STOPPING_SHARE]], 'STOPPED');
    const course = turned(run.course, now, ending);
    this.#runs.put(scope, [], { ...run, course, stopping: true, updatedAt: now });
  }

  get(scope: Scope, id: string): TaskRun<Details> {
    return this.#runs.get(scope, [id]);
  }

  /** The account's runs, newest first. */
  page<Item>(context: Context, request: PageRequest, select: (run: TaskRun<Details>) => Item | undefined): Page<Item> {
    return this.#runs.page(context, [], request, select);
  }

  /** A table's runs, newest first; of a table that does not exist there are none. */
  pageOfTable<Item>(
    context: Context,
    table: Id,
    request: PageRequest,
    select: (run: TaskRun<Details>) => Item | undefined,
  ): Page<Item> {
    if (!tables.has(context, table)) return { items: [] };
    return this.#ofTables.page(context, table, request, ({ id }) => select(this.get(context, id)));
  }

  /** The run of the table that is not over. */
  #current(scope: Scope, table: Id): TaskRun<Details> | undefined {
    for (const { id } of this.#ofTables.all(scope, table)) {
      const run = this.get(scope, id);
      return isOver(run.course, scope.now) ? undefined : run;
    }
    return undefined;
  }

  #endAt(scope: Scope, { id, course }: TaskRun<Details>): void {
    const { account, region } = scope;
    const at = Math.ceil(endOf(course));
    if (at <= scope.now) this.#end(scope, id);
    else scope.schedule.add({ at, task: this.#declaration.noun, account, region, subject: [id] });
  }

  /** A run that was stopped before ends as it was. */
  #end(scope: Scope, id: string): void {
    const run = this.get(scope, id);
    if (run.stopping) return;
    const { now } = scope;
    const error = this.#carryOut(scope, run);
    const course = error === undefined ? run.course : turned(run.course, now - 1, [{ state: 'FAILED', from: now }]);
    this.#runs.put(scope, [], { ...run, course, updatedAt: now, ...(error !== undefined && { error }) });
  }

  /** Answers why it failed. */
  #carryOut(scope: Scope, run: TaskRun<Details>): string | undefined {
    try {
      scope.store.attempt(() => this.#declaration.atEnd(scope, run));
      return undefined;
    } catch (error) {
      const { message = '', statusCode } = faultOf(error);
      if (statusCode === 500) throw error;
      return message;
    }
  }
}

/** The members by which runs of both tasks tell how far they are. */
export function progressOf<Details>(scope: Scope, { course, updatedAt, error }: TaskRun<Details>) {
  const { now } = scope;
  const begun = course[0]?.from ?? now;
  const end = endOf(course);
  const isOverNow = isOver(course, now);
  return {
    Status: stateAt(course, now) ?? ('STARTING' as const),
    CreationTime: seconds(begun),
    LastUpdated: seconds(isOverNow ? end : updatedAt),
    StartTime: seconds(begun),
    ...(isOverNow && { EndTime: seconds(end) }),
    ...(error !== undefined && { ErrorMessage: error }),
    DPUSeconds: isOverNow ? Math.round((end - begun) / 1000) : 0,
  };
}

function nameOf(table: Id): string {
  return table.at(-1) ?? '';
}

function seconds(epochMs: number): number {
  return Math.floor(epochMs / 1000);
}
