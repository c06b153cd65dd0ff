/** Pages of what is listed in an order that its keys have not: all of it is read and sorted, and its place in the order is its key. */
import type { Context } from '../context.js';
import type { Key } from '../state/key.js';
import { type Page, type PageRequest, page } from './page.js';

export interface SortedQuery<Value, Item> {
  values: Iterable<Value>;
  /** What decides its place, first things first, and tells it from all others. */
  placeOf: (value: Value) => Key;
  descending?: boolean;
  /** Page size when MaxResults is absent. */
  size?: number;
  told: (value: Value) => Item;
  invalidToken?: () => Error;
}

export function sortedPage<Value, Item>(
  context: Context,
  request: PageRequest,
  { values, placeOf, descending = false, size = 100, told, invalidToken }: SortedQuery<Value, Item>,
): Page<Item> {
  const sign = descending ? -1 : 1;
  const entries = [...values].map((value) => ({ key: placeOf(value), value }));
  entries.sort((one, other) => sign * compared(one.key, other.key));
  return page(context, request, {
    prefix: [],
    entries: (after) => (after ? entries.filter(({ key }) => sign * compared(key, after) > 0) : entries),
    size,
    select: ({ value }) => told(value),
    invalidToken,
  });
}

function compared(one: Key, other: Key): number {
  for (const [index, part] of one.entries()) {
    const against = other[index];
    if (against !== undefined && part !== against) return part < against ? -1 : 1;
  }
  return 0;
}
