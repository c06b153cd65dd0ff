/**
 * Data catalogs. An account's own is its root catalog, which is always there and has the account's number for an id. Catalogs nested in
 * it have the ids `ACCOUNT:NAME` and `ACCOUNT:NAME/SUB`: a name is all that CreateCatalog takes, so what is further down comes from
 * the source that a catalog stands for: the table buckets of Amazon S3 Tables, the databases of a Redshift namespace.
 */
import type { Catalog } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { catalog as faults } from '../../faults/data-catalog.js';
import { arnParts } from '../../kinds/arn.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { Key } from '../../state/key.js';

/** The catalog that a call means: the caller's own unless CatalogId names another, a nested one with or without its account. */
export function catalogOf({ CatalogId }: { CatalogId?: string | undefined }, { account }: Scope): string {
  if (CatalogId === undefined || CatalogId === account) return account;
  if (/^\d{12}$/.test(CatalogId)) return CatalogId;
  // "This should be all lowercase" (API reference, GetCatalog): folded like the names of databases.
  const id = CatalogId.toLowerCase();
  return id.includes(':') ? id : `${account}:${id}`;
}

/** Ids are [catalog]. */
class CatalogKind extends Kind<Wire<Catalog>> {
  /** The names of a nested catalog are a part each, so that what is below a catalog stands behind it. */
  override key({ region }: Scope, [id = '']: Id): Key {
    const { account, path } = partsOf(id);
    return [account, region, this.noun, ...path];
  }

  /** Also of a catalog that nobody stored: a root, or one that the source of its parent has. */
  override find(scope: Scope, [id = '']: Id): Wire<Catalog> | undefined {
    const kept = super.find(scope, [id]);
    if (kept) return kept;
    const { account, path } = partsOf(id);
    if (path.length === 0) return { ...OPEN, CatalogId: account, Name: account, ResourceArn: this.arn(scope, [id]) };
    const parent = super.find(scope, [`${account}:${path.slice(0, -1).join('/')}`]);
    return parent && path.length > 1 && isContainer(parent) ? this.#federated(scope, parent, path.at(-1)) : undefined;
  }

  override has(scope: Scope, [id = '']: Id): boolean {
    return !id.includes(':') || this.find(scope, [id]) !== undefined;
  }

  /** A root catalog has no tags, so nothing is found by its ARN. */
  override idOf(scope: Scope, arn: string): Id | undefined {
    const { account = '', resource = '' } = arnParts(arn) ?? {};
    const id = [`${account}:${resource.slice(`${this.noun}/`.length)}`];
    return resource !== this.noun && this.arn(scope, id) === arn ? id : undefined;
  }

  /** Stores a catalog that is there because its parent's source has it: from now on it is listed, and goes with its parent. */
  keep(scope: Scope, id: string): void {
    if (id.includes(':') && !super.has(scope, [id])) this.put(scope, [id], this.get(scope, [id]));
  }

  /** A catalog below one that only contains others, as its source has it. */
  #federated(scope: Scope, parent: Wire<Catalog>, Name = ''): Wire<Catalog> {
    const {
      CatalogId,
      FederatedCatalog,
      CatalogProperties: _,
      Description: __,
      Parameters: ___,
      ...inherited
    } = parent;
    const id = `${CatalogId}/${Name}`;
    const Identifier = FederatedCatalog?.Identifier?.replace(/\*$/, Name);
    return {
      ...inherited,
      CatalogId: id,
      Name,
      ResourceArn: this.arn(scope, [id]),
      ...(FederatedCatalog && { FederatedCatalog: { ...FederatedCatalog, ...(Identifier && { Identifier }) } }),
    };
  }
}

export const catalogs = new CatalogKind({
  noun: 'catalog',
  tagged: true,
  faults,
});

/** What a new table of a database is open to unless its database or catalog says otherwise: observed of databases. */
export const OPEN_TO_IAM = [
  { Principal: { DataLakePrincipalIdentifier: 'IAM_ALLOWED_PRINCIPALS' }, Permissions: ['ALL' as const] },
];

export const OPEN = { CreateTableDefaultPermissions: OPEN_TO_IAM, CreateDatabaseDefaultPermissions: OPEN_TO_IAM };

/** Connections to sources whose top level is a list of catalogs, not of databases. */
const CONTAINING = ['aws:s3tables', 'aws:redshift'];

/** Whether it only contains other catalogs ("organizational containers", API reference): what HasDatabases leaves out. */
export function isContainer({ CatalogId = '', FederatedCatalog, CatalogProperties }: Wire<Catalog>): boolean {
  const type = CatalogProperties?.DataLakeAccessProperties?.CatalogType;
  const source = FederatedCatalog?.ConnectionName ?? type;
  return source !== undefined && CONTAINING.includes(source) && partsOf(CatalogId).path.length === 1;
}

/** How deep below its root a catalog is; the root is at 0. */
export function depthOf({ CatalogId = '' }: Wire<Catalog>): number {
  return partsOf(CatalogId).path.length;
}

function partsOf(id: string): { account: string; path: string[] } {
  const [account = '', ...rest] = id.split(':');
  return { account, path: rest.join(':').split('/').filter(Boolean) };
}
