/**
 * What comes of the rules and analyzers of a ruleset, decided by what is known of the data (known.ts). A rule that nothing known decides
 * passes and reports no metric: no data is read, and none is made up. Metrics are not known of rows that a `where` clause chooses.
 */
import type { Column, DataQualityAnalyzerResult, DataQualityRuleResult } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import { re2 } from '../re2.js';
import type { Check, CheckedRule, Condition, Rule, Ruleset } from './dqdl/index.js';
import { hasColumn, type Known } from './known.js';
import { columnsOf, isShare, metricsOf } from './metrics.js';

type RuleResult = Wire<DataQualityRuleResult>;
type AnalyzerResult = Wire<DataQualityAnalyzerResult>;

/** The table, and the other ones by the aliases that rules call them. */
export interface Data {
  readonly known: Known;
  readonly references: ReadonlyMap<string, Known>;
}

export interface Verdict {
  readonly RuleResults: RuleResult[];
  readonly AnalyzerResults: AnalyzerResult[];
  /** Every metric that a rule or an analyzer reports. */
  readonly metrics: Readonly<Record<string, number>>;
}

export function verdictOn({ rules, analyzers }: Ruleset, data: Data): Verdict {
  const RuleResults = rules.map((rule, index) => ruleResult(rule, `Rule_${index + 1}`, data));
  const AnalyzerResults = analyzers.map(
    (check, index): AnalyzerResult => ({
      Name: `Analyzer_${index + 1}`,
      Description: check.text,
      EvaluatedMetrics: knownMetrics(check, data.known),
    }),
  );
  const reports = [...RuleResults, ...AnalyzerResults].map(({ EvaluatedMetrics = {} }) => EvaluatedMetrics);
  return { RuleResults, AnalyzerResults, metrics: Object.assign({}, ...reports) };
}

interface Outcome {
  Result: NonNullable<RuleResult['Result']>;
  EvaluationMessage?: string;
  EvaluatedMetrics: Record<string, number>;
}

function ruleResult(rule: Rule, Name: string, data: Data): RuleResult {
  const { EvaluationMessage, EvaluatedMetrics, ...outcome } = outcomeOf(rule, data);
  const Result = data.known.results.get(Name) ?? outcome.Result;
  const message =
    Result === outcome.Result ? EvaluationMessage : Result === 'PASS' ? undefined : `gluetrail-${Name} says so.`;
  return {
    Name,
    Description: rule.text,
    ...(message !== undefined && { EvaluationMessage: message }),
    Result,
    EvaluatedMetrics,
    EvaluatedRule: rule.text,
    ...(Object.keys(rule.labels).length > 0 && { Labels: { ...rule.labels } }),
  };
}

function outcomeOf(rule: Rule, data: Data): Outcome {
  if (!('operator' in rule)) return simpleOutcome(rule, data);
  const parts = rule.rules.map((part) => outcomeOf(part, data));
  const decisive =
    rule.operator === 'and' ? (['FAIL', 'ERROR', 'PASS'] as const) : (['PASS', 'ERROR', 'FAIL'] as const);
  const Result = decisive.find((result) => parts.some((part) => part.Result === result)) ?? 'PASS';
  const messages = parts.flatMap(({ EvaluationMessage }) => EvaluationMessage ?? []);
  const EvaluatedMetrics = Object.assign({}, ...parts.map((part) => part.EvaluatedMetrics));
  return { Result, EvaluatedMetrics, ...(Result !== 'PASS' && { EvaluationMessage: messages.join(' ') }) };
}

function simpleOutcome(rule: CheckedRule, data: Data): Outcome {
  const missing = columnsOf(rule).find((column) => !hasColumn(data.known, column));
  if (missing !== undefined) return ended('FAIL', `Input data does not include column ${missing}!`);
  const found = withComparisons(rule, data);
  if (typeof found === 'string') return ended('ERROR', found);
  const EvaluatedMetrics = knownMetrics(rule, found);
  const names = metricsOf(rule);
  const failed = names.find((name) => meets(rule, EvaluatedMetrics[name]) === false);
  if (failed === undefined) return { Result: 'PASS', EvaluatedMetrics };
  return { ...ended('FAIL', failure(rule, EvaluatedMetrics[failed] ?? 0)), EvaluatedMetrics };
}

