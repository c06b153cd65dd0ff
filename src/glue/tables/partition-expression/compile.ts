/**
 * From a Condition and the keys' types to a test of a partition's values. SQL's logic has three values; the test asks only
 * whether the condition is certainly true. NOT is therefore pushed to the predicates, and each predicate becomes "is
 * certainly true" or "is certainly false": of an unknown value neither holds, and no third value exists while testing.
 *
 * A partition value is NULL when it is Hive's name for NULL. AWS documents IS NULL but is reported to find nothing with it
 * and to compare the name as text; what clients do instead, `key = '__HIVE_DEFAULT_PARTITION__'` on a string key (Trino's
 * Glue connector), is IS NULL here, and `<>` is IS NOT NULL, so both ways find these partitions.
 *
 * A value that is not of its key's type: AWS refuses the whole call with InvalidStateException (`For input string: "null" is
 * not an integer.`, reported by users of the service). So does a test here when it comes to compare such a value; what AND and OR
 * have decided before is not looked at.
 */
import { InvalidExpression, InvalidPartitionValue, malformed } from './invalid-expression.js';
import { type KeyType, keyType, type PartitionKey } from './key-types.js';
import { like } from './like.js';
import type { Column, Comparison, Condition, Literal } from './parse.js';

/** What stands in the place of NULL among a partition's values (Hive's `hive.exec.default.partition.name`). */
const NULL_VALUE = '__HIVE_DEFAULT_PARTITION__';

/** Of a partition's values, in key order. */
type Test = (values: readonly string[]) => boolean;

interface Key {
  readonly at: number;
  readonly type: KeyType;
}

/** The test whether a condition is true. Throws InvalidExpression for what does not fit the keys. */
export function compile(condition: Condition, keys: readonly PartitionKey[]): Test {
  return certainly(true, condition, keys);
}

function certainly(outcome: boolean, condition: Condition, keys: readonly PartitionKey[]): Test {
  switch (condition.kind) {
    case 'constant':
      return () => condition.value === outcome;
    case 'not':
      return certainly(!outcome, condition.term, keys);
    case 'and':
    case 'or': {
      const tests = condition.terms.map((term) => certainly(outcome, term, keys));
      return (condition.kind === 'and') === outcome ? all(tests) : any(tests);
    }
    case 'null':
      return nullity(outcome, lookUp(condition.column, keys));
    case 'compare':
      return compare(outcome, lookUp(condition.column, keys), condition.operator, condition.literal);
    case 'in':
      return oneOf(outcome, lookUp(condition.column, keys), condition.literals);
    case 'between': {
      const key = lookUp(condition.column, keys);
      const low = cast(condition.low, key.type);
      const high = cast(condition.high, key.type);
      return value(outcome, key, (ordered) => ordered >= low && ordered <= high);
    }
    case 'like': {
      const key = lookUp(condition.column, keys);
      if (key.type.family !== 'String')
        throw new InvalidExpression(`${key.type.family} data type doesn't support operation 'LIKE'`);
      return value(outcome, key, like(condition.pattern));
    }
  }
}

function compare(outcome: boolean, key: Key, operator: Comparison, literal: Literal): Test {
  const bound = cast(literal, key.type);
  const equality = operator === '=' || operator === '<>';
  if (equality && bound === NULL_VALUE) return nullity((operator === '=') === outcome, key);
  switch (operator) {
    case '=':
      return value(outcome, key, (ordered) => ordered === bound);
    case '<>':
      return value(outcome, key, (ordered) => ordered !== bound);
    case '<':
      return value(outcome, key, (ordered) => ordered < bound);
    case '>':
      return value(outcome, key, (ordered) => ordered > bound);
    case '<=':
      return value(outcome, key, (ordered) => ordered <= bound);
    case '>=':
      return value(outcome, key, (ordered) => ordered >= bound);
  }
}

function oneOf(outcome: boolean, key: Key, literals: readonly Literal[]): Test {
  const allowed = new Set(literals.map((literal) => cast(literal, key.type)));
  const test = value(outcome, key, (ordered) => allowed.has(ordered));
  return outcome && allowed.has(NULL_VALUE) ? any([test, nullity(true, key)]) : test;
}

/** NULL is unknown, whatever is asked of it. */
function value(outcome: boolean, key: Key, holds: (ordered: string) => boolean): Test {
  const { at, type } = key;
  return (values) => {
    const text = values[at];
    if (text === undefined || text === NULL_VALUE) return false;
    const ordered = type.order(text);
    if (ordered === undefined) throw new InvalidPartitionValue(type.refusal(text));
    return holds(ordered) === outcome;
  };
}

function nullity(outcome: boolean, { at }: Key): Test {
  return (values) => {
    const text = values[at];
    return (text === undefined || text === NULL_VALUE) === outcome;
  };
}

function all(tests: readonly Test[]): Test {
  return (values) => {
    for (const test of tests) if (!test(values)) return false;
    return true;
  };
}

function any(tests: readonly Test[]): Test {
  return (values) => {
    for (const test of tests) if (test(values)) return true;
    return false;
  };
}

/** Names are folded: Glue keeps them in lower case. */
function lookUp(column: Column, keys: readonly PartitionKey[]): Key {
  const name = column.name.toLowerCase();
  const at = keys.findIndex((key) => key.Name.toLowerCase() === name);
  const key = keys[at];
  if (key === undefined) throw malformed(`Unknown column '${column.name}'`);
  return { at, type: known(key.Type ?? 'string') };
}

function known(declared: string): KeyType {
  const type = keyType(declared);
  if (type === undefined) throw new InvalidExpression(`Unknown type : '${declared}'`);
  return type;
}

/** A literal as the key orders it. `date '…'` and `timestamp '…'` must also be what they say. */
function cast({ form, text }: Literal, type: KeyType): string {
  if (form === 'date' || form === 'timestamp') order(text, known(form));
  return order(text, type);
}

function order(text: string, type: KeyType): string {
  const ordered = type.order(text);
  if (ordered === undefined) throw new InvalidExpression(type.refusal(text));
  return ordered;
}
