/**
 * AWS JSON 1.1, the protocol of Glue and CloudTrail: bytes → Call, Outcome → bytes. What a front end refuses is refused in the order in
 * which AWS does it: content type, target, body, signature; the model's checks follow in dispatch.
 */
import { promisify } from 'node:util';
import { gunzip, inflate } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Call, Fault, Outcome } from '../call.js';
import type { Dispatcher } from '../dispatch.js';
import type { Directory } from '../identity/directory.js';
import type { Operation } from '../model/operations.js';
import type { Service } from '../model/service.js';
import type { Clock } from '../state/clock.js';
import { credentialOf } from './credential.js';
import { internalFailure, notJson, tooLarge, unknownOperation, WireFault } from './wire-fault.js';

export interface AwsJsonParts {
  services: readonly Service[];
  dispatcher: Dispatcher;
  directory: Directory;
  clock: Clock;
  newId: () => string;
  /** Bytes, after decompression too. */
  bodyLimit: number;
}

const CONTENT_TYPE = 'application/x-amz-json-1.1';

interface Target {
  service: Service;
  operation: Operation;
}

/** A Fastify plugin: `POST /` for the services that speak AWS JSON 1.1. */
export async function awsJson(app: FastifyInstance, parts: AwsJsonParts): Promise<void> {
  const targets = targetsOf(parts.services);
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: parts.bodyLimit }, (_request, body, done) =>
    done(null, body),
  );
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('x-amzn-requestid', request.id);
    done();
  });
  app.setErrorHandler((error, request, reply) => sendFault(reply, frontEndFault(error, request, parts.bodyLimit)));
  app.setNotFoundHandler((_request, reply) => sendUnknownResource(reply));
  app.post('/', async (request, reply) => {
    if (!speaksJson(request.headers['content-type'])) return sendUnknownResource(reply);
    const target = targets.get(String(request.headers['x-amz-target']));
    if (!target) throw unknownOperation();
    const body = Buffer.isBuffer(request.body) ? request.body : NO_BODY;
    const encoding = request.headers['content-encoding'];
    const input = parsed(encoding === undefined ? body : await decompressed(body, encoding, parts.bodyLimit));
    if (input === BROKEN) return sendOutcome(reply, await refusedBody(request, target, parts));
    return sendOutcome(reply, await parts.dispatcher.call(callOf(request, target, parts, input)));
  });
}

function targetsOf(services: readonly Service[]): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const service of services) {
    for (const operation of service.operations.values()) {
      for (const prefix of service.targetPrefixes) targets.set(`${prefix}.${operation.name}`, { service, operation });
    }
  }
  return targets;
}

/** AWS answers 404 to JSON 1.0 and to no content type at all; of the others it takes any that says JSON. */
function speaksJson(contentType: string | undefined): boolean {
  return contentType !== undefined && /^application\/(x-amz-json-1\.1|json)\b/.test(contentType);
}

/** A body that cannot be read is refused before the signature is looked at; it is recorded if the caller is known all the same. */
function refusedBody(request: FastifyRequest, target: Target, parts: AwsJsonParts): Promise<Outcome> {
  try {
    return parts.dispatcher.refuse(callOf(request, target, parts, undefined), BROKEN_BODY);
  } catch {
    throw notJson();
  }
}

function callOf(request: FastifyRequest, { service, operation }: Target, parts: AwsJsonParts, input: unknown): Call {
  const query = request.query as Record<string, unknown>;
  const credential = credentialOf({ headers: request.headers, query }, service.name);
  return {
    service,
    operation,
    input,
    caller: parts.directory.callerOf(credential.accessKeyId),
    region: credential.region,
    sourceIPAddress: request.ip,
    userAgent: request.headers['user-agent'] ?? '',
    requestId: request.id,
    time: parts.clock.now(),
  };
}

const NO_BODY = Buffer.alloc(0);
const BROKEN = Symbol('a body that is no JSON');
const BROKEN_BODY: Fault = { code: 'SerializationException', message: undefined, statusCode: 400 };

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return BROKEN;
  }
}

const inflaters: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
};

async function decompressed(bytes: Buffer, encoding: string, bodyLimit: number): Promise<Buffer> {
  if (encoding === 'identity') return bytes;
  const inflater = inflaters[encoding];
  if (!inflater) throw notJson();
  return inflater(bytes, { maxOutputLength: bodyLimit }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge(bodyLimit) : notJson();
  });
}

function sendOutcome(reply: FastifyReply, { output, fault }: Outcome): FastifyReply {
  if (fault) return sendFault(reply, fault);
  return sendJson(reply, JSON.stringify(output));
}

/** The text is the payload: without a serializer of its own, Fastify would add a charset to the content type, which AWS does not. */
const asItIs = (text: unknown) => String(text);

function sendJson(reply: FastifyReply, text: string): FastifyReply {
  return reply.header('content-type', CONTENT_TYPE).serializer(asItIs).send(text);
}

/** Observed: the member is `message` for what the front end and its validation say, `Message` for what services and serialisation say. */
const FRONT_END_CODES = new Set(['ValidationException', 'InternalFailure']);

function sendFault(reply: FastifyReply, fault: Fault | WireFault): FastifyReply {
  const { code, message, statusCode } = fault;
  const member = fault instanceof WireFault || FRONT_END_CODES.has(code) ? 'message' : 'Message';
  const body = JSON.stringify({ __type: code, ...(message && { [member]: message }) });
  return sendJson(reply.code(statusCode), body);
}

/** Observed: what is no AWS JSON request is answered in XML. */
function sendUnknownResource(reply: FastifyReply): FastifyReply {
  return reply.code(404).header('content-type', 'text/xml').send('<UnknownOperationException/>\n');
}

function frontEndFault(error: unknown, request: FastifyRequest, bodyLimit: number): WireFault {
  if (error instanceof WireFault) return error;
  const { code, statusCode } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return tooLarge(bodyLimit);
  if (statusCode !== undefined && statusCode < 500) return notJson();
  request.log.error({ error }, 'a call could not be carried out');
  return internalFailure();
}
