/** The comments by which Glue's generator tells a script's graph: `## @type: …`, `## @args: […]`, `## @return: …`, `## @inputs: […]`. */
import type { Step } from './dag.js';

/** @param comment how a comment of the script's language begins */
export function annotations({ id, type, args, inputs }: Step, comment: string): string[] {
  const given = args.map(({ Name, Value }) => `${Name} = ${Value}`);
  const taken = inputs.map(({ parameter, source }) => `${parameter} = ${source}`);
  return [
    `${comment} @type: ${type}`,
    `${comment} @args: [${given.join(', ')}]`,
    `${comment} @return: ${id}`,
    `${comment} @inputs: [${taken.join(', ')}]`,
  ];
}
