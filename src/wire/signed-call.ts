/** The Call that a signed request makes, in whichever protocol it came. */
import type { FastifyRequest } from 'fastify';
import type { Call } from '../call.js';
import type { Directory } from '../identity/directory.js';
import type { Operation } from '../model/operations.js';
import type { Service } from '../model/service.js';
import type { Clock } from '../state/clock.js';
import { credentialOf } from './credential.js';
import { tlsDetailsOf } from './tls-details.js';

export interface Target {
  service: Service;
  operation: Operation;
}

export interface CallParts {
  directory: Directory;
  clock: Clock;
}

/** Throws the front end's fault for a request that is not signed, or not in the right form. */
export function callOf(
  request: FastifyRequest,
  { service, operation }: Target,
  parts: CallParts,
  input: unknown,
): Call {
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
    tls: tlsDetailsOf(request.socket, request.headers.host),
    requestId: request.id,
    time: parts.clock.now(),
  };
}
