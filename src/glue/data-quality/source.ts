/** Which table a data source of data quality is: a GlueTable, or a DataQualityGlueTable that may pre-process it. */
import type { DataQualityGlueTable, DataSource, Table } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { dataQualityRun as faults } from '../../faults/data-quality.js';
import type { Id } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { tables } from '../tables/table-entity.js';

/** Throws InvalidInputException unless it is exactly one of the two. */
export function sourceTable({ GlueTable, DataQualityGlueTable }: Wire<DataSource>): Wire<DataQualityGlueTable> {
  const table = GlueTable ?? DataQualityGlueTable;
  if (!table || (GlueTable && DataQualityGlueTable)) throw faults.oneSource();
  return table;
}

/** [catalog, database, table], as tables keep their names. */
export function sourceId(scope: Scope, source: Wire<DataSource>): Id {
  const { DatabaseName, TableName, ...named } = sourceTable(source);
  return [catalogOf(named, scope), tables.fold(DatabaseName), tables.fold(TableName)];
}

export function findSource(scope: Scope, source: Wire<DataSource>): Wire<Table> | undefined {
  return tables.find(scope, sourceId(scope, source));
}

/** Whether a list that is narrowed to `wanted` has it. */
export function isOfSource(scope: Scope, source: Wire<DataSource> | undefined, wanted?: Wire<DataSource>): boolean {
  if (!wanted) return true;
  return source !== undefined && sourceId(scope, source).join('\n') === sourceId(scope, wanted).join('\n');
}
