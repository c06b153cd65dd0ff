/** How a noun of the Glue API hands in its operations: each handler typed by the SDK's command of its name. */
import type { Context, Scope } from '../context.js';
import type { GlueOperation, Input, Output } from '../model/types.js';
import type { Violation } from '../model/violations.js';

export type GlueHandlers = {
  [Operation in GlueOperation]?: (input: Input<Operation>, context: Context) => Output<Operation>;
};

/** Nouns that belong together: a folder. */
export interface Family {
  handlers: readonly GlueHandlers[];
  /** What its nouns have put into the schedule, by name. */
  tasks?: Readonly<Record<string, (subject: readonly string[], scope: Scope) => void>>;
  /** Where its operations check the model's constraints themselves: what they say. Undefined is left to AWS's front end. */
  refusalOf?: (violations: readonly Violation[]) => Error | undefined;
}
