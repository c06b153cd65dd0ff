/** GET, POST and DELETE faults: throttling, failing and delaying chosen calls. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import { InjectionSchema } from '../fault-injection.js';
import { invalidRequest } from './error.js';
import type { AdminParts } from './parts.js';

const ListSchema = Type.Object({ faults: Type.Array(InjectionSchema, { description: 'What is injected now.' }) });

export const faultRoutes: FastifyPluginAsyncTypebox<AdminParts> = async (app, { faultInjection }) => {
  app.get(
    '/faults',
    { schema: { summary: 'The injected faults and delays', response: { 200: ListSchema } } },
    async () => ({
      faults: faultInjection.list(),
    }),
  );
  app.post(
    '/faults',
    {
      schema: {
        summary: 'Throttle, fail or delay chosen calls from now on',
        description:
          'A call that several apply to waits for the sum of their delays and is answered with the first of their faults. It is recorded like any other.',
        body: InjectionSchema,
        response: { 200: ListSchema },
      },
    },
    async ({ body }) => {
      const problem = faultInjection.problemOf(body);
      if (problem !== undefined) throw invalidRequest(problem);
      faultInjection.add(body);
      return { faults: faultInjection.list() };
    },
  );
  app.delete(
    '/faults',
    { schema: { summary: 'End all injected faults; calls that wait are carried out', response: { 200: ListSchema } } },
    async () => {
      faultInjection.clear();
      return { faults: [] };
    },
  );
};
