/** What a user-defined function is: its kind, and what governs it. Names are kept in lower case and found in any. */
import type { UserDefinedFunction, UserDefinedFunctionInput } from '@aws-sdk/client-glue';
import { userDefinedFunction as faults } from '../../faults/data-catalog.js';
import { type Id, Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { databases } from './database.js';

/** Ids are [catalog, database, function]. */
export const userDefinedFunctions = new Kind<Wire<UserDefinedFunction>>({
  noun: 'userDefinedFunction',
  parent: databases,
  folded: true,
  faults,
});

export const DEFAULT_MODE = 'IAM_ONLY';

const MOST_GOVERNED_URIS = 10;

/** The location of its artifacts is told of a function that Lake Formation governs, and of no other (API reference). */
export function described(
  { ArtifactLocation, ...given }: Wire<UserDefinedFunctionInput>,
  id: Id,
): Wire<UserDefinedFunction> {
  const [CatalogId, DatabaseName = '', FunctionName = ''] = id;
  const named = {
    ...given,
    FunctionName: userDefinedFunctions.fold(FunctionName),
    DatabaseName: userDefinedFunctions.fold(DatabaseName),
    CatalogId,
  };
  if (given.GovernanceMode !== 'LAKE_FORMATION') return named;
  const uris = given.ResourceUris ?? [];
  const isUnder = ({ Uri }: { Uri?: string }) => ArtifactLocation !== undefined && Uri?.startsWith(ArtifactLocation);
  if (uris.length === 0 || uris.length > MOST_GOVERNED_URIS || !uris.every(isUnder)) throw faults.ungovernable();
  return { ...named, ArtifactLocation };
}
