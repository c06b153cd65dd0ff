/**
 * The Data Quality Definition Language (DQDL): its syntax is the developer guide's, and where that is silent the one of AWS's open
 * grammar (awslabs/dqdl).
 *
 *     DefaultLabels = ["team"="finance"]
 *     cities = ["Bern", "Basel"]
 *     Rules = [ RowCount > 0, ColumnValues "city" in $cities with threshold > 0.9 ]
 *     Analyzers = [ Completeness "city" ]
 */
import { labelsAt } from './labels.js';
import { Reader } from './reader.js';
import { type Declarations, parseAnalyzer, parseRule } from './rule.js';
import type { Ruleset } from './ruleset.js';

export { InvalidDqdl } from './invalid-dqdl.js';
export type { Check, CheckedRule, Condition, Rule, Ruleset } from './ruleset.js';

/** Throws InvalidDqdl, whose message names the place. */
export function parseRuleset(text: string): Ruleset {
  const reader = new Reader(text);
  const declarations = declarationsAt(reader);
  const rules = section(reader, 'Rules', () => parseRule(reader, declarations));
  const analyzers = section(reader, 'Analyzers', () => parseAnalyzer(reader, declarations));
  if (!rules && !analyzers) reader.refuse("'Rules' or 'Analyzers'");
  if (!rules?.length && !analyzers?.length) reader.fail(reader.peek(), 'No rules or analyzers provided.');
  if (reader.peek().kind !== 'end') reader.refuse(analyzers ? '<EOF>' : "'Analyzers' or <EOF>");
  return { rules: rules ?? [], analyzers: analyzers ?? [] };
}

/** Undefined when the section is not there; its list may be empty. */
function section<Item>(reader: Reader, name: string, item: () => Item): Item[] | undefined {
  if (!reader.take(name)) return undefined;
  reader.expect('=');
  if (reader.peek().source !== '[' || reader.peek(1).source !== ']') return reader.list(item);
  reader.next();
  reader.next();
  return [];
}

const DICTIONARIES: Record<string, readonly string[]> = {
  Metadata: ['Version'],
  DataSources: ['Primary', 'AdditionalDataSources'],
};

/** What comes before the rules, in any order. */
function declarationsAt(reader: Reader): Declarations {
  const constants = new Map<string, string | readonly string[]>();
  let defaultLabels = {};
  while (reader.peek().kind === 'name' && !reader.isAt('Rules', 'Analyzers')) {
    const name = reader.next();
    const keys = Object.hasOwn(DICTIONARIES, name.source) ? DICTIONARIES[name.source] : undefined;
    if (name.source === 'DefaultLabels') defaultLabels = labelsAt(reader);
    else if (keys) dictionaryAt(reader, name.source, keys);
    else if (constants.has(name.source)) reader.fail(name, `Variable '${name.source}' is already defined`);
    else constants.set(name.source, constantValue(reader));
  }
  return { constants, defaultLabels };
}

function constantValue(reader: Reader): string | readonly string[] {
  reader.expect('=');
  return reader.isAt('[')
    ? reader.list(() => reader.expectText('a text'))
    : reader.expectText('a text or a list of texts');
}

/** `{ "Version": "1.0" }`: nothing of it changes what the rules say. */
function dictionaryAt(reader: Reader, section: string, keys: readonly string[]): void {
  reader.expect('=');
  reader.expect('{');
  do {
    const at = reader.peek();
    if (!keys.includes(reader.expectText('a key in quotes'))) {
      reader.fail(at, `Unsupported key provided in ${section} section`);
    }
    reader.expect(':');
    if (reader.isAt('[')) reader.list(() => reader.expectText('a text'));
    else reader.expectText('a text or a list of texts');
  } while (reader.take(','));
  reader.expect('}');
}
