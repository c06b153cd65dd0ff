/**
 * Operations on catalogs. Nothing outside is looked at: what a federated catalog stands for is taken to be there. Permissions of Lake
 * Formation are kept and told, and have no effect, so neither has OverwriteChildResourcePermissionsWithDefault.
 */
import type { Catalog, CatalogInput, CatalogProperties } from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { catalog as faults } from '../../faults/data-catalog.js';
import { page } from '../../kinds/page.js';
import type { Wire } from '../../model/types.js';
import type { Key } from '../../state/key.js';
import type { Entry } from '../../state/store.js';
import { connections } from '../connections/connection.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf, catalogs, depthOf, isContainer, OPEN } from './catalog.js';

export const catalogHandlers: GlueHandlers = {
  /** @limit Neither the source of a federated catalog is looked for nor a Redshift workgroup made. */
  CreateCatalog({ Name, CatalogInput, Tags }, context) {
    const { account } = context;
    if (Name === account) throw faults.namedAsAccount();
    const id = `${account}:${Name.toLowerCase()}`;
    requireSource(context, CatalogInput);
    const now = timestamp(context);
    const catalog = { ...described(context, id, CatalogInput), CreateTime: now, UpdateTime: now };
    catalogs.create(context, [id], catalog, Tags);
    if (workgroupOf(catalog)) catalogs.keep(context, `${id}/${MANAGED_DATABASE}`);
    return {};
  },

  GetCatalog(input, context) {
    return { Catalog: catalogs.get(context, [catalogOf(input, context)]) };
  },

  /** @limit Lists of a federated catalog's own children those in which something was created. */
  GetCatalogs(input, context) {
    const { ParentCatalogId, IncludeRoot, HasDatabases, Recursive } = input;
    const parent = catalogOf({ CatalogId: ParentCatalogId }, context);
    if (IncludeRoot !== undefined && parent !== context.account) throw faults.rootOfNested();
    const depth = depthOf(catalogs.get(context, [parent]));
    const isListed = (catalog: Wire<Catalog>) => {
      const below = depthOf(catalog) - depth;
      if (below === 0) return depth === 0 && IncludeRoot;
      return (below === 1 || Recursive) && !(HasDatabases && isContainer(catalog));
    };
    const { items, NextToken } = page(context, input, {
      prefix: catalogs.key(context, [parent]),
      entries: (after) => entries(context, parent, after),
      size: 100,
      select: ({ value }) => (isListed(value) ? value : undefined),
    });
    return { CatalogList: items, NextToken };
  },

  /** @limit OverwriteChildResourcePermissionsWithDefault has no effect. */
  UpdateCatalog(input, context) {
    const id = catalogOf(input, context);
    const { CreateTime } = catalogs.get(context, [id]);
    const catalog = { ...described(context, id, input.CatalogInput), UpdateTime: timestamp(context) };
    catalogs.put(context, [id], { ...catalog, ...(CreateTime !== undefined && { CreateTime }) });
    return {};
  },

  /** With all that is in it, at once. */
  DeleteCatalog(input, context) {
    const id = catalogOf(input, context);
    if (depthOf(catalogs.get(context, [id])) === 0) throw faults.rootStays();
    for (const { CatalogId = '' } of [...catalogs.all(context, [id])]) catalogs.remove(context, [CatalogId]);
    return {};
  },
};

/** The catalog itself first, whether it is stored or not, then all below it. */
function* entries(context: Context, parent: string, after?: Key): Generator<Entry<Wire<Catalog>>> {
  const prefix = catalogs.key(context, [parent]);
  if (!after) yield { key: prefix, value: catalogs.get(context, [parent]) };
  yield* catalogs.rows(context).range({ prefix, after: after ?? prefix });
}

/** A connection of the caller's, or one of AWS's own, whose names begin with `aws:`. One source has one catalog. */
function requireSource(
  context: Context,
  { FederatedCatalog: source, TargetRedshiftCatalog }: Wire<CatalogInput>,
): void {
  if (!source) return;
  if (TargetRedshiftCatalog) throw faults.twoSources();
  const { ConnectionName, Identifier } = source;
  if (ConnectionName !== undefined && !ConnectionName.startsWith('aws:'))
    connections.get(context, [context.account, ConnectionName]);
  for (const { FederatedCatalog } of catalogs.all(context, [context.account]))
    if (FederatedCatalog?.ConnectionName === ConnectionName && FederatedCatalog?.Identifier === Identifier)
      throw faults.sourceTaken();
}

function described(scope: Scope, id: string, input: Wire<CatalogInput>): Wire<Catalog> {
  const { OverwriteChildResourcePermissionsWithDefault: _, CatalogProperties, ...given } = input;
  const name = id.slice(Math.max(id.indexOf(':'), id.lastIndexOf('/')) + 1);
  return {
    ...OPEN,
    ...given,
    CatalogId: id,
    Name: name,
    ResourceArn: catalogs.arn(scope, [id]),
    ...(CatalogProperties && { CatalogProperties: properties(scope, name, CatalogProperties) }),
  };
}

/** The database that a managed Redshift workgroup begins with. */
const MANAGED_DATABASE = 'dev';

/** A catalog of type aws:redshift with data lake access is Glue's own storage: it gets a workgroup, whose name is not observed. */
function properties(scope: Scope, name: string, given: Wire<CatalogProperties>): Wire<Catalog>['CatalogProperties'] {
  const { DataLakeAccessProperties: access, IcebergOptimizationProperties: iceberg, ...others } = given;
  const workgroup = access?.DataLakeAccess &&
    access.CatalogType === 'aws:redshift' && {
      ManagedWorkgroupName: `glue-managed-${name}`,
      ManagedWorkgroupStatus: 'AVAILABLE',
      RedshiftDatabaseName: MANAGED_DATABASE,
    };
  return {
    ...others,
    ...(access && { DataLakeAccessProperties: { ...access, ...workgroup } }),
    ...(iceberg && { IcebergOptimizationProperties: { ...iceberg, LastUpdatedTime: timestamp(scope) } }),
  };
}

function workgroupOf({ CatalogProperties }: Wire<Catalog>): string | undefined {
  return CatalogProperties?.DataLakeAccessProperties?.ManagedWorkgroupName;
}
