/**
 * How AWS prints the value that breaks a constraint: as Java prints it. A list of structures reads
 * `[PartitionValueList(values=[2022, 6]), PartitionValueList(values=[2022, 5])]` (observed on Glue); that members which are not set
 * read `null` is the way of Java's generated toString.
 */
import { holdsSensitive } from './sensitive.js';
import type { Shape, StructureShape } from './shapes.js';

/**
 * Longer values are left out, in characters. AWS printed lists of hundreds of partition values in full and left out a column type of
 * more than 131,072 characters (both observed on Glue); where in between it stops is not known.
 */
const LONGEST_VALUE = 10_000;

/** The value's text, or undefined if it must not be shown: because something in it is or may be sensitive, or for its length. */
export function valueText(shape: Shape, value: unknown): string | undefined {
  if (holdsSensitive(shape)) return undefined;
  const text = javaText(shape, value);
  return text.length > LONGEST_VALUE ? undefined : text;
}

function javaText(shape: Shape, value: unknown): string {
  if (value === undefined || value === null) return 'null';
  if (shape.kind === 'double' && typeof value === 'number') return javaDouble(value);
  if (typeof value !== 'object') return String(value);
  if (shape.kind === 'structure') return structureText(shape, { ...value });
  if (shape.kind === 'map') return `{${entryTexts(shape.value, value).join(', ')}}`;
  if (shape.kind === 'list' && Array.isArray(value))
    return `[${value.map((each) => javaText(shape.element, each)).join(', ')}]`;
  return JSON.stringify(value);
}

function structureText(shape: StructureShape, value: Record<string, unknown>): string {
  const members = [...shape.members.values()].map(
    (each) => `${lowerFirst(each.name)}=${javaText(each.shape, value[each.name])}`,
  );
  return `${shape.name}(${members.join(', ')})`;
}

function entryTexts(shape: Shape, value: object): string[] {
  return Object.entries(value).map(([key, inner]) => `${key}=${javaText(shape, inner)}`);
}

/** Double.toString: 2 is 2.0, 12000000 is 1.2E7. */
function javaDouble(value: number): string {
  const magnitude = Math.abs(value);
  const withPoint = (digits: string) => (digits.includes('.') ? digits : `${digits}.0`);
  if (value === 0 || (magnitude >= 1e-3 && magnitude < 1e7)) return withPoint(String(value));
  const [digits = '', exponent] = value.toExponential().split('e');
  return `${withPoint(digits)}E${Number(exponent)}`;
}

/** A member's name the way messages spell it: only the first letter changes. */
export function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
