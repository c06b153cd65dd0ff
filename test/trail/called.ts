/** Calls of Glue's operations, made up for tests of what their records say. */
import type { Call, UserIdentity } from '../../src/call.js';
import { GLUE } from '../../src/model/service.js';

export const USER: UserIdentity = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLE',
  arn: 'arn:aws:iam::123456789012:user/me',
  accountId: '123456789012',
  accessKeyId: 'AKIAEXAMPLE',
  userName: 'me',
};

export function callOf(name: string, given: Partial<Call> = {}): Call {
  const operation = GLUE.operations.get(name);
  if (!operation) throw new Error(`${name} is no operation`);
  return {
    service: GLUE,
    operation,
    input: {},
    caller: { account: '123456789012', identity: USER },
    region: 'eu-west-1',
    sourceIPAddress: '10.0.0.1',
    userAgent: 'aws-cli/2',
    requestId: 'request-id',
    time: Date.UTC(2026, 0, 2, 3, 4, 5, 999),
    ...given,
  };
}
