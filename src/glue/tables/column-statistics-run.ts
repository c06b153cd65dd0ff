/**
 * Runs of the task that computes column statistics. No data is read: at its end a column that has statistics keeps them with a new
 * AnalyzedTime, and one that has none gets those of an empty table. Columns of complex types get none (developer guide).
 */
import type { ColumnStatistics, ColumnStatisticsTaskRun } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { columnStatisticsTask as faults, table as tableFaults } from '../../faults/tables.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { columnsOf, statisticsId, tableStatistics } from './column-statistics.js';
import { type FoundTable, placeOfTable, requireTable, tables } from './table-entity.js';
import { progressOf, TableTask, type TaskRun } from './table-task.js';

/** What a run is asked to do. */
export type Computation = Pick<
  Input<'StartColumnStatisticsTaskRun'>,
  'ColumnNameList' | 'Role' | 'SampleSize' | 'SecurityConfiguration'
>;

export const columnStatisticsRuns = new TableTask<Computation>({ noun: 'columnStatisticsTaskRun', faults, atEnd });

export const columnStatisticsRunHandlers: GlueHandlers = {
  /** @limit Reads no data: columns keep the statistics that they have, others get those of an empty table. */
  StartColumnStatisticsTaskRun({ DatabaseName, TableName, CatalogID, ...computation }, context) {
    const { scope, id } = requireColumns(context, { DatabaseName, TableName, CatalogID, ...computation });
    return { ColumnStatisticsTaskRunId: columnStatisticsRuns.start(scope, id, computation).id };
  },

  StopColumnStatisticsTaskRun(input, context) {
    const { scope, id } = requireTable(context, inCatalog(input));
    columnStatisticsRuns.stop(scope, id);
    return {};
  },

  GetColumnStatisticsTaskRun({ ColumnStatisticsTaskRunId }, context) {
    return { ColumnStatisticsTaskRun: told(context, columnStatisticsRuns.get(context, ColumnStatisticsTaskRunId)) };
  },

  GetColumnStatisticsTaskRuns(input, context) {
    const { scope, id } = placeOfTable(context, inCatalog(input));
    const { items, NextToken } = columnStatisticsRuns.pageOfTable(scope, id, input, (run) => told(scope, run));
    return { ColumnStatisticsTaskRuns: items, NextToken };
  },

  ListColumnStatisticsTaskRuns(input, context) {
    const { items, NextToken } = columnStatisticsRuns.page(context, input, ({ id }) => id);
    return { ColumnStatisticsTaskRunIds: items, NextToken };
  },
};

interface TableNaming {
  DatabaseName: string;
  TableName: string;
  CatalogID?: string;
}

/** These operations spell the member with a capital D. */
export function inCatalog({ CatalogID, DatabaseName, TableName }: TableNaming) {
  return { CatalogId: CatalogID, DatabaseName, TableName };
}

/** The table, which has to have the columns that are named. */
export function requireColumns(scope: Scope, input: TableNaming & { ColumnNameList?: string[] }): FoundTable<Scope> {
  const found = requireTable(scope, inCatalog(input));
  const columns = columnsOf(found.table);
  const unknown = input.ColumnNameList?.find((name) => !columns.has(name.toLowerCase()));
  if (unknown !== undefined) throw faults.noSuchColumn(unknown);
  return found;
}

function told(scope: Scope, run: TaskRun<Computation>): Wire<ColumnStatisticsTaskRun> {
  const [CatalogID, DatabaseName, TableName] = run.table;
  return {
    CustomerId: scope.account,
    ColumnStatisticsTaskRunId: run.id,
    DatabaseName,
    TableName,
    CatalogID,
    ...run.details,
    NumberOfWorkers: 1,
    WorkerType: 'G.1X',
    ComputationType: 'FULL',
    ...progressOf(scope, run),
  };
}

function atEnd(scope: Scope, { table: id, details }: TaskRun<Computation>): void {
  const table = tables.find(scope, id);
  if (!table) throw tableFaults.absent(id.at(-1) ?? '');
  const wanted = details.ColumnNameList?.map((name) => name.toLowerCase());
  for (const [name, { Type = '' }] of columnsOf(table)) {
    if (wanted && !wanted.includes(name)) continue;
    const before = tableStatistics.find(scope, statisticsId(id, name)) ?? statisticsOfNothing(name, Type);
    if (before) tableStatistics.put(scope, statisticsId(id, name), { ...before, AnalyzedTime: timestamp(scope) });
  }
}

const COUNTED = { NumberOfNulls: 0, NumberOfDistinctValues: 0 };
const SIZED = { MaximumLength: 0, AverageLength: 0, NumberOfNulls: 0 };
const LONG = { Type: 'LONG', LongColumnStatisticsData: COUNTED } as const;
const DOUBLE = { Type: 'DOUBLE', DoubleColumnStatisticsData: COUNTED } as const;
const DATE = { Type: 'DATE', DateColumnStatisticsData: COUNTED } as const;
const TEXT = { Type: 'STRING', StringColumnStatisticsData: { ...SIZED, NumberOfDistinctValues: 0 } } as const;

/** By the names of the types in Hive, without their parameters. */
const NOTHING: Record<string, Wire<ColumnStatistics>['StatisticsData']> = {
  boolean: {
    Type: 'BOOLEAN',
    BooleanColumnStatisticsData: { NumberOfTrues: 0, NumberOfFalses: 0, NumberOfNulls: 0 },
  },
  tinyint: LONG,
  smallint: LONG,
  int: LONG,
  integer: LONG,
  long: LONG,
  bigint: LONG,
  float: DOUBLE,
  double: DOUBLE,
  decimal: { Type: 'DECIMAL', DecimalColumnStatisticsData: COUNTED },
  date: DATE,
  timestamp: DATE,
  string: TEXT,
  char: TEXT,
  varchar: TEXT,
  binary: { Type: 'BINARY', BinaryColumnStatisticsData: SIZED },
};

function statisticsOfNothing(ColumnName: string, ColumnType: string): Wire<ColumnStatistics> | undefined {
  const StatisticsData = NOTHING[/^\w*/.exec(ColumnType.toLowerCase())?.[0] ?? ''];
  return StatisticsData && { ColumnName, ColumnType, AnalyzedTime: 0, StatisticsData };
}
