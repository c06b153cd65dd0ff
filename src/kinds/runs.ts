/**
 * Runs of a resource: numbered as they begin, told newest first, found by the ids that clients are told, and forgotten after a time.
 * Those that are under way stand in rows of their own, so that a limit on them costs what is running, not the whole history.
 */
import type { Context, Scope } from '../context.js';
import { type Id, Kind } from './kind.js';
import type { Page, PageRequest } from './page.js';

export interface Run {
  /** Counts up by parent, from 1. */
  number: number;
  id: string;
  /** Epoch milliseconds. */
  startedAt: number;
}

export interface RunsDeclaration {
  service: string;
  noun: string;
  /** What they are runs of: takes them along when it goes. */
  parent: Kind<object>;
  /** How long they are told of, in milliseconds from their start. */
  keptMs: number;
  /** Answered page size when the caller gives none. */
  pageSize?: number;
  faults: { absent: (id: Id, scope: Scope) => Error; invalidToken: () => Error };
}

/** Ids are [...parents, run id]. */
export class Runs<Entity extends Run> {
  readonly #declaration: RunsDeclaration;
  readonly #runs: Kind<Entity>;
  readonly #numbers: Kind<{ number: number }>;
  readonly #underWay: Kind<{ number: number }>;

  constructor(declaration: RunsDeclaration) {
    this.#declaration = declaration;
    const { noun, faults } = declaration;
    const common = { ...declaration, scope: 'account', faults: { ...faults, exists: faults.absent } } as const;
    this.#runs = new Kind({ ...common, newestFirst: true });
    this.#numbers = new Kind({ ...common, noun: `${noun}-number` });
    this.#underWay = new Kind({ ...common, noun: `${noun}-under-way` });
  }

  /** Begins the run that is made of the next number. Each that comes lets two go that are not told of any more. */
  begin(scope: Scope, parents: Id, make: (number: number) => Entity): Entity {
    const run = make((this.#newest(scope, parents)?.number ?? 0) + 1);
    this.put(scope, parents, run);
    this.#numbers.put(scope, [...parents, run.id], { number: run.number });
    this.#underWay.put(scope, numbered(parents, run), { number: run.number });
    this.#forgetOldest(scope, parents);
    return run;
  }

  /** Changes a run that has begun. */
  put(scope: Scope, parents: Id, run: Entity): void {
    this.#runs.put(scope, numbered(parents, run), run);
  }

  /** The run is over; answers whether it was under way until now. */
  end(scope: Scope, parents: Id, run: Entity): boolean {
    const id = numbered(parents, run);
    if (!this.#underWay.has(scope, id)) return false;
    this.#underWay.remove(scope, id);
    return true;
  }

  find(scope: Scope, id: Id): Entity | undefined {
    const kept = this.#numbers.find(scope, id);
    const run = kept && this.#runs.find(scope, numbered(id.slice(0, -1), kept));
    return run && this.#isTold(scope, run) ? run : undefined;
  }

  /** Throws when there is none. */
  get(scope: Scope, id: Id): Entity {
    const run = this.find(scope, id);
    if (!run) throw this.#declaration.faults.absent(id, scope);
    return run;
  }

  latest(scope: Scope, parents: Id): Entity | undefined {
    const run = this.#newest(scope, parents);
    return run && this.#isTold(scope, run) ? run : undefined;
  }

  /** Those that have begun and are not over, oldest first. */
  *underWay(scope: Scope, parents: Id): Generator<Entity> {
    for (const { number } of this.#underWay.all(scope, parents)) {
      const run = this.#runs.find(scope, numbered(parents, { number }));
      if (run) yield run;
    }
  }

  page<Item>(context: Context, parents: Id, request: PageRequest, tell: (run: Entity) => Item): Page<Item> {
    return this.#runs.page(context, parents, request, (run) => (this.#isTold(context, run) ? tell(run) : undefined));
  }

  #newest(scope: Scope, parents: Id): Entity | undefined {
    for (const run of this.#runs.all(scope, parents)) return run;
    return undefined;
  }

  #isTold({ now }: Scope, { startedAt }: Run): boolean {
    return startedAt > now - this.#declaration.keptMs;
  }

  #forgetOldest(scope: Scope, parents: Id): void {
    const oldest = this.#runs.rows(scope).range({ prefix: this.#runs.key(scope, parents), limit: 2 });
    for (const { value } of [...oldest]) {
      if (this.#isTold(scope, value)) continue;
      this.#runs.remove(scope, numbered(parents, value));
      this.#numbers.remove(scope, [...parents, value.id]);
      this.end(scope, parents, value);
    }
  }
}

const DIGITS = 12;

function numbered(parents: Id, { number }: { number: number }): Id {
  return [...parents, String(number).padStart(DIGITS, '0')];
}

/** An id as Glue gives it to runs: the prefix and 64 hexadecimal digits. */
export function runId(scope: Scope, prefix: string): string {
  return `${prefix}_${`${scope.newId()}${scope.newId()}`.replaceAll('-', '')}`;
}
