/** What is refused of sessions, statements, development endpoints and machine learning transforms. */
import {
  alreadyExists,
  concurrentRunsExceeded,
  entityNotFound,
  idempotentMismatch,
  illegalSessionState,
  invalidInput,
  limitExceeded,
  notSupported,
  transformNotReady,
} from '../faults.js';

export const session = {
  /** Observed up to the id. */
  absent: (id: string) => entityNotFound(`Session ${id} not found.`),
  /** StopSession and DeleteSession cannot answer EntityNotFoundException: their models do not list it. */
  absentToEnd: (id: string) => invalidInput(`Session ${id} not found.`),
  /** What statements of a session that is not ready say. */
  unavailable: () => illegalSessionState('Session unavailable, fail to call ReplServer.'),
  /** The texts below are not observed. */
  exists: (id: string) => alreadyExists(`Session already created, sessionId=${id}`),
  mismatch: (id: string) =>
    idempotentMismatch(`Session already submitted with different configuration, sessionId=${id}`),
  inState: (state: string) => illegalSessionState(`Session is in ${state} status`),
  notSparkConnect: (id: string) => notSupported(`Session ${id} is not of type SPARK_CONNECT.`),
  withoutStatements: (id: string) => notSupported(`Session ${id} is of type SPARK_CONNECT: it takes no statements.`),
  capacityTwice: () => invalidInput('Please set either MaxCapacity or WorkerType and NumberOfWorkers.'),
};

export const statement = {
  /** None of these texts is observed. */
  absent: (id: string | number) => entityNotFound(`Statement ${id} not found.`),
  over: (id: number, state: string) => invalidInput(`Statement ${id} is in ${state} state and cannot be cancelled.`),
};

export const devEndpoint = {
  /** None of these texts is observed. */
  absent: (name: string) => entityNotFound(`DevEndpoint ${name} not found.`),
  exists: (name: string) => alreadyExists(`DevEndpoint ${name} already exists.`),
  mismatch: (name: string) => idempotentMismatch(`DevEndpoint ${name} already exists with different configuration.`),
  limit: (most: number) => limitExceeded(`The limit of ${most} development endpoints is reached.`),
  leaving: (name: string) => invalidInput(`DevEndpoint ${name} is being deleted.`),
  workerType: (type: string) => invalidInput(`Development endpoints have no workers of type ${type}.`),
  workers: () => invalidInput('WorkerType and NumberOfWorkers have to be given together, and without NumberOfNodes.'),
  workerCount: (most: number) => invalidInput(`NumberOfWorkers has to be from 1 to ${most} for this WorkerType.`),
  nodes: () => invalidInput('NumberOfNodes has to be at least 2.'),
  keyOrKeys: () => invalidInput('An endpoint has either one PublicKey or a list of PublicKeys.'),
  keys: (most: number) => invalidInput(`An endpoint can have at most ${most} PublicKeys.`),
};

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
  concurrent: concurrentRunsExceeded,
};