function ended(Result: Outcome['Result'], EvaluationMessage: string): Outcome {
  return { Result, EvaluationMessage, EvaluatedMetrics: {} };
}

/** Both texts are observed on the service. */
function failure({ type }: Check, value: number): string {
  const double = Number.isInteger(value) ? value.toFixed(1) : String(value);
  if (type === 'ColumnCount') return `Dataset has ${double} columns and failed to satisfy constraint`;
  return `Value: ${double} does not meet the constraint requirement!`;
}

function knownMetrics(check: Check, { metrics }: Known): Record<string, number> {
  if (check.where !== undefined) return {};
  const values = metricsOf(check).map((name) => [name, metrics.get(name)] as const);
  return Object.fromEntries(values.filter((entry): entry is [string, number] => entry[1] !== undefined));
}

/** Undefined when it is not known. */
function meets(rule: CheckedRule, value: number | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (isShare(rule)) return rule.threshold ? holds(rule.threshold, value) : value === 1;
  return rule.condition && holds(rule.condition, value);
}

/** Bounds of `between` do not belong to it (developer guide). Undefined when an operand is not known. */
function holds({ operator, operands }: Condition, value: number): boolean | undefined {
  const numbers = operands.map(({ number }) => number);
  const [first = Number.NaN, second = Number.NaN] = numbers;
  if (numbers.includes(undefined)) return undefined;
  const isBetween = value > first && value < second;
  const answers: Partial<Record<Condition['operator'], boolean>> = {
    '=': value === first,
    '!=': value !== first,
    '>': value > first,
    '>=': value >= first,
    '<': value < first,
    '<=': value <= first,
    between: isBetween,
    'not between': !isBetween,
    in: numbers.includes(value),
    'not in': !numbers.includes(value),
  };
  return answers[operator];
}

/** What is known, with what comparing the catalog's own knowledge adds for this rule; a text tells why that cannot be done. */
function withComparisons(rule: CheckedRule, data: Data): Known | string {
  const ratio = COMPARISONS[rule.type]?.(rule, data);
  if (typeof ratio === 'string') return ratio;
  const [name = ''] = metricsOf(rule);
  if (ratio === undefined || data.known.metrics.has(name)) return data.known;
  return { ...data.known, metrics: new Map([...data.known.metrics, [name, ratio]]) };
}

type Comparison = (rule: CheckedRule, data: Data) => number | string | undefined;

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  ColumnNamesMatchPattern: ({ parameters: [pattern = ''] }, { known: { columns } }) => {
    try {
      const expression = re2().compile(pattern);
      return columns.length === 0 ? 1 : columns.filter(({ Name }) => expression.matches(Name)).length / columns.length;
    } catch {
      return `Invalid regular expression: ${pattern}`;
    }
  },
  DatasetMatch: (rule, data) => withReference(rule, data, () => undefined),
  RowCountMatch: (rule, data) =>
    withReference(rule, data, (reference) => {
      const [rows, others] = [data.known, reference].map(({ metrics }) => metrics.get('Dataset.*.RowCount'));
      return rows === undefined || !others ? undefined : rows / others;
    }),
  SchemaMatch: (rule, data) => withReference(rule, data, (reference) => schemaMatch(data.known, reference)),
};

function withReference(
  { parameters: [alias = ''] }: CheckedRule,
  { references }: Data,
  compare: (reference: Known) => number | undefined,
): number | string | undefined {
  const reference = references.get(alias);
  return reference ? compare(reference) : `There is no additional data source with the alias ${alias}.`;
}

/** "The schema of two columns match if the names are identical and the types are identical" (developer guide). */
function schemaMatch({ columns }: Known, { columns: others }: Known): number {
  const schemaOf = ({ Name, Type = '' }: Wire<Column>) => `${Name} ${Type}`.toLowerCase();
  const known = new Set(others.map(schemaOf));
  const most = Math.max(columns.length, others.length);
  return most === 0 ? 1 : columns.map(schemaOf).filter((schema) => known.has(schema)).length / most;
}
