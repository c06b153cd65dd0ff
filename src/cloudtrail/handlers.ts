/** How a part of CloudTrail's API hands in its operations: each handler typed by the SDK's command of its name. */
import type { Context } from '../context.js';
import type { CloudTrailSdk, Input, OperationOf, Output } from '../model/types.js';

export type CloudTrailOperation = OperationOf<CloudTrailSdk>;
export type In<Operation extends CloudTrailOperation> = Input<Operation, CloudTrailSdk>;
export type Out<Operation extends CloudTrailOperation> = Output<Operation, CloudTrailSdk>;

export type CloudTrailHandlers = {
  [Operation in CloudTrailOperation]?: (input: In<Operation>, context: Context) => Out<Operation>;
};
