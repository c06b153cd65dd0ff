/**
 * What EventBridge is told of a change in the data catalog, worked out from the call that made it: no handler has to know. Sources: the
 * samples of the EventBridge user guide ("AWS Glue events"), "Automating AWS Glue with EventBridge" (developer guide) for what is told of, and
 * events observed on AWS, of which `catalogId` is.
 */
import type { Context, StateChange } from '../context.js';
import type { GlueOperation, Input, Output } from '../model/types.js';
import { catalogOf } from './data-catalog/catalog.js';
import { databases } from './data-catalog/database.js';
import { givenName, tables } from './tables/table-entity.js';

export type Changes = {
  [Operation in GlueOperation]?: (
    input: Input<Operation>,
    output: Output<Operation>,
    context: Context,
  ) => StateChange | undefined;
};

export const catalogChanges: Changes = {
  CreateDatabase: (input, _, context) => databaseChange(context, input, input.DatabaseInput.Name),
  DeleteDatabase: (input, _, context) => databaseChange(context, input, input.Name),

  CreateTable: (input, _, context) => tablesChange(context, input, [givenName(input)]),
  DeleteTable: (input, _, context) => tablesChange(context, input, [input.Name]),
  BatchDeleteTable: (input, { Errors = [] }, context) =>
    tablesChange(
      context,
      input,
      input.TablesToDelete.filter((name) => !Errors.some(({ TableName }) => TableName === name)),
    ),

  UpdateTable: (input, _, context) =>
    tableChange(context, { ...input, TableName: input.Name ?? input.TableInput?.Name ?? '' }, []),
  CreatePartition: (input, _, context) => tableChange(context, input, [input.PartitionInput.Values ?? []]),
  UpdatePartition: (input, _, context) => tableChange(context, input, [input.PartitionValueList]),
  DeletePartition: (input, _, context) => tableChange(context, input, [input.PartitionValues]),
  BatchCreatePartition: (input, { Errors = [] }, context) =>
    partitionsChange(
      context,
      input,
      input.PartitionInputList.map(({ Values = [] }) => Values),
      Errors.map(({ PartitionValues = [] }) => PartitionValues),
    ),
  BatchUpdatePartition: (input, { Errors = [] }, context) =>
    partitionsChange(
      context,
      input,
      input.Entries.map(({ PartitionValueList }) => PartitionValueList),
      Errors.map(({ PartitionValueList = [] }) => PartitionValueList),
    ),
  BatchDeletePartition: (input, { Errors = [] }, context) =>
    partitionsChange(
      context,
      input,
      input.PartitionsToDelete.map(({ Values }) => Values),
      Errors.map(({ PartitionValues = [] }) => PartitionValues),
    ),
};

interface CatalogNaming {
  CatalogId?: string | undefined;
}

interface DatabaseNaming extends CatalogNaming {
  DatabaseName: string;
}

type Values = readonly string[];

function databaseChange(context: Context, naming: CatalogNaming, database: string): StateChange {
  const catalogId = catalogOf(naming, context);
  return changeOfDatabase(context, catalogId, database, [databases.arn(context, [catalogId, database])], []);
}

function tablesChange(context: Context, naming: DatabaseNaming, names: readonly string[]): StateChange | undefined {
  if (names.length === 0) return undefined;
  const catalogId = catalogOf(naming, context);
  const { DatabaseName } = naming;
  const arns = names.map((name) => tables.arn(context, [catalogId, DatabaseName, name]));
  return changeOfDatabase(
    context,
    catalogId,
    DatabaseName,
    arns,
    names.map((name) => tables.fold(name)),
  );
}

function changeOfDatabase(
  { operation }: Context,
  catalogId: string,
  database: string,
  resources: readonly string[],
  changedTables: readonly string[],
): StateChange {
  const databaseName = databases.fold(database);
  return {
    source: 'aws.glue',
    detailType: 'Glue Data Catalog Database State Change',
    resources,
    detail: { catalogId, databaseName, typeOfChange: operation, changedTables },
  };
}

/** Of a batch, what it did. */
function partitionsChange(
  context: Context,
  naming: DatabaseNaming & { TableName: string },
  asked: readonly Values[],
  failed: readonly Values[],
): StateChange | undefined {
  const isFailed = new Set(failed.map((values) => JSON.stringify(values)));
  const changed = asked.filter((values) => !isFailed.has(JSON.stringify(values)));
  return changed.length > 0 ? tableChange(context, naming, changed) : undefined;
}

/** The values of a partition stand in brackets: observed on AWS, and so in the EventBridge user guide. */
function tableChange(
  context: Context,
  naming: DatabaseNaming & { TableName: string },
  partitions: readonly Values[],
): StateChange {
  const id = [catalogOf(naming, context), naming.DatabaseName, naming.TableName];
  return {
    source: 'aws.glue',
    detailType: 'Glue Data Catalog Table State Change',
    resources: [tables.arn(context, id)],
    detail: {
      databaseName: databases.fold(naming.DatabaseName),
      changedPartitions: partitions.map((values) => `[${values.join(', ')}]`),
      typeOfChange: context.operation,
      tableName: tables.fold(naming.TableName),
    },
  };
}
