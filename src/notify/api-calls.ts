/**
 * Recorded calls as messages. Event history holds them anyway, so there is no second copy: recording pays nothing for it, and what waits is
 * bounded by what history keeps.
 *
 * EventBridge is told of calls that write. "Read-only management events" are for rules that ask for them (user guide,
 * `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS`), so here for servers that are told to.
 */
import type { History } from '../trail/history.js';
import type { CloudTrailRecord } from '../trail/record-schema.js';
import { isRead } from '../trail/selection.js';
import { apiCall, type Message } from './message.js';
import type { Portion, Source } from './source.js';

/** Events that one reading looks at, so that a backlog of reads does not stop the server. */
const READ_AT_ONCE = 200;

export class ApiCalls implements Source {
  readonly name = 'calls';
  readonly #history: History;
  readonly #withReads: boolean;

  constructor(history: History, withReads: boolean) {
    this.#history = history;
    this.#withReads = withReads;
  }

  get end(): number {
    return this.#history.nextSequence;
  }

  /** Sequence numbers have no gaps: those that are not there were trimmed, which the newest never is. */
  read(from: number, takes: (message: Message) => boolean, limit: number): Portion {
    const messages: Message[] = [];
    let next = from;
    let lost = 0;
    let left = READ_AT_ONCE;
    for (const { sequence, json } of this.#history.readAll(from)) {
      lost += sequence - next;
      next = sequence + 1;
      const message = this.#messageOf(json);
      if (message && takes(message)) messages.push(message);
      left -= 1;
      if (messages.length === limit || left === 0) break;
    }
    return { messages, next, lost };
  }

  #messageOf(json: string): Message | undefined {
    const record: CloudTrailRecord = JSON.parse(json);
    return this.#withReads || !isRead(record) ? apiCall(record, json) : undefined;
  }
}
