/**
 * AWS Query, the protocol of STS: a form with Action and Version comes in, XML goes out. What a front end refuses is refused in the
 * order in which AWS JSON's does it: body, action, signature.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Fault, Outcome } from '../call.js';
import type { Dispatcher } from '../dispatch.js';
import type { Service } from '../model/service.js';
import { sendText } from './answer.js';
import { inputOfForm } from './aws-query/form-input.js';
import { formOf, type ReceivedBody, receiveBody } from './body.js';
import { routeConstraint } from './route-constraint.js';
import { type CallParts, callOf, type Target } from './signed-call.js';
import { internalFailure, unreadable, WireFault } from './wire-fault.js';
import { element, leaf, rootElement } from './xml.js';

interface AwsQueryParts extends CallParts {
  service: Service;
  dispatcher: Dispatcher;
  /** Bytes. */
  bodyLimit: number;
}

/** A Fastify plugin: `POST /` of forms, for a service that speaks AWS Query. */
export async function awsQuery(app: FastifyInstance, parts: AwsQueryParts): Promise<void> {
  const { service, dispatcher, bodyLimit } = parts;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => receiveBody(payload, bodyLimit, done));
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply, service));
  app.addConstraintStrategy(BODY_KIND);
  app.post('/', { constraints: { bodyKind: 'form' } }, async (request, reply) => {
    const read = formOf(request.body as ReceivedBody, bodyLimit);
    if (!read.form) return sendFault(reply, read.fault, service);
    const target = targetOf(read.form, service);
    const input = inputOfForm(read.form, target.operation.input);
    return sendOutcome(reply, await dispatcher.call(callOf(request, target, parts, input)), target);
  });
}

/** The header's beginning tells; types in capitals, which no client sends, are not looked for. */
const BODY_KIND = routeConstraint('bodyKind', ({ headers }) =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ? 'form' : undefined,
);

/** Throws a fault for a form that names no operation of the service. */
function targetOf(form: URLSearchParams, service: Service): Target {
  const action = form.get('Action');
  if (!action) throw missingAction();
  const version = form.get('Version') ?? 'NO_VERSION_SPECIFIED';
  const operation = version === service.queryVersion ? service.operations.get(action) : undefined;
  if (!operation) throw invalidAction(action, version);
  return { service, operation };
}

/** The code is that of the "Common Errors" in AWS's API references, the text its explanation there. */
const missingAction = () => new WireFault('MissingAction', 'The request is missing an action or a required parameter.');

/** Text as observed on SES, which speaks the same protocol. */
const invalidAction = (action: string, version: string) =>
  new WireFault('InvalidAction', `Could not find operation ${action} for version ${version}`);

function sendOutcome(reply: FastifyReply, { output, fault }: Outcome, { service, operation }: Target): FastifyReply {
  if (fault) return sendFault(reply, fault, service);
  const result = element(
    `${operation.name}Result`,
    ...Object.entries(output).map(([name, value]) => leaf(name, value)),
  );
  const metadata = element('ResponseMetadata', leaf('RequestId', reply.request.id));
  return sendXml(reply, rootElement(`${operation.name}Response`, namespaceOf(service), result, metadata));
}

/** What AWS Query calls errors that have another name in AWS JSON, and their status ("Common Errors" of the IAM API reference). */
const QUERY_FAULTS = new Map<string, [code: string, statusCode: number]>([
  ['MissingAuthenticationTokenException', ['MissingAuthenticationToken', 403]],
  ['IncompleteSignatureException', ['IncompleteSignature', 400]],
  ['InvalidSignatureException', ['SignatureDoesNotMatch', 403]],
  ['UnrecognizedClientException', ['InvalidClientTokenId', 403]],
  ['AccessDeniedException', ['AccessDenied', 403]],
  ['ThrottlingException', ['Throttling', 400]],
  ['ValidationException', ['ValidationError', 400]],
]);

function sendFault(reply: FastifyReply, fault: Fault | WireFault, service: Service): FastifyReply {
  const [code, statusCode] = QUERY_FAULTS.get(fault.code) ?? [fault.code, fault.statusCode];
  const type = leaf('Type', statusCode < 500 ? 'Sender' : 'Receiver');
  const error = element('Error', type, leaf('Code', code), leaf('Message', fault.message ?? ''));
  const requestId = leaf('RequestId', reply.request.id);
  return sendXml(reply.code(statusCode), rootElement('ErrorResponse', namespaceOf(service), error, requestId));
}

/** `https://sts.amazonaws.com/doc/2011-06-15/` */
function namespaceOf({ eventSource, queryVersion }: Service): string {
  return `https://${eventSource}/doc/${queryVersion}/`;
}

/** Observed: no charset, and no declaration before the root element. */
function sendXml(reply: FastifyReply, text: string): FastifyReply {
  return sendText(reply, 'text/xml', text);
}

function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply, service: Service): FastifyReply {
  if (error instanceof WireFault) return sendFault(reply, error, service);
  const { statusCode = 500 } = error as { statusCode?: number };
  if (statusCode < 500) return sendFault(reply, unreadable(), service);
  request.log.error({ err: error }, 'a call could not be carried out');
  return sendFault(reply, internalFailure(), service);
}
