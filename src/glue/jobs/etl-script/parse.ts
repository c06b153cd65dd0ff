/** The graph of a script, read off the generator's annotations; program text between them is not looked at. */
import type { CodeGenEdge, CodeGenNode } from '@aws-sdk/client-glue';
import { etlScript as faults } from '../../../faults/jobs.js';
import type { Wire } from '../../../model/types.js';
import { commaParts } from './text.js';

interface Graph {
  DagNodes: Wire<CodeGenNode>[];
  DagEdges: Wire<CodeGenEdge>[];
}

/** One annotated step; lines count from 1. */
interface Block {
  line: number;
  type: string;
  args: [name: string, value: string][];
  id: string;
  inputs: [name: string, value: string][];
}

/**
 * A name that several steps return is that of the first of them; the later ones get a number behind it, and whoever takes the name takes
 * the latest. An input that no step before returns, such as a placeholder of a template, is no edge. Throws InvalidInputException for an
 * annotation that cannot be read.
 */
export function graphOf(script: string): Graph {
  const { blocks, parameters } = read(script);
  const graph: Graph = { DagNodes: [], DagEdges: [] };
  const returned = new Map<string, { Id: string; times: number }>();
  for (const { line, type, args, id, inputs } of blocks) {
    const times = (returned.get(id)?.times ?? 0) + 1;
    const Id = times === 1 ? id : `${id}_${times}`;
    for (const [TargetParameter, source] of inputs) {
      const Source = returned.get(source)?.Id;
      if (Source !== undefined) graph.DagEdges.push({ Source, Target: Id, TargetParameter });
    }
    const Args = args.map(([Name, Value]) => ({ Name, Value, Param: parameters.includes(Value) }));
    graph.DagNodes.push({ Id, NodeType: type, Args, LineNumber: line });
    returned.set(id, { Id, times });
  }
  return graph;
}

const ANNOTATION = /^\s*##\s*@(type|args|return|inputs|params)\s*:(.*)$/;

function read(script: string): { blocks: Block[]; parameters: string[] } {
  const blocks: Block[] = [];
  const parameters: string[] = [];
  for (const [index, text] of script.split('\n').entries()) {
    const [, name, value = ''] = ANNOTATION.exec(text) ?? [];
    const line = index + 1;
    const block = blocks.at(-1);
    if (name === undefined) continue;
    if (name === 'params') parameters.push(...listOf(value, line));
    else if (name === 'type') blocks.push({ line, type: wordOf(value, line), args: [], id: '', inputs: [] });
    else if (!block) throw faults.annotation(line);
    else if (name === 'return') block.id = value.trim();
    else block[name === 'args' ? 'args' : 'inputs'] = listOf(value, line).map((part) => assignment(part, line));
  }
  const nameless = blocks.find(({ id }) => !/^[A-Za-z_]\w*$/.test(id));
  if (nameless) throw faults.annotation(nameless.line);
  return { blocks, parameters };
}

function wordOf(value: string, line: number): string {
  const word = value.trim();
  if (word === '') throw faults.annotation(line);
  return word;
}

/** The parts of `[one, two]`. */
function listOf(value: string, line: number): string[] {
  const list = value.trim();
  const parts = list.startsWith('[') && list.endsWith(']') ? commaParts(list.slice(1, -1)) : undefined;
  if (!parts) throw faults.annotation(line);
  return parts;
}

function assignment(part: string, line: number): [name: string, value: string] {
  const at = part.indexOf('=');
  if (at < 1) throw faults.annotation(line);
  return [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}
