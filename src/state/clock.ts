/** The one clock of a server: real, or virtual, which stands still until it is moved. */
export class Clock {
  readonly virtual: boolean;
  /** Milliseconds since the epoch: of a virtual clock its time, of a real one how far it was moved. */
  #base: number;

  /** @param start epoch milliseconds at which a virtual clock stands; without it the clock is real. */
  constructor(start?: number) {
    this.virtual = start !== undefined;
    this.#base = start ?? 0;
  }

  /** Milliseconds since the epoch. */
  now(): number {
    return this.virtual ? this.#base : Date.now() + this.#base;
  }

  advance(ms: number): void {
    this.#base += ms;
  }

  set(epochMs: number): void {
    this.#base = this.virtual ? epochMs : epochMs - Date.now();
  }
}
