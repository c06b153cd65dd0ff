/** The words that the parts share: a call, who made it, and what came of it. */
import type { Operation } from './model/operations.js';
import type { Service } from './model/service.js';

/** CloudTrail's userIdentity element, its members in the order that AWS writes them. */
export interface UserIdentity {
  type: 'IAMUser' | 'Root' | 'AssumedRole' | 'AWSAccount' | 'AWSService';
  principalId: string;
  arn: string;
  accountId: string;
  accessKeyId: string;
  userName?: string;
}

/** Who makes a call. */
export interface Caller {
  account: string;
  identity: UserIdentity;
}

/** One request, free of the protocol that carried it. */
export interface Call {
  service: Service;
  operation: Operation;
  /** The decoded body, not yet checked against the model. */
  input: unknown;
  caller: Caller;
  region: string;
  sourceIPAddress: string;
  userAgent: string;
  /** What the answer's x-amzn-RequestId says. */
  requestId: string;
  /** Epoch milliseconds of its arrival. */
  time: number;
}

/** An error as a service answers it. */
export interface Fault {
  /** The error's name: `EntityNotFoundException`. */
  code: string;
  message: string | undefined;
  statusCode: 400 | 413 | 500 | 503;
}

/** What came of a call: its output in wire form, or a fault. `input` is the checked input, undefined if it could not be read. */
export type Outcome = { input: Record<string, unknown> | undefined } & (
  | { output: object; fault?: undefined }
  | { fault: Fault; output?: undefined }
);
