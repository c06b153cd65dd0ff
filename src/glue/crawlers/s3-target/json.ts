/**
 * JSON: one value a line, or one document. A column is a member of the objects; a document that is an array is one column `array`
 * (observed). A custom JSON classifier's path says where the objects are: `$.Records[*]`; paths of `$`, members, `[*]` and indexes are
 * followed.
 */
import type { Classified, Format, SampledText } from './format.js';
import { type Columns, merged, mergedColumns, type Shape, scalar } from './shape.js';

/** Documents that the columns are made of. */
const MOST_DOCUMENTS = 10_000;

export function classifiedJson(
  sampled: SampledText,
  compressionType: Format['compressionType'],
  jsonPath = '$',
): Classified | undefined {
  const documents = documentsOf(sampled).flatMap((document) => followed(document, jsonPath));
  if (documents.length === 0) return undefined;
  let columns: Columns = new Map();
  for (const document of documents.slice(0, MOST_DOCUMENTS)) columns = withDocument(columns, document);
  if (columns.size === 0) return undefined;
  const paths = [...columns.keys()].sort().join(',');
  const serde = { SerializationLibrary: 'org.openx.data.jsonserde.JsonSerDe', Parameters: { paths } };
  const format: Format = { classification: 'json', compressionType, serde, parameters: {} };
  return { format, columns, recordCount: Math.round(documents.length / sampled.share) };
}

/** The values in a text: its lines', or its only one. What was cut counts as far as it goes. */
function documentsOf({ text, complete }: SampledText): unknown[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const first = parsedValue(lines[0] ?? '');
  if (lines.length > 1 && isObject(first)) {
    const whole = complete ? lines : lines.slice(0, -1);
    return whole.map(parsedValue).filter(isObject);
  }
  const document = parsedValue(complete ? text : (closed(text) ?? text));
  return isObject(document) ? [document] : [];
}

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A document that was cut, up to the last comma before the cut, with what is open there closed. */
function closed(text: string): string | undefined {
  const open: string[] = [];
  let last: { end: number; closing: string } | undefined;
  const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"?|[[\]{},]/gs; // A text that was cut goes on to the end.
  for (const { 0: token, index } of text.matchAll(tokens)) {
    if (token === '{') open.push('}');
    else if (token === '[') open.push(']');
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',') last = { end: index, closing: open.toReversed().join('') };
  }
  return last && text.slice(0, last.end) + last.closing;
}

function followed(document: unknown, path: string): unknown[] {
  const steps = path.matchAll(/\.([^.[\]]+)|\[(?:'([^']*)'|(\d+|\*))\]/g);
  let found = [document];
  for (const [, dotted, quoted, index] of steps) {
    const name = dotted ?? quoted ?? index ?? '';
    found = found.flatMap((value) => {
      if (!isObject(value)) return [];
      return name === '*'
        ? Object.values(value)
        : Object.entries(value).flatMap(([key, member]) => (key === name ? [member] : []));
    });
  }
  return found.filter(isObject);
}

function withDocument(columns: Columns, document: unknown): Columns {
  const shape = shapeOf(document);
  if (shape?.kind === 'struct') return mergedColumns(columns, shape.members);
  return Array.isArray(document) ? mergedColumns(columns, new Map([['array', shape]])) : columns;
}

/** What lies deeper in a value is left as a text. */
const DEEPEST = 50;

/** Whole numbers that fit are ints, greater ones bigints (observed). */
function shapeOf(value: unknown, depth = 0): Shape | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'boolean') return scalar('boolean');
  if (typeof value === 'number') return scalar(numberType(value));
  if (typeof value !== 'object' || depth > DEEPEST) return scalar('string');
  const below = (member: unknown) => shapeOf(member, depth + 1);
  if (Array.isArray(value)) return { kind: 'array', element: value.map(below).reduce(merged, undefined) };
  const members = new Map(Object.entries(value).map(([name, member]) => [name, below(member)]));
  return members.size === 0 ? scalar('string') : { kind: 'struct', members };
}

function numberType(value: number): string {
  if (!Number.isInteger(value)) return 'double';
  return Math.abs(value) < 2 ** 31 ? 'int' : 'bigint';
}
