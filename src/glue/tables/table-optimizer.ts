/**
 * Optimizers of Iceberg tables, one of each type at most. An enabled one runs (table-optimizer-run.ts). A table without an optimizer of its
 * own has that of its catalog's IcebergOptimizationProperties, which is told and does not run.
 */
import type { TableOptimizer, TableOptimizerConfiguration, TableOptimizerType } from '@aws-sdk/client-glue';
import type { Context, Scope } from '../../context.js';
import { tableOptimizer as faults } from '../../faults/tables.js';
import type { Id } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { errorsOf } from '../batch-error.js';
import { catalogs } from '../data-catalog/catalog.js';
import type { GlueHandlers } from '../handlers.js';
import { requireTable, tables } from './table-entity.js';
import { lastRun, optimizerRuns, optimizers, startRuns, toldRun } from './table-optimizer-run.js';

type Configuration = Wire<TableOptimizerConfiguration>;

export const tableOptimizerHandlers: GlueHandlers = {
  /** @limit Its runs find nothing to optimize. */
  CreateTableOptimizer(input, context) {
    const { scope, id, table } = optimizerOf(context, input);
    if (table.Parameters?.table_type?.toUpperCase() !== 'ICEBERG') throw faults.notIceberg(table.Name);
    optimizers.create(scope, id, { configuration: checked(input) });
    startRuns(scope, id);
    return {};
  },

  /** @limit One that comes from the catalog is told, and does not run. */
  GetTableOptimizer(input, context) {
    const { scope, id, table } = optimizerOf(context, input);
    const { CatalogId, DatabaseName, Name: TableName } = table;
    return { CatalogId, DatabaseName, TableName, TableOptimizer: told(scope, id, input.Type) };
  },

  /** @limit One that comes from the catalog is told, and does not run. */
  BatchGetTableOptimizer({ Entries }, context) {
    const found: NonNullable<ReturnType<NonNullable<GlueHandlers['BatchGetTableOptimizer']>>['TableOptimizers']> = [];
    const Failures = errorsOf(
      Entries,
      (entry) => {
        const { catalogId, databaseName, tableName, type } = entry;
        if (!catalogId || !databaseName || !tableName || !type) throw faults.entryIncomplete();
        const naming = { CatalogId: catalogId, DatabaseName: databaseName, TableName: tableName, Type: type };
        const { scope, id } = optimizerOf(context, naming);
        found.push({ catalogId, databaseName, tableName, tableOptimizer: told(scope, id, type) });
      },
      (entry, error) => ({ error, ...entry }),
    );
    return { TableOptimizers: found, Failures };
  },

  UpdateTableOptimizer(input, context) {
    const { scope, id } = optimizerOf(context, input);
    const before = optimizers.get(scope, id);
    optimizers.put(scope, id, { ...before, configuration: checked(input) });
    if (!before.configuration.enabled) startRuns(scope, id);
    return {};
  },

  DeleteTableOptimizer(input, context) {
    const { scope, id } = optimizerOf(context, input);
    optimizers.remove(scope, id);
    return {};
  },

  /** @limit All that a run counts is 0. */
  ListTableOptimizerRuns(input, context) {
    const { scope, id, table } = optimizerOf(context, input);
    const { CatalogId, DatabaseName, Name: TableName } = table;
    const { configuration } = optimizers.get(scope, id);
    const { items, NextToken } = optimizerRuns.page(scope, id, input, (run) =>
      toldRun(scope, input.Type, configuration, run),
    );
    return { CatalogId, DatabaseName, TableName, NextToken, TableOptimizerRuns: items };
  },
};

interface OptimizerNaming {
  CatalogId: string;
  DatabaseName: string;
  TableName: string;
  Type: TableOptimizerType;
}

function optimizerOf(context: Context, naming: OptimizerNaming) {
  const { scope, id, table } = requireTable(context, naming);
  return { scope, id: [...id, naming.Type], table };
}

function told(context: Context, id: Id, type: TableOptimizerType): Wire<TableOptimizer> {
  const configuration = optimizers.has(context, id) ? undefined : inherited(context, id, type);
  if (configuration) return { type, configuration, configurationSource: 'catalog' };
  const kept = optimizers.get(context, id);
  const run = lastRun(context, id);
  return {
    type,
    configuration: kept.configuration,
    ...(run && { lastRun: toldRun(context, type, kept.configuration, run) }),
    configurationSource: 'table',
  };
}

/** The member of a catalog's properties that is about the type, and the member of a configuration. */
const MEMBERS = {
  compaction: { ofCatalog: 'Compaction', own: 'compactionConfiguration' },
  retention: { ofCatalog: 'Retention', own: 'retentionConfiguration' },
  orphan_file_deletion: { ofCatalog: 'OrphanFileDeletion', own: 'orphanFileDeletionConfiguration' },
} as const satisfies Record<TableOptimizerType, object>;

function inherited(scope: Scope, id: Id, type: TableOptimizerType): Configuration | undefined {
  const properties = catalogs.find(scope, id.slice(0, 1))?.CatalogProperties?.IcebergOptimizationProperties;
  const isIceberg = tables.find(scope, id.slice(0, -1))?.Parameters?.table_type?.toUpperCase() === 'ICEBERG';
  if (!isIceberg || properties?.[MEMBERS[type].ofCatalog]?.enabled !== 'true') return undefined;
  return { ...(properties.RoleArn !== undefined && { roleArn: properties.RoleArn }), enabled: true };
}

const LEAST_RATE = 3;
const MOST_RATE = 168;

/** Observed through CloudFormation: compaction takes no configuration of another type, and the two others need their own. */
function checked({ Type, TableOptimizerConfiguration: given }: Input<'CreateTableOptimizer'>): Configuration {
  if (!given.roleArn) throw faults.roleMissing();
  for (const { own } of Object.values(MEMBERS))
    if (given[own] && own !== MEMBERS[Type].own) throw faults.otherConfiguration(own, Type);
  if (Type !== 'compaction' && !given[MEMBERS[Type].own]) throw faults.configurationMissing(MEMBERS[Type].own, Type);
  const scheduled = given.retentionConfiguration ?? given.orphanFileDeletionConfiguration;
  const { runRateInHours = LEAST_RATE } = scheduled?.icebergConfiguration ?? {};
  if (runRateInHours < LEAST_RATE || runRateInHours > MOST_RATE) throw faults.rate();
  return given;
}
