/**
 * The regular expressions by which Glue lists names (GetTables.Expression, GetUserDefinedFunctions.Pattern): they have to match the whole
 * name. RE2 evaluates them in linear time, so that no expression can stall the server; it knows neither look-around nor back references.
 */
import type { RE2JS } from 're2js';
import { namePattern as faults } from '../../faults/data-catalog.js';
import { re2 } from '../re2.js';

/** Answers whether a name matches; all do when there is no expression. Throws InvalidInputException for one that does not compile. */
export function namePattern(expression: string | undefined): (name: string) => boolean {
  if (expression === undefined || expression === '') return () => true;
  const pattern = compiled(expression);
  return (name) => pattern.matches(name);
}

function compiled(expression: string): RE2JS {
  try {
    return re2().compile(expression, re2().CASE_INSENSITIVE);
  } catch {
    throw faults.invalid(expression);
  }
}
