/**
 * Tables of the data catalog. VersionId counts up from "0"; an update that names an older one is refused, which is the optimistic lock
 * that Iceberg's clients live on.
 */
import { timestamp } from '../../context.js';
import { table as faults } from '../../faults/tables.js';
import { errorsOf } from '../batch-error.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { namePattern } from '../data-catalog/name-pattern.js';
import type { GlueHandlers } from '../handlers.js';
import { indexesOfNewTable } from './partition-index.js';
import { described, givenTable, picked, tableId, tables, updatedTable } from './table-entity.js';
import { archive } from './table-version-entity.js';

export const tableHandlers: GlueHandlers = {
  /** @limit Writes no metadata file of an Iceberg table. */
  CreateTable(input, context) {
    const given = givenTable(input);
    const id = tableId(input, given.Name, context);
    const CreateTime = timestamp(context);
    const CreatedBy = context.caller.identity.arn;
    const table = Object.assign(described(given, id), {
      CreateTime,
      UpdateTime: CreateTime,
      VersionId: '0',
      CreatedBy,
    });
    tables.create(context, id, table);
    indexesOfNewTable(context, id, table, input.PartitionIndexes ?? []);
    return {};
  },

  /** @limit Tells a resource link as it was made, without the table that it links to. */
  GetTable(input, context) {
    const id = tableId(input, input.Name, context);
    tables.requireParent(context, id);
    const table = tables.find(context, id);
    if (!table) throw faults.absentBare();
    return { Table: picked(table, input.AttributesToGet) };
  },

  /** @limit Lists nothing that other accounts share; Expression knows neither look-around nor back references. */
  GetTables(input, context) {
    const id = [catalogOf(input, context), input.DatabaseName];
    const matches = namePattern(input.Expression);
    const federatedOnly = input.ResourceShareType === 'FEDERATED';
    const { items, NextToken } = tables.page(context, id, input, (table) =>
      matches(table.Name) && (table.FederatedTable || !federatedOnly)
        ? picked(table, input.AttributesToGet)
        : undefined,
    );
    return { TableList: items, NextToken };
  },

  /**
   * @limit Writes no metadata file of an Iceberg table, and shows of it no partition spec or sort order;
   * ViewUpdateAction and Force have no effect.
   */
  UpdateTable(input, context) {
    const name = input.Name ?? input.TableInput?.Name;
    if (name === undefined) throw faults.nameMissing();
    const id = tableId(input, name, context);
    tables.requireParent(context, id);
    const before = tables.find(context, id);
    if (!before) throw faults.absentBare();
    if (input.VersionId !== undefined && input.VersionId !== before.VersionId) throw faults.stale();
    const after = updatedTable(input, before, id);
    if (!input.SkipArchive) archive(context, id, before);
    const { CreateTime, CreatedBy } = before;
    const VersionId = String(Number(before.VersionId) + 1);
    tables.put(context, id, { ...after, CreateTime, CreatedBy, VersionId, UpdateTime: timestamp(context) });
    return {};
  },

  DeleteTable(input, context) {
    const id = tableId(input, input.Name, context);
    tables.requireParent(context, id);
    tables.remove(context, id);
    return {};
  },

  BatchDeleteTable(input, context) {
    tables.requireParent(context, [catalogOf(input, context), input.DatabaseName]);
    const Errors = errorsOf(
      input.TablesToDelete,
      (name) => {
        const id = tableId(input, name, context);
        if (!tables.has(context, id)) throw faults.absentInBatch(name);
        tables.remove(context, id);
      },
      (TableName, ErrorDetail) => ({ TableName, ErrorDetail }),
    );
    return { Errors };
  },
};
