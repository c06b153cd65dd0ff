/**
 * What must happen at a time: a crawl that ends, a schedule that fires. Entries stand in the store, ordered by due time, and are carried
 * out, each at its own time, before any later call sees the state. An entry is never cancelled: its task looks whether it still applies.
 */
import type { Collection, Store } from './store.js';

export interface Due {
  /** Epoch milliseconds. */
  at: number;
  task: string;
  account: string;
  region: string;
  /** What the task needs to find its subject again. */
  subject: readonly string[];
}

export class Schedule {
  readonly #entries: Collection<Due>;
  /** Due time of the earliest entry: what a call pays for looking. */
  #nextAt: number;

  constructor(store: Store) {
    this.#entries = store.collection<Due>('schedule');
    this.#nextAt = this.#earliest()?.at ?? Number.POSITIVE_INFINITY;
  }

  get nextAt(): number {
    return this.#nextAt;
  }

  /** Inside a commit. The same task for the same subject at the same time is one entry. */
  add(due: Due): void {
    this.#entries.put(keyOf(due), due);
    this.#nextAt = Math.min(this.#nextAt, due.at);
  }

  /** Inside a commit: takes the earliest entry that is due, if any. */
  take(now: number): Due | undefined {
    if (this.#nextAt > now) return undefined;
    const due = this.#earliest();
    if (due && due.at <= now) this.#entries.remove(keyOf(due));
    this.#nextAt = this.#earliest()?.at ?? Number.POSITIVE_INFINITY;
    return due && due.at <= now ? due : undefined;
  }

  #earliest(): Due | undefined {
    for (const { value } of this.#entries.range({ prefix: [], limit: 1 })) return value;
    return undefined;
  }
}

function keyOf({ at, task, account, region, subject }: Due): (string | number)[] {
  return [at, task, account, region, ...subject];
}
