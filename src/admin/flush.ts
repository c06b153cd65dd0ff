/** POST flush: answers when every event that was recorded before it is in a log file. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { bucketUnavailable } from './error.js';
import type { AdminParts } from './parts.js';

const FlushedSchema = Type.Object({
  files: Type.Array(Type.Object({ bucket: Type.String(), key: Type.String() }), {
    description: 'The log files that this wrote; what earlier deliveries wrote is not among them.',
  }),
});

export const flushRoutes: FastifyPluginAsyncTypebox<AdminParts> = async (app, { server }) => {
  app.post(
    '/flush',
    { schema: { summary: 'Bring every recorded event into a log file', response: { 200: FlushedSchema } } },
    async () => {
      try {
        return { files: await server.flush() };
      } catch (error) {
        throw bucketUnavailable(error instanceof Error ? error.message : String(error));
      }
    },
  );
};
