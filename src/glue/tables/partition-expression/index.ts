/**
 * The `Expression` of GetPartitions: a SQL condition over a table's partition keys, compiled once and then asked of each
 * partition. AWS's API reference names the operators, the key types and the parser (JSQLParser); what it leaves open follows
 * what clients of AWS report, cited where it is decided.
 *
 * text ─ tokens ─▶ parse ─▶ Condition ─ compile, with the keys' types ─▶ (values) => boolean
 */
import { compile } from './compile.js';
import type { PartitionKey } from './key-types.js';
import { parse } from './parse.js';

export { InvalidExpression, InvalidPartitionValue } from './invalid-expression.js';
export type { PartitionKey } from './key-types.js';

/**
 * Compiles a partition filter. The returned test takes a partition's values in key order, says whether the expression is
 * true of them (not false, not unknown), and throws InvalidPartitionValue when it has to compare a value that is not of its key's type.
 * A blank expression is true of every partition.
 *
 * Throws InvalidExpression for a syntax error, an unknown column, a literal that does not fit the key's type, an operator
 * that the type does not support, and a key of a type that AWS cannot filter on. Keys that are not mentioned may have any type.
 */
export function compilePartitionExpression(
  expression: string,
  keys: readonly PartitionKey[],
): (values: readonly string[]) => boolean {
  if (expression.trim() === '') return () => true;
  return compile(parse(expression), keys);
}
