/** Whom messages go to. */
import type { Message } from './message.js';

export interface Destination {
  /** Names it in health, in the log and in the store. */
  readonly name: 'sns' | 'eventbridge' | 'webhook';
  /** Where it is, without what may be secret; undefined where the SDK alone knows. */
  readonly origin: string | undefined;
  /** Whether it gets recorded calls at all. */
  readonly takesCalls: boolean;
  /** Messages that it takes at once, at most. */
  readonly batchSize: number;
  takes(message: Message): boolean;
  /**
   * One attempt, without any retry; does not throw.
   *
   * @param signal gives up: who waits for an answer is told that there is none
   * @returns what became of each message, in their order
   */
  send(messages: readonly Message[], signal: AbortSignal): Promise<Receipt[]>;
}

/** `refused`: it will not be taken, however often it is sent. `unavailable`: it may be taken later. */
export type Receipt = { status: 'sent' } | { status: 'refused' | 'unavailable'; error: Error };

export const SENT = { status: 'sent' } as const satisfies Receipt;

/** How long an answer may take. */
export const TIMEOUT_MS = 10_000;

/** Of an attempt that ended in an error. */
export function receiptOf(error: unknown, isRefusal: (error: Error) => boolean): Receipt {
  const known = error instanceof Error ? error : new Error(String(error));
  return { status: isRefusal(known) ? 'refused' : 'unavailable', error: worded(known) };
}

/** Node's errors of a host with several addresses have a code and no message. */
function worded(error: Error): Error {
  if (error.message) return error;
  return Object.assign(new Error('code' in error ? String(error.code) : error.name), { name: error.name });
}
