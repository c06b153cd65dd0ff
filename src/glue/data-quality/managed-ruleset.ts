/** Rulesets that are made from the columns of a table: the built-in ones of evaluation configurations, and recommended ones. */
import type { Column, DataQualityEvaluationConfigManagedRuleset, RecommendationMode } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import type { Known } from './known.js';

/** What the API reference says that SIMPLE and ADVANCED profile. */
export function managedRuleset({ columns }: Known, name: DataQualityEvaluationConfigManagedRuleset): string {
  const analyzers = columns.flatMap((column) => {
    const types = ['Completeness', 'ColumnValues'];
    if (isNumeric(column)) types.push('Mean', 'Sum', 'StandardDeviation');
    if (isText(column)) types.push('ColumnLength');
    if (name === 'ADVANCED') types.push('Distribution', 'Uniqueness', 'DistinctValuesCount');
    return types.map((type) => `${type} ${quoted(column)}`);
  });
  return `Analyzers = [\n${listed(['RowCount', 'ColumnCount', ...analyzers])}\n]`;
}

/**
 * Rules that the table meets as far as the catalog knows it, for AWS derives them from the data: the number of rows, give or take half,
 * when it is known, and that every column is complete; the ADVANCED mode adds what the columns themselves are.
 */
export function recommendedRuleset({ columns, metrics }: Known, mode: RecommendationMode): string {
  const rows = metrics.get('Dataset.*.RowCount') ?? 0;
  const rules = [
    rows > 0 ? `RowCount between ${Math.floor(rows / 2)} and ${Math.ceil(rows * 1.5)}` : 'RowCount >= 0',
    ...columns.map((column) => `IsComplete ${quoted(column)}`),
  ];
  if (mode === 'ADVANCED') {
    rules.push(`ColumnCount = ${columns.length}`, ...columns.map((column) => `ColumnExists ${quoted(column)}`));
  }
  return `Rules = [\n${listed(rules)}\n]`;
}

/** AWS's bound on the text of a ruleset; rules that would go beyond it are left out. */
const LONGEST = 65_536;
const ROOM_FOR_BRACKETS = 32;

function listed(rules: readonly string[]): string {
  let text = '';
  for (const rule of rules) {
    const longer = text === '' ? `    ${rule}` : `${text},\n    ${rule}`;
    if (longer.length > LONGEST - ROOM_FOR_BRACKETS) break;
    text = longer;
  }
  return text;
}

function quoted({ Name }: Wire<Column>): string {
  return `"${Name.replace(/["\\]/g, '\\$&')}"`;
}

const NUMERIC = /^(?:tinyint|smallint|int|integer|bigint|float|double|decimal|long|short|byte)\b/i;
const TEXT = /^(?:string|char|varchar)\b/i;

function isNumeric({ Type = '' }: Wire<Column>): boolean {
  return NUMERIC.test(Type);
}

function isText({ Type = 'string' }: Wire<Column>): boolean {
  return TEXT.test(Type);
}
