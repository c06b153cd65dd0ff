/** How far each destination has been told, in each source, and what came of it: kept in the store, so that a new start goes on there. */
import type { Collection, Store } from '../state/store.js';
import type { Source } from './source.js';

/** The number of each source's entry that is next, and messages counted. */
export type Position = Record<Source['name'], number> & { sent: number; dropped: number };

export class Positions {
  readonly #rows: Collection<Position>;
  /** What the store has, which is asked with every commit. */
  readonly #known = new Map<string, Position>();

  constructor(store: Store) {
    this.#rows = store.collection<Position>('notification-positions');
    for (const { key, value } of this.#rows.range({ prefix: [] })) this.#known.set(String(key[0]), value);
  }

  get(destination: string): Position {
    return this.#known.get(destination) ?? { outbox: 0, calls: 0, sent: 0, dropped: 0 };
  }

  /** Inside a commit. */
  put(destination: string, position: Position): void {
    this.#known.set(destination, position);
    this.#rows.put([destination], position);
  }

  /** Inside a commit. */
  remove(destination: string): void {
    this.#known.delete(destination);
    this.#rows.remove([destination]);
  }

  destinations(): string[] {
    return [...this.#known.keys()];
  }
}
