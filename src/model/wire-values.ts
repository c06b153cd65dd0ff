/**
 * What a JSON value has to be like to stand for a value of the model. The compiled check and the walk that explains its refusals both
 * judge by these, so that they cannot disagree.
 */
import type { SimpleShape } from './shapes.js';

/**
 * The numbers that fit a shape, bounds included. JSON.parse rounds Java's greatest long up to 2^63, so that has to pass. Timestamps are
 * epoch seconds of the years 1 to 9999: what lies outside has no date to print in a record.
 */
export const NUMBER_RANGES = {
  integer: { minimum: -(2 ** 31), maximum: 2 ** 31 - 1 },
  long: { minimum: -(2 ** 63), maximum: 2 ** 63 },
  double: { minimum: -Number.MAX_VALUE, maximum: Number.MAX_VALUE },
  timestamp: { minimum: -62_135_596_800, maximum: 253_402_300_799.999 },
} as const;

export type NumberKind = keyof typeof NUMBER_RANGES;

export function isNumberKind(kind: SimpleShape['kind']): kind is NumberKind {
  return kind in NUMBER_RANGES;
}

export function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** How many lists, maps and structures may stand inside each other: far more than any real call, far less than a stack holds. */
export const DEEPEST_NESTING = 128;

/** Whether at most `levels` lists and objects stand inside each other in `value`. Looks no deeper than that. */
export function isNestedWithin(levels: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isNestedWithin(levels - 1, inner));
}
