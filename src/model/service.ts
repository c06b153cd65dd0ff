/**
 * The services this server speaks for, each made from its SDK package. This folder is the only importer of the SDK's schemas.
 */
import * as glueSdk from '@aws-sdk/client-glue';
import { constraintsOf } from './constraints.js';
import { type Operation, operationsOf } from './operations.js';
import { ShapeRegistry } from './shapes.js';

export interface Service {
  /** Short name: the credential scope's service and the prefix of IAM actions. */
  name: 'glue' | 'cloudtrail' | 'sts';
  eventSource: string;
  /** What precedes `.Operation` in X-Amz-Target. */
  targetPrefixes: readonly string[];
  operations: ReadonlyMap<string, Operation>;
}

export const GLUE: Service = {
  name: 'glue',
  eventSource: 'glue.amazonaws.com',
  targetPrefixes: ['AWSGlue'],
  operations: operations('glue', glueSdk),
};

function operations(name: Service['name'], sdk: object): Map<string, Operation> {
  const constraints = constraintsOf(name);
  return operationsOf(sdk, new ShapeRegistry(constraints), constraints);
}
