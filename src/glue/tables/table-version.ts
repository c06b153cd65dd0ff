/** Versions of tables: each update archives the version before it, unless it says SkipArchive. The current one is the table itself. */
import type { Table } from '@aws-sdk/client-glue';
import type { Context, Scope } from '../../context.js';
import { tableVersion as faults } from '../../faults/tables.js';
import type { Id } from '../../kinds/kind.js';
import { page } from '../../kinds/page.js';
import type { Wire } from '../../model/types.js';
import type { Entry } from '../../state/store.js';
import { errorsOf } from '../batch-error.js';
import type { GlueHandlers } from '../handlers.js';
import { named, namedTable, requireTable } from './table-entity.js';
import { tableVersions, versionId } from './table-version-entity.js';

export const tableVersionHandlers: GlueHandlers = {
  GetTableVersion(input, context) {
    const { scope, id, table, link } = requireTable(context, input);
    const { VersionId = table.VersionId } = input;
    requireInteger(VersionId);
    if (Number(VersionId) > Number(table.VersionId)) throw faults.neverThere();
    const version = VersionId === table.VersionId ? table : tableVersions.get(scope, versionId(id, VersionId));
    return { TableVersion: { Table: link ? named(link, version) : version, VersionId } };
  },

  GetTableVersions(input, context) {
    const { scope, id, table, link } = requireTable(context, input);
    const prefix = tableVersions.key(scope, id);
    const { items, NextToken } = page(scope, input, {
      prefix,
      entries: (after) => newestFirst(scope, id, table, after),
      size: 100,
      select: ({ value }: Entry<Wire<Table>>) => ({
        Table: link ? named(link, value) : value,
        VersionId: value.VersionId,
      }),
    });
    return { TableVersions: items, NextToken };
  },

  /** A table that is a resource link is not followed, as in DeleteTable (Lake Formation developer guide). */
  DeleteTableVersion(input, context) {
    const { scope, id, table } = namedTable(context, input, input.TableName);
    removeVersion(scope, id, table, input.VersionId);
    return {};
  },

  BatchDeleteTableVersion(input, context) {
    const { scope, id, table } = namedTable(context, input, input.TableName);
    const Errors = errorsOf(
      input.VersionIds,
      (version) => removeVersion(scope, id, table, version),
      (VersionId, ErrorDetail) => ({ TableName: table.Name, VersionId, ErrorDetail }),
    );
    return { Errors };
  },
};

function removeVersion(scope: Scope, id: Id, table: Wire<Table>, version: string): void {
  requireInteger(version);
  if (version === table.VersionId) throw faults.latest();
  tableVersions.remove(scope, versionId(id, version));
}

function requireInteger(version = ''): void {
  if (!/^-?\d+$/.test(version)) throw faults.noInteger();
}

function* newestFirst(
  context: Context,
  id: Id,
  table: Wire<Table>,
  after?: (string | number)[],
): Generator<Entry<Wire<Table>>> {
  if (!after) yield { key: tableVersions.key(context, versionId(id, table.VersionId)), value: table };
  yield* tableVersions.rows(context).range({ prefix: tableVersions.key(context, id), after, reverse: true });
}
