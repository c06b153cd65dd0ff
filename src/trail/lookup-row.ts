/**
 * A row of the lookup index: where in a block the events of a stream are that have a value under a key. Sorted by the values' digests, so
 * that a lookup finds its own by halving; in columns of numbers of 32 bits, little-endian: digests, sequence numbers, seconds, the latter
 * two counted from the block's lowest.
 */

/** The events of a block, in columns: epoch seconds. */
export interface EventColumns {
  sequences: Float64Array;
  seconds: Float64Array;
}

const NUMBER_BYTES = 4;
const COLUMNS = 3;

/** A digest and the index of an event that has it, as one number to sort by. */
const INDEX_RANGE = 2 ** 16;

export function rowEntry(digest: number, index: number): number {
  return digest * INDEX_RANGE + index;
}

/** @param entries see rowEntry; are put in order */
export function rowOf(
  entries: Float64Array,
  { sequences, seconds }: EventColumns,
  first: number,
  oldest: number,
): Buffer {
  const count = entries.length;
  const row = Buffer.allocUnsafe(count * COLUMNS * NUMBER_BYTES);
  entries.sort();
  for (let entry = 0; entry < count; entry += 1) {
    const number = entries[entry] ?? 0;
    const index = number % INDEX_RANGE;
    row.writeUInt32LE((number - index) / INDEX_RANGE, entry * NUMBER_BYTES);
    row.writeUInt32LE((sequences[index] ?? 0) - first, (count + entry) * NUMBER_BYTES);
    row.writeUInt32LE((seconds[index] ?? 0) - oldest, (2 * count + entry) * NUMBER_BYTES);
  }
  return row;
}

/** The row's events that have a value of the digest, newest first: how far they are behind the block's first and oldest. */
export function* findInRow(row: Buffer, digest: number): Generator<[sequence: number, second: number]> {
  const count = row.length / NUMBER_BYTES / COLUMNS;
  for (let entry = firstAbove(row, count, digest) - 1; entry >= 0; entry -= 1) {
    if (row.readUInt32LE(entry * NUMBER_BYTES) !== digest) return;
    yield [row.readUInt32LE((count + entry) * NUMBER_BYTES), row.readUInt32LE((2 * count + entry) * NUMBER_BYTES)];
  }
}

/** The index of the first entry with a greater digest; the number of entries if there is none. */
function firstAbove(row: Buffer, count: number, digest: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (row.readUInt32LE(middle * NUMBER_BYTES) > digest) high = middle;
    else low = middle + 1;
  }
  return low;
}
