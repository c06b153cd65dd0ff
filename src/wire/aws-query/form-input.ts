/**
 * The input that a form of AWS Query says. Members of structures and elements of lists have names of their own there, with dots:
 * `PolicyArns.member.1.arn=…`. Everything is text; the model knows what is a number or a boolean. No input of STS has a map.
 */
import type { Shape, SimpleShape, StructureShape } from '../../model/shapes.js';

/** What stands under a name: its text, and what stands under that name and a dot. */
interface FormNode {
  text?: string;
  below: Map<string, FormNode>;
}

/** As in `Tags.member.1.Key`: no input of STS goes deeper. */
const MOST_STEPS = 4;

/** The input as AWS JSON would say it, not yet checked: text that is no number stays text. What the shape does not have is left out. */
export function inputOfForm(form: URLSearchParams, shape: StructureShape): object {
  const root: FormNode = { below: new Map() };
  for (const [name, text] of form) {
    const path = name.split('.', MOST_STEPS + 1);
    const isKnown = shape.members.has(path[0] ?? '') && path.length <= MOST_STEPS;
    if (isKnown) nodeAt(root, path).text ??= text;
  }
  return structureOf(root, shape);
}

function nodeAt(root: FormNode, path: readonly string[]): FormNode {
  let node = root;
  for (const step of path) {
    const next = node.below.get(step) ?? { below: new Map() };
    node.below.set(step, next);
    node = next;
  }
  return node;
}

function structureOf({ below }: FormNode, { members }: StructureShape): object {
  const found: [string, unknown][] = [];
  for (const { name, shape } of members.values()) {
    const node = below.get(name);
    if (node) found.push([name, inputValue(node, shape)]);
  }
  return Object.fromEntries(found);
}

function inputValue(node: FormNode, shape: Shape): unknown {
  if (shape.kind === 'structure') return structureOf(node, shape);
  if (shape.kind === 'list') return [...elementsOf(node)].map((element) => inputValue(element, shape.element));
  return shape.kind === 'map' ? node.text : simpleValue(node.text, shape.kind);
}

/** Numbered from 1; behind the first that is missing there are none. */
function* elementsOf(list: FormNode): Generator<FormNode> {
  const elements = list.below.get('member')?.below;
  for (let number = 1, element = elements?.get('1'); element; number++, element = elements?.get(String(number)))
    yield element;
}

function simpleValue(text: string | undefined, kind: SimpleShape['kind']): unknown {
  if (text === undefined) return undefined;
  if (kind === 'boolean') return text === 'true' || (text === 'false' ? false : text);
  if (kind === 'integer' || kind === 'long' || kind === 'double')
    return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
  return text;
}
