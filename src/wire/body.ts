/**
 * The body of an AWS request: bytes → the JSON value or the form that they say, or the fault of a body that cannot be read.
 * SDKs compress bodies when they are told to (`requestMinCompressionSizeBytes`).
 */
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { Fault } from '../call.js';
import { unreadable } from './wire-fault.js';

const TOO_LARGE = Symbol('a body that is too large');

/** What was received: none, its bytes, or that it was too large to keep. */
export type ReceivedBody = Buffer | typeof TOO_LARGE | undefined;

/** Any JSON value, or why there is none. */
export type BodyInput = { input: unknown; fault?: undefined } | { input?: undefined; fault: Fault };

/** Receives a body to its end, whatever its size: a client that is cut off while it sends does not read why. */
export function receiveBody(
  payload: NodeJS.ReadableStream,
  limit: number,
  done: (error: Error | null, body?: ReceivedBody) => void,
): void {
  const chunks: Buffer[] = [];
  let length = 0;
  payload.on('data', (chunk: Buffer) => {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk);
    else chunks.length = 0;
  });
  payload.on('end', () => done(null, length > limit ? TOO_LARGE : joined(chunks)));
  payload.on('error', () => done(unreadable()));
}

/** Most bodies come in one piece. */
function joined(chunks: Buffer[]): Buffer {
  const [first = NO_BODY] = chunks;
  return chunks.length > 1 ? Buffer.concat(chunks) : first;
}

/**
 * At once, except for a body that has to be decompressed.
 *
 * @param limit bytes, after decompression too
 */
export function inputOf(
  body: ReceivedBody,
  encoding: string | undefined,
  limit: number,
): BodyInput | Promise<BodyInput> {
  if (body === TOO_LARGE) return { fault: tooLarge(limit) };
  if (!encoding || encoding === 'identity') return parsed(body ?? NO_BODY);
  return decompressed(body ?? NO_BODY, encoding, limit);
}

/** A form as AWS Query sends it, never compressed. What stands in it may be anything: that is for its reader to say. */
export function formOf(
  body: ReceivedBody,
  limit: number,
): { form: URLSearchParams } | { form?: undefined; fault: Fault } {
  if (body === TOO_LARGE) return { fault: tooLarge(limit) };
  return { form: new URLSearchParams((body ?? NO_BODY).toString()) };
}

async function decompressed(body: Buffer, encoding: string, limit: number): Promise<BodyInput> {
  try {
    const decompress = DECOMPRESSORS.get(encoding);
    return decompress ? parsed(await decompress(body, { maxOutputLength: limit })) : { fault: BROKEN };
  } catch (error) {
    return { fault: isTooLarge(error) ? tooLarge(limit) : BROKEN };
  }
}

const NO_BODY = Buffer.alloc(0);

const DECOMPRESSORS = new Map([
  ['gzip', promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)],
  ['deflate', promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate)],
]);

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
}

/** Observed: a body that is no JSON is answered without a message. */
const BROKEN: Fault = { code: 'SerializationException', message: undefined, statusCode: 400 };

/** Not observed on Glue; the code and status that AWS's other JSON services answer. */
function tooLarge(limit: number): Fault {
  return { code: 'RequestEntityTooLargeException', message: `Request size exceeded ${limit} bytes`, statusCode: 413 };
}

function parsed(bytes: Buffer): BodyInput {
  try {
    return { input: JSON.parse(bytes.toString()) };
  } catch {
    return { fault: BROKEN };
  }
}
