/** What callers put onto assets and items of their iterable forms: glossary terms and attachments. */
import type { AssetFormEntry } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { asset as assetFaults, iterableForm as faults } from '../../faults/business-catalog.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { type Item, requireAsset, requireForm } from './asset-entity.js';
import { terms } from './glossary-term-entity.js';

export interface Mark {
  /** Term ids. */
  terms: string[];
  attachments: Record<string, Wire<AssetFormEntry>>;
}

/** Ids are [asset id], and [asset id, form name, item id] for items. */
const marks = new Kind<Mark>({
  noun: 'assetMark',
  faults: assetFaults,
});

export interface Target {
  AssetIdentifier: string;
  IterableFormName?: string | undefined;
  ItemIdentifier?: string | undefined;
}

/** The asset or item that a call means, an item by its id or its name. Throws EntityNotFoundException when there is none. */
export function requireTarget(scope: Scope, { AssetIdentifier, IterableFormName, ItemIdentifier }: Target): Id {
  const asset = requireAsset(scope, AssetIdentifier);
  if ((IterableFormName === undefined) !== (ItemIdentifier === undefined)) throw faults.both();
  if (IterableFormName === undefined || ItemIdentifier === undefined) return [asset.Id];
  const form = requireForm(scope, asset, IterableFormName);
  const item = itemNamed(form.items, ItemIdentifier);
  if (!item) throw faults.itemAbsent(ItemIdentifier);
  return [asset.Id, IterableFormName, item.ItemId];
}

/** The members by which answers name it. */
export function namedTarget({ AssetIdentifier, IterableFormName, ItemIdentifier }: Target) {
  return { AssetIdentifier, ...(IterableFormName !== undefined && { IterableFormName, ItemIdentifier }) };
}

export function itemNamed(items: readonly Item[], identifier: string): Item | undefined {
  return items.find(({ ItemId }) => ItemId === identifier) ?? items.find(({ ItemName }) => ItemName === identifier);
}

/** Without terms that have been deleted. */
export function markOf(scope: Scope, id: Id): Mark {
  const mark = marks.find(scope, id) ?? { terms: [], attachments: {} };
  return { ...mark, terms: mark.terms.filter((term) => terms.has(scope, [term])) };
}

export function putMark(scope: Scope, id: Id, mark: Mark): void {
  marks.put(scope, id, mark);
}

/** Those of an asset and of its items, when it goes. */
export function forgetMarks(scope: Scope, assetId: string): void {
  marks.rows(scope).removeAll(marks.key(scope, [assetId]));
}

/** What answers tell of a mark: nothing of what it has not. */
export function toldMark({ terms, attachments }: Mark) {
  return {
    ...(terms.length > 0 && { GlossaryTerms: terms }),
    ...(Object.keys(attachments).length > 0 && { Attachments: attachments }),
  };
}
