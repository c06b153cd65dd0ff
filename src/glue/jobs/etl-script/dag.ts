/** The graph that a script carries out: nodes with what they are given, each after those it takes its frames from. */
import type { CodeGenEdge, CodeGenNode, CodeGenNodeArg } from '@aws-sdk/client-glue';
import { etlScript as faults } from '../../../faults/jobs.js';
import type { Wire } from '../../../model/types.js';

export type Arg = Wire<CodeGenNodeArg>;

export interface Step {
  id: string;
  type: string;
  /** Values are program text; that of a parameter is its name. */
  args: readonly Arg[];
  /** What it is called by the step that takes it, and the id of the step that makes it. */
  inputs: readonly { parameter: string; source: string }[];
}

/** Throws InvalidInputException for what is no graph or no script. */
export function stepsOf(nodes: readonly Wire<CodeGenNode>[], edges: readonly Wire<CodeGenEdge>[]): Step[] {
  const incoming = new Map<string, Wire<CodeGenEdge>[]>(nodes.map(({ Id }) => [Id, []]));
  for (const edge of edges) incoming.get(edge.Target)?.push(edge);
  const byId = new Map<string, Step>();
  for (const node of nodes) {
    if (byId.has(node.Id)) throw faults.twice(node.Id);
    byId.set(node.Id, stepOf(node, incoming.get(node.Id) ?? []));
  }
  for (const id of edges.flatMap(({ Source, Target }) => [Source, Target]))
    if (!byId.has(id)) throw faults.unknownNode(id);
  return inOrder(byId);
}

/** The parameters that the steps take from the job's arguments, JOB_NAME last: as the generator lists them. */
export function parametersOf(steps: readonly Step[]): string[] {
  const used = steps.flatMap(({ args }) => args.filter(({ Param }) => Param).map(({ Value }) => Value));
  return [...new Set([...used.filter((name) => name !== 'JOB_NAME'), 'JOB_NAME'])];
}

/** What a step is given for a name. */
export function argOf({ args }: Step, name: string): Arg | undefined {
  return args.find(({ Name }) => Name === name);
}

const NAME = /^[A-Za-z_]\w*$/;

function stepOf({ Id, NodeType, Args }: Wire<CodeGenNode>, incoming: readonly Wire<CodeGenEdge>[]): Step {
  if (!NAME.test(NodeType)) throw faults.nodeType(NodeType);
  for (const { Name, Value, Param } of Args)
    if (!NAME.test(Name) || /[\r\n]/.test(Value) || (Param && !NAME.test(Value))) throw faults.argument(Id, Name);
  const inputs = incoming.map(({ Source, TargetParameter }, index) => ({
    parameter: TargetParameter || (incoming.length === 1 ? 'frame' : `frame${index + 1}`),
    source: Source,
  }));
  if (NodeType === 'DataSource' && inputs.length > 0) throw faults.withInput(Id);
  if (NodeType !== 'DataSource' && inputs.length === 0) throw faults.withoutInput(Id);
  const context = { Name: 'transformation_ctx', Value: JSON.stringify(Id) };
  const args = Args.some(({ Name }) => Name === context.Name) ? Args : [...Args, context];
  return { id: Id, type: NodeType, args, inputs };
}

/** As given, but each behind what it takes its frames from. */
function inOrder(byId: ReadonlyMap<string, Step>): Step[] {
  const state = new Map<Step, 'open' | 'done'>();
  const ordered: Step[] = [];
  const pending = [...byId.values()].reverse();
  for (let step = pending.at(-1); step; step = pending.at(-1)) {
    const sources = step.inputs.flatMap(({ source }) => byId.get(source) ?? []);
    const missing = sources.filter((source) => state.get(source) !== 'done');
    if (missing.some((source) => source === step || state.get(source) === 'open')) throw faults.cyclic();
    if (missing.length === 0) {
      if (state.get(step) !== 'done') ordered.push(step);
      state.set(step, 'done');
      pending.pop();
    } else {
      state.set(step, 'open');
      for (const source of missing.reverse()) pending.push(source);
    }
  }
  return ordered;
}
