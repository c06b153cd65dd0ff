/**
 * The admin routes, under /_gluetrail: what one asks of the server itself, such as the recorded events, and not of AWS. Their schemas
 * type the handlers, check the requests and are what openapi.yaml is made of.
 */
import type { FastifyInstance, FastifyRequest, HTTPMethods } from 'fastify';
import { clockRoutes } from './clock.js';
import { invalidRequest, notFound, sendError, wrongMethod } from './error.js';
import { eventRoutes } from './events.js';
import { faultRoutes } from './faults.js';
import { flushRoutes } from './flush.js';
import { healthRoutes } from './health.js';
import type { AdminParts } from './parts.js';
import { resetRoutes } from './reset.js';
import { validatorCompiler } from './validation.js';

declare module 'fastify' {
  /** What openapi.yaml says of a route. */
  interface FastifySchema {
    summary?: string;
    description?: string;
  }
}

const METHODS: HTTPMethods[] = ['GET', 'POST', 'DELETE'];
const BODY_LIMIT = 64 * 1024;
const ROUTES = [healthRoutes, flushRoutes, resetRoutes, eventRoutes, clockRoutes, faultRoutes];

/** A Fastify plugin, to be registered under a prefix. */
export async function admin(app: FastifyInstance, { parts }: { parts: AdminParts }): Promise<void> {
  // Calls alone draw from the source of ids, which a test may have given.
  app.setGenReqId(() => 'admin');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_LIMIT }, parseJson);
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(() => JSON.stringify);
  app.setErrorHandler(sendError);
  app.setNotFoundHandler((request, reply) => {
    const [path = ''] = request.url.split('?');
    const allowed = METHODS.filter((method) => app.hasRoute({ method, url: path }));
    if (allowed.length === 0) return sendError(notFound(path), request, reply);
    return sendError(wrongMethod(allowed), request, reply.header('allow', allowed.join(', ')));
  });
  for (const routes of ROUTES) app.register(routes, parts);
}

/** Any content type will do: `curl -d` says that its body is a form. */
async function parseJson(_request: FastifyRequest, text: string): Promise<unknown> {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw invalidRequest('the body is no JSON');
  }
}
