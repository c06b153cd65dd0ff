/** How a noun of the Glue API hands in its operations: each handler typed by the SDK's command of its name. */
import type { Context } from '../context.js';
import type { GlueOperation, Input, Output } from '../model/types.js';

export type GlueHandlers = {
  [Operation in GlueOperation]?: (input: Input<Operation>, context: Context) => Output<Operation>;
};
