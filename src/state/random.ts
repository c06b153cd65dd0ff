/**
 * A repeatable source of chance: the same seed gives the same draws on every machine.
 *
 * sfc32 by Chris Doty-Humphrey (PractRand, public domain): 128 bits of state, here taken from the SHA-256 of the seed, so that seeds
 * which differ in one character share nothing. Not for secrets.
 */
import { createHash } from 'node:crypto';

export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter: number;

  constructor(seed: string) {
    const digest = createHash('sha256').update(seed).digest();
    this.#a = digest.readInt32LE(0);
    this.#b = digest.readInt32LE(4);
    this.#c = digest.readInt32LE(8);
    this.#counter = digest.readInt32LE(12);
  }

  /** An integer from 0 up to, but not including, `limit`, which is at most 2^32. */
  below(limit: number): number {
    return Math.floor((this.#next() / 2 ** 32) * limit);
  }

  /** Characters drawn from an alphabet. */
  text(length: number, alphabet: string): string {
    return Array.from({ length }, () => alphabet.charAt(this.below(alphabet.length))).join('');
  }

  /** Brings the items into a random order, in place (Fisher and Yates), and answers them. */
  shuffle<Item>(items: Item[]): Item[] {
    for (let last = items.length - 1; last > 0; last -= 1) {
      const chosen = this.below(last + 1);
      [items[last], items[chosen]] = [items[chosen] as Item, items[last] as Item];
    }
    return items;
  }

  /** An unsigned integer of 32 bits. */
  #next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return sum >>> 0;
  }
}
