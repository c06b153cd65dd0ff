/**
 * A server under load, in a process of its own: `gluetrail`, or `bare`, a Fastify that parses each body and answers the bytes it was
 * given. It tells its parent its port when it is ready, and the processor time it has used whenever it is asked.
 */
import Fastify from 'fastify';
import { startGlueTrail } from '../src/index.js';

const [kind, answer = ''] = process.argv.slice(2);

process.on('message', () => process.send?.({ cpu: process.cpuUsage() }));
process.on('disconnect', () => process.exit(0));
process.send?.({ port: kind === 'bare' ? await listenBare(answer) : await listenGlueTrail() });

async function listenGlueTrail(): Promise<number> {
  const { endpoint } = await startGlueTrail();
  return Number(new URL(endpoint).port);
}

async function listenBare(body: string): Promise<number> {
  const app = Fastify();
  app.addContentTypeParser('application/x-amz-json-1.1', { parseAs: 'string' }, (_request, text, done) => {
    done(null, JSON.parse(String(text)));
  });
  app.post('/', async (_request, reply) => reply.header('content-type', 'application/x-amz-json-1.1').send(body));
  const endpoint = await app.listen({ port: 0 });
  return Number(new URL(endpoint).port);
}
