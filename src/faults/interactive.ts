/** What is refused of sessions, statements and development endpoints. */
import {
  alreadyExists,
  entityNotFound,
  idempotentMismatch,
  illegalSessionState,
  invalidInput,
  limitExceeded,
  notSupported,
} from './errors.js';

const noSession = (id: string) => `Session ${id} not found.`;

export const session = {
  /** Observed up to the id. */
  absent: (id: string) => entityNotFound(noSession(id)),
  /** StopSession and DeleteSession cannot answer EntityNotFoundException: their models do not list it. */
  absentToEnd: (id: string) => invalidInput(noSession(id)),
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
