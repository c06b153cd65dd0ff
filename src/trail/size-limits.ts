/**
 * How large the parts of a record may be ("CloudTrail record contents" of the user guide): some texts are cut at 1 KB, and of a
 * requestParameters or responseElements of more than 100 KB only its size is told. So no record exceeds 256 KB; additionalEventData, whose
 * limit is 28 KB, never comes near it here.
 */
import { type EventVersion, has } from './event-version.js';
import type { CloudTrailRecord, Omission } from './record-schema.js';

const KB = 1024;
const ELEMENTS_LIMIT = 100 * KB;
/** A character of a JSON text is three bytes at most. */
const BYTES_PER_CHARACTER = 3;

/** CloudTrail cuts userAgent, errorCode, errorMessage and requestID so; between characters. */
export function cutTo1KB(text: string): string {
  if (text.length * BYTES_PER_CHARACTER <= KB || Buffer.byteLength(text) <= KB) return text;
  return Buffer.from(text)
    .subarray(0, KB)
    .toString()
    .replace(/\uFFFD$/, '');
}

/** Makes a record's JSON text. What was too large stands no longer in the record either. */
export type PrintRecord = (record: CloudTrailRecord) => string;

export function printerOf(version: EventVersion): PrintRecord {
  return has(version, 'omission') ? printWithinLimits : JSON.stringify;
}

/** A look at the length of the whole text spares most records the measuring. */
function printWithinLimits(record: CloudTrailRecord): string {
  const text = JSON.stringify(record);
  if (text.length * BYTES_PER_CHARACTER <= ELEMENTS_LIMIT) return text;
  for (const member of ['requestParameters', 'responseElements'] as const) {
    const originalSize = Buffer.byteLength(JSON.stringify(record[member]));
    if (originalSize > ELEMENTS_LIMIT) record[member] = omission(member, originalSize);
  }
  return JSON.stringify(record);
}

/** As those who read such records describe it; that `omitted` is no text is what the user guide says. */
function omission(member: string, originalSize: number): Omission {
  return { reason: `${member} too large`, omitted: true, originalSize };
}
