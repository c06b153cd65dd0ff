/**
 * Tables of the data catalog. VersionId counts up from "0"; an update that names an older one is refused, which is the optimistic lock
 * that Iceberg's clients live on.
 */
import { timestamp } from '../../context.js';
import { table as faults } from '../../faults/tables.js';
import { errorsOf } from '../batch-error.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { followed, isLink } from '../data-catalog/database.js';
import { namePattern } from '../data-catalog/name-pattern.js';
import type { GlueHandlers } from '../handlers.js';
import { indexesOfNewTable } from './partition-index.js';
import {
  described,
  givenTable,
  namedTable,
  picked,
  requireTable,
  shown,
  tables,
  updatedTable,
} from './table-entity.js';
import { archive } from './table-version-entity.js';

export const tableHandlers: GlueHandlers = {
  /** @limit Writes no metadata file of an Iceberg table. */
  CreateTable(input, context) {
    const given = givenTable(context, input);
    const { scope, id: database, isTarget } = followed(context, [catalogOf(input, context), input.DatabaseName]);
    if (isTarget && (given.TargetTable || isLink(scope, database))) throw faults.throughTwoLinks();
    const id = [...database, given.Name];
    const CreateTime = timestamp(context);
    const CreatedBy = context.caller.identity.arn;
    const table = Object.assign(described(given, id), {
      CreateTime,
      UpdateTime: CreateTime,
      VersionId: '0',
      CreatedBy,
    });
    tables.create(scope, id, table);
    indexesOfNewTable(scope, id, table, input.PartitionIndexes ?? []);
    return {};
  },

  GetTable(input, context) {
    const found = namedTable(context, input, input.Name, faults.absentBare);
    return { Table: picked(found.inTarget ? found.table : shown(found, found.table), input.AttributesToGet) };
  },

  /** @limit Lists nothing that other accounts share; Expression knows neither look-around nor back references. */
  GetTables(input, context) {
    const place = followed(context, [catalogOf(input, context), input.DatabaseName]);
    const matches = namePattern(input.Expression);
    const federatedOnly = input.ResourceShareType === 'FEDERATED';
    const { items, NextToken } = tables.page(place.scope, place.id, input, (table) =>
      matches(table.Name) && (table.FederatedTable || !federatedOnly)
        ? picked(place.isTarget ? table : shown(place, table), input.AttributesToGet)
        : undefined,
    );
    return { TableList: items, NextToken };
  },

  /**
   * @limit Writes no metadata file of an Iceberg table, and shows of it no partition spec or sort order;
   * ViewUpdateAction and Force have no effect.
   */
  UpdateTable(input, context) {
    const { CatalogId, DatabaseName, Name: name = input.TableInput?.Name } = input;
    if (name === undefined) throw faults.nameMissing();
    const found = requireTable(context, { CatalogId, DatabaseName, TableName: name }, faults.absentBare);
    const { scope, id, table: before } = found;
    if (before.TargetTable) throw faults.throughTwoLinks();
    if (input.VersionId !== undefined && input.VersionId !== before.VersionId) throw faults.stale();
    const after = updatedTable(input, found, name);
    if (!input.SkipArchive) archive(scope, id, before);
    const { CreateTime, CreatedBy } = before;
    const VersionId = String(Number(before.VersionId) + 1);
    tables.put(scope, id, { ...after, CreateTime, CreatedBy, VersionId, UpdateTime: timestamp(context) });
    return {};
  },

  /** Of a resource link, the link alone. */
  DeleteTable(input, context) {
    const { scope, id } = namedTable(context, input, input.Name);
    tables.remove(scope, id);
    return {};
  },

  BatchDeleteTable(input, context) {
    const { scope, id: database } = followed(context, [catalogOf(input, context), input.DatabaseName]);
    tables.requireParent(scope, database);
    const Errors = errorsOf(
      input.TablesToDelete,
      (name) => {
        const id = [...database, name];
        if (!tables.has(scope, id)) throw faults.absentInBatch(name);
        tables.remove(scope, id);
      },
      (TableName, ErrorDetail) => ({ TableName, ErrorDetail }),
    );
    return { Errors };
  },
};
