/**
 * AWS JSON 1.1, the protocol of Glue and CloudTrail: bytes → Call, Outcome → bytes. What a front end refuses is refused in the order in
 * which AWS does it: content type, target, body, signature; the model's checks follow in dispatch.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Call, Fault, Outcome } from '../call.js';
import type { Dispatcher } from '../dispatch.js';
import type { Service } from '../model/service.js';
import { sendText } from './answer.js';
import { inputOf, type ReceivedBody, receiveBody } from './body.js';
import { type CallParts, callOf, type Target } from './signed-call.js';
import { internalFailure, unknownOperation, unreadable, WireFault } from './wire-fault.js';

export interface AwsJsonParts extends CallParts {
  services: readonly Service[];
  dispatcher: Dispatcher;
  /** Bytes, after decompression too. */
  bodyLimit: number;
}

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** A Fastify plugin: `POST /` for the services that speak AWS JSON 1.1. */
export async function awsJson(app: FastifyInstance, parts: AwsJsonParts): Promise<void> {
  const targets = targetsOf(parts.services);
  app.removeAllContentTypeParsers();
  // Named beside the others, the usual one is found at once.
  app.addContentTypeParser([CONTENT_TYPE, '*'], (_request, payload, done) =>
    receiveBody(payload, parts.bodyLimit, done),
  );
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  app.setNotFoundHandler((_request, reply) => sendUnknownResource(reply));
  app.post('/', async (request, reply) => {
    if (!speaksJson(request.headers['content-type'])) return sendUnknownResource(reply);
    const target = targets.get(String(request.headers['x-amz-target']));
    if (!target) throw unknownOperation();
    const encoding = request.headers['content-encoding'];
    const read = inputOf(request.body as ReceivedBody, encoding, parts.bodyLimit);
    const { input, fault } = read instanceof Promise ? await read : read;
    if (fault) return sendFault(reply, await refused(request, target, parts, fault));
    return sendOutcome(reply, await parts.dispatcher.call(callOf(request, target, parts, input)), target.service);
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
async function refused(request: FastifyRequest, target: Target, parts: AwsJsonParts, fault: Fault): Promise<Fault> {
  let call: Call;
  try {
    call = callOf(request, target, parts, undefined);
  } catch {
    return fault;
  }
  await parts.dispatcher.refuse(call, fault);
  return fault;
}

function sendOutcome(reply: FastifyReply, { output, fault }: Outcome, service: Service): FastifyReply {
  if (fault) return sendFault(reply, fault, service);
  return sendText(reply, CONTENT_TYPE, JSON.stringify(output));
}

/** Observed: the text is `message` in what the front end and its validation say, `Message` in what serialisation says. */
const FRONT_END_MEMBERS = new Map<string, Service['messageMember']>([
  ['ValidationException', 'message'],
  ['InternalFailure', 'message'],
  ['RequestEntityTooLargeException', 'message'],
  ['SerializationException', 'Message'],
]);

/** @param service whose fault it is, unless it is the front end's */
function sendFault(reply: FastifyReply, fault: Fault | WireFault, service?: Service): FastifyReply {
  const { code, statusCode } = fault;
  // Observed: a service's text can be empty (GetSecurityConfiguration); of the front end's faults, which are errors, that is none.
  const message = fault instanceof WireFault ? fault.message || undefined : fault.message;
  const member = FRONT_END_MEMBERS.get(code) ?? service?.messageMember ?? 'message';
  const body = JSON.stringify({ __type: code, [member]: message });
  return sendText(reply.code(statusCode), CONTENT_TYPE, body);
}

/** Observed: what is no AWS JSON request is answered in XML. */
function sendUnknownResource(reply: FastifyReply): FastifyReply {
  return sendText(reply.code(404), 'text/xml', '<UnknownOperationException/>\n');
}

/** For a URL that Fastify cannot decode, which it hands to no plugin. */
export function refuseUrl(_error: Error, _request: FastifyRequest, reply: FastifyReply): void {
  sendUnknownResource(reply);
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof WireFault) return sendFault(reply, error);
  const { code, statusCode = 500 } = error as { code?: string; statusCode?: number };
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return sendUnknownResource(reply);
  if (statusCode < 500) return sendFault(reply, unreadable());
  request.log.error({ err: error }, 'a call could not be carried out');
  return sendFault(reply, internalFailure());
}
