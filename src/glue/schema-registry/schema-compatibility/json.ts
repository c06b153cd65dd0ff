/** JSON texts that schemas are written in. */
import { DEEPEST_NESTING, isNestedWithin } from '../../../model/wire-values.js';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export interface JsonObject {
  [name: string]: Json;
}

/** Throws an error whose message says what is wrong with the text. */
export function parseJson(text: string): Json {
  const [start = '', word = 'null'] = /^\s*([A-Za-z_$][\w$]*)/.exec(text) ?? [];
  if (!WORDS.has(word)) throw new Error(unrecognised(start, word));
  const value: Json = JSON.parse(text);
  if (!isNestedWithin(DEEPEST_NESTING, value)) throw new Error(`Nesting is deeper than ${DEEPEST_NESTING} levels`);
  return value;
}

const WORDS = new Set(['null', 'true', 'false']);

/** As AWS's parser says it of a text that begins with a word (observed); what it says of other mistakes is not known. */
function unrecognised(start: string, word: string): string {
  const lines = start.split('\n');
  const place = `line: ${lines.length}, column: ${(lines.at(-1) ?? '').length + 1}`;
  const expected = "(JSON String, Number, Array, Object or token 'null', 'true' or 'false')";
  const source = 'REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)';
  return `Unrecognized token '${word}': was expecting ${expected}\n at [Source: ${source}; ${place}]`;
}

/** One text for values that differ in nothing but white space and the order of members. */
export function canonicalText(value: Json): string {
  return JSON.stringify(value, (_, inner: Json) => (isObject(inner) ? sorted(inner) : inner));
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** fromEntries makes own properties of all names, `__proto__` too. */
function sorted(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));
}
