/**
 * What the schema registry refuses input with that breaks the model's constraints. AWS's front end leaves these to the registry, which
 * answers InvalidInputException about the first of them, a member's length before its characters (observed of names and definitions).
 */
import { parameter, schema, tags } from '../../faults/schema-registry.js';
import type { Violation } from '../../model/violations.js';

/** Undefined, the front end's text, where nothing else is known: of members that are missing and of numbers. */
export function refusalOf(violations: readonly Violation[]): Error | undefined {
  const member = violations[0]?.member ?? '';
  const rules = violations.filter((each) => each.member === member).map(({ rule }) => rule);
  if (rules.includes('enum')) return ENUMS[member]?.();
  if (rules.includes('length')) return member === 'tags' ? tags.badCount() : parameter.badLength(spelled(member));
  if (rules.includes('pattern')) return parameter.badCharacters(spelled(member));
  return undefined;
}

const ENUMS: Record<string, () => Error> = {
  dataFormat: schema.badDataFormat,
  compatibility: schema.badCompatibility,
};

/** moto's names for what the API calls otherwise. */
const SPELLED: Record<string, string> = {
  metadataKey: 'key',
  metadataValue: 'value',
  schemaVersionId: 'SchemaVersionId',
};

function spelled(member: string): string {
  return SPELLED[member] ?? member;
}
