/**
 * The quick half of the input check: TypeBox schemas made from the shapes with their constraints, and compiled. It says yes only to input
 * that can be handed on as it is; a no may be a fault, or only a null, an unknown member or a number to be cut: normalise.ts finds out
 * which.
 *
 * A structure is compiled by itself when a value of it is first met, and once for all operations: CreateJob has 121 structures, of which
 * a call for a job that is a script meets three.
 */
import Type, { type TProperties, type TSchema } from 'typebox';
import { Compile } from 'typebox/schema';
import type { ShapeConstraint } from './constraints.js';
import { wholeStringPattern } from './patterns.js';
import type { ListShape, MapShape, Shape, SimpleShape, StructureShape } from './shapes.js';
import {
  DEEPEST_NESTING,
  isBase64,
  isNestedWithin,
  isNumberKind,
  NUMBER_RANGES,
  type NumberKind,
} from './wire-values.js';

/** Whether a value is one of the structure as it stands. */
export function accepts(shape: StructureShape, value: unknown): value is Record<string, unknown> {
  return checkOf(shape)(value);
}

type Check = (value: unknown) => boolean;

const checks = new WeakMap<StructureShape, Check>();

function checkOf(shape: StructureShape): Check {
  const check = checks.get(shape) ?? compiledWhenMet(shape);
  checks.set(shape, check);
  return check;
}

/**
 * How many structures may stand inside each other, so that a structure that holds itself does not exhaust the stack. Deeper input is
 * left to normalise.ts, which counts exactly.
 */
const DEEPEST_STRUCTURES = 32;
let openStructures = 0;

function compiledWhenMet(shape: StructureShape): Check {
  let check: Check | undefined;
  return (value) => {
    if (openStructures === DEEPEST_STRUCTURES) return false;
    check ??= compile(shape);
    openStructures++;
    const accepted = check(value);
    openStructures--;
    return accepted;
  };
}

function compile({ members, union }: StructureShape): Check {
  const properties: TProperties = {};
  for (const { name, shape, required } of members.values()) {
    properties[name] = required ? schemaOf(shape) : Type.Optional(schemaOf(shape));
  }
  const memberCount = union ? { minProperties: 1, maxProperties: 1 } : {};
  const validator = Compile(Type.Refine(Type.Object(properties, memberCount), hasOnly(new Set(members.keys()))));
  return (value) => validator.Check(value);
}

function schemaOf(shape: Shape): TSchema {
  if (shape.kind === 'structure') return Type.Refine(Type.Unknown(), checkOf(shape));
  if (shape.kind === 'list') return list(shape);
  if (shape.kind === 'map') return map(shape);
  return simple(shape);
}

function list({ element, constraint }: ListShape): TSchema {
  return Type.Array(schemaOf(element), bounds('minItems', 'maxItems', constraint));
}

function map({ key, value, constraint }: MapShape): TSchema {
  const propertyNames = key.constraint ? { propertyNames: simple(key) } : {};
  const count = bounds('minProperties', 'maxProperties', constraint);
  return Type.Object({}, { additionalProperties: schemaOf(value), ...propertyNames, ...count });
}

/** Says what `additionalProperties: false` says; TypeBox's regular expression over the names takes half as long again for a table. */
function hasOnly(names: ReadonlySet<string>): (value: object) => boolean {
  return (value) => {
    for (const name in value) if (!names.has(name)) return false;
    return true;
  };
}

function simple(shape: SimpleShape): TSchema {
  if (isNumberKind(shape.kind)) return number(shape.kind, shape.constraint);
  if (shape.kind === 'boolean') return Type.Boolean();
  if (shape.kind === 'blob') return Type.Refine(Type.String(), isBase64);
  if (shape.kind === 'document') return Type.Refine(Type.Unknown(), (value) => isNestedWithin(DEEPEST_NESTING, value));
  return string(shape.constraint);
}

function string(constraint: ShapeConstraint | undefined): TSchema {
  if (constraint?.enum) {
    const { enum: values, prefix } = constraint;
    return prefix === undefined
      ? Type.Enum(values)
      : Type.Union([Type.Enum(values), Type.String({ pattern: `^${prefix}` })]);
  }
  const pattern = constraint?.pattern === undefined ? {} : { pattern: wholeStringPattern(constraint.pattern) };
  return Type.String({ ...bounds('minLength', 'maxLength', constraint), ...pattern });
}

function number(kind: NumberKind, constraint: ShapeConstraint | undefined): TSchema {
  const range = NUMBER_RANGES[kind];
  const minimum = Math.max(range.minimum, constraint?.min ?? range.minimum);
  const maximum = Math.min(range.maximum, constraint?.max ?? range.maximum);
  return kind === 'integer' || kind === 'long' ? Type.Integer({ minimum, maximum }) : Type.Number({ minimum, maximum });
}

/** The bounds of a length under the names that a type has for them. */
function bounds(least: string, greatest: string, constraint: ShapeConstraint | undefined): Record<string, number> {
  const { min = 0, max } = constraint ?? {};
  return { ...(min > 0 && { [least]: min }), ...(max !== undefined && { [greatest]: max }) };
}
