/**
 * Which members may never be printed: those that the model marks sensitive, and the property maps of Glue connections, which hold
 * passwords although the model does not mark them. AWS's developer guide says of ConnectionProperties that CloudTrail does not log them,
 * and its sample shows them simply absent; the maps for Spark, Athena and Python are newer than that text.
 */
import type { Member, Shape } from './shapes.js';

const SENSITIVE_THOUGH_UNMARKED: ReadonlySet<string> = new Set([
  'ConnectionProperties',
  'SparkProperties',
  'AthenaProperties',
  'PythonProperties',
  // A personal access token or password of a source control service.
  'AuthToken',
]);

export function isSensitive(member: Member): boolean {
  return member.sensitive || member.shape.sensitive || SENSITIVE_THOUGH_UNMARKED.has(member.name);
}

/** Whether a value of the shape can have something sensitive in it. */
export function holdsSensitive(shape: Shape, seen = new Set<Shape>()): boolean {
  if (shape.sensitive) return true;
  if (seen.has(shape)) return false;
  seen.add(shape);
  if (shape.kind === 'list') return holdsSensitive(shape.element, seen);
  if (shape.kind === 'map') return holdsSensitive(shape.key, seen) || holdsSensitive(shape.value, seen);
  if (shape.kind !== 'structure') return false;
  return [...shape.members.values()].some((member) => isSensitive(member) || holdsSensitive(member.shape, seen));
}
