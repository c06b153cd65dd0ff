/**
 * Messages that stand nowhere else, of log files and state changes: stored in the commit that causes them, so that there is none of what
 * did not happen, and kept until every destination is past them. At most so many wait; beyond that the oldest go.
 */
import type { Collection, Store } from '../state/store.js';
import type { Message } from './message.js';
import type { Portion, Source } from './source.js';

const MOST_WAITING = 10_000;

export class Outbox implements Source {
  readonly name = 'outbox';
  readonly #rows: Collection<Message>;
  /** All that are kept have numbers from `oldest` on, below `next`. */
  #oldest: number;
  #next: number;

  /** @param used a destination that is at a number has been told of all before it, whether they are still here or not. */
  constructor(store: Store, used: number) {
    this.#rows = store.collection<Message>('notifications');
    this.#next = used;
    for (const [newest] of this.#rows.keys({ prefix: [], reverse: true, limit: 1 }))
      this.#next = Math.max(used, Number(newest) + 1);
    this.#oldest = this.#next;
    for (const [oldest] of this.#rows.keys({ prefix: [], limit: 1 })) this.#oldest = Number(oldest);
    store.onClear(() => {
      this.#oldest = this.#next;
    });
  }

  /** Numbers of work that was undone are given away again. */
  get end(): number {
    let end = this.#next;
    while (end > this.#oldest && !this.#rows.has([end - 1])) end -= 1;
    return end;
  }

  /** Inside a commit. */
  add(message: Message): void {
    const number = this.end;
    this.#rows.add([number], message);
    this.#next = number + 1;
    if (this.#next - this.#oldest <= MOST_WAITING) return;
    this.#rows.remove([this.#oldest]);
    this.#oldest += 1;
  }

  /** Inside a commit: lets go of what is before a number. */
  forget(before: number): void {
    if (before <= this.#oldest) return;
    for (const key of this.#rows.keys({ prefix: [] })) {
      if (Number(key[0]) >= before) break;
      this.#rows.remove(key);
    }
    this.#oldest = before;
  }

  read(from: number, takes: (message: Message) => boolean, limit: number): Portion {
    const messages: Message[] = [];
    const first = Math.max(from, this.#oldest);
    let next = first;
    for (const { key, value } of this.#rows.range({ prefix: [], after: [first - 0.5] })) {
      next = Number(key[0]) + 1;
      if (takes(value)) messages.push(value);
      if (messages.length === limit) break;
    }
    return { messages, next, lost: first - from };
  }
}
