/** Databases of the data catalog. Names are kept in lower case and found in any; deleting one deletes all that is in it. */
import type { Database, DatabaseInput } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { database as faults } from '../../faults/data-catalog.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf, catalogs, OPEN_TO_IAM } from './catalog.js';
import { type Place, placeOf } from './resource-link.js';

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
  /** @limit The source of a federated database is not looked for. */
  CreateDatabase(input, context) {
    const id = [catalogOf(input, context), input.DatabaseInput.Name] as const;
    if (!catalogs.has(context, [id[0]])) throw faults.withoutCatalog(id[0]);
    const entity = { ...described(input.DatabaseInput, id[0]), CreateTime: timestamp(context) };
    databases.create(context, id, entity, input.Tags);
    catalogs.keep(context, id[0]);
    return {};
  },

  GetDatabase(input, context) {
    const place = { scope: context, id: [catalogOf(input, context), input.Name] };
    return { Database: shown(place, databases.get(context, place.id)) };
  },

  /** @limit Lists nothing that other accounts share, and asks no federated source. */
  GetDatabases(input, context) {
    const isShared = shareOf(input.ResourceShareType);
    const place = { scope: context, id: [catalogOf(input, context)] };
    const { items, NextToken } = databases.page(context, place.id, input, (database) =>
      isShared(database) ? picked(shown(place, database), input.AttributesToGet) : undefined,
    );
    return { DatabaseList: items, NextToken };
  },

  /** A link's target keeps its name, and what it links to itself: neither is observed. */
  UpdateDatabase(input, context) {
    const named = [catalogOf(input, context), input.Name];
    const { scope, id, isTarget } = followed(context, named);
    const { CreateTime, Name, TargetDatabase } = databases.get(scope, id);
    if (databases.fold(input.DatabaseInput.Name) !== databases.fold(input.Name)) throw faults.renamed();
    const after = { ...described(input.DatabaseInput, id[0]), CreateTime };
    databases.put(scope, id, isTarget ? { ...after, Name, TargetDatabase } : after);
    return {};
  },

  /** Of a resource link, the link alone. */
  DeleteDatabase(input, context) {
    databases.remove(context, [catalogOf(input, context), input.Name]);
    return {};
  },
};

/**
 * The database that a call means: if the one that it names is a resource link, what that links to, which need not be there. One that is not
 * there is told by whoever looks for it.
 */
export function followed<Within extends Scope>(scope: Within, id: Id): Place<Within> & { isTarget: boolean } {
  const target = databases.find(scope, id)?.TargetDatabase;
  if (!target) return { scope, id, isTarget: false };
  return { ...placeOf({ scope, id }, target, [target.DatabaseName ?? '']), isTarget: true };
}

export function isLink(scope: Scope, id: Id): boolean {
  return databases.find(scope, id)?.TargetDatabase !== undefined;
}

/** A resource link has the properties of its target, or, if that cannot be had, its own (Lake Formation developer guide). */
function shown(place: Place<Scope>, link: Wire<Database>): Wire<Database> {
  const { Name, CatalogId, TargetDatabase } = link;
  if (!TargetDatabase) return link;
  const { scope, id } = placeOf(place, TargetDatabase, [TargetDatabase.DatabaseName ?? '']);
  const target = databases.find(scope, id);
  return target ? { ...link, ...target, Name, CatalogId, TargetDatabase } : link;
}

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
