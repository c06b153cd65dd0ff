/** Development endpoints: PROVISIONING → READY, and TERMINATING once deleted. Nothing listens at the addresses that they tell. */
import type { DevEndpoint } from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { devEndpoint as faults } from '../../faults/interactive.js';
import { type Course, courseOf, stateAt } from '../../kinds/course.js';
import { fingerprint } from '../../kinds/fingerprint.js';
import { Kind } from '../../kinds/kind.js';
import { leave, leavingTask } from '../../kinds/leaving.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';

interface KeptEndpoint {
  /** As it was asked for: what the same name asked for again is compared with. */
  asked: string;
  endpoint: Wire<DevEndpoint>;
  course: Course<'PROVISIONING' | 'READY'>;
  leaving?: boolean;
}

/** Ids are [endpoint]. */
export const devEndpoints = new Kind<KeptEndpoint>({
  noun: 'devEndpoint',
  tagged: true,
  faults,
});

export const devEndpointHandlers: GlueHandlers = {
  /**
   * The answer has the endpoint without what only a ready one has, and never its keys.
   *
   * @limit Nothing listens at its addresses.
   */
  CreateDevEndpoint({ Tags, ...given }, context) {
    const id = [given.EndpointName];
    const asked = fingerprint(given);
    const before = devEndpoints.find(context, id);
    if (before && before.asked !== asked) throw faults.mismatch(given.EndpointName);
    if (!before && devEndpoints.rows(context).count(devEndpoints.key(context, [])) >= MOST_ENDPOINTS)
      throw faults.limit(MOST_ENDPOINTS);
    const course = courseOf(context.now, [['PROVISIONING', context.runMs] as const], 'READY' as const);
    devEndpoints.create(context, id, { asked, endpoint: described(given, context), course }, Tags);
    const { PublicKey: _, PublicKeys: __, LastModifiedTimestamp: ___, ...answered } = described(given, context);
    return { ...answered, Status: 'PROVISIONING' };
  },

  GetDevEndpoint({ EndpointName }, context) {
    return { DevEndpoint: told(context, devEndpoints.get(context, [EndpointName])) };
  },

  GetDevEndpoints(input, context) {
    const { items, NextToken } = devEndpoints.page(context, [], input, (kept) => told(context, kept));
    return { DevEndpoints: items, NextToken };
  },

  ListDevEndpoints(input, context) {
    const { items, NextToken } = devEndpoints.page(context, [], input, ({ endpoint: { EndpointName = '' } }) =>
      devEndpoints.hasTags(context, [EndpointName], input.Tags) ? EndpointName : undefined,
    );
    return { DevEndpointNames: items, NextToken };
  },

  /** The list of those not found has at least one name by its model: it is left out when all are there. */
  BatchGetDevEndpoints({ DevEndpointNames }, context) {
    const { found, missing } = devEndpoints.batchGet(context, [], DevEndpointNames);
    const DevEndpoints = found.map((kept) => told(context, kept));
    return { DevEndpoints, ...(missing.length > 0 && { DevEndpointsNotFound: missing }) };
  },

  UpdateDevEndpoint({ EndpointName, ...changes }, context) {
    const kept = devEndpoints.get(context, [EndpointName]);
    if (kept.leaving) throw faults.leaving(EndpointName);
    const endpoint = updated(kept.endpoint, changes, context);
    devEndpoints.put(context, [EndpointName], { ...kept, endpoint });
    return {};
  },

  DeleteDevEndpoint({ EndpointName }, context) {
    leave(context, devEndpoints, [EndpointName], LEAVE_TASK, context.runMs);
    return {};
  },
};

const LEAVE_TASK = 'devEndpointLeaves';
export const devEndpointTasks = { [LEAVE_TASK]: leavingTask(devEndpoints) };

/** The service quota of an account in a region. */
const MOST_ENDPOINTS = 25;
const MOST_KEYS = 5;
/** The API reference's bounds for each type of worker. */
const MOST_WORKERS: Record<string, number> = { Standard: 299, 'G.1X': 299, 'G.2X': 149 };
const DEFAULT_NODES = 5;

function described(given: Omit<Input<'CreateDevEndpoint'>, 'Tags'>, context: Context): Wire<DevEndpoint> {
  const { PublicKey, PublicKeys = [], WorkerType, NumberOfWorkers, NumberOfNodes = DEFAULT_NODES } = given;
  if (PublicKey !== undefined && PublicKeys.length > 0) throw faults.keyOrKeys();
  if (WorkerType !== undefined || NumberOfWorkers !== undefined) requireWorkers(given);
  if (NumberOfNodes < 2) throw faults.nodes();
  const now = timestamp(context);
  return {
    ...given, // Without a GlueVersion it is one of 0.9, and tells none: Terraform would replace it at every plan.
    ...(WorkerType === undefined && { NumberOfNodes }),
    AvailabilityZone: `${context.region}a`,
    CreatedTimestamp: now,
    LastModifiedTimestamp: now,
  };
}

function requireWorkers({ WorkerType, NumberOfWorkers, NumberOfNodes }: Input<'CreateDevEndpoint'>): void {
  if (WorkerType === undefined || NumberOfWorkers === undefined || NumberOfNodes) throw faults.workers();
  const most = MOST_WORKERS[WorkerType];
  if (most === undefined) throw faults.workerType(WorkerType);
  if (NumberOfWorkers < 1 || NumberOfWorkers > most) throw faults.workerCount(most);
}

/** Of addresses, one in a VPC has its private one only, another its public one only: here one of those reserved for documentation. */
function told({ now }: Scope, { endpoint, course, leaving }: KeptEndpoint): Wire<DevEndpoint> {
  const state = stateAt(course, now);
  const Status = leaving ? 'TERMINATING' : state;
  if (state !== 'READY') return { ...endpoint, Status };
  const address = endpoint.SubnetId ? { PrivateAddress: '10.0.0.10' } : { PublicAddress: '192.0.2.10' };
  // The developer guide's tunnel to Zeppelin names these two.
  const interpreter = { YarnEndpointAddress: '169.254.76.1', ZeppelinRemoteSparkInterpreterPort: 9007 };
  return { ...endpoint, ...interpreter, ...address, Status };
}

function updated(
  { PublicKey, PublicKeys = [], Arguments = {}, ...before }: Wire<DevEndpoint>,
  changes: Omit<Input<'UpdateDevEndpoint'>, 'EndpointName'>,
  context: Context,
): Wire<DevEndpoint> {
  const { DeletePublicKeys = [], AddPublicKeys = [], DeleteArguments = [] } = changes;
  const isKept = (key: string) => !DeletePublicKeys.includes(key);
  const key = changes.PublicKey ?? (PublicKey !== undefined && isKept(PublicKey) ? PublicKey : undefined);
  const keys = [...new Set([...PublicKeys.filter(isKept), ...AddPublicKeys])];
  if (key !== undefined && keys.length > 0) throw faults.keyOrKeys();
  if (keys.length > MOST_KEYS) throw faults.keys(MOST_KEYS);
  const kept = Object.entries(Arguments).filter(([name]) => !DeleteArguments.includes(name));
  const args = Object.fromEntries([...kept, ...Object.entries(changes.AddArguments ?? {})]);
  return {
    ...before,
    ...(changes.UpdateEtlLibraries !== false && changes.CustomLibraries),
    ...(key !== undefined && { PublicKey: key }),
    ...(keys.length > 0 && { PublicKeys: keys }),
    ...(Object.keys(args).length > 0 && { Arguments: args }),
    LastUpdateStatus: 'COMPLETED',
    LastModifiedTimestamp: timestamp(context),
  };
}
