/**
 * What AWS's front end makes of the JSON of a request before it validates: members it does not know and nulls are as if they were not
 * there, a fraction sent for an integer is cut off, and the first value of a wrong type ends it (measured on Athena, which has the same
 * front end as Glue; where another service was measured, it is named).
 */
import type { ListShape, MapShape, Shape, SimpleShape, StructureShape } from './shapes.js';
import {
  DEEPEST_NESTING,
  isBase64,
  isNestedWithin,
  isNumberKind,
  NUMBER_RANGES,
  type NumberKind,
} from './wire-values.js';

/** A value that cannot be what the model wants; the message is AWS's. */
export class TypeMismatch extends Error {}

/** The messages for a value that opens where the model has something else. The second ends in a full stop, the first does not. */
export const LIST_NOT_EXPECTED = 'Start of list found where not expected';
const OBJECT_NOT_EXPECTED = 'Start of structure or map found where not expected.';

/** The input that the model sees, its members in the caller's order. Throws TypeMismatch at the first value of a wrong type. */
export function normalise(shape: StructureShape, input: object): Record<string, unknown> {
  return structure(shape, input, DEEPEST_NESTING);
}

/** `levels` is how many more lists, maps and structures may stand inside each other. */
function anyValue(shape: Shape, value: unknown, levels: number): unknown {
  if (shape.kind === 'structure') return structure(shape, value, levels);
  if (shape.kind === 'list') return list(shape, value, levels);
  if (shape.kind === 'map') return map(shape, value, levels);
  return simple(shape, value);
}

function structure(shape: StructureShape, value: unknown, levels: number): Record<string, unknown> {
  if (levels === 0) throw tooDeep();
  const cleaned: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(object(value, 'Expected null'))) {
    const member = shape.members.get(name);
    if (member && inner !== null) cleaned[name] = anyValue(member.shape, inner, levels - 1);
  }
  return cleaned;
}

/** "Expected map or null" was measured on Kinesis. fromEntries makes own properties of all keys, `__proto__` too. */
function map(shape: MapShape, value: unknown, levels: number): Record<string, unknown> {
  if (levels === 0) throw tooDeep();
  const entries = Object.entries(object(value, 'Expected map or null')).filter(([, inner]) => inner !== null);
  return Object.fromEntries(entries.map(([key, inner]) => [key, anyValue(shape.value, inner, levels - 1)]));
}

function list(shape: ListShape, value: unknown, levels: number): unknown[] {
  if (levels === 0) throw tooDeep();
  if (Array.isArray(value)) {
    return value.filter((inner) => inner !== null).map((inner) => anyValue(shape.element, inner, levels - 1));
  }
  throw new TypeMismatch(typeof value === 'object' ? OBJECT_NOT_EXPECTED : 'Expected list or null');
}

function object(value: unknown, otherwise: string): object {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new TypeMismatch(Array.isArray(value) ? LIST_NOT_EXPECTED : otherwise);
}

function simple({ kind }: SimpleShape, value: unknown): unknown {
  if (kind === 'document') return document(value);
  if (Array.isArray(value)) throw new TypeMismatch(LIST_NOT_EXPECTED);
  if (typeof value === 'object') throw new TypeMismatch(OBJECT_NOT_EXPECTED);
  if (isNumberKind(kind)) return number(kind, value);
  if (kind === 'boolean') return boolean(value);
  if (typeof value === 'string' && (kind === 'string' || isBase64(value))) return value;
  throw inconvertible(value, kind);
}

function document(value: unknown): unknown {
  if (isNestedWithin(DEEPEST_NESTING, value)) return value;
  throw tooDeep();
}

/** AWS's limit and its words for it are not known. */
function tooDeep(): TypeMismatch {
  return new TypeMismatch(`Nesting is deeper than ${DEEPEST_NESTING} levels`);
}

/** Numbers that do not fit were not measured: refused like every other value that cannot be converted. */
function number(kind: NumberKind, value: unknown): number {
  const { minimum, maximum } = NUMBER_RANGES[kind];
  if (typeof value !== 'number' || value < minimum || value > maximum) throw inconvertible(value, kind);
  return kind === 'integer' || kind === 'long' ? Math.trunc(value) : value;
}

const TRUE_WORDS = /^(true|yes|y|t|1)$/i;
const FALSE_WORDS = /^(false|no|n|f|0)$/i;

/** A string may name a boolean (measured on Kinesis and SES). */
function boolean(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string' && TRUE_WORDS.test(value)) return true;
  if (typeof value === 'string' && FALSE_WORDS.test(value)) return false;
  throw inconvertible(value, 'boolean');
}

/** "a Long" was measured on Amazon Ads, milliseconds on X-Ray; a double and a blob were not and are named alike. */
const TARGETS: Record<Exclude<SimpleShape['kind'], 'document'>, string> = {
  string: 'a String',
  integer: 'an Integer',
  long: 'a Long',
  double: 'a Double',
  boolean: 'a Boolean',
  timestamp: 'milliseconds since epoch',
  blob: 'a Blob',
};

function inconvertible(value: unknown, kind: keyof typeof TARGETS): TypeMismatch {
  // "an Boolean" for strings alone: measured on SES.
  const target = kind === 'boolean' && typeof value === 'string' ? 'an Boolean' : TARGETS[kind];
  return new TypeMismatch(`${token(value)} can not be converted to ${target}`);
}

function token(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return typeof value === 'number' ? 'NUMBER_VALUE' : 'STRING_VALUE';
}
