/** The one clock of a server: real, or virtual, which stands still until it is moved. */
export class Clock {
  readonly virtual: boolean;
  /** Milliseconds since the epoch: of a virtual clock its time, of a real one how far it was moved. */
  #base: number;

  /** @param start epoch milliseconds at which a virtual clock stands; without it the clock is real. */
  constructor(start?: number) {
    this.virtual = start !== undefined;
    this.#base = start === undefined ? 0 : inRange(start);
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.virtual ? this.#base : Date.now() + this.#base;
  }

  /** Throws a RangeError, like `set`, rather than leave the years that four digits spell. */
  advance(ms: number): void {
    this.set(this.now() + ms);
  }

  set(epochMs: number): void {
    const time = inRange(epochMs);
    this.#base = this.virtual ? time : time - Date.now();
  }
}

/** Epoch milliseconds in whole seconds, as records and events spell a time: 2017-11-11T01:09:46Z */
export function timeText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

/** Records and keys of log files spell years with four digits. */
const EARLIEST = '1970-01-01T00:00:00Z';
const LATEST = '9999-12-31T00:00:00Z';

function inRange(epochMs: number): number {
  if (epochMs >= Date.parse(EARLIEST) && epochMs <= Date.parse(LATEST)) return epochMs;
  throw new RangeError(`time must stay between ${EARLIEST} and ${LATEST}`);
}
