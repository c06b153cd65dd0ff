/** Where messages come from: a log of numbered entries, in which each destination has a position of its own. */
import type { Message } from './message.js';

export interface Source {
  /** Under which destinations keep their position. */
  readonly name: 'outbox' | 'calls';
  /** The number that the next entry will have. */
  readonly end: number;
  /** The next messages from a number on, in order; looks at a bounded number of entries. */
  read(from: number, takes: (message: Message) => boolean, limit: number): Portion;
}

export interface Portion {
  messages: Message[];
  /** Where to read on. */
  next: number;
  /** Entries that were gone before they were read. */
  lost: number;
}
