/** The constraints of a shape, each as a rule with AWS's words for it ("Member must have length less than or equal to 255"). */
import Guard from 'typebox/guard';
import { wholeStringPattern } from './patterns.js';
import type { Shape, SimpleShape, StructureShape } from './shapes.js';

export interface Rule {
  /** What it limits. */
  of: 'enum' | 'pattern' | Measure;
  text: string;
  holds(value: unknown): boolean;
}

/** In the order in which AWS reports them for one value: pattern before length (seen on Cognito, DynamoDB and CloudFormation). */
export function rulesOf({ kind, constraint }: Exclude<Shape, StructureShape>): Rule[] {
  const measure = MEASURES[kind];
  if (!constraint || !measure) return [];
  const { min, max, pattern, enum: values, prefix } = constraint;
  return [
    values && oneOf(values, prefix),
    pattern === undefined ? undefined : matching(pattern),
    min === undefined ? undefined : atLeast(min, measure),
    max === undefined ? undefined : atMost(max, measure),
  ].filter((rule) => rule !== undefined);
}

/**
 * All rules for the members of a list or the keys of a map, as soon as one of them breaks one: AWS reports these together and in the other
 * order, "[Member must have length less than or equal to 255, Member must have length greater than or equal to 1]". Undefined if all hold.
 */
export function sharedRuleBroken(shape: SimpleShape, values: unknown[]): string | undefined {
  const rules = rulesOf(shape);
  if (values.every((value) => rules.every((rule) => rule.holds(value)))) return undefined;
  return `[${rules
    .map((rule) => rule.text)
    .reverse()
    .join(', ')}]`;
}

type Measure = 'length' | 'value';

/** What a bound limits. Kinds that are not here have no constraints in any model. */
const MEASURES: Partial<Record<Shape['kind'], Measure>> = {
  string: 'length',
  list: 'length',
  map: 'length',
  integer: 'value',
  long: 'value',
  double: 'value',
};

function oneOf(values: readonly string[], prefix: string | undefined): Rule {
  return {
    of: 'enum',
    text: `Member must satisfy enum value set: [${values.join(', ')}]`,
    holds: (value) => values.includes(String(value)) || (prefix !== undefined && String(value).startsWith(prefix)),
  };
}

/** The pattern is shown as the model writes it. */
function matching(pattern: string): Rule {
  const expression = wholeStringPattern(pattern);
  return {
    of: 'pattern',
    text: `Member must satisfy regular expression pattern: ${pattern}`,
    holds: (value) => expression.test(String(value)),
  };
}

function atLeast(min: number, of: Measure): Rule {
  return { of, text: `Member must have ${of} greater than or equal to ${min}`, holds: (value) => size(value) >= min };
}

function atMost(max: number, of: Measure): Rule {
  return { of, text: `Member must have ${of} less than or equal to ${max}`, holds: (value) => size(value) <= max };
}

/** Strings are measured in characters of Unicode, as Smithy defines length. */
function size(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return Guard.CodePointCount(value);
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0;
}
