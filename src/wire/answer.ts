/** Sends an AWS answer: a text that is complete, with the request id that its record has. */
import type { FastifyReply } from 'fastify';

export function sendText(reply: FastifyReply, contentType: string, text: string): FastifyReply {
  return reply
    .header('x-amzn-requestid', reply.request.id)
    .header('content-type', contentType)
    .serializer(asItIs)
    .send(text);
}

/** The text is the payload: without a serializer of its own, Fastify would add a charset to the content type, which AWS does not. */
const asItIs = (text: unknown) => String(text);
