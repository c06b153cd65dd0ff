/** Calls of operations that are chosen by name, through the real SDK client. */

import type { GlueClient, GlueServiceException } from '@aws-sdk/client-glue';
import * as sdk from '@aws-sdk/client-glue';
import type { Shape } from '../../src/model/shapes.js';

export type Fields = Record<string, unknown>;

/** What came of a call: its output or its error, both with the id of its request. */
export interface Answer {
  requestId: string;
  status: number;
  output: Fields;
  /** Name and message of the error; undefined for a call that succeeded. */
  error: { name: string; message: string } | undefined;
}

interface Command {
  new (input: Fields): Parameters<GlueClient['send']>[0];
}

/** Throws for an answer that the SDK cannot read. */
export async function call(glue: GlueClient, operation: string, input: Fields): Promise<Answer> {
  const Operation = Object.entries(sdk).find(([name]) => name === `${operation}Command`)?.[1] as Command | undefined;
  if (!Operation) throw new Error(`The SDK has no ${operation}`);
  try {
    const { $metadata, ...output } = (await glue.send(new Operation(input))) as Fields & { $metadata: Metadata };
    return { ...described($metadata), output, error: undefined };
  } catch (error) {
    const { name, message, $metadata } = error as GlueServiceException;
    if (!$metadata?.requestId) throw error;
    return { ...described($metadata), output: {}, error: { name, message } };
  }
}

/** The output of a call; throws if it was refused. */
export async function succeed(glue: GlueClient, operation: string, input: Fields): Promise<Fields> {
  const { output, error } = await call(glue, operation, input);
  if (error) throw new Error(`${operation} ${JSON.stringify(input)}: ${error.name}: ${error.message}`);
  return output;
}

type Metadata = GlueServiceException['$metadata'];

function described({ requestId = '', httpStatusCode = 0 }: Metadata): Pick<Answer, 'requestId' | 'status'> {
  return { requestId, status: httpStatusCode };
}

/** A value as it lies on the wire in the form in which the SDK takes it: times as Date, blobs as bytes. */
export function sdkValue(shape: Shape, value: unknown): unknown {
  if (shape.kind === 'timestamp') return new Date(Number(value) * 1000);
  if (shape.kind === 'blob') return Buffer.from(String(value), 'base64');
  if (shape.kind === 'list') return (value as unknown[]).map((each) => sdkValue(shape.element, each));
  if (shape.kind === 'map') return mapped(value, () => shape.value);
  return shape.kind === 'structure' ? mapped(value, (name) => shape.members.get(name)?.shape) : value;
}

function mapped(value: unknown, shapeOf: (name: string) => Shape | undefined): Fields {
  const entries = Object.entries(value as Fields).map(([name, inner]) => {
    const shape = shapeOf(name);
    return [name, shape ? sdkValue(shape, inner) : inner];
  });
  return Object.fromEntries(entries);
}
