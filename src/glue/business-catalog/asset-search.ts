/**
 * The search for assets: by words that all have to occur in an asset's name, description, id or forms, and by filters. Without a sort those
 * with the words in their names come first. Attributes are the members of an asset, `Form.member` those of a form's content.
 */
import type { SearchAttributeFilter, SearchFilterClause, SearchFilterOperator } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import { asset as faults } from '../../faults/business-catalog.js';
import { sortedPage } from '../../kinds/sorted-page.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { type Asset, allAssets } from './asset-entity.js';
import { markOf } from './asset-mark.js';

export const assetSearchHandlers: GlueHandlers = {
  /** @limit Finds words as they are written, and ranks by how many of them are in the name. */
  SearchAssets(input, context) {
    const { SearchText, FilterClause, Sort } = input;
    if (SearchText === undefined && !FilterClause) throw faults.nothingToSearch();
    const words = SearchText?.toLowerCase().split(/\s+/).filter(Boolean) ?? [];
    const isChosen = FilterClause ? clause(FilterClause, context) : () => true;
    const { items, NextToken } = sortedPage(context, input, {
      values: [...allAssets(context)].filter((asset) => relevance(asset, words) > 0 && isChosen(asset)),
      placeOf: (asset) => {
        const [first = ''] = Sort ? valuesOf(asset, Sort.Attribute, context) : [-relevance(asset, words)];
        return [first, asset.Name, asset.Id];
      },
      descending: Sort?.Order === 'DESCENDING',
      told: ({ Id, Name, Description, UpdatedAt, AssetTypeId }) => {
        const described = Description !== undefined && { AssetDescription: Description };
        return { Id, AssetName: Name, ...described, UpdatedAt, AssetTypeId };
      },
    });
    return { Items: items, NextToken };
  },
};

/** 0 when a word occurs nowhere; more for words in the name. */
function relevance({ Id, Name, Description = '', Forms }: Asset, words: readonly string[]): number {
  const name = Name.toLowerCase();
  const contents = Object.values(Forms).map(({ Content = '' }) => Content);
  const text = [name, Description, Id, ...contents].join('\n').toLowerCase();
  if (!words.every((word) => text.includes(word))) return 0;
  return 1 + words.filter((word) => name.includes(word)).length;
}

type Condition = (asset: Asset) => boolean;

function clause(filter: Wire<SearchFilterClause>, context: Context): Condition {
  const { AndAllFilters, OrAnyFilters, AttributeFilter, MapFilter } = filter;
  if (AndAllFilters) {
    const all = AndAllFilters.map((each) => clause(each, context));
    return (asset) => all.every((holds) => holds(asset));
  }
  if (OrAnyFilters) {
    const any = OrAnyFilters.map((each) => clause(each, context));
    return (asset) => any.some((holds) => holds(asset));
  }
  if (AttributeFilter) return attribute(AttributeFilter, context);
  if (!MapFilter) return () => true;
  const { Attribute, Key, Value } = MapFilter;
  return (asset) => valuesOf(asset, `${Attribute}.${Key}`, context).includes(Value.StringValue ?? '');
}

const HOLDS: Record<
  Exclude<SearchFilterOperator, 'notExists'>,
  (one: string | number, other: string | number) => boolean
> = {
  equals: (one, other) => one === other,
  greaterThan: (one, other) => one > other,
  greaterThanOrEquals: (one, other) => one >= other,
  lessThan: (one, other) => one < other,
  lessThanOrEquals: (one, other) => one <= other,
};

function attribute({ Attribute, Operator, Value }: Wire<SearchAttributeFilter>, context: Context): Condition {
  if (Operator === 'notExists') return (asset) => valuesOf(asset, Attribute, context).length === 0;
  const wanted = Value?.StringValue ?? Value?.LongValue;
  if (wanted === undefined) throw faults.filterValue(Attribute);
  return (asset) =>
    valuesOf(asset, Attribute, context).some(
      (value) => typeof value === typeof wanted && HOLDS[Operator](value, wanted),
    );
}

/** Of an attribute, in whatever case its name begins; none when the asset has it not. Times are epoch seconds. */
function valuesOf(asset: Asset, name: string, context: Context): (string | number)[] {
  const [form = '', ...path] = name.split('.');
  if (path.length > 0) return memberOf(asset.Forms[form]?.Content, path);
  const { Id, Name, Description, AssetTypeId, CreatedAt, UpdatedAt } = asset;
  const known = {
    Id,
    Name,
    AssetName: Name,
    Description,
    AssetDescription: Description,
    AssetTypeId,
    CreatedAt,
    UpdatedAt,
  };
  const attributes = new Map(Object.entries(known).map(([key, value]) => [key.toLowerCase(), value]));
  if (name.toLowerCase() === 'glossaryterms') return markOf(context, [Id]).terms;
  const value = attributes.get(name.toLowerCase());
  return value === undefined ? [] : [value];
}

function memberOf(content: string | undefined, path: readonly string[]): (string | number)[] {
  let value: unknown = content === undefined ? undefined : JSON.parse(content);
  for (const key of path) {
    const members = typeof value === 'object' && value !== null ? new Map(Object.entries(value)) : new Map();
    value = members.get(key);
  }
  if (typeof value === 'boolean') return [String(value)];
  return typeof value === 'string' || typeof value === 'number' ? [value] : [];
}
