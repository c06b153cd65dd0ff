/**
 * The regular expressions by which Glue lists names (GetTables.Expression, GetUserDefinedFunctions.Pattern): they have to match the whole
 * name, and know Hive's wildcard as well: `*` and `.*` both stand for any characters, as the Athena user guide says of tables of the AWS
 * data catalog and as AWS SDK for pandas asks (`sales*`, `*sales*`). RE2 evaluates them in linear time, so that no expression can stall the
 * server; it knows neither look-around nor back references.
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
    return re2().compile(withWildcards(expression), re2().CASE_INSENSITIVE);
  } catch {
    throw faults.invalid(expression);
  }
}

/** What a star repeats, with the star, if any: an escape, a class, any character, a group. Or a star that stands behind none of these. */
const STAR = /(\\[pPx]\{[^}]*\}|\\.|\[\^?\]?(?:\[:\w+:\]|\\.|[^\]\\])*\]|[.)])\*?|\*/gs;

/** Not observed: which stars are wildcards where an expression has other marks too. Here those behind a character of a name, or none. */
function withWildcards(expression: string): string {
  return expression.replace(STAR, (found, repeated?: string) => (repeated ? found : '.*'));
}
