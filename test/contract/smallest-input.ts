/**
 * The smallest input that an operation's model takes: required members only, lists and maps with no more in them than they must have.
 * It is valid by the model; whether the call then succeeds depends on the state that its names refer to.
 */
import type { Operation } from '../../src/model/operations.js';
import { wholeStringPattern } from '../../src/model/patterns.js';
import type { MapShape, Shape, SimpleShape, StructureShape } from '../../src/model/shapes.js';

export function smallestInput(operation: Operation): Record<string, unknown> {
  return smallestStructure(operation.input);
}

export function smallestValue(shape: Shape): unknown {
  switch (shape.kind) {
    case 'structure':
      return smallestStructure(shape);
    case 'list':
      return Array.from({ length: shape.constraint?.min ?? 0 }, () => smallestValue(shape.element));
    case 'map':
      return smallestMap(shape);
    case 'string':
      return smallestString(shape);
    case 'boolean':
      return false;
    case 'blob':
      return '';
    case 'document':
      return {};
    default:
      return Math.min(Math.max(0, shape.constraint?.min ?? 0), shape.constraint?.max ?? 0);
  }
}

function smallestStructure({ members, union }: StructureShape): Record<string, unknown> {
  const all = [...members.values()];
  // The first members of SearchFilterClause lead back into it.
  const set = union ? all.slice(-1) : all.filter((member) => member.required);
  return Object.fromEntries(set.map(({ name, shape }) => [name, smallestValue(shape)]));
}

function smallestMap({ key, value, constraint }: MapShape): Record<string, unknown> {
  const count = constraint?.min ?? 0;
  if (count > 1) throw new Error('No model has a map that must have several entries');
  return count === 0 ? {} : { [smallestString(key)]: smallestValue(value) };
}

/** Beginnings of strings, one of which fits each pattern of the three services. Handlers take names from these, so they are not empty. */
const BEGINNINGS = [
  ...['a', 'A', 'Aa', '3', '$', '/', '{}', 'a.a', '4.0', '00:00', 'Mon:1', 'a.amazonaws.com'],
  ...['s3://aaa', 's3://a/a', 'sc://', 'https://aa', 'a.a.a', '00000000-0000-0000-0000-000000000000'],
  ...[
    'arn:aws:glue:',
    'arn:aws:secretsmanager:',
    'arn:aws:kms:us-east-1:123456789012:key/a',
    'arn:aws:iam::123456789012:role/a',
  ],
];

export function smallestString({ name, constraint }: SimpleShape): string {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, enum: values } = constraint ?? {};
  if (values?.[0] !== undefined) return values[0];
  const expression = pattern === undefined ? undefined : wholeStringPattern(pattern);
  const candidates = BEGINNINGS.flatMap((start) => [start.padEnd(min, 'a'), start.padEnd(min, '1')]);
  const fitting = candidates.find(
    (each) => each.length >= min && each.length <= max && (!expression || expression.test(each)),
  );
  if (fitting === undefined) throw new Error(`No beginning in the list fits ${name}: ${pattern}`);
  return fitting;
}
