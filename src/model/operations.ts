/** The operations of a service as its model describes them. Shapes are resolved when first asked for: start-up pays for none. */
import type { ServiceConstraints } from './constraints.js';
import type { ShapeRegistry, StructureShape } from './shapes.js';

export class Operation {
  readonly name: string;
  /** Whether CloudTrail calls the operation a read. */
  readonly readOnly: boolean;
  /** Names of the errors the model lists; undefined where the constraints do not know the operation. */
  readonly errors: readonly string[] | undefined;
  readonly #schema: readonly unknown[];
  readonly #shapes: ShapeRegistry;
  #input: StructureShape | undefined;
  #output: StructureShape | undefined;

  constructor(schema: readonly unknown[], shapes: ShapeRegistry, constraints: ServiceConstraints) {
    this.name = String(schema[2]);
    this.readOnly = isReadOnly(this.name);
    this.errors = constraints.errors[this.name];
    this.#schema = schema;
    this.#shapes = shapes;
  }

  get input(): StructureShape {
    this.#input ??= this.#shapes.structure(this.#schema[4]);
    return this.#input;
  }

  get output(): StructureShape {
    this.#output ??= this.#shapes.structure(this.#schema[5]);
    return this.#output;
  }
}

/**
 * CloudTrail's readOnly follows the verb; the four verbs that read without a reading name do so in the API reference, and AssumeRole is
 * a read in its records (observed).
 */
const READING_VERBS = /^(Get|List|BatchGet|Describe|Search|Query|Check|Lookup|Assume)/;

export function isReadOnly(operation: string): boolean {
  return READING_VERBS.test(operation);
}

const OPERATION_SCHEMA = 9;

/** Every operation schema that an SDK package exports (`CreateTable$`: `[9, namespace, name, traits, input, output]`). */
export function operationsOf(
  sdk: object,
  shapes: ShapeRegistry,
  constraints: ServiceConstraints,
): Map<string, Operation> {
  const operations = new Map<string, Operation>();
  for (const exported of Object.values(sdk)) {
    if (!Array.isArray(exported) || exported[0] !== OPERATION_SCHEMA) continue;
    const operation = new Operation(exported, shapes, constraints);
    operations.set(operation.name, operation);
  }
  return operations;
}
