/** Parses the rules and the analyzers of a ruleset. */
import { type Constants, conditionAt, constantAt, isComparable } from './condition.js';
import { labelsAt } from './labels.js';
import type { Reader } from './reader.js';
import { type RuleType, ruleType, typesNamed } from './rule-types.js';
import type { Check, CheckedRule, Condition, Rule } from './ruleset.js';
import type { Token } from './tokens.js';

/** What rules are parsed with besides their own text. */
export interface Declarations {
  readonly constants: Constants;
  readonly defaultLabels: Readonly<Record<string, string>>;
}

/** A rule of the list, with its labels: those of a composite rule stand behind its parentheses. */
export function parseRule(reader: Reader, declarations: Declarations): Rule {
  const opening = reader.at;
  const rule = alternatives(reader, declarations, 0);
  if (!reader.isAt('labels')) return rule;
  const isWhole = !('operator' in rule) || rule.text.length < reader.textFrom(opening).length;
  if (!isWhole) reader.fail(reader.peek(), 'Labels must be applied to the entire composite rule in parentheses');
  reader.next();
  return { ...rule, labels: { ...rule.labels, ...labelsAt(reader) } };
}

export function parseAnalyzer(reader: Reader, { constants }: Declarations): Check {
  const { check, type, at } = checkAt(reader, constants);
  if (!type.isAnalyzer) reader.fail(at, `Analyzer Type: ${type.name} is not supported`);
  while (reader.take('with') || (reader.isAt(',') && reader.peek(2).source === '=' && reader.next())) settingAt(reader);
  return check;
}

/** AWS's bound on rules within rules. */
const DEEPEST_COMPOSITE = 5;

/** `or` binds less than `and`. */
function alternatives(reader: Reader, declarations: Declarations, depth: number): Rule {
  return combined(reader, 'or', declarations, () =>
    combined(reader, 'and', declarations, () => operandRule(reader, declarations, depth)),
  );
}

function combined(reader: Reader, operator: 'and' | 'or', { defaultLabels }: Declarations, part: () => Rule): Rule {
  const start = reader.at;
  const rules = [part()];
  while (reader.take(operator, operator.toUpperCase())) rules.push(part());
  const [only] = rules;
  if (only && rules.length === 1) return only;
  return { operator, rules, labels: defaultLabels, text: reader.textFrom(start) };
}

function operandRule(reader: Reader, declarations: Declarations, depth: number): Rule {
  if (!reader.isAt('(')) return simpleRule(reader, declarations);
  if (depth > DEEPEST_COMPOSITE) {
    reader.fail(reader.peek(), `Maximum nested expression depth of ${DEEPEST_COMPOSITE} reached for composite rule`);
  }
  return reader.nested(() => alternatives(reader, declarations, depth + 1));
}

function simpleRule(reader: Reader, { constants, defaultLabels }: Declarations): CheckedRule {
  const start = reader.at;
  const { check, type, at } = checkAt(reader, constants);
  if (!type.isRule) reader.fail(at, `Analyzer Type: ${type.name} is not supported in rules section`);
  const condition = conditionAt(reader, constants);
  requireCondition(reader, at, type, condition);
  const where = whereAt(reader, type);
  const threshold = tagsAt(reader, type);
  return {
    ...check,
    ...(condition && { condition }),
    ...(where !== undefined && { where }),
    ...(threshold && { threshold }),
    labels: defaultLabels,
    text: reader.textFrom(start),
  };
}

/** A type and its parameters. */
function checkAt(reader: Reader, constants: Constants): { check: Check; type: RuleType; at: Token } {
  const start = reader.at;
  const at = reader.expectKind('name', 'a rule type');
  const named = typesNamed(at.source);
  if (named.length === 0) reader.fail(at, `Rule Type: ${at.source} is not valid`);
  const parameters = parametersAt(reader, constants);
  const type = ruleType(at.source, parameters.length);
  if (!type) return reader.fail(at, `Unexpected number of parameters: ${at.source}`);
  return { check: { type: at.source, parameters, text: reader.textFrom(start) }, type, at };
}

/** What may follow the parameters and is a name. */
const CLAUSES = 'and AND or OR not NOT between BETWEEN in IN matches where with labels'.split(' ');

function parametersAt(reader: Reader, constants: Constants): string[] {
  const parameters: string[] = [];
  for (;;) {
    if (reader.isAt('of') || (reader.isAt('and') && isParameter(reader.peek(1)))) reader.next();
    const { kind, source } = reader.peek();
    if (kind === 'text') parameters.push(reader.expectText('a parameter'));
    else if (source === '$') parameters.push(...[constantAt(reader, constants)].flat());
    else if (kind === 'name' && !CLAUSES.includes(source)) parameters.push(reader.next().source);
    else return parameters;
  }
}

/** Whether `and` connects a parameter, as in `ColumnCorrelation of a and b`, and not another rule. */
function isParameter({ kind, source }: Token): boolean {
  return kind === 'text' || (kind === 'name' && typesNamed(source).length === 0);
}

function requireCondition(reader: Reader, at: Token, { name, answers }: RuleType, condition?: Condition): void {
  const fits = answers.some((answer) =>
    condition && answer !== 'boolean' ? isComparable(condition, answer) : !condition && answer === 'boolean',
  );
  if (!fits) reader.fail(at, `Unexpected condition for rule of type ${name} with ${answers[0]} return type`);
}

function whereAt(reader: Reader, { name, filtered }: RuleType): string | undefined {
  const at = reader.take('where');
  if (!at) return undefined;
  if (!filtered) reader.fail(at, `Where clause is not supported for rule type: ${name}`);
  const where = reader.expectText('a condition in quotes');
  return where.trim() || reader.fail(at, `Empty where condition provided for rule type: ${name}`);
}

/** `with …` clauses: one may be the threshold, the others are settings such as `with hashAlgorithm = "MD5"`. */
function tagsAt(reader: Reader, { name, threshold }: RuleType): Condition | undefined {
  let given: Condition | undefined;
  while (reader.take('with')) {
    if (!reader.isAt('threshold')) {
      settingAt(reader);
      continue;
    }
    const at = reader.next();
    if (!threshold) reader.fail(at, `Threshold condition not supported for rule type: ${name}`);
    if (given) reader.fail(at, 'Only one threshold condition at a time is supported.');
    given = conditionAt(reader, new Map()) ?? reader.refuse('a condition');
    if (!isComparable(given, 'number'))
      reader.fail(at, `Unable to parse threshold condition provided for rule type: ${name}`);
  }
  return given;
}

function settingAt(reader: Reader): void {
  const { kind } = reader.peek();
  if (kind !== 'name' && kind !== 'text') reader.refuse('a name');
  reader.next();
  reader.expect('=');
  const value = reader.next();
  if (value.kind === 'symbol' || value.kind === 'end') reader.refuse('a value', value);
}
