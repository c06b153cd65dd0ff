/** How a part of STS's API hands in its operations: each handler typed by the SDK's command of its name. */
import type { Context } from '../context.js';
import type { Input, OperationOf, Output, StsSdk } from '../model/types.js';

export type StsHandlers = {
  [Operation in OperationOf<StsSdk>]?: (input: Input<Operation, StsSdk>, context: Context) => Output<Operation, StsSdk>;
};
