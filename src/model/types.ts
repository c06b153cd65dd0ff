/**
 * The SDK's types in the form that lies on the wire and in the store: what JSON carries (timestamps in epoch seconds, blobs in base64),
 * required members present. So a handler's input goes into the store, and what it answers onto the wire, without conversion.
 */
import type * as cloudtrail from '@aws-sdk/client-cloudtrail';
import type * as glue from '@aws-sdk/client-glue';
import type * as sts from '@aws-sdk/client-sts';

/** A modelled type as JSON 1.1 carries it. */
export type Wire<T> = T extends Date
  ? number
  : T extends Uint8Array
    ? string
    : T extends readonly (infer Element)[]
      ? Wire<Element>[]
      : T extends object
        ? { [Member in keyof T as Member extends '$metadata' ? never : Member]: Wire<Exclude<T[Member], undefined>> }
        : T;

export type GlueSdk = typeof glue;
export type CloudTrailSdk = typeof cloudtrail;
export type StsSdk = typeof sts;

/** Names of the operations that an SDK has a command for. */
export type OperationOf<Sdk> = keyof {
  [Name in keyof Sdk as Name extends `${infer Operation}Command` ? Operation : never]: true;
};

export type GlueOperation = OperationOf<GlueSdk>;

/** Input and output of an operation, read off its command's `resolveMiddleware`. */
type Api<Operation extends OperationOf<Sdk>, Sdk> = Sdk[`${Operation}Command` & keyof Sdk] extends {
  prototype: infer Command;
}
  ? Command extends {
      resolveMiddleware: (...args: never[]) => (args: { input: infer In }) => Promise<{ output: infer Out }>;
    }
    ? { input: In; output: Out }
    : never
  : never;

/** Of an operation of Glue, unless another SDK is named. */
export type Input<Operation extends OperationOf<Sdk>, Sdk = GlueSdk> = Wire<Api<Operation, Sdk>['input']>;
export type Output<Operation extends OperationOf<Sdk>, Sdk = GlueSdk> = Wire<Api<Operation, Sdk>['output']>;
