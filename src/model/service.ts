/**
 * The services this server speaks for, each made from its SDK package. This folder is the only importer of the SDK's schemas.
 */
import { constraintsOf, type ServiceConstraints } from './constraints.js';
import { type Operation, operationsOf } from './operations.js';
import { cloudtrailSdk, glueSdk } from './sdk.js';
import { ShapeRegistry } from './shapes.js';

export interface Service {
  /** Short name: the credential scope's service and the prefix of IAM actions. */
  name: 'glue' | 'cloudtrail' | 'sts';
  eventSource: string;
  /** What precedes `.Operation` in X-Amz-Target. */
  targetPrefixes: readonly string[];
  /** What the text of the service's own errors is called in their body. */
  messageMember: 'Message' | 'message';
  operations: ReadonlyMap<string, Operation>;
}

export const GLUE: Service = {
  name: 'glue',
  eventSource: 'glue.amazonaws.com',
  targetPrefixes: ['AWSGlue'],
  messageMember: 'Message',
  operations: operations(glueSdk, constraintsOf('glue')),
};

/** The longer target is botocore's, the shorter one that of the other SDKs. */
export const CLOUDTRAIL: Service = {
  name: 'cloudtrail',
  eventSource: 'cloudtrail.amazonaws.com',
  targetPrefixes: ['com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101', 'CloudTrail_20131101'],
  messageMember: 'message',
  operations: operations(cloudtrailSdk, withoutBounds(constraintsOf('cloudtrail'))),
};

function operations(sdk: object, constraints: ServiceConstraints): Map<string, Operation> {
  return operationsOf(sdk, new ShapeRegistry(constraints), constraints);
}

/**
 * Observed on AWS: what CloudTrail's model says of values its front end does not check. The service itself refuses them, with errors of
 * its own: InvalidMaxResultsException, or "Value read-only for ReadWriteType is invalid." of InvalidEventSelectorsException.
 */
function withoutBounds({ shapes, ...rest }: ServiceConstraints): ServiceConstraints {
  const unbounded = Object.entries(shapes).map(
    ([name, { min: _, max: __, pattern: ___, enum: ____, ...shape }]) => [name, shape] as const,
  );
  return { ...rest, shapes: Object.fromEntries(unbounded) };
}
