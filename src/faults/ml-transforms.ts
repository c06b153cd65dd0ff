/** What is refused of machine learning transforms and their task runs. */
import { concurrentRuns } from './common.js';
import {
  alreadyExists,
  entityNotFound,
  idempotentMismatch,
  invalidInput,
  limitExceeded,
  transformNotReady,
} from './errors.js';

export const mlTransform = {
  /** None of these texts is observed. */
  absent: (id: string) => entityNotFound(`MLTransform ${id} not found.`),
  exists: (name: string) => alreadyExists(`MLTransform with name ${name} already exists.`),
  mismatch: (name: string) => idempotentMismatch(`MLTransform with name ${name} exists with different configuration.`),
  limit: (most: number) => limitExceeded(`The limit of ${most} machine learning transforms is reached.`),
  table: (database: string, table: string) => invalidInput(`Input table ${database}.${table} not found.`),
  parameters: () => invalidInput('A FIND_MATCHES transform needs FindMatchesParameters.'),
  workers: () => invalidInput('WorkerType and NumberOfWorkers have to be given together, and without MaxCapacity.'),
  capacity: () => invalidInput('MaxCapacity has to be from 2 to 100.'),
  kmsKey: () => invalidInput('MlUserDataEncryptionMode SSE-KMS needs a KmsKeyId.'),
  notReady: (id: string) => transformNotReady(`MLTransform ${id} is not ready: it has no labels yet.`),
};

export const mlTaskRun = {
  /** The texts below are not observed. */
  absent: (id: string) => entityNotFound(`Task run ${id} not found.`),
  path: (path: string) => invalidInput(`${path} is not an Amazon S3 path.`),
  importLimit: (most: number) => limitExceeded(`The limit of ${most} concurrent task runs of a transform is reached.`),
  over: (id: string, status: string) => invalidInput(`Task run ${id} is ${status} and cannot be cancelled.`),
  concurrent: concurrentRuns,
};
