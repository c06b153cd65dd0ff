/**
 * Who makes the call: what Terraform asks before anything else. UserId is what the record calls principalId: a user's id, the account
 * of a root user, `AROA…:session` of a role's session (STS API reference, GetCallerIdentity).
 */
import type { StsHandlers } from './handlers.js';

export const callerIdentityHandlers: StsHandlers = {
  /** Members in the order in which AWS writes them. */
  GetCallerIdentity(_input, { caller: { account, identity } }) {
    return { Arn: identity.arn, UserId: identity.principalId, Account: account };
  },
};
