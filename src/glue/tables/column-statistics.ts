/**
 * Statistics of columns, of tables and of partitions, as callers or a column statistics task (column-statistics-run.ts) put them. What is
 * wrong with one column is told in Errors and stops no other. Observed: deleting what is not there succeeds.
 */
import type { ColumnStatistics, ColumnStatisticsType, Table } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { columnStatistics as faults, partition as partitionFaults } from '../../faults/tables.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Output, Wire } from '../../model/types.js';
import { errorsOf } from '../batch-error.js';
import type { GlueHandlers } from '../handlers.js';
import { PartitionKind, partitions, requirePartition } from './partition.js';
import { allColumns, requireTable, tables } from './table-entity.js';

type Statistics = Wire<ColumnStatistics>;

const shared = {
  folded: true,
  faults,
} as const;

/** Ids are [catalog, database, table, column]. */
export const tableStatistics = new Kind<Statistics>({ ...shared, noun: 'tableStatistics', parent: tables });

/** Ids are [catalog, database, table, …values, column]. */
const partitionStatistics = new PartitionKind<Statistics>({
  ...shared,
  noun: 'partitionStatistics',
  parent: partitions,
});

export const columnStatisticsHandlers: GlueHandlers = {
  GetColumnStatisticsForTable(input, context) {
    const { scope, id } = requireTable(context, input);
    return found(scope, tableStatistics, id, input.ColumnNames);
  },

  UpdateColumnStatisticsForTable(input, context) {
    const { scope, id, table } = requireTable(context, input);
    return updated(scope, tableStatistics, id, table, input.ColumnStatisticsList);
  },

  DeleteColumnStatisticsForTable(input, context) {
    const { scope, id } = requireTable(context, input);
    return removed(scope, tableStatistics, id, input.ColumnName);
  },

  GetColumnStatisticsForPartition(input, context) {
    const { scope, id } = requirePartition(context, input);
    return found(scope, partitionStatistics, id, input.ColumnNames);
  },

  UpdateColumnStatisticsForPartition(input, context) {
    const { scope, id, table } = requirePartition(context, input, partitionFaults.absentInUpdate);
    return updated(scope, partitionStatistics, id, table, input.ColumnStatisticsList);
  },

  DeleteColumnStatisticsForPartition(input, context) {
    const { scope, id } = requirePartition(context, input);
    return removed(scope, partitionStatistics, id, input.ColumnName);
  },
};

/** Columns are found in any case, like all names of the catalog; values of partitions are not. */
export function statisticsId(parent: Id, column: string): Id {
  return [...parent, column.toLowerCase()];
}

/** The table's columns and partition keys by their names in lower case. */
export function columnsOf(table: Wire<Table>): Map<string, { Type?: string }> {
  return new Map(allColumns(table).map((column) => [column.Name.toLowerCase(), column]));
}

function found(
  scope: Scope,
  kind: Kind<Statistics>,
  parent: Id,
  names: readonly string[],
): Output<'GetColumnStatisticsForTable'> {
  const ColumnStatisticsList: Statistics[] = [];
  const Errors = errorsOf(
    names,
    (name) => ColumnStatisticsList.push(kind.get(scope, statisticsId(parent, name))),
    (ColumnName, error) => ({ ColumnName, Error: error }),
  );
  return { ColumnStatisticsList, Errors };
}

function updated(
  scope: Scope,
  kind: Kind<Statistics>,
  parent: Id,
  table: Wire<Table>,
  list: readonly Statistics[],
): Output<'UpdateColumnStatisticsForTable'> {
  const columns = columnsOf(table);
  const Errors = errorsOf(
    list,
    (statistics) => {
      const { ColumnName } = statistics;
      if (!columns.has(ColumnName.toLowerCase())) throw faults.noSuchColumn(ColumnName);
      kind.put(scope, statisticsId(parent, ColumnName), checked(statistics));
    },
    (ColumnStatistics, error) => ({ ColumnStatistics, Error: error }),
  );
  return { Errors };
}

/** Of a column without statistics there is nothing to remove. */
function removed(scope: Scope, kind: Kind<Statistics>, parent: Id, column: string): object {
  const id = statisticsId(parent, column);
  if (kind.has(scope, id)) kind.remove(scope, id);
  return {};
}

const DATA = {
  BOOLEAN: 'BooleanColumnStatisticsData',
  DATE: 'DateColumnStatisticsData',
  DECIMAL: 'DecimalColumnStatisticsData',
  DOUBLE: 'DoubleColumnStatisticsData',
  LONG: 'LongColumnStatisticsData',
  STRING: 'StringColumnStatisticsData',
  BINARY: 'BinaryColumnStatisticsData',
} as const satisfies Record<ColumnStatisticsType, string>;

/** "Only one data object should be set and indicated by the Type attribute" (API reference). */
function checked(statistics: Statistics): Statistics {
  const { Type, ...data } = statistics.StatisticsData;
  if (Object.keys(data).some((name) => name !== DATA[Type])) throw faults.oneData(Type);
  const { LongColumnStatisticsData, DoubleColumnStatisticsData, DateColumnStatisticsData } = data;
  const ranged = LongColumnStatisticsData ?? DoubleColumnStatisticsData ?? DateColumnStatisticsData;
  const sized = data.StringColumnStatisticsData ?? data.BinaryColumnStatisticsData;
  const { MinimumValue: least, MaximumValue: most } = ranged ?? { MinimumValue: undefined, MaximumValue: undefined };
  if (least !== undefined && most !== undefined && least > most) throw faults.inconsistent();
  if (sized && sized.AverageLength > sized.MaximumLength) throw faults.inconsistent();
  return statistics;
}
