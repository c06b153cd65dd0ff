/** User-defined functions of the data catalog's databases. */
import { timestamp } from '../../context.js';
import { userDefinedFunction as faults } from '../../faults/data-catalog.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf } from './catalog.js';
import { namePattern } from './name-pattern.js';
import { DEFAULT_MODE, described, userDefinedFunctions } from './user-defined-function-entity.js';

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

  /**
   * Of one database, or of all the catalog's.
   *
   * @limit Pattern knows neither look-around nor back references.
   */
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
      if (userDefinedFunctions.has(context, newId)) throw faults.taken();
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
