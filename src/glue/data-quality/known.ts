/**
 * What is known of the data behind a table. No data is read here, so this is what the catalog says: its columns, and the number of rows
 * that a crawler or Hive wrote among its parameters. Whoever wants a rule to fail says more, under the names by which results tell it,
 * in the table's Parameters or, for one run, in the AdditionalOptions of its data source:
 *
 *     gluetrail-Dataset.*.RowCount = 7              the metric
 *     gluetrail-Column.city.Completeness = 0.5      the metric
 *     gluetrail-Rule_2 = FAIL                       what comes of that rule, whatever is known: PASS, FAIL or ERROR
 *     gluetrail-outcome = FAILED                    how a run ends: SUCCEEDED or FAILED
 */

import type { Column, DataQualityRuleResultStatus, Table } from '@aws-sdk/client-glue';
import { dataQualityRun as faults } from '../../faults/data-quality.js';
import type { Wire } from '../../model/types.js';
import { allColumns } from '../tables/table-entity.js';

export interface Known {
  readonly columns: readonly Wire<Column>[];
  /** By the names of metrics. */
  readonly metrics: ReadonlyMap<string, number>;
  /** By the names of rules. */
  readonly results: ReadonlyMap<string, DataQualityRuleResultStatus>;
  /** Whether a run of it is to fail. */
  readonly isToFail: boolean;
}

const OUTCOMES = ['SUCCEEDED', 'FAILED'] as const;
const RESULTS = ['PASS', 'FAIL', 'ERROR'] as const;

const PREFIX = 'gluetrail-';
const OUTCOME = 'outcome';
const RULE_NAME = /^Rule_\d+$/;

/** Throws InvalidInputException for what is said of the data in a way that cannot be understood. */
export function knownOf(table: Wire<Table>, options: Readonly<Record<string, string>> = {}): Known {
  const columns = allColumns(table);
  const metrics = new Map([['Dataset.*.ColumnCount', columns.length]]);
  const { recordCount, numRows = recordCount } = table.Parameters ?? {};
  if (numRows !== undefined && /^\d+$/.test(numRows)) metrics.set('Dataset.*.RowCount', Number(numRows));
  const results = new Map<string, DataQualityRuleResultStatus>();
  let isToFail = false;
  for (const [name, value] of saidOf(table, options)) {
    if (name === OUTCOME) isToFail = oneOf(OUTCOMES, name, value) === 'FAILED';
    else if (RULE_NAME.test(name)) results.set(name, oneOf(RESULTS, name, value));
    else metrics.set(name, numberOf(name, value));
  }
  return { columns, metrics, results, isToFail };
}

/** Whether the table has a column of that name, in any case as in Spark. */
export function hasColumn({ columns }: Known, name: string): boolean {
  return columns.some((column) => column.Name.toLowerCase() === name.toLowerCase());
}

function saidOf({ Parameters = {} }: Wire<Table>, options: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries({ ...Parameters, ...options })
    .filter(([key]) => key.startsWith(PREFIX))
    .map(([key, value]) => [key.slice(PREFIX.length), value]);
}

function oneOf<Word extends string>(words: readonly Word[], name: string, value: string): Word {
  const word = words.find((each) => each === value.trim().toUpperCase());
  if (!word) throw faults.misunderstood(PREFIX + name, words.join(', '));
  return word;
}

function numberOf(name: string, value: string): number {
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (!Number.isFinite(number)) throw faults.misunderstood(PREFIX + name, 'a number');
  return number;
}
