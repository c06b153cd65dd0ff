/** What is refused of generated ETL scripts and mappings. None of these texts is observed. */
import { invalidInput } from '../faults.js';

export const etlScript = {
  twice: (id: string) => invalidInput(`Node ${id} is given twice.`),
  unknownNode: (id: string) => invalidInput(`An edge names node ${id}, which is not given.`),
  cyclic: () => invalidInput('The graph has a cycle.'),
  nodeType: (type: string) => invalidInput(`${type} is not a node type.`),
  argument: (id: string, name: string) => invalidInput(`Argument ${name} of node ${id} has to be a name and one line.`),
  withoutInput: (id: string) => invalidInput(`Node ${id} has no input.`),
  withInput: (id: string) => invalidInput(`Data source ${id} cannot have an input.`),
  annotation: (line: number) => invalidInput(`The annotation in line ${line} cannot be read.`),
  mapping: () => invalidInput('Each mapping needs a SourcePath and a SourceType.'),
};
