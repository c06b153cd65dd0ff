/** POST reset: a server as new, but for its clock and for the log files that lie in the bucket. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { AdminParts } from './parts.js';

export const resetRoutes: FastifyPluginAsyncTypebox<AdminParts> = async (app, { server }) => {
  app.post(
    '/reset',
    {
      schema: {
        summary: 'Empty state, Event history and injected faults',
        description: 'Events that are in no log file yet will be in none; flush first to keep them.',
        response: { 200: Type.Object({}) },
      },
    },
    async () => {
      await server.reset();
      return {};
    },
  );
};
