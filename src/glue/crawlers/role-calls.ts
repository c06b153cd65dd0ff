/** The calls that a crawl makes itself, in its role's session: typed by the SDK's command of their name. */
import type { Crawler } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import type { GlueOperation, Input, Output, Wire } from '../../model/types.js';

/** Observed: in CreatedBy of tables that crawlers made, and in messages about permissions that they lack. */
const SESSION_NAME = 'AWS-Crawler';

/** What a call is refused with. */
export type Fault = NonNullable<ReturnType<Scope['call']>['fault']>;

type Answered<Operation extends GlueOperation> =
  | { output: Output<Operation>; fault?: undefined }
  | { fault: Fault; output?: undefined };

export type RoleCall = <Operation extends GlueOperation>(
  operation: Operation,
  input: Input<Operation>,
) => Answered<Operation>;

/** @param assumedAt epoch milliseconds at which the session began: when the crawl did. */
export function roleCalls(scope: Scope, { Role = '' }: Wire<Crawler>, assumedAt: number): RoleCall {
  return (operation, input) => {
    const outcome = scope.call({ role: Role, sessionName: SESSION_NAME, assumedAt, operation, input });
    return outcome.fault ? { fault: outcome.fault } : { output: outcome.output as Output<typeof operation> };
  };
}
