/**
 * An input with every member set, as deep as the model goes: lists and maps hold one element, a structure is not set inside itself.
 * Values are the smallest that the model takes. Unions have every member set, which the model refuses unless told otherwise.
 */
import type { Operation } from '../../src/model/operations.js';
import type { Member, Shape, StructureShape } from '../../src/model/shapes.js';
import { smallestString, smallestValue } from './smallest-input.js';

export interface Filling {
  /** Chooses the value of a member; undefined leaves it to the model. */
  member?: (member: Member) => unknown;
  /** Sets one member of a union, as the model wants it. */
  validUnions?: boolean;
}

export function fullestInput(operation: Operation, filling: Filling = {}): Record<string, unknown> {
  return fullestStructure(operation.input, filling, []);
}

function fullestStructure(shape: StructureShape, filling: Filling, open: StructureShape[]): Record<string, unknown> {
  const inside = [...open, shape];
  const all = [...shape.members.values()].filter((member) => !leadsInto(member.shape, inside));
  const set = shape.union && filling.validUnions ? all.slice(-1) : all;
  return Object.fromEntries(
    set.map((member) => [member.name, filling.member?.(member) ?? fullestValue(member.shape, filling, inside)]),
  );
}

function fullestValue(shape: Shape, filling: Filling, open: StructureShape[]): unknown {
  if (shape.kind === 'structure') return fullestStructure(shape, filling, open);
  if (shape.kind === 'list') {
    const { min = 1 } = shape.constraint ?? {};
    return Array.from({ length: Math.max(min, 1) }, () => fullestValue(shape.element, filling, open));
  }
  if (shape.kind === 'map') return { [smallestString(shape.key)]: fullestValue(shape.value, filling, open) };
  return smallestValue(shape);
}

/** Whether a value of the shape has to have one of the open structures in it. */
function leadsInto(shape: Shape, open: StructureShape[]): boolean {
  if (shape.kind === 'structure') return open.includes(shape);
  if (shape.kind === 'list') return leadsInto(shape.element, open);
  return shape.kind === 'map' && leadsInto(shape.value, open);
}
