/**
 * What comes one after the other below a parent, or in an account: numbered as it comes, told newest first, and found by the id that clients
 * are told. That id cannot be the key: on AWS it is random (`jr_…`, `dqrun-…`, a UUID) or made of another's (`jr_…_attempt_1`), and says
 * nothing of age.
 */
import type { Context, Scope } from '../context.js';
import { type Id, Kind, type KindFaults } from './kind.js';
import type { Page, PageRequest } from './page.js';

export interface Numbered {
  /** Counts up by parent, from 1. */
  number: number;
  id: string;
}

export interface SequenceDeclaration {
  noun: string;
  /** Takes them along when it goes. */
  parent?: Kind<object>;
  /** Answered page size when the caller gives none. */
  pageSize?: number;
  faults: Pick<KindFaults, 'absent'>;
}

/** Ids are [...parents, the told id]. */
export class Sequence<Entity extends Numbered> {
  readonly noun: string;
  readonly #entities: Kind<Entity>;
  readonly #numbers: Kind<{ number: number }>;

  constructor({ faults: { absent }, ...declaration }: SequenceDeclaration) {
    this.noun = declaration.noun;
    this.#entities = new Kind({ ...declaration, newestFirst: true, faults: { absent } });
    this.#numbers = new Kind({ ...declaration, noun: `${declaration.noun}-number`, faults: { absent } });
  }

  /** Keeps what is made of the next number. */
  add(scope: Scope, parents: Id, make: (number: number) => Entity): Entity {
    const entity = make((this.latest(scope, parents)?.number ?? 0) + 1);
    this.put(scope, parents, entity);
    this.#numbers.put(scope, [...parents, entity.id], { number: entity.number });
    return entity;
  }

  /** Changes one that was added. */
  put(scope: Scope, parents: Id, entity: Entity): void {
    this.#entities.put(scope, numbered(parents, entity), entity);
  }

  remove(scope: Scope, parents: Id, entity: Entity): void {
    this.#entities.remove(scope, numbered(parents, entity));
    this.#numbers.remove(scope, [...parents, entity.id]);
  }

  find(scope: Scope, id: Id): Entity | undefined {
    const kept = this.#numbers.find(scope, id);
    return kept && this.#entities.find(scope, numbered(id.slice(0, -1), kept));
  }

  /** Throws the fault when there is none. */
  get(scope: Scope, id: Id): Entity {
    return this.#entities.get(scope, numbered(id.slice(0, -1), this.#numbers.get(scope, id)));
  }

  /** Those of the ids that there are, and the others. */
  batchGet(scope: Scope, parents: Id, ids: readonly string[]): { found: Entity[]; missing: string[] } {
    const { found, missing } = this.#numbers.batchGet(scope, parents, ids);
    return { found: found.map((kept) => this.#entities.get(scope, numbered(parents, kept))), missing };
  }

  latest(scope: Scope, parents: Id): Entity | undefined {
    for (const entity of this.all(scope, parents)) return entity;
    return undefined;
  }

  /** Newest first. */
  all(scope: Scope, parents: Id): Generator<Entity> {
    return this.#entities.all(scope, parents);
  }

  /** Oldest first. */
  oldest(scope: Scope, parents: Id, limit: number): Entity[] {
    const prefix = this.#entities.key(scope, parents);
    return Array.from(this.#entities.rows(scope).range({ prefix, limit }), ({ value }) => value);
  }

  page<Item>(
    context: Context,
    parents: Id,
    request: PageRequest,
    select: (entity: Entity) => Item | undefined,
  ): Page<Item> {
    return this.#entities.page(context, parents, request, select);
  }
}

function numbered(parents: Id, { number }: { number: number }): Id {
  return [...parents, sortable(number)];
}

const DIGITS = 12;

/** A number as a part of a key, where parts sort as text. */
export function sortable(number: number | string): string {
  return String(number).padStart(DIGITS, '0');
}

/** An id in the form that Glue gives to runs: `jr_` and 64 hexadecimal digits, `dqrun-` and 40. */
export function hexId(scope: Scope, prefix: string, digits: number): string {
  return prefix + `${scope.newId()}${scope.newId()}`.replaceAll('-', '').slice(0, digits);
}
