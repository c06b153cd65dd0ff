/**
 * The regular expressions by which Glue lists names (GetTables.Expression, GetUserDefinedFunctions.Pattern): they have to match the whole
 * name. RE2 evaluates them in linear time, so that no expression can stall the server; it knows neither look-around nor back references.
 */
import { RE2JS } from 're2js';
import { namePattern as faults } from '../faults.js';

/** Answers whether a name matches; all do when there is no expression. Throws InvalidInputException for one that does not compile. */
export function namePattern(expression: string | undefined): (name: string) => boolean {
  if (expression === undefined || expression === '') return () => true;
  const pattern = compiled(expression);
  return (name) => pattern.matches(name);
}

function compiled(expression: string): RE2JS {
  try {
    return RE2JS.compile(expression, RE2JS.CASE_INSENSITIVE);
  } catch {
    throw faults.invalid(expression);
  }
}
