/** GET and POST clock: what time it is for the server, and moving that. What becomes due has happened before the answer. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static } from 'typebox';
import { duration, milliseconds } from '../options.js';
import type { Clock } from '../state/clock.js';
import { invalidRequest } from './error.js';
import type { AdminParts } from './parts.js';

const TimeSchema = Type.Object({
  now: Type.String({ format: 'date-time' }),
  virtual: Type.Boolean({ description: 'Whether time stands still until it is moved.' }),
});

const MoveSchema = Type.Object(
  {
    advance: Type.Optional(duration('0ms', '36500d', { description: 'How far to move: 500ms, 5s, 10m, 2h, 1d.' })),
    now: Type.Optional(
      Type.String({
        format: 'date-time',
        allowed: 'a time such as 2026-01-01T00:00:00Z',
        description: 'Where to move: 2026-01-01T00:00:00Z, or back.',
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1, maxProperties: 1, allowed: 'an object with either advance or now' },
);

export const clockRoutes: FastifyPluginAsyncTypebox<AdminParts> = async (app, { clock, server }) => {
  app.get('/clock', { schema: { summary: "The server's time", response: { 200: TimeSchema } } }, async () =>
    timeOf(clock),
  );
  app.post(
    '/clock',
    {
      schema: {
        summary: "Move the server's time",
        description: 'Scheduled work that becomes due is carried out, and log files are delivered, before the answer.',
        body: MoveSchema,
        response: { 200: TimeSchema },
      },
    },
    async ({ body }) => {
      move(clock, body);
      await server.settle();
      return timeOf(clock);
    },
  );
};

function move(clock: Clock, { advance, now }: Static<typeof MoveSchema>): void {
  try {
    if (now !== undefined) clock.set(Date.parse(now));
    else clock.advance(milliseconds(advance ?? '0'));
  } catch (error) {
    throw error instanceof RangeError ? invalidRequest(error.message) : error;
  }
}

function timeOf(clock: Clock): Static<typeof TimeSchema> {
  return { now: new Date(clock.now()).toISOString(), virtual: clock.virtual };
}
