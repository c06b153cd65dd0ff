/**
 * SearchTables: over all tables of a catalog by words, by properties and in an order. The words of SearchText are looked for in the names,
 * descriptions, owners, columns and parameters; in quotes, one of these has to be the text. How AWS ranks its finds is not observed:
 * without SortCriteria they come by database and name.
 */
import type { Comparator, PropertyPredicate, SortCriterion, Table } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { tableSearch as faults } from '../../faults/tables.js';
import { page } from '../../kinds/page.js';
import type { Input, Wire } from '../../model/types.js';
import type { Key } from '../../state/key.js';
import type { Entry } from '../../state/store.js';
import { catalogOf } from '../data-catalog/catalog.js';
import type { GlueHandlers } from '../handlers.js';
import { allColumns, tables } from './table-entity.js';

type Found = Wire<Table>;
type Test = (table: Found) => boolean;

export const tableSearchHandlers: GlueHandlers = {
  /** @limit Ranks nothing: without SortCriteria tables come by database and name. */
  SearchTables(input, context) {
    const { Filters = [], SearchText, SortCriteria = [], ResourceShareType } = input;
    const tests = [...Filters.map(filter), textTest(SearchText), shareTest(ResourceShareType)];
    const prefix = tables.key(context, [catalogOf(input, context)]);
    const [criterion] = SortCriteria;
    const { items, NextToken } = page(context, input, {
      prefix,
      entries: (after) => (criterion ? sorted(context, prefix, criterion, after) : inOrder(context, prefix, after)),
      size: 100,
      select: ({ value }) => (tests.every((test) => test(value)) ? value : undefined),
    });
    return { TableList: items, NextToken };
  },
};

function inOrder(context: Context, prefix: Key, after?: Key): Iterable<Entry<Found>> {
  return tables.rows(context).range({ prefix, after });
}

/** The sorted value stands in front of the key, so that a page goes on behind what was told, whatever has changed since. */
function sorted(
  context: Context,
  prefix: Key,
  { FieldName = '', Sort }: Wire<SortCriterion>,
  after?: Key,
): Entry<Found>[] {
  const sortedBy = sortValue(FieldName);
  const sign = Sort === 'DESC' ? -1 : 1;
  const entries = [...inOrder(context, prefix)].map(({ key, value }) => ({
    key: [...prefix, sortedBy(value), ...key.slice(prefix.length)],
    value,
  }));
  const compare = (a: Key, b: Key) => compareKeys(a.slice(prefix.length), b.slice(prefix.length), sign);
  entries.sort((a, b) => compare(a.key, b.key));
  return after ? entries.filter(({ key }) => compare(key, after) > 0) : entries;
}

/** By the value in the wanted direction, then by database and name. */
function compareKeys([a = '', ...restOfA]: Key, [b = '', ...restOfB]: Key, sign: number): number {
  if (a !== b) return a < b ? -sign : sign;
  const [left, right] = [JSON.stringify(restOfA), JSON.stringify(restOfB)];
  return left === right ? 0 : left < right ? -1 : 1;
}

const TIMES = {
  createtime: ({ CreateTime }) => CreateTime,
  updatetime: ({ UpdateTime }) => UpdateTime,
  lastaccesstime: ({ LastAccessTime }) => LastAccessTime,
  lastanalyzedtime: ({ LastAnalyzedTime }) => LastAnalyzedTime,
} as const satisfies Record<string, (table: Found) => number | undefined>;

const TEXTS = {
  name: ({ Name }) => Name,
  databasename: ({ DatabaseName }) => DatabaseName,
  description: ({ Description }) => Description,
  owner: ({ Owner }) => Owner,
  tabletype: ({ TableType }) => TableType,
  createdby: ({ CreatedBy }) => CreatedBy,
  location: ({ StorageDescriptor }) => StorageDescriptor?.Location,
} as const satisfies Record<string, (table: Found) => string | undefined>;

function isOf<Members extends object>(members: Members, name: PropertyKey): name is keyof Members {
  return Object.hasOwn(members, name);
}

function sortValue(field: string): (table: Found) => string | number {
  const key = field.toLowerCase();
  if (isOf(TIMES, key)) return (table) => TIMES[key](table) ?? 0;
  if (isOf(TEXTS, key)) return (table) => TEXTS[key](table)?.toLowerCase() ?? '';
  throw faults.badSort(field);
}

const HOLDS: Record<Comparator, (order: number) => boolean> = {
  EQUALS: (order) => order === 0,
  GREATER_THAN: (order) => order > 0,
  LESS_THAN: (order) => order < 0,
  GREATER_THAN_EQUALS: (order) => order >= 0,
  LESS_THAN_EQUALS: (order) => order <= 0,
};

/** "The Comparator […] is used only for time fields" (API reference). A key that is no field of a table is one of its parameters. */
function filter({ Key, Value, Comparator = 'EQUALS' }: Wire<PropertyPredicate>): Test {
  if (!Key || Value === undefined) throw faults.filterIncomplete();
  const key = Key.toLowerCase();
  if (isOf(TIMES, key)) {
    const wanted = secondsOf(Value);
    return (table) => {
      const time = TIMES[key](table);
      return time !== undefined && HOLDS[Comparator](time - wanted);
    };
  }
  const wanted = Value.toLowerCase();
  if (key === 'columns' || key === 'columnname')
    return (table) => allColumns(table).some(({ Name }) => isAlike(Name, wanted));
  if (isOf(TEXTS, key)) return (table) => isAlike(TEXTS[key](table), wanted);
  return ({ Parameters = {} }) =>
    Object.entries(Parameters).some(([name, value]) => name.toLowerCase() === key && isAlike(value, wanted));
}

/** "Split on certain punctuation characters […] into tokens", each compared as a whole (API reference); so is the text itself. */
function isAlike(text = '', wanted: string): boolean {
  const folded = text.toLowerCase();
  return folded === wanted || folded.split(/[^\p{L}\p{N}_]+/u).includes(wanted);
}

/** Epoch seconds of an ISO 8601 time, or of a number of seconds or milliseconds. */
function secondsOf(value: string): number {
  const number = Number(value);
  if (!Number.isNaN(number) && value.trim() !== '') return number > 1e11 ? Math.floor(number / 1000) : number;
  const parsed = Date.parse(value);
  if (Number.isNaN(parsed)) throw faults.badTime(value);
  return Math.floor(parsed / 1000);
}

function textTest(text = ''): Test {
  const wanted = text.trim().toLowerCase();
  const exact = /^"(.*)"$/s.exec(wanted)?.[1];
  if (exact !== undefined) return (table) => textsOf(table).includes(exact);
  const words = wanted.split(/\s+/);
  return (table) => {
    const texts = textsOf(table);
    return words.every((word) => texts.some((each) => each.includes(word)));
  };
}

function textsOf(table: Found): string[] {
  const { Name, DatabaseName, Description, Owner, Parameters = {} } = table;
  const ofColumns = allColumns(table).flatMap((column) => [column.Name, column.Comment]);
  const texts = [Name, DatabaseName, Description, Owner, ...ofColumns, ...Object.entries(Parameters).flat()];
  return texts.filter((text) => text !== undefined).map((text) => text.toLowerCase());
}

/** As with databases: nothing is shared with this catalog, except what links to a table of another. */
function shareTest(type: Input<'SearchTables'>['ResourceShareType']): Test {
  if (type === 'FOREIGN') return ({ TargetTable }) => TargetTable !== undefined;
  if (type === 'FEDERATED') return ({ FederatedTable }) => FederatedTable !== undefined;
  return () => true;
}
