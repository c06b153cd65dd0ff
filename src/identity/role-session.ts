/**
 * The session in which a service acts for a customer's role: Glue assumes a crawler's role as `AWS-Crawler` (observed in CreatedBy of
 * tables and in messages about missing permissions). Its calls are the role's: an AssumedRole identity with `invokedBy`.
 */
import type { Caller } from '../call.js';
import { uniqueId } from './unique-id.js';

export interface RoleSession {
  account: string;
  /** The role's name, its path before it: `service-role/AWSGlueServiceRole`. */
  role: string;
  /** RoleSessionName: `AWS-Crawler`. */
  name: string;
  /** Epoch milliseconds. */
  begunAt: number;
  /** Who acts in it: `glue.amazonaws.com`. */
  invokedBy: string;
}

export function callerInSession({ account, role, name, begunAt, invokedBy }: RoleSession): Caller {
  const roleArn = `arn:aws:iam::${account}:role/${role}`;
  const roleName = role.slice(role.lastIndexOf('/') + 1);
  const roleId = uniqueId('AROA', roleArn);
  return {
    account,
    identity: {
      type: 'AssumedRole',
      principalId: `${roleId}:${name}`,
      arn: `arn:aws:sts::${account}:assumed-role/${roleName}/${name}`,
      accountId: account,
      accessKeyId: uniqueId('ASIA', `${roleArn}/${name} ${begunAt}`),
      sessionContext: {
        sessionIssuer: { type: 'Role', principalId: roleId, arn: roleArn, accountId: account, userName: roleName },
        attributes: { creationDate: `${new Date(begunAt).toISOString().slice(0, 19)}Z`, mfaAuthenticated: 'false' },
      },
      invokedBy,
    },
  };
}
