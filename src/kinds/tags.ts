/** Tags of resources, kept by ARN beside the resources themselves. */
import type { Scope } from '../context.js';
import type { Collection } from '../state/store.js';

export type Tags = Record<string, string>;

export function tagsOf(scope: Scope, arn: string): Tags {
  return rows(scope).get([arn]) ?? {};
}

/** Adds tags and replaces those of the same key; answers all the resource has. */
export function addTags(scope: Scope, arn: string, added: Tags): Tags {
  // Entries, not assignment: a key may be called __proto__.
  const tags = Object.fromEntries([...Object.entries(tagsOf(scope, arn)), ...Object.entries(added)]);
  rows(scope).put([arn], tags);
  return tags;
}

export function removeTags(scope: Scope, arn: string, keys: readonly string[]): void {
  const kept = Object.entries(tagsOf(scope, arn)).filter(([key]) => !keys.includes(key));
  rows(scope).put([arn], Object.fromEntries(kept));
}

/** When the resource is gone. */
export function forgetTags(scope: Scope, arn: string): void {
  rows(scope).remove([arn]);
}

/** Whether all the wanted tags are there: how Glue's lists filter. */
export function hasTags(scope: Scope, arn: string, wanted: Tags): boolean {
  const tags = tagsOf(scope, arn);
  return Object.entries(wanted).every(([key, value]) => Object.hasOwn(tags, key) && tags[key] === value);
}

function rows({ store }: Scope): Collection<Tags> {
  return store.collection<Tags>('tags');
}
