/** How long Event history remembers: AWS's own keeps 90 days; here a number of events bounds it as well. */
import type { History } from './history.js';
import type { Stream } from './stream.js';

export interface Retention {
  /** Of all accounts and regions together. */
  events: number;
  ms: number;
}

export const DEFAULT_RETENTION: Retention = { events: 1_000_000, ms: 90 * 24 * 60 * 60_000 };

/** Entries that one commit forgets in a stream at most, so that no commit takes long: what is left goes with later ones. */
const ENTRIES_AT_ONCE = 10_000;

/**
 * Inside a commit: forgets events that are too many or too old.
 *
 * @param neededFrom lowest sequence number that a trail has yet to deliver, which is kept with all behind it
 */
export function trimHistory(history: History, { events, ms }: Retention, now: number, neededFrom: number): void {
  const tooMany = history.nextSequence - events;
  for (const stream of history.streams()) {
    const before = Math.max(tooMany, firstRecordedSince(history, stream, now - ms));
    history.trim(stream, Math.min(before, neededFrom), ENTRIES_AT_ONCE);
  }
}

/** The sequence number up to which the stream's oldest entries are from before a time; a record without a time ends them. */
function firstRecordedSince(history: History, stream: Stream, time: number): number {
  let sequence = 0;
  for (const head of history.heads(stream, ENTRIES_AT_ONCE + 1)) {
    sequence = head.sequence;
    if (!(eventTime(head.json) < time)) break;
  }
  return sequence;
}

/** Epoch milliseconds of the record's eventTime, its first member of that name; NaN without one. */
function eventTime(json: string): number {
  return Date.parse(/"eventTime":"([^"]+)"/.exec(json)?.[1] ?? '');
}
