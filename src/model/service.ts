/**
 * The services this server speaks for, each made from its SDK package. This folder is the only importer of the SDK's schemas.
 */
import { constraintsOf, type ServiceConstraints } from './constraints.js';
import { type Operation, operationsOf } from './operations.js';
import { cloudtrailSdk, glueSdk, stsSdk } from './sdk.js';
import { ShapeRegistry } from './shapes.js';

export interface Service {
  /** Short name: the credential scope's service and the prefix of IAM actions. */
  name: 'glue' | 'cloudtrail' | 'sts';
  eventSource: string;
  /** What precedes `.Operation` in X-Amz-Target; none of a service that does not speak AWS JSON. */
  targetPrefixes: readonly string[];
  /** What the text of the service's own errors is called in their body, if that is JSON. */
  messageMember?: 'Message' | 'message';
  /** The Version that calls in AWS Query name; undefined of a service that does not speak it. */
  queryVersion?: string;
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

export const STS: Service = {
  name: 'sts',
  eventSource: 'sts.amazonaws.com',
  targetPrefixes: [],
  queryVersion: '2011-06-15',
  operations: operations(stsSdk, constraintsOf('sts')),
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
