/** The data catalog that a call means: the caller's own unless CatalogId names another. */
import type { Scope } from '../context.js';

export function catalogOf({ CatalogId }: { CatalogId?: string | undefined }, { account }: Scope): string {
  return CatalogId ?? account;
}
