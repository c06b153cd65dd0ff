/** User-defined functions of the data catalog's databases. */
import { type Context, timestamp } from '../../context.js';
import { userDefinedFunction as faults } from '../../faults/data-catalog.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf } from './catalog.js';
import { followed } from './database.js';
import { namePattern } from './name-pattern.js';
import type { Place } from './resource-link.js';
import { DEFAULT_MODE, described, userDefinedFunctions } from './user-defined-function-entity.js';

export const userDefinedFunctionHandlers: GlueHandlers = {
  CreateUserDefinedFunction(input, context) {
    const { FunctionInput } = input;
    if (FunctionInput.FunctionName === undefined) throw faults.nameMissing();
    const { scope, id } = placeOf(context, input, FunctionInput.FunctionName);
    userDefinedFunctions.create(scope, id, { ...described(FunctionInput, id), CreateTime: timestamp(context) });
    return {};
  },

  GetUserDefinedFunction(input, context) {
    const { scope, id } = placeOf(context, input, input.FunctionName);
    userDefinedFunctions.requireParent(scope, id);
    return { UserDefinedFunction: userDefinedFunctions.get(scope, id) };
  },

  /**
   * Of one database, or of all the catalog's.
   *
   * @limit Pattern knows neither look-around nor back references.
   */
  GetUserDefinedFunctions(input, context) {
    const catalog = catalogOf(input, context);
    const { DatabaseName } = input;
    const ofAll = { scope: context, id: [catalog] };
    const { scope, id } = DatabaseName === undefined ? ofAll : followed(context, [catalog, DatabaseName]);
    const matches = namePattern(input.Pattern);
    const { items, NextToken } = userDefinedFunctions.page(scope, id, input, (udf) =>
      matches(udf.FunctionName ?? '') && (input.FunctionType ?? udf.FunctionType) === udf.FunctionType
        ? udf
        : undefined,
    );
    return { UserDefinedFunctions: items, NextToken };
  },

  UpdateUserDefinedFunction(input, context) {
    const { FunctionInput, FunctionName } = input;
    const { scope, id } = placeOf(context, input, FunctionName);
    userDefinedFunctions.requireParent(scope, id);
    const before = userDefinedFunctions.get(scope, id);
    const { GovernanceMode = before.GovernanceMode } = FunctionInput;
    if ((GovernanceMode ?? DEFAULT_MODE) !== (before.GovernanceMode ?? DEFAULT_MODE)) throw faults.governanceFixed();
    const newId = [...id.slice(0, -1), FunctionInput.FunctionName ?? FunctionName];
    const after = { ...described({ ...FunctionInput, GovernanceMode }, newId), CreateTime: before.CreateTime };
    if (after.FunctionName === before.FunctionName) {
      userDefinedFunctions.put(scope, id, after);
    } else {
      if (GovernanceMode === 'LAKE_FORMATION') throw faults.renamed();
      if (userDefinedFunctions.has(scope, newId)) throw faults.taken();
      userDefinedFunctions.create(scope, newId, after);
      userDefinedFunctions.remove(scope, id);
    }
    return {};
  },

  DeleteUserDefinedFunction(input, context) {
    const { scope, id } = placeOf(context, input, input.FunctionName);
    userDefinedFunctions.requireParent(scope, id);
    userDefinedFunctions.remove(scope, id);
    return {};
  },
};

/** A database that is a resource link is followed by all operations (Lake Formation developer guide). */
function placeOf(
  context: Context,
  naming: { CatalogId?: string | undefined; DatabaseName: string },
  name: string,
): Place<Context> {
  const { scope, id } = followed(context, [catalogOf(naming, context), naming.DatabaseName]);
  return { scope, id: [...id, name] };
}
