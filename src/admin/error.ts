/** How the admin routes refuse: `{"error": {"code", "message"}}` in JSON, whatever went wrong, and never a stack. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import Type, { type Static } from 'typebox';

export const ErrorSchema = Type.Object(
  {
    error: Type.Object({
      code: Type.String({ description: 'What kind of error: InvalidRequest, NotFound, BucketUnavailable.' }),
      message: Type.String({ description: 'What is wrong, and what is allowed.' }),
    }),
  },
  { description: 'Why a request was refused or failed.' },
);

export class AdminError extends Error {
  readonly code: string;
  readonly statusCode: number;

  constructor(code: string, message: string, statusCode: number) {
    super(message);
    this.code = code;
    this.statusCode = statusCode;
  }
}

export const invalidRequest = (message: string) => new AdminError('InvalidRequest', message, 400);
export const notFound = (url: string) => new AdminError('NotFound', `There is nothing at ${url}.`, 404);
export const wrongMethod = (allowed: readonly string[]) =>
  new AdminError('MethodNotAllowed', `The method must be ${allowed.join(' or ')}.`, 405);
export const bucketUnavailable = (message: string) => new AdminError('BucketUnavailable', message, 503);
const internalError = () => new AdminError('InternalError', 'The request could not be carried out.', 500);

export function sendError(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const { code, message, statusCode } = adminErrorOf(error, request);
  return reply.code(statusCode).send({ error: { code, message } } satisfies Static<typeof ErrorSchema>);
}

/** What Fastify itself refuses, such as a body that is too large, it explains well enough. */
function adminErrorOf(error: unknown, { log }: FastifyRequest): AdminError {
  if (error instanceof AdminError) return error;
  const { message, statusCode = 500 } = error as { message: string; statusCode?: number };
  if (statusCode < 500) return new AdminError('InvalidRequest', message, statusCode);
  log.error({ err: error }, 'an admin request could not be carried out');
  return internalError();
}
