/**
 * The hours of a chain of digests: where they begin, which log file belongs to which, and when the chain breaks. Pure; times in epoch
 * milliseconds, an hour is named by its end.
 *
 * As on AWS hours are counted from when logging began, here the oldest event of the first log file, and before the first hour stands a
 * starting digest. It is due when the first hour is over, like that hour's own: who stops before then pays for no key.
 */
import { type DigestLink, type DigestTarget, HOUR_MS } from './digest.js';

export interface Chain {
  /** Where its digests go, as it was last known. */
  target: DigestTarget;
  /** The hour of the starting digest. */
  first: number;
  /** The hour whose digest is to be written next. */
  next: number;
  /** Absent: the next one is a starting digest. */
  previous?: DigestLink;
}

/**
 * How many empty hours in a row are written at most. A clock that was moved further, or a server that was off for longer, breaks the chain,
 * as if logging had been stopped: a year of empty hours would be 8,760 files in each region.
 */
export const EMPTY_HOURS = 168;

/** @param oldest time of the oldest event of the first log file; NaN where it is not known */
export function begun(target: DigestTarget, delivered: number, oldest: number): Chain {
  const loggingBegan = oldest <= delivered ? oldest : delivered;
  const origin = Math.floor(loggingBegan / 1000) * 1000;
  const hours = Math.ceil((delivered - origin) / HOUR_MS);
  const first = origin + Math.max(hours - 1, 0) * HOUR_MS;
  return { target, first, next: first };
}

/** When the chain's next digest is due: at the end of the first hour to come that may name files, which a starting digest's is not. */
export function dueAt({ next, previous }: Chain): number {
  return previous ? next : next + HOUR_MS;
}

/** The hour whose digest names a log file that is delivered now. */
export function hourOf(chain: Chain, delivered: number): number {
  const hour = chain.next + Math.ceil((delivered - chain.next) / HOUR_MS) * HOUR_MS;
  return Math.max(hour, dueAt(chain));
}

/** Whether a time is one from before the chain: the clock was set back. */
export function isBefore(time: number, { first }: Chain): boolean {
  return time < first - HOUR_MS;
}

/** The chain with a digest more. */
export function continued(chain: Chain, previous: DigestLink): Chain {
  return { ...chain, next: chain.next + HOUR_MS, previous };
}

/**
 * The chain as it goes on at a time; a new one, beginning with the last hour that is over, if too many empty hours lie between.
 *
 * @param filed the first hour that has a log file, if one has
 */
export function goneOn(chain: Chain, now: number, filed = Number.POSITIVE_INFINITY): Chain {
  const current = chain.next + (Math.floor((now - chain.next) / HOUR_MS) + 1) * HOUR_MS;
  const wanted = Math.min(filed, current);
  if (!chain.previous || wanted - chain.next <= EMPTY_HOURS * HOUR_MS) return chain;
  const { previous: _, ...rest } = chain;
  return { ...rest, first: wanted - HOUR_MS, next: wanted - HOUR_MS };
}
