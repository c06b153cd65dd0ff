/**
 * Graphs of workflows and their runs: each trigger, job and crawler is a node, an edge leads from a trigger to what it starts and from
 * what a trigger watches to the trigger.
 */
import { createHash } from 'node:crypto';
import type { Crawl, Edge, JobRun, Node, NodeType, Trigger, WorkflowGraph } from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';
import type { Watched } from '../completion.js';
import { watchedBy } from './predicate.js';

/** What ran at the node of a job or a crawler; of a workflow itself nothing. */
export interface NodeRuns {
  jobRuns(name: string): Wire<JobRun>[];
  crawls(name: string): Wire<Crawl>[];
}

const NO_RUNS: NodeRuns = { jobRuns: () => [], crawls: () => [] };

export function graphOf(
  workflow: string,
  triggers: readonly Wire<Trigger>[],
  runs: NodeRuns = NO_RUNS,
): Required<Wire<WorkflowGraph>> {
  const nodes = new Map<string, Wire<Node>>();
  const edges = new Map<string, Wire<Edge>>();
  const nodeOf = (...[type, name]: readonly [Watched, string]) => {
    const UniqueId = nodeId(workflow, type, name);
    if (!nodes.has(UniqueId)) nodes.set(UniqueId, { Type: type, Name: name, UniqueId, ...runsOf(type, name, runs) });
    return UniqueId;
  };
  const connect = (SourceId: string, DestinationId: string) =>
    edges.set(`${SourceId} ${DestinationId}`, { SourceId, DestinationId });
  for (const trigger of triggers) {
    const { Name = '', Actions = [], Predicate } = trigger;
    const UniqueId = nodeId(workflow, 'TRIGGER', Name);
    nodes.set(UniqueId, { Type: 'TRIGGER', Name, UniqueId, TriggerDetails: { Trigger: trigger } });
    for (const condition of Predicate?.Conditions ?? []) connect(nodeOf(...watchedBy(condition)), UniqueId);
    for (const action of Actions) connect(UniqueId, nodeOf(...watchedBy(action)));
  }
  return { Nodes: [...nodes.values()], Edges: [...edges.values()] };
}

/** The nodes and all that come behind them. */
export function withDownstream({ Edges = [] }: Wire<WorkflowGraph>, nodeIds: Iterable<string>): Set<string> {
  const reached = new Set(nodeIds);
  for (const id of reached)
    for (const { SourceId, DestinationId = '' } of Edges) if (SourceId === id) reached.add(DestinationId);
  return reached;
}

/** The same in every run of the workflow. */
export function nodeId(workflow: string, type: NodeType, name: string): string {
  return `wnode_${createHash('sha256')
    .update(JSON.stringify([workflow, type, name]))
    .digest('hex')}`;
}

function runsOf(type: Watched, name: string, runs: NodeRuns): Partial<Wire<Node>> {
  return type === 'JOB'
    ? { JobDetails: { JobRuns: runs.jobRuns(name) } }
    : { CrawlerDetails: { Crawls: runs.crawls(name) } };
}
