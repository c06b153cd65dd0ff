/** What a version of a table is: the table as an update found it, kept under its padded number. */
import type { Table } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { tableVersion as faults } from '../../faults/tables.js';
import { type Id, Kind } from '../../kinds/kind.js';
import { sortable } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import { tables } from './table-entity.js';

/** Ids are [catalog, database, table, sortable version]. */
export const tableVersions = new Kind<Wire<Table>>({
  noun: 'tableVersion',
  parent: tables,
  folded: true,
  faults,
});

/** Keeps the table as it is before an update. */
export function archive(scope: Scope, table: Id, before: Wire<Table>): void {
  tableVersions.put(scope, versionId(table, before.VersionId), before);
}

/** Padded, so that versions sort as numbers. What is not written as Glue writes a version is the id of none. */
export function versionId(table: Id, version = ''): Id {
  return [...table, /^(0|[1-9]\d*)$/.test(version) ? sortable(version) : ''];
}
