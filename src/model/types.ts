/**
 * The SDK's types in the form that lies on the wire and in the store: what JSON carries (timestamps in epoch seconds, blobs in base64),
 * required members present. So a handler's input goes into the store, and what it answers onto the wire, without conversion.
 */
import type * as sdk from '@aws-sdk/client-glue';

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

type Sdk = typeof sdk;

/** Names of the operations that the SDK has a command for. */
export type GlueOperation = keyof {
  [Name in keyof Sdk as Name extends `${infer Operation}Command` ? Operation : never]: true;
};

/** Input and output of an operation, read off its command's `resolveMiddleware`. */
type Api<Operation extends GlueOperation> = Sdk[`${Operation}Command`] extends { prototype: infer Command }
  ? Command extends {
      resolveMiddleware: (...args: never[]) => (args: { input: infer In }) => Promise<{ output: infer Out }>;
    }
    ? { input: In; output: Out }
    : never
  : never;

export type Input<Operation extends GlueOperation> = Wire<Api<Operation>['input']>;
export type Output<Operation extends GlueOperation> = Wire<Api<Operation>['output']>;
