/**
 * Refreshes of materialized views, which are tables (table-entity.ts says which). Nothing is computed: what a refresh leaves is its kind
 * in the view's definition. A view is not refreshed by itself, whatever its RefreshSeconds are.
 */
import type { LastRefreshType, MaterializedViewRefreshTaskRun } from '@aws-sdk/client-glue';
import type { Context, Scope } from '../../context.js';
import { materializedView as faults, table as tableFaults } from '../../faults/tables.js';
import type { Page } from '../../kinds/page.js';
import type { Input, Wire } from '../../model/types.js';
import { catalogOf } from '../data-catalog/catalog.js';
import type { GlueHandlers } from '../handlers.js';
import { placeOfTable, requireTable, tables } from './table-entity.js';
import { progressOf, TableTask, type TaskRun } from './table-task.js';

interface Refresh {
  RefreshType: LastRefreshType;
  Role?: string | undefined;
}

const refreshes = new TableTask<Refresh>({ noun: 'materializedViewRefresh', faults, atEnd });

export const materializedViewTasks = refreshes.tasks;

export const materializedViewHandlers: GlueHandlers = {
  /** @limit Computes nothing; and no view is refreshed by itself, whatever its RefreshSeconds are. */
  StartMaterializedViewRefreshTaskRun(input, context) {
    const { scope, id, table } = requireTable(context, input);
    if (!table.IsMaterializedView) throw faults.noView(table.Name);
    const RefreshType = input.FullRefresh ? 'FULL' : 'INCREMENTAL';
    const run = refreshes.start(scope, id, { RefreshType, Role: table.ViewDefinition?.Definer });
    return { MaterializedViewRefreshTaskRunId: run.id };
  },

  /** Of a table that does not exist nothing is running: the model lists no EntityNotFoundException. */
  StopMaterializedViewRefreshTaskRun(input, context) {
    const { scope, id } = placeOfTable(context, input);
    refreshes.stop(scope, id);
    return {};
  },

  GetMaterializedViewRefreshTaskRun(input, context) {
    const { MaterializedViewRefreshTaskRunId: id } = input;
    const run = refreshes.get(context, id);
    if (run.table[0] !== catalogOf(input, context)) throw faults.absentRun(id);
    return { MaterializedViewRefreshTaskRun: told(context, run) };
  },

  ListMaterializedViewRefreshTaskRuns(input, context) {
    const { items, NextToken } = runPage(context, input);
    return { MaterializedViewRefreshTaskRuns: items, NextToken };
  },
};

function runPage(
  context: Context,
  input: Input<'ListMaterializedViewRefreshTaskRuns'>,
): Page<Wire<MaterializedViewRefreshTaskRun>> {
  const { CatalogId, DatabaseName, TableName } = input;
  if (DatabaseName !== undefined && TableName !== undefined) {
    const { scope, id } = placeOfTable(context, { CatalogId, DatabaseName, TableName });
    return refreshes.pageOfTable(scope, id, input, (run) => told(scope, run));
  }
  const wanted = [catalogOf(input, context), DatabaseName?.toLowerCase(), TableName?.toLowerCase()];
  return refreshes.page(context, input, (run) =>
    wanted.every((name, index) => name === undefined || name === run.table[index]) ? told(context, run) : undefined,
  );
}

function told(scope: Scope, run: TaskRun<Refresh>): Wire<MaterializedViewRefreshTaskRun> {
  const [CatalogId, DatabaseName, TableName] = run.table;
  return {
    CustomerId: scope.account,
    MaterializedViewRefreshTaskRunId: run.id,
    DatabaseName,
    TableName,
    CatalogId,
    ...run.details,
    ...progressOf(scope, run),
    ProcessedBytes: 0,
  };
}

function atEnd(scope: Scope, { table: id, details }: TaskRun<Refresh>): void {
  const table = tables.find(scope, id);
  if (!table) throw tableFaults.absent(id.at(-1) ?? '');
  const ViewDefinition = { ...table.ViewDefinition, LastRefreshType: details.RefreshType };
  tables.put(scope, id, { ...table, ViewDefinition });
}
