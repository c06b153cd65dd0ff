/** The input check as laws over all operations of Glue. */
import t from 'tap';
import { checkInput } from '../../src/model/check.js';
import { constraintsOf, type ShapeConstraint } from '../../src/model/constraints.js';
import type { Operation } from '../../src/model/operations.js';
import { wholeStringPattern } from '../../src/model/patterns.js';
import { GLUE } from '../../src/model/service.js';
import type { Member, SimpleShape } from '../../src/model/shapes.js';
import { violationsOf } from '../model/checked.js';
import { smallestInput, smallestString, smallestValue } from './smallest-input.js';

t.test('the smallest input of every operation passes, and with unknown and null members comes out the same', (t) => {
  t.equal(GLUE.operations.size, 314);
  for (const operation of GLUE.operations.values()) {
    const input = smallestInput(operation);
    const checked = checkInput(operation, input);
    t.ok('input' in checked && checked.input === input, operation.name);
    const optional = [...operation.input.members.values()].filter((member) => !(member.name in input));
    const nulls = Object.fromEntries(optional.map(({ name }) => [name, null]));
    t.strictSame(checkInput(operation, { ...nulls, ...input, Unheard: {} }), { input }, operation.name);
  }
  t.end();
});

t.test('a smallest string is known for every string of the three services', (t) => {
  for (const [name, constraint] of ['glue', 'cloudtrail', 'sts'].flatMap((each) =>
    Object.entries(constraintsOf(each).shapes),
  )) {
    if (constraint.type !== 'string') continue;
    t.doesNotThrow(() => smallestString({ kind: 'string', name, sensitive: false, constraint }), name);
  }
  t.end();
});

t.test('every operation says which required member is missing', (t) => {
  const required = allMembers().filter(({ member }) => member.required);
  t.ok(required.length > 300);
  for (const { operation, member } of required) {
    const { [member.name]: _, ...rest } = smallestInput(operation);
    const message = `1 validation error detected: Value null at '${lowerFirst(member.name)}' failed to satisfy constraint: Member must not be null`;
    t.strictSame(
      checkInput(operation, rest).refusal,
      { code: 'ValidationException', message },
      `${operation.name}.${member.name}`,
    );
  }
  t.end();
});

t.test('every bound, pattern and enum of every operation’s own members is enforced and named', (t) => {
  const broken = allMembers().flatMap(({ operation, member }) =>
    breakages(member).map((breakage) => ({ operation, member, ...breakage })),
  );
  t.ok(broken.length > 1_500, `${broken.length} cases`);
  for (const { operation, member, value, rule } of broken) {
    const message = violationsOf(checkInput(operation, { ...smallestInput(operation), [member.name]: value }));
    t.ok(
      message.includes(` at '${lowerFirst(member.name)}' failed to satisfy constraint: ${rule}`),
      `${operation.name}.${member.name} ${rule}`,
    );
  }
  t.end();
});

interface Breakage {
  value: unknown;
  rule: string;
}

/** Values of a member that break one of its shape's constraints each, and what the message says of it. */
function breakages({ shape }: Member): Breakage[] {
  const constraint = shape.constraint ?? { type: 'string' };
  if (shape.kind === 'structure') return [];
  if (shape.kind === 'list') return sizeBreakages(constraint, (size) => Array(size).fill(smallestValue(shape.element)));
  if (shape.kind === 'map')
    return sizeBreakages(constraint, (size) => mapOf(shape.key, size, smallestValue(shape.value)));
  if (shape.kind === 'string') return stringBreakages(constraint);
  const { min, max } = constraint;
  return [
    ...(min === undefined ? [] : [{ value: min - 1, rule: `Member must have value greater than or equal to ${min}` }]),
    ...(max === undefined ? [] : [{ value: max + 1, rule: `Member must have value less than or equal to ${max}` }]),
  ];
}

function stringBreakages(constraint: ShapeConstraint): Breakage[] {
  const { min = 0, max = 1_000, pattern, enum: values } = constraint;
  if (values) return [{ value: 'NO SUCH VALUE', rule: `Member must satisfy enum value set: [${values.join(', ')}]` }];
  const odd = ['\u0000', '\n', ' ', '!', '{'].map((each) => each.padEnd(Math.max(min, 1), each));
  const unfit = odd.find((each) => pattern && each.length <= max && !wholeStringPattern(pattern).test(each));
  const rule = `Member must satisfy regular expression pattern: ${pattern}`;
  return [...sizeBreakages(constraint, (size) => 'a'.repeat(size)), ...(unfit ? [{ value: unfit, rule }] : [])];
}

function sizeBreakages({ min = 0, max }: ShapeConstraint, ofSize: (size: number) => unknown): Breakage[] {
  const tooShort = {
    value: min > 0 && ofSize(min - 1),
    rule: `Member must have length greater than or equal to ${min}`,
  };
  const tooLong = {
    value: max !== undefined && ofSize(max + 1),
    rule: `Member must have length less than or equal to ${max}`,
  };
  return [tooShort, tooLong].filter(({ value }) => value !== false);
}

function mapOf(key: SimpleShape, size: number, value: unknown): Record<string, unknown> {
  const keys = key.constraint?.enum ?? Array.from({ length: size }, (_, index) => `${smallestString(key)}${index}`);
  return Object.fromEntries(keys.slice(0, size).map((each) => [each, value]));
}

function allMembers(): { operation: Operation; member: Member }[] {
  return [...GLUE.operations.values()].flatMap((operation) =>
    [...operation.input.members.values()].map((member) => ({ operation, member })),
  );
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
