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
  /** Of calls with temporary credentials. */
  sessionContext?: SessionContext;
  /** The service that makes the call for them: `glue.amazonaws.com`. */
  invokedBy?: string;
}

/** In whose name the session's credentials were given out, and how; a user's own session has no issuer. */
export interface SessionContext {
  sessionIssuer?: { type: 'Role'; principalId: string; arn: string; accountId: string; userName: string };
  /** `creationDate` in whole seconds; `mfaAuthenticated` is a text in AWS's records. */
  attributes: { creationDate: string; mfaAuthenticated: 'true' | 'false' };
  /** Who began it, as told with AssumeRole. */
  sourceIdentity?: string;
}

/** Who makes a call. */
export interface Caller {
  account: string;
  identity: UserIdentity;
}

/** CloudTrail's tlsDetails element: of a connection with TLS, as it was negotiated. */
export interface TlsDetails {
  /** `TLSv1.3` */
  tlsVersion: string;
  /** By OpenSSL's name, as AWS spells it: `TLS_AES_128_GCM_SHA256`, `ECDHE-RSA-AES128-GCM-SHA256`. */
  cipherSuite: string;
  clientProvidedHostHeader?: string;
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
  /** Absent of calls that came without TLS. */
  tls?: TlsDetails | undefined;
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

/** A call that a service makes itself, for a customer's role whose session it has. */
export interface OwnCall {
  /** The role's name, its path before it. */
  role: string;
  /** RoleSessionName: `AWS-Crawler`. */
  sessionName: string;
  /** When it assumed the role, epoch milliseconds. */
  assumedAt: number;
  /** An operation of the same service. */
  operation: string;
  input: unknown;
}
