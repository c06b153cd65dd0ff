/** What a crawl finds out about values, and its Hive type: what several files say of a column has to come to one type. */
import type { Column as GlueColumn } from '@aws-sdk/client-glue';
import type { Wire } from '../../../model/types.js';

export type Shape =
  | { kind: 'scalar'; type: string }
  | { kind: 'array'; element: Shape | undefined }
  | { kind: 'map'; key: Shape; value: Shape }
  | { kind: 'struct'; members: Map<string, Shape | undefined> };

/** By name, in the order of the data; undefined where no value was seen. */
export type Columns = Map<string, Shape | undefined>;

export function scalar(type: string): Shape {
  return { kind: 'scalar', type };
}

/** Each type holds what those before it hold. */
const WIDENING = [
  ['tinyint', 'smallint', 'int', 'bigint', 'double'],
  ['float', 'double'],
  ['date', 'timestamp'],
];

/** The narrowest type for values of both; a text, where nothing narrower is. */
export function merged(one: Shape | undefined, other: Shape | undefined): Shape | undefined {
  if (!one || !other) return one ?? other;
  if (one.kind === 'array' && other.kind === 'array')
    return { kind: 'array', element: merged(one.element, other.element) };
  if (one.kind === 'struct' && other.kind === 'struct')
    return { kind: 'struct', members: mergedColumns(one.members, other.members) };
  if (one.kind === 'scalar' && other.kind === 'scalar') return scalar(wider(one.type, other.type));
  return hiveType(one) === hiveType(other) ? one : scalar('string');
}

function wider(one: string, other: string): string {
  if (one === other) return one;
  const chain = WIDENING.find((types) => types.includes(one) && types.includes(other));
  return chain ? (chain[Math.max(chain.indexOf(one), chain.indexOf(other))] ?? 'string') : 'string';
}

/** The columns of both, those of the first first. */
export function mergedColumns(one: Columns, other: Columns): Columns {
  const columns = new Map(one);
  for (const [name, shape] of other) columns.set(name, merged(columns.get(name), shape));
  return columns;
}

/** Where no value was seen it is a text. */
export function hiveType(shape: Shape | undefined): string {
  if (!shape) return 'string';
  if (shape.kind === 'scalar') return shape.type;
  if (shape.kind === 'array') return `array<${hiveType(shape.element)}>`;
  if (shape.kind === 'map') return `map<${hiveType(shape.key)},${hiveType(shape.value)}>`;
  return `struct<${Array.from(shape.members, ([name, member]) => `${name}:${hiveType(member)}`).join(',')}>`;
}

/** Hive knows no capitals in the names of columns. */
export function glueColumns(columns: Columns): Wire<GlueColumn>[] {
  const lowered: Columns = new Map();
  for (const [name, shape] of columns) {
    const Name = name.toLowerCase();
    lowered.set(Name, merged(lowered.get(Name), shape));
  }
  return Array.from(lowered, ([Name, shape]) => ({ Name, Type: hiveType(shape) }));
}
