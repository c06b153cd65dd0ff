/**
 * The message of AWS's validation for input of right types: every constraint that does not hold, in model order, at most ten.
 *
 *     2 validation errors detected: Value null at 'databaseName' failed to satisfy constraint: Member must not be null; Value '' at
 *     'tableInput.storageDescriptor.columns.1.member.name' failed to satisfy constraint: Member must have length greater than or equal to 1
 *
 * Paths carry the public names of members. (On CreateTable Glue was seen to say 'table.storageDescriptor…', an internal name.)
 */
import { type Rule, rulesOf, sharedRuleBroken } from './rules.js';
import { isSensitive } from './sensitive.js';
import type { ListShape, MapShape, Shape, SimpleShape, StructureShape } from './shapes.js';
import { lowerFirst, valueText } from './value-text.js';

const MOST_VIOLATIONS = 10;

export interface Violation {
  text: string;
  /** The innermost member, as paths write it: `registryName`. */
  member: string;
  /** Which of the member's rules; undefined if it is missing, a union of several, or holds elements that break theirs. */
  rule?: Rule['of'];
}

/** The constraints that the input breaks, in model order and at most ten. Takes what normalise() answers. */
export function violationsOf(shape: StructureShape, input: Record<string, unknown>): Violation[] {
  const violations: Violation[] = [];
  for (const violation of inStructure(shape, input, { path: '', hidden: false })) {
    violations.push(violation);
    if (violations.length === MOST_VIOLATIONS) break;
  }
  return violations;
}

/** @param violations at least one */
export function validationMessage(violations: readonly Violation[]): string {
  const texts = violations.map(({ text }) => text);
  return `${texts.length} validation error${texts.length > 1 ? 's' : ''} detected: ${texts.join('; ')}`;
}

/** Where a value stands; hidden if it is part of something sensitive. */
interface Place {
  path: string;
  hidden: boolean;
}

function* inStructure(shape: StructureShape, value: Record<string, unknown>, place: Place): Generator<Violation> {
  // How AWS words a union with several members set is not known.
  const contradictory = shape.union && Object.keys(value).length !== 1;
  if (contradictory) yield violation(shape, value, place, 'Member must have exactly one member set');
  for (const member of shape.members.values()) {
    const path = `${place.path}${place.path && '.'}${lowerFirst(member.name)}`;
    const inner = value[member.name];
    if (inner !== undefined) yield* inValue(member.shape, inner, { path, hidden: place.hidden || isSensitive(member) });
    else if (member.required) yield missing(path);
  }
}

function* inValue(shape: Shape, value: unknown, place: Place): Generator<Violation> {
  const ownRules = shape.kind === 'structure' ? [] : rulesOf(shape);
  for (const rule of ownRules)
    if (!rule.holds(value)) yield { ...violation(shape, value, place, rule.text), rule: rule.of };
  if (typeof value !== 'object' || value === null) return;
  if (shape.kind === 'structure') yield* inStructure(shape, { ...value }, place);
  if (shape.kind === 'list') yield* inList(shape, Object.values(value), place);
  if (shape.kind === 'map') yield* inMap(shape, value, place);
}

/** Strings and numbers of a list are judged together, at the list's own path. */
function* inList(shape: ListShape, elements: unknown[], place: Place): Generator<Violation> {
  if (isSimple(shape.element)) {
    const text = sharedRuleBroken(shape.element, elements);
    if (text) yield violation(shape, elements, place, `Member must satisfy constraint: ${text}`);
    return;
  }
  const hidden = place.hidden || shape.element.sensitive;
  for (const [index, element] of elements.entries()) {
    yield* inValue(shape.element, element, { path: `${place.path}.${index + 1}.member`, hidden });
  }
}

function* inMap(shape: MapShape, value: object, place: Place): Generator<Violation> {
  const keys = sharedRuleBroken(shape.key, Object.keys(value));
  if (keys) yield violation(shape, value, place, `Map keys must satisfy constraint: ${keys}`);
  if (isSimple(shape.value)) {
    const values = sharedRuleBroken(shape.value, Object.values(value));
    if (values) yield violation(shape, value, place, `Map value must satisfy constraint: ${values}`);
    return;
  }
  const hidden = place.hidden || shape.key.sensitive || shape.value.sensitive;
  for (const [key, inner] of Object.entries(value)) {
    // The key of something sensitive is part of it.
    const step = hidden ? 'member' : `${key}.member`;
    yield* inValue(shape.value, inner, { path: `${place.path}.${step}`, hidden });
  }
}

/** AWS leaves a sensitive value out: "Value at 'password' failed to satisfy constraint" (observed on Cognito). */
function violation(shape: Shape, value: unknown, { path, hidden }: Place, constraint: string): Violation {
  const shownText = hidden ? undefined : valueText(shape, value);
  const shown = shownText === undefined ? '' : ` '${shownText}'`;
  return { text: `Value${shown} at '${path}' failed to satisfy constraint: ${constraint}`, member: innermost(path) };
}

function missing(path: string): Violation {
  return {
    text: `Value null at '${path}' failed to satisfy constraint: Member must not be null`,
    member: innermost(path),
  };
}

function innermost(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function isSimple(shape: Shape): shape is SimpleShape {
  return shape.kind !== 'structure' && shape.kind !== 'list' && shape.kind !== 'map';
}
