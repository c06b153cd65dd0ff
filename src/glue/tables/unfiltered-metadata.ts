/**
 * Metadata for engines that enforce Lake Formation's permissions themselves. No permissions are kept here, so every column is authorized
 * and there is nothing to filter.
 */
import type { Partition, Table } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { partition as faults } from '../../faults/tables.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { partitionPage, requirePartition } from './partition.js';
import { allColumns, requireTable } from './table-entity.js';

export const unfilteredMetadataHandlers: GlueHandlers = {
  /** @limit Every column is authorized, and there are no cell filters. */
  GetUnfilteredTableMetadata(input, context) {
    const { table } = requireTable(inRegion(context, input), { ...input, TableName: input.Name });
    const { IsMultiDialectView, IsMaterializedView, ViewDefinition } = table;
    return {
      Table: table,
      AuthorizedColumns: allColumns(table).map(({ Name }) => Name),
      IsRegisteredWithLakeFormation: false,
      CellFilters: [],
      QueryAuthorizationId: input.QuerySessionContext?.QueryAuthorizationId ?? context.newId(),
      IsMultiDialectView,
      IsMaterializedView,
      ...(input.ParentResourceArn !== undefined && { ResourceArn: input.ParentResourceArn }),
      IsProtected: ViewDefinition?.IsProtected ?? false,
      Permissions: input.Permissions ?? ['ALL'],
    };
  },

  /** @limit Every column is authorized. */
  GetUnfilteredPartitionMetadata(input, context) {
    const { table, partition } = requirePartition(inRegion(context, input), input);
    return authorized(table, partition);
  },

  /**
   * Its model does not list the InvalidStateException of GetPartitions.
   *
   * @limit Every column is authorized.
   */
  GetUnfilteredPartitionsMetadata(input, context) {
    const { items, NextToken, table } = partitionPage(inRegion(context, input), input, faults.badExpression);
    return { UnfilteredPartitions: items.map((partition) => authorized(table, partition)), NextToken };
  },
};

/** "Specified only if the base tables belong to a different AWS Region" (API reference). */
function inRegion(context: Context, { Region = context.region }: { Region?: string }): Context {
  return { ...context, region: Region };
}

function authorized(table: Wire<Table>, partition: Wire<Partition>) {
  return {
    Partition: partition,
    AuthorizedColumns: allColumns(table).map(({ Name }) => Name),
    IsRegisteredWithLakeFormation: false,
  };
}
