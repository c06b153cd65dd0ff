/**
 * Runs of a resource: a sequence of which the old ones are forgotten. Those that are under way stand in rows of their own, so that a limit
 * on them costs what is running, not the whole history.
 */
import type { Context, Scope } from '../context.js';
import { type Id, Kind } from './kind.js';
import type { Page, PageRequest } from './page.js';
import { type Numbered, Sequence, type SequenceDeclaration, sortable } from './sequence.js';

export interface Run extends Numbered {
  /** Epoch milliseconds. */
  startedAt: number;
}

export interface RunsDeclaration extends SequenceDeclaration {
  /** How long they are told of, in milliseconds from their start. */
  keptMs: number;
}

/** Ids are [...parents, run id]. */
export class Runs<Entity extends Run> {
  readonly #declaration: RunsDeclaration;
  readonly #runs: Sequence<Entity>;
  readonly #underWay: Kind<{ id: string }>;

  constructor(declaration: RunsDeclaration) {
    const { keptMs: _, ...sequence } = declaration;
    this.#declaration = declaration;
    this.#runs = new Sequence(sequence);
    this.#underWay = new Kind({ ...sequence, noun: `${sequence.noun}-under-way` });
  }

  /** Begins the run that is made of the next number. Each that comes lets two go that are not told of any more. */
  begin(scope: Scope, parents: Id, make: (number: number) => Entity): Entity {
    const run = this.#runs.add(scope, parents, make);
    this.#underWay.put(scope, [...parents, sortable(run.number)], { id: run.id });
    this.#forgetOldest(scope, parents);
    return run;
  }

  /** Changes a run that has begun. */
  put(scope: Scope, parents: Id, run: Entity): void {
    this.#runs.put(scope, parents, run);
  }

  /** The run is over; answers whether it was under way until now. */
  end(scope: Scope, parents: Id, { number }: Entity): boolean {
    const id = [...parents, sortable(number)];
    if (!this.#underWay.has(scope, id)) return false;
    this.#underWay.remove(scope, id);
    return true;
  }

  find(scope: Scope, id: Id): Entity | undefined {
    return this.#told(scope, this.#runs.find(scope, id));
  }

  /** Throws when there is none. */
  get(scope: Scope, id: Id): Entity {
    const run = this.find(scope, id);
    if (!run) throw this.#declaration.faults.absent(id.at(-1) ?? '', scope, id);
    return run;
  }

  latest(scope: Scope, parents: Id): Entity | undefined {
    return this.#told(scope, this.#runs.latest(scope, parents));
  }

  /** Newest first. */
  *all(scope: Scope, parents: Id): Generator<Entity> {
    for (const run of this.#runs.all(scope, parents)) if (this.#isTold(scope, run)) yield run;
  }

  /** Those that have begun and are not over, oldest first. */
  *underWay(scope: Scope, parents: Id): Generator<Entity> {
    for (const { id } of this.#underWay.all(scope, parents)) {
      const run = this.#runs.find(scope, [...parents, id]);
      if (run) yield run;
    }
  }

  page<Item>(context: Context, parents: Id, request: PageRequest, tell: (run: Entity) => Item | undefined): Page<Item> {
    return this.#runs.page(context, parents, request, (run) => (this.#isTold(context, run) ? tell(run) : undefined));
  }

  #told(scope: Scope, run: Entity | undefined): Entity | undefined {
    return run && this.#isTold(scope, run) ? run : undefined;
  }

  #isTold({ now }: Scope, { startedAt }: Run): boolean {
    return startedAt > now - this.#declaration.keptMs;
  }

  #forgetOldest(scope: Scope, parents: Id): void {
    for (const run of this.#runs.oldest(scope, parents, 2)) {
      if (this.#isTold(scope, run)) continue;
      this.#runs.remove(scope, parents, run);
      this.end(scope, parents, run);
    }
  }
}
