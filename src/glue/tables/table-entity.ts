/** What a table is: its kind, how calls name it, and what Glue fills in. Names are kept in lower case and found in any. */
import type { Column, Table, TableInput } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { table as faults } from '../../faults/tables.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { databases, followed } from '../data-catalog/database.js';
import { type Place, placeOf } from '../data-catalog/resource-link.js';
import { openTable, updatedOpenTable } from './open-table-format.js';
import { filledDescriptor } from './storage-descriptor.js';

/** Ids are [catalog, database, table]. */
export const tables = new Kind<Wire<Table>>({
  noun: 'table',
  parent: databases,
  folded: true,
  faults,
});

interface TableNaming {
  CatalogId?: string | undefined;
  DatabaseName: string;
}

export function tableId(naming: TableNaming, table: string, scope: Scope): Id {
  return [catalogOf(naming, scope), naming.DatabaseName, table];
}

/** Where a table is, and how it was found there; without the table if there is none. */
export interface TablePlace<Within extends Scope> extends Place<Within> {
  table?: Wire<Table> | undefined;
  /** Whether its database was named by a resource link. */
  inTarget?: boolean;
  /** The table that was named, when that is a resource link and was followed. */
  link?: Wire<Table>;
}

export type FoundTable<Within extends Scope> = TablePlace<Within> & { table: Wire<Table> };

/** The table that a call names. A database that is a resource link is followed, a table that is one is not. */
export function namedTable<Within extends Scope>(
  scope: Within,
  naming: TableNaming,
  name: string,
  absent?: (name: string) => Error,
): FoundTable<Within> {
  return found(lookUp(scope, naming, name), absent);
}

/**
 * The table that an operation changes, or on whose partitions, indexes or statistics it works: of a resource link the table that it links
 * to. Still a link when one was followed to it already.
 */
export function requireTable<Within extends Scope>(
  scope: Within,
  input: TableNaming & { TableName: string },
  absent?: (name: string) => Error,
): FoundTable<Within> {
  return found(placeOfTable(scope, input), absent);
}

/** The same of a table that need not be there. */
export function placeOfTable<Within extends Scope>(
  scope: Within,
  input: TableNaming & { TableName: string },
): TablePlace<Within> {
  const place = lookUp(scope, input, input.TableName);
  const { table: link, inTarget } = place;
  const target = link && !inTarget ? targetOf(place, link) : undefined;
  return target ? { ...target, table: tables.find(target.scope, target.id), link } : place;
}

/** A table that is found where it is named, as nearly all are, costs one look. */
function lookUp<Within extends Scope>(scope: Within, naming: TableNaming, name: string): TablePlace<Within> {
  const id = tableId(naming, name, scope);
  const table = tables.find(scope, id);
  if (table) return { scope, id, table };
  const database = followed(scope, id.slice(0, -1));
  if (!database.isTarget) return { scope, id };
  const inTarget = [...database.id, name];
  return { scope: database.scope, id: inTarget, table: tables.find(database.scope, inTarget), inTarget: true };
}

function found<Within extends Scope>(
  place: TablePlace<Within>,
  absent: (name: string) => Error = faults.absent,
): FoundTable<Within> {
  if (isFound(place)) return place;
  tables.requireParent(place.scope, place.id);
  throw absent(place.id.at(-1) ?? '');
}

function isFound<Within extends Scope>(place: TablePlace<Within>): place is FoundTable<Within> {
  return place.table !== undefined;
}

/** A resource link has the properties of its target. Without a target it has its own: observed on GetTable. */
export function shown(place: Place<Scope>, link: Wire<Table>): Wire<Table> {
  const target = targetOf(place, link);
  const table = target && tables.find(target.scope, target.id);
  return table ? named(link, table) : link;
}

/** What a link leads to, under the link's own name. */
export function named(link: Wire<Table>, table: Wire<Table>): Wire<Table> {
  const { Name, DatabaseName, CatalogId, TargetTable } = link;
  return { ...link, ...table, Name, DatabaseName, CatalogId, TargetTable };
}

function targetOf<Within extends Scope>(place: Place<Within>, { TargetTable }: Wire<Table>): Place<Within> | undefined {
  return TargetTable && placeOf(place, TargetTable, [TargetTable.DatabaseName ?? '', TargetTable.Name ?? '']);
}

