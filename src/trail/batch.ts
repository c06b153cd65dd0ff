/**
 * Which events of a batch go into which log file, and in which order.
 *
 * A log file "isn't an ordered stack trace of the public API calls" (AWS user guide), and neighbouring files overlap in time (observed on
 * AWS). So whoever reads a trail must sort: here that need is made to show in small trails too. All of it is drawn from one seeded source.
 */
import type { Random } from '../state/random.js';

/** An event as far as planning has to know it. */
export interface BatchEvent {
  sequence: number;
  /** Bytes of the record's JSON text. */
  length: number;
}

export interface Batch {
  /** For each file the sequence numbers of its records, in the file's order. */
  files: number[][];
  /** Sequence numbers that wait for the next batch. */
  held: number[];
}

/** Bytes of JSON in a file: bounds what is in memory at once. A larger record still gets a file. */
const FILE_LENGTH = 8 * 1024 * 1024;
/** How many of the newest events of a batch may have to wait for the next one. */
const HELD_LIMIT = 8;

/**
 * @param events in the order of their recording
 * @param holdFrom of the events from this sequence number on a few of the newest wait for the next batch, so that its first file
 *   overlaps with this one's last. Infinity holds nothing; what waited once is before it and waits no more.
 */
export function cutBatch(events: BatchEvent[], maxEventsPerFile: number, holdFrom: number, random: Random): Batch {
  const held = chooseHeld(
    events.filter(({ sequence }) => sequence >= holdFrom),
    random,
  );
  const files = cutFiles(
    events.filter((event) => !held.has(event)),
    maxEventsPerFile,
  );
  for (const [index, file] of files.entries()) exchange(files[index - 1], file, random);
  const sequences = (file: Iterable<BatchEvent>) => Array.from(file, ({ sequence }) => sequence);
  return { files: files.map((file) => random.shuffle(sequences(file))), held: sequences(held) };
}

/** The last event but one, and by chance some before it: never the last, since it is what makes this batch overlap with them. */
function chooseHeld(events: BatchEvent[], random: Random): Set<BatchEvent> {
  const reach = Math.min(HELD_LIMIT, Math.floor(events.length / 3));
  return new Set(events.slice(-1 - reach, -1).filter((_, index) => index === reach - 1 || random.below(2) === 0));
}

function cutFiles(events: BatchEvent[], maxEventsPerFile: number): BatchEvent[][] {
  const eventsPerFile = Math.ceil(events.length / Math.ceil(events.length / maxEventsPerFile));
  const files: BatchEvent[][] = [];
  let length = Number.POSITIVE_INFINITY;
  for (const event of events) {
    length += event.length;
    if (length > FILE_LENGTH || (files.at(-1)?.length ?? 0) === eventsPerFile) {
      files.push([]);
      length = event.length;
    }
    files.at(-1)?.push(event);
  }
  return files;
}

/** Swaps some of the newest events of a file with some of the oldest of the next one; the two at the border always. */
function exchange(earlier: BatchEvent[] | undefined, later: BatchEvent[], random: Random): void {
  if (!earlier) return;
  const reach = Math.ceil(Math.min(earlier.length, later.length) / 4);
  for (let step = 0; step < reach; step += 1) {
    if (step > 0 && random.below(2) === 0) continue;
    const last = earlier.length - 1 - step;
    [earlier[last], later[step]] = [later[step] as BatchEvent, earlier[last] as BatchEvent];
  }
}
