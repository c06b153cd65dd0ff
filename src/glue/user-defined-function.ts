/** User-defined functions of the data catalog's databases. Names are kept in lower case and found in any. */
import type { UserDefinedFunction, UserDefinedFunctionInput } from '@aws-sdk/client-glue';
import { timestamp } from '../context.js';
import { userDefinedFunction as faults, invalidToken } from '../faults.js';
import { type Id, Kind } from '../kinds/kind.js';
import type { Wire } from '../model/types.js';
import { catalogOf } from './catalog.js';
import { databases } from './database.js';
import type { GlueHandlers } from './handlers.js';
import { namePattern } from './name-pattern.js';

/** Ids are [catalog, database, function]. */
export const userDefinedFunctions = new Kind<Wire<UserDefinedFunction>>({
  service: 'glue',
  noun: 'userDefinedFunction',
  scope: 'catalog',
  parent: databases,
  folded: true,
  faults: { absent: ([, , name = '']) => faults.absent(name), exists: faults.exists, invalidToken },
});

export const userDefinedFunctionHandlers: GlueHandlers = {
  CreateUserDefinedFunction(input, context) {
    const { FunctionInput } = input;
    if (FunctionInput.FunctionName === undefined) throw faults.nameMissing();
    const id = [catalogOf(input, context), input.DatabaseName, FunctionInput.FunctionName];
    userDefinedFunctions.create(context, id, { ...described(FunctionInput, id), CreateTime: timestamp(context) });
    return {};
  },

  GetUserDefinedFunction(input, context) {
    const id = [catalogOf(input, context), input.DatabaseName, input.FunctionName];
    userDefinedFunctions.requireParent(context, id);
    return { UserDefinedFunction: userDefinedFunctions.get(context, id) };
  },

  /** Of one database, or of all the catalog's. */
  GetUserDefinedFunctions(input, context) {
    const parents = [catalogOf(input, context), ...(input.DatabaseName === undefined ? [] : [input.DatabaseName])];
    const matches = namePattern(input.Pattern);
    const { items, NextToken } = userDefinedFunctions.page(context, parents, input, (udf) =>
      matches(udf.FunctionName ?? '') && (input.FunctionType ?? udf.FunctionType) === udf.FunctionType
        ? udf
        : undefined,
    );
    return { UserDefinedFunctions: items, NextToken };
  },

  UpdateUserDefinedFunction(input, context) {
    const { FunctionInput, DatabaseName, FunctionName } = input;
    const id = [catalogOf(input, context), DatabaseName, FunctionName];
    userDefinedFunctions.requireParent(context, id);
    const before = userDefinedFunctions.get(context, id);
    const { GovernanceMode = before.GovernanceMode } = FunctionInput;
    if ((GovernanceMode ?? DEFAULT_MODE) !== (before.GovernanceMode ?? DEFAULT_MODE)) throw faults.governanceFixed();
    const newId = [...id.slice(0, -1), FunctionInput.FunctionName ?? FunctionName];
    const after = { ...described({ ...FunctionInput, GovernanceMode }, newId), CreateTime: before.CreateTime };
    if (after.FunctionName === before.FunctionName) {
      userDefinedFunctions.put(context, id, after);
    } else {
      if (GovernanceMode === 'LAKE_FORMATION') throw faults.renamed();
      userDefinedFunctions.create(context, newId, after);
      userDefinedFunctions.remove(context, id);
    }
    return {};
  },

  DeleteUserDefinedFunction(input, context) {
    const id = [catalogOf(input, context), input.DatabaseName, input.FunctionName];
    userDefinedFunctions.requireParent(context, id);
    userDefinedFunctions.remove(context, id);
    return {};
  },
};

const DEFAULT_MODE = 'IAM_ONLY';
const MOST_GOVERNED_URIS = 10;

/** The location of its artifacts is told of a function that Lake Formation governs, and of no other (API reference). */
function described({ ArtifactLocation, ...given }: Wire<UserDefinedFunctionInput>, id: Id): Wire<UserDefinedFunction> {
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