/** The table's columns and, behind them, those that it is partitioned by. */
export function allColumns({ StorageDescriptor, PartitionKeys = [] }: Wire<Table>): Wire<Column>[] {
  return [...(StorageDescriptor?.Columns ?? []), ...PartitionKeys];
}

/** What the caller of CreateTable describes: a TableInput, an open table format, or both. */
export function givenTable(scope: Scope, input: Input<'CreateTable'>): Wire<TableInput> {
  const { TableInput, OpenTableFormatInput } = input;
  return TableInput && !OpenTableFormatInput
    ? TableInput
    : { ...openTable(scope, OpenTableFormatInput, TableInput), Name: givenName(input) };
}

export function givenName({ TableInput, Name }: Input<'CreateTable'>): string {
  const name = TableInput?.Name ?? Name;
  if (name === undefined) throw faults.nameMissing();
  return name;
}

/**
 * What an update makes of a table: a TableInput takes the old description's place, updates in the table's format change it. Through a
 * resource link the table keeps its own name, and does not become a link: neither is observed.
 */
export function updatedTable(
  input: Input<'UpdateTable'>,
  { table: before, id, link }: FoundTable<Scope>,
  name: string,
): Wire<Table> {
  const { TableInput, UpdateOpenTableFormatInput } = input;
  if (!TableInput && !UpdateOpenTableFormatInput) throw faults.nothingToUpdate();
  if (TableInput && tables.fold(TableInput.Name) !== tables.fold(name)) throw faults.renamed();
  const given = TableInput && link ? { ...TableInput, Name: before.Name, TargetTable: undefined } : TableInput;
  return updatedOpenTable(given ? described(given, id) : before, UpdateOpenTableFormatInput);
}

/** The table of a description. Observed on GetTable: these members are there whether the caller gave them or not. */
export function described(given: Wire<TableInput>, [CatalogId = '', DatabaseName = '']: Id): Wire<Table> {
  if (given.PartitionKeys?.some(({ Parameters }) => Parameters)) throw faults.partitionColumnParameters();
  const { StorageDescriptor, ViewDefinition } = given;
  const materialized = isMaterialized(given);
  // Not `{ ...given, Name: … }`: V8 takes twenty times as long to put members over spread ones (5 us of a CreateTable).
  return Object.assign({}, given, {
    Name: tables.fold(given.Name),
    DatabaseName: tables.fold(DatabaseName),
    CatalogId,
    Retention: given.Retention ?? 0,
    StorageDescriptor: StorageDescriptor && filledDescriptor(StorageDescriptor),
    ViewDefinition: ViewDefinition && viewDefinition(ViewDefinition),
    IsRegisteredWithLakeFormation: false,
    IsMultiDialectView: ViewDefinition !== undefined && !materialized,
    IsMaterializedView: materialized,
  });
}

/** No representation is ever found to be stale: no view is compared with the tables that it is made of. */
function viewDefinition({
  Representations,
  ...given
}: NonNullable<Wire<TableInput>['ViewDefinition']>): Wire<Table>['ViewDefinition'] {
  return { ...given, Representations: Representations?.map((each) => ({ ...each, IsStale: false })) };
}

/** AWS does not say by what it tells a materialized view: here by what the API reference knows of no other view. */
function isMaterialized({ TableType, ViewDefinition }: Wire<TableInput>): boolean {
  if (TableType === 'MATERIALIZED_VIEW' || !ViewDefinition) return TableType === 'MATERIALIZED_VIEW';
  const { IsManaged, RefreshSeconds, LastRefreshType, SubObjectVersionIds, SubObjectsStatistics } = ViewDefinition;
  const signs = [IsManaged, RefreshSeconds, LastRefreshType, SubObjectVersionIds, SubObjectsStatistics];
  return signs.some((sign) => sign !== undefined);
}

/** AttributesToGet: names alone, or names and types; anything else asks for the whole table. */
export function picked(table: Wire<Table>, attributes: readonly string[] | undefined): Wire<Table> {
  const narrow =
    attributes && attributes.length > 0 && attributes.every((name) => name === 'NAME' || name === 'TABLE_TYPE');
  if (!narrow) return table;
  const { Name, DatabaseName, CatalogId, TableType } = table;
  return { Name, DatabaseName, CatalogId, ...(attributes.includes('TABLE_TYPE') && { TableType }) };
}
