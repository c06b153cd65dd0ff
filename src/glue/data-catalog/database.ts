/** Databases of the data catalog. Names are kept in lower case and found in any; deleting one deletes all that is in it. */
import type { Database, DatabaseInput } from '@aws-sdk/client-glue';
import { timestamp } from '../../context.js';
import { database as faults } from '../../faults/data-catalog.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf, catalogs, OPEN_TO_IAM } from './catalog.js';

/** Ids are [catalog, database]. */
export const databases = new Kind<Wire<Database>>({
  noun: 'database',
  scope: 'catalog',
  parent: catalogs,
  folded: true,
  tagged: true,
  faults,
});

export const databaseHandlers: GlueHandlers = {
  /** @limit The source of a federated database and the target of a resource link are not looked for. */
  CreateDatabase(input, context) {
    const id = [catalogOf(input, context), input.DatabaseInput.Name] as const;
    if (!catalogs.has(context, [id[0]])) throw faults.withoutCatalog(id[0]);
    const entity = { ...described(input.DatabaseInput, id[0]), CreateTime: timestamp(context) };
    databases.create(context, id, entity, input.Tags);
    catalogs.keep(context, id[0]);
    return {};
  },

  GetDatabase(input, context) {
    return { Database: databases.get(context, [catalogOf(input, context), input.Name]) };
  },

  /** @limit Lists nothing that other accounts share, and asks no federated source. */
  GetDatabases(input, context) {
    const isShared = shareOf(input.ResourceShareType);
    const { items, NextToken } = databases.page(context, [catalogOf(input, context)], input, (database) =>
      isShared(database) ? picked(database, input.AttributesToGet) : undefined,
    );
    return { DatabaseList: items, NextToken };
  },

  UpdateDatabase(input, context) {
    const id = [catalogOf(input, context), input.Name];
    const { CreateTime } = databases.get(context, id);
    if (databases.fold(input.DatabaseInput.Name) !== databases.fold(input.Name)) throw faults.renamed();
    databases.put(context, id, { ...described(input.DatabaseInput, id[0]), CreateTime });
    return {};
  },

  DeleteDatabase(input, context) {
    databases.remove(context, [catalogOf(input, context), input.Name]);
    return {};
  },
};

function described(input: Wire<DatabaseInput>, CatalogId: string | undefined): Wire<Database> {
  return { CreateTableDefaultPermissions: OPEN_TO_IAM, ...input, Name: databases.fold(input.Name), CatalogId };
}

/** FEDERATED and FOREIGN narrow a list; a database of this catalog is shared with nobody unless it links to another. */
function shareOf(type: Input<'GetDatabases'>['ResourceShareType']): (database: Wire<Database>) => boolean {
  if (type === 'FEDERATED') return ({ FederatedDatabase }) => FederatedDatabase !== undefined;
  if (type === 'FOREIGN') return ({ TargetDatabase }) => TargetDatabase !== undefined;
  return () => true;
}

/** AttributesToGet: NAME alone, or NAME and TARGET_DATABASE. */
function picked(database: Wire<Database>, attributes: Input<'GetDatabases'>['AttributesToGet']): Wire<Database> {
  if (!attributes || attributes.length === 0) return database;
  const { Name, TargetDatabase } = database;
  return { Name, ...(attributes.includes('TARGET_DATABASE') && TargetDatabase && { TargetDatabase }) };
}
