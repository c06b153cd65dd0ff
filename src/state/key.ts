/**
 * Keys of the store: `[account, region, kind, …parents, name]`, compared part by part.
 *
 * LMDB takes keys of 1,978 bytes, and its encoding takes some control characters for its own. A part that is too long (AWS's names go to
 * 255 characters, partition values to 1,024) or holds a control character is stored as its beginning and its digest: it is found as
 * before, and stands near its place in the order.
 */
import { createHash } from 'node:crypto';

export type Key = (string | number)[];

/** Units a part may have untouched: at most three bytes each. */
const PART_LIMIT = 100;
const PART_BYTES = 300;
/** Bytes of a key behind which the remaining parts are stored as one digest; parents of a range stay below by more than a digest. */
const KEY_BYTES = 1_500;
/** Most that a shortened part can take. */
const SHORTENED_BYTES = 250;
/** Ends what is left of a shortened part: a noncharacter, which no text has. */
const MARK = '\ufdd0';

/** The key as LMDB has it. A stored key is its own stored key: ranges go on behind what they answered. */
export function storedKey(key: Key): Key {
  let units = 0;
  for (const part of key) {
    if (typeof part === 'number') continue;
    if (isUnwieldy(part)) return shortenedKey(key);
    units += part.length;
  }
  return units * 3 <= KEY_BYTES ? key : shortenedKey(key);
}

/** Whether a stored key part is not what it was made from. */
export function isShortened(part: string | number): boolean {
  return typeof part === 'string' && part.includes(MARK);
}

function shortenedKey(key: Key): Key {
  const parts = key.map((part) => (isUnwieldy(part) ? shortened(String(part)) : part));
  if (bytesOf(parts) <= KEY_BYTES) return parts;
  let fitting = 0;
  while (bytesOf(parts.slice(0, fitting + 1)) <= KEY_BYTES - SHORTENED_BYTES) fitting += 1;
  return [...parts.slice(0, fitting), shortened(JSON.stringify(key.slice(fitting)))];
}

function bytesOf(parts: Key): number {
  return parts.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 8 : Buffer.byteLength(part)), 0);
}

function isUnwieldy(part: string | number): boolean {
  if (typeof part === 'number') return false;
  if (part.length > PART_LIMIT && Buffer.byteLength(part) > PART_BYTES) return true;
  return /\p{Cc}/u.test(part);
}

function shortened(part: string): string {
  const digest = createHash('sha256').update(part).digest('base64url');
  return `${part.slice(0, 64).replaceAll(/\p{Cc}/gu, ' ')}${MARK}${digest}`;
}
