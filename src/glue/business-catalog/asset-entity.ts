/**
 * What an asset is. Callers put assets of their own; besides, every table of the account's catalog is one under its ARN, with its columns
 * as an iterable form. A form of an asset is iterable when its content is a list of objects: each of them is an item.
 */
import type { AssetFormEntry, Table } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { asset as faults, iterableForm as formFaults } from '../../faults/business-catalog.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { databases } from '../data-catalog/database.js';
import { allColumns, tables } from '../tables/table-entity.js';

/** Times are epoch seconds. */
export interface Asset {
  Id: string;
  Name: string;
  Description?: string;
  AssetTypeId: string;
  CreatedAt: number;
  UpdatedAt: number;
  Forms: Record<string, Wire<AssetFormEntry>>;
}

export interface Item {
  ItemId: string;
  ItemName: string;
  Description?: string;
  /** JSON. */
  content: string;
}

/** Ids are [asset id]. */
export const assets = new Kind<Asset>({
  noun: 'asset',
  faults,
});

/** The iterable form of a table's columns, and its form type (API reference). */
const COLUMNS = 'columns';
/** What the asset type of tables is called is not observed. */
const TABLE_TYPE = 'GlueTable';

/** Throws EntityNotFoundException when there is none. */
export function requireAsset(scope: Scope, id: string): Asset {
  const found = assets.find(scope, [id]) ?? tableAsset(tableOf(scope, id), id);
  if (!found) throw faults.absent(id);
  return found;
}

/** Assets that were put, and tables that were not. */
export function* allAssets(scope: Scope): Generator<Asset> {
  yield* assets.all(scope, []);
  for (const { Name: database = '' } of databases.all(scope, [scope.account]))
    for (const table of tables.all(scope, [scope.account, database])) {
      const id = tables.arn(scope, [scope.account, database, table.Name ?? '']);
      const found = assets.has(scope, [id]) ? undefined : tableAsset(table, id);
      if (found) yield found;
    }
}

/** Iterable forms of an asset: their form types and items by form name. */
export function iterableForms(scope: Scope, { Id, Forms }: Asset): Map<string, { FormTypeId: string; items: Item[] }> {
  const forms = new Map<string, { FormTypeId: string; items: Item[] }>();
  const table = tableOf(scope, Id);
  if (table) forms.set(COLUMNS, { FormTypeId: COLUMNS, items: columnItems(table) });
  for (const [name, { FormTypeId = '', Content = '' }] of Object.entries(Forms)) {
    const items = itemsOf(Content);
    if (items) forms.set(name, { FormTypeId, items });
  }
  return forms;
}

/** Throws EntityNotFoundException when the asset has no such iterable form. */
export function requireForm(scope: Scope, asset: Asset, name: string): { FormTypeId: string; items: Item[] } {
  const form = iterableForms(scope, asset).get(name);
  if (!form) throw formFaults.absent(name);
  return form;
}

function tableOf(scope: Scope, id: string): Wire<Table> | undefined {
  const [, database, ...table] = id.split('/');
  if (!database || tables.arn(scope, [scope.account, database, table.join('/')]) !== id) return undefined;
  return tables.find(scope, [scope.account, database, table.join('/')]);
}

function tableAsset(table: Wire<Table> | undefined, Id: string): Asset | undefined {
  if (!table) return undefined;
  const { Name, Description, CreateTime = 0, UpdateTime = CreateTime } = table;
  const described = Description !== undefined && { Description };
  const times = { CreatedAt: CreateTime, UpdatedAt: UpdateTime };
  return { Id, Name: Name ?? '', ...described, AssetTypeId: TABLE_TYPE, ...times, Forms: {} };
}

function columnItems(table: Wire<Table>): Item[] {
  return allColumns(table).map(({ Name, Type, Comment }) => ({
    ItemId: Name,
    ItemName: Name,
    ...(Comment !== undefined && { Description: Comment }),
    content: JSON.stringify({ name: Name, type: Type, comment: Comment }),
  }));
}

/** Undefined unless the content is a list of objects. An item without an id has its name, one without a name its place. */
function itemsOf(content: string): Item[] | undefined {
  const list: unknown = JSON.parse(content || 'null');
  if (!Array.isArray(list) || !list.every((each) => typeof each === 'object' && each !== null)) return undefined;
  return list.map((each: { id?: unknown; name?: unknown; description?: unknown }, place) => {
    const ItemName = String(each.name ?? each.id ?? place);
    const described = typeof each.description === 'string' && { Description: each.description };
    return { ItemId: String(each.id ?? ItemName), ItemName, ...described, content: JSON.stringify(each) };
  });
}
