/**
 * Resource links of Lake Formation: databases and tables that stand for others, perhaps of another account or region. How the operations
 * follow them is "Resource link handling in AWS Glue APIs" in the Lake Formation developer guide; "the APIs follow only the first resource
 * link" of a chain, and nobody looks for a target when a link to it is made (same guide, "How resource links work").
 */
import type { Scope } from '../../context.js';
import type { Id } from '../../kinds/kind.js';
import { catalogOf } from './catalog.js';

/** Where something is: a scope in its region, and its id. */
export interface Place<Within extends Scope> {
  scope: Within;
  id: Id;
}

interface Target {
  CatalogId?: string | undefined;
  Region?: string | undefined;
}

/** What stands behind a link: the catalog and region are the link's own unless it names others. */
export function placeOf<Within extends Scope>(
  { scope, id: [catalog] }: Place<Within>,
  { CatalogId = catalog, Region }: Target,
  names: Id,
): Place<Within> {
  const isHere = Region === undefined || Region === scope.region;
  return {
    scope: isHere ? scope : { ...scope, region: Region },
    id: [catalogOf({ CatalogId }, scope), ...names],
  };
}
