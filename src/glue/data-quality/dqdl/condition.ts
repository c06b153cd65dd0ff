/**
 * The conditions of rules: `> 0.9`, `between now() and (now() + 3 days)`, `not in ["a", NULL]`. The keywords may be written in capitals,
 * and arithmetic goes from left to right whatever the operators, as in AWS's open grammar.
 */

import type { Reader } from './reader.js';
import type { Condition, Operand, Operator, Value } from './ruleset.js';

/** Named values that a ruleset declares before its rules: a text or a list of texts. */
export type Constants = ReadonlyMap<string, string | readonly string[]>;

const COMPARISONS = ['=', '!=', '>', '>=', '<', '<='] as const;
const TEXT_OPERATORS: readonly Operator[] = ['=', '!=', 'in', 'not in', 'matches', 'not matches'];

/** The condition that stands next, if one does. */
export function conditionAt(reader: Reader, constants: Constants): Condition | undefined {
  const comparison = COMPARISONS.find((operator) => reader.take(operator));
  if (comparison) return { operator: comparison, operands: [operand(reader, constants)] };
  const not = reader.take('not', 'NOT') ? 'not ' : '';
  if (reader.take('between', 'BETWEEN')) return range(reader, constants, `${not}between`);
  if (reader.take('in', 'IN')) return { operator: `${not}in`, operands: set(reader, constants) };
  if (reader.take('matches')) return { operator: `${not}matches`, operands: [pattern(reader)] };
  return not ? reader.refuse("'between', 'in' or 'matches'") : undefined;
}

/** Whether values of this type can be compared so. */
export function isComparable({ operator, operands }: Condition, type: Value): boolean {
  if (!operands.every(({ values }) => values.includes(type))) return false;
  return type === 'text' ? TEXT_OPERATORS.includes(operator) : !operator.endsWith('matches');
}

function range(reader: Reader, constants: Constants, operator: Operator): Condition {
  const least = operand(reader, constants);
  if (!reader.take('and', 'AND')) reader.refuse("'and'");
  return { operator, operands: [least, operand(reader, constants)] };
}

function set(reader: Reader, constants: Constants): readonly Operand[] {
  if (!reader.isAt('$')) return reader.list(() => operand(reader, constants));
  const value = constantAt(reader, constants);
  return (typeof value === 'string' ? [value] : value).map(textOperand);
}

function pattern(reader: Reader): Operand {
  reader.expectText('a regular expression in quotes');
  return { values: ['text'] };
}

function operand(reader: Reader, constants: Constants): Operand {
  if (reader.take('NULL', 'null')) return { values: ['text', 'number', 'date'] };
  if (reader.take('EMPTY', 'empty', 'WHITESPACES_ONLY', 'whitespaces_only')) return { values: ['text'] };
  if (reader.peek().kind === 'text') return textOperand(reader.expectText('a text'));
  if (reader.isAt('$')) return constantOperand(reader, constants);
  if (isNow(reader, 0)) return now(reader);
  if (reader.isAt('(') && isNow(reader, 1)) return reader.nested(() => now(reader));
  return numberOrQuantity(reader);
}

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{1,2}:\d{2}(?: ?[AP]M)?$/i;

function textOperand(text: string): Operand {
  return { values: DATE.test(text) || TIME.test(text) ? ['text', 'date'] : ['text'] };
}

/** Reads `$name`. */
export function constantAt(reader: Reader, constants: Constants): string | readonly string[] {
  reader.expect('$');
  const name = reader.expectKind('name', 'the name of a constant');
  return constants.get(name.source) ?? reader.fail(name, `Variable '${name.source}' is not defined`);
}

function constantOperand(reader: Reader, constants: Constants): Operand {
  const at = reader.peek();
  const value = constantAt(reader, constants);
  return typeof value === 'string' ? textOperand(value) : reader.refuse('a single value', at);
}

function isNow(reader: Reader, ahead: number): boolean {
  return reader.peek(ahead).source === 'now' && reader.peek(ahead + 1).source === '(';
}

const DURATIONS = ['days', 'hours', 'minutes'];
const SIZES = ['B', 'KB', 'MB', 'GB', 'TB'];

/** `now()`; with parentheses around it, which the caller reads, also `now() - 3 days`. */
function now(reader: Reader): Operand {
  const isNested = reader.peek(-1).source === '(';
  reader.expect('now');
  reader.expect('(');
  reader.expect(')');
  if (isNested) {
    if (!reader.take('+', '-')) reader.refuse("'+' or '-'");
    reader.expectKind('number', 'a whole number');
    if (!reader.take(...DURATIONS)) reader.refuse(DURATIONS.join(', '));
  }
  return { values: ['date'] };
}

/** A number with a unit is a duration or a size; a whole one without is also a size in bytes. */
function numberOrQuantity(reader: Reader): Operand {
  const isWhole = /^\d+$/.test(reader.peek().source);
  if (isWhole && DURATIONS.includes(reader.peek(1).source)) return quantity(reader, 'duration');
  if (isWhole && SIZES.includes(reader.peek(1).source)) return quantity(reader, 'size');
  const number = arithmetic(reader);
  return { values: isWhole ? ['number', 'size'] : ['number'], ...(number !== undefined && { number }) };
}

function quantity(reader: Reader, type: Value): Operand {
  reader.next();
  reader.next();
  return { values: [type] };
}

/** Undefined when it depends on earlier runs. */
function arithmetic(reader: Reader): number | undefined {
  let result = term(reader);
  for (let operator = reader.take('+', '-', '*', '/'); operator; operator = reader.take('+', '-', '*', '/')) {
    const right = term(reader);
    result = result === undefined || right === undefined ? undefined : applied(operator.source, result, right);
  }
  return result;
}

function applied(operator: string, left: number, right: number): number {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  return operator === '*' ? left * right : left / right;
}

function term(reader: Reader): number | undefined {
  if (reader.isAt('(')) return reader.nested(() => arithmetic(reader));
  if (reader.peek().kind === 'name') return functionCall(reader);
  const sign = reader.take('-') ? -1 : 1;
  return sign * Number(reader.expectKind('number', 'a value').source);
}

/** `avg(last(10))`: functions of earlier runs and of other functions. */
function functionCall(reader: Reader): undefined {
  reader.next();
  if (!reader.isAt('(')) reader.refuse("'('");
  reader.nested(() => {
    if (reader.isAt(')')) return;
    do arithmetic(reader);
    while (reader.take(','));
  });
}
