/**
 * The shapes of a service's model: the SDK's exported schemas joined with the constraints that they leave out.
 *
 * A shape is resolved once, when an operation that uses it is first called; recursive structures refer to themselves by name through
 * the registry. Members stand in model order, which is the order CloudTrail prints them in.
 */
import { NormalizedSchema } from '@smithy/core/schema';
import type { ServiceConstraints, ShapeConstraint } from './constraints.js';

export type Shape = StructureShape | ListShape | MapShape | SimpleShape;

interface ShapeBase {
  /** The model's name of the shape ('NameString', 'TableInput'); undefined for shapes that the constraints do not know. */
  name: string | undefined;
  sensitive: boolean;
  constraint: ShapeConstraint | undefined;
}

export interface Member {
  name: string;
  shape: Shape;
  required: boolean;
  sensitive: boolean;
}

export interface StructureShape extends ShapeBase {
  kind: 'structure';
  name: string;
  union: boolean;
  /** In model order. */
  members: Map<string, Member>;
}

export interface ListShape extends ShapeBase {
  kind: 'list';
  element: Shape;
}

export interface MapShape extends ShapeBase {
  kind: 'map';
  key: SimpleShape;
  value: Shape;
}

export interface SimpleShape extends ShapeBase {
  kind: 'string' | 'integer' | 'long' | 'double' | 'boolean' | 'timestamp' | 'blob' | 'document';
}

/** Resolves shapes of one service; a structure is resolved once and shared. */
export class ShapeRegistry {
  readonly #constraints: ServiceConstraints;
  readonly #structures = new Map<string, StructureShape>();

  constructor(constraints: ServiceConstraints) {
    this.#constraints = constraints;
  }

  structure(ref: unknown): StructureShape {
    const shape = this.#resolve(NormalizedSchema.of(ref as never), undefined);
    if (shape.kind !== 'structure') throw new TypeError(`${shape.name} is no structure`);
    return shape;
  }

  /** `name` is the constraints' name of the shape: the schema of a plain member carries only the member's name. */
  #resolve(schema: NormalizedSchema, name: string | undefined): Shape {
    const constraint = name === undefined ? undefined : this.#constraints.shapes[name];
    const base = { name, constraint, sensitive: Boolean(schema.getMergedTraits().sensitive) };
    if (schema.isStructSchema() || schema.isUnitSchema()) return this.#structure(schema);
    if (schema.isListSchema()) {
      return { ...base, kind: 'list', element: this.#resolve(schema.getValueSchema(), constraint?.member) };
    }
    if (schema.isMapSchema()) {
      const key = this.#resolve(schema.getKeySchema(), constraint?.key) as SimpleShape;
      return { ...base, kind: 'map', key, value: this.#resolve(schema.getValueSchema(), constraint?.value) };
    }
    return { ...base, kind: simpleKind(schema, constraint) };
  }

  #structure(schema: NormalizedSchema): StructureShape {
    const name = schema.getName() ?? 'Unit';
    const known = this.#structures.get(name);
    if (known) return known;
    const sensitive = Boolean(schema.getOwnTraits().sensitive);
    const union = schema.isUnionSchema();
    const shape: StructureShape = {
      kind: 'structure',
      name,
      union,
      sensitive,
      constraint: undefined,
      members: new Map(),
    };
    this.#structures.set(name, shape);
    if (!schema.isUnitSchema())
      for (const member of this.#members(schema, name)) shape.members.set(member.name, member);
    return shape;
  }

  #members(schema: NormalizedSchema, structure: string): Member[] {
    const shapeNames = this.#constraints.structures[structure] ?? {};
    const requiredCount = requiredMembers(schema.getSchema());
    const ranks = new Map(Object.keys(shapeNames).map((member, index) => [member, index]));
    const rank = (member: string) => ranks.get(member) ?? ranks.size;
    return [...schema.structIterator()]
      .map(([name, member], index): Member => {
        const sensitive = Boolean(member.getMergedTraits().sensitive);
        return { name, shape: this.#resolve(member, shapeNames[name]), required: index < requiredCount, sensitive };
      })
      .sort((a, b) => rank(a.name) - rank(b.name));
  }
}

/** The SDK puts the required members first and their count into the schema's seventh field. */
function requiredMembers(schema: unknown): number {
  const count = Array.isArray(schema) ? schema[6] : 0;
  return typeof count === 'number' ? count : 0;
}

function simpleKind(schema: NormalizedSchema, constraint: ShapeConstraint | undefined): SimpleShape['kind'] {
  if (schema.isBlobSchema()) return 'blob';
  if (schema.isTimestampSchema()) return 'timestamp';
  if (schema.isBooleanSchema()) return 'boolean';
  if (schema.isDocumentSchema()) return 'document';
  if (schema.isBigIntegerSchema()) return 'long';
  if (schema.isBigDecimalSchema()) return 'double';
  if (schema.isNumericSchema()) return numericKind(constraint?.type);
  return 'string';
}

/** The SDK knows only "number"; where the constraints are silent too, the widest kind refuses nothing that AWS would take. */
function numericKind(type: ShapeConstraint['type'] | undefined): 'integer' | 'long' | 'double' {
  return type === 'integer' || type === 'long' ? type : 'double';
}
