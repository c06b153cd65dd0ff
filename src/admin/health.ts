/** GET health: whether the server does its work, and with what. A bucket that cannot be written degrades it; calls are served all the same. */
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static } from 'typebox';
import type { DeliveryStatus } from '../trail/delivery.js';
import { EVENT_VERSIONS } from '../trail/event-version.js';
import { VERSION } from '../version.js';
import type { AdminParts } from './parts.js';

const time = (description: string) => Type.Optional(Type.String({ format: 'date-time', description }));

const TrailSchema = Type.Object({
  trail: Type.String(),
  undelivered: Type.Integer({ description: 'Recorded events that are not known to be in a log file.' }),
  lastAttemptTime: time("When a log file was last tried to be written, by the server's clock."),
  lastSuccessTime: time('When one was written.'),
  lastError: Type.Optional(Type.String({ description: 'Why the last attempt failed; absent when it did not.' })),
  lastDigestError: Type.Optional(
    Type.String({ description: 'Why its last digest file could not be written; absent when it could.' }),
  ),
});

const NotificationsSchema = Type.Object({
  destination: Type.Enum(['sns', 'eventbridge', 'webhook']),
  waiting: Type.Integer({ description: 'Entries that it has not been told of, at most.' }),
  sent: Type.Integer(),
  dropped: Type.Integer({ description: 'Messages that it refused, or that were too many to wait.' }),
  lastError: Type.Optional(Type.String({ description: 'Why the last attempt failed; absent when it did not.' })),
});

const HealthSchema = Type.Object({
  status: Type.Enum(['ok', 'degraded'], {
    description:
      'degraded: a trail cannot be delivered, or somebody not be told; see its lastError or lastDigestError.',
  }),
  version: Type.String(),
  uptimeSeconds: Type.Number(),
  endpoint: Type.String({ description: 'Where the server was asked; what an SDK client needs as its endpoint.' }),
  account: Type.String({ description: 'Account of access keys that name none.' }),
  eventVersion: Type.Enum(EVENT_VERSIONS, { description: "The records' eventVersion." }),
  operations: Type.Object({
    served: Type.Integer({
      description: 'Operations that are carried out; others answer OperationNotSupportedException.',
    }),
    modelled: Type.Integer({ description: 'Operations that AWS describes.' }),
  }),
  recordedEvents: Type.Integer({ description: 'Events in Event history, counted from the oldest to the newest.' }),
  trails: Type.Array(TrailSchema),
  notifications: Type.Array(NotificationsSchema, {
    description: 'How those who are to be told of something are doing.',
  }),
});

export const healthRoutes: FastifyPluginAsyncTypebox<AdminParts> = async (app, parts) => {
  const startedAt = performance.now();
  app.get(
    '/health',
    { schema: { summary: 'How the server and its deliveries are doing', response: { 200: HealthSchema } } },
    async ({ protocol, host }): Promise<Static<typeof HealthSchema>> => {
      const { account, eventVersion, services, operationsServed, history, server } = parts;
      const trails = server.deliveryStatus();
      const notifications = server.notificationStatus();
      return {
        status: trails.some(isFailing) || notifications.some(isFailing) ? 'degraded' : 'ok',
        version: VERSION,
        uptimeSeconds: (performance.now() - startedAt) / 1000,
        endpoint: `${protocol}://${host}`,
        account,
        eventVersion,
        operations: {
          served: operationsServed,
          modelled: services.reduce((sum, each) => sum + each.operations.size, 0),
        },
        recordedEvents: history.nextSequence - history.oldestSequence(),
        trails: trails.map(readable),
        notifications,
      };
    },
  );
};

function isFailing({ lastError, lastDigestError }: { lastError?: string; lastDigestError?: string }): boolean {
  return lastError !== undefined || lastDigestError !== undefined;
}

function readable({ lastAttemptTime, lastSuccessTime, ...status }: DeliveryStatus): Static<typeof TrailSchema> {
  return {
    ...status,
    ...(lastAttemptTime !== undefined && { lastAttemptTime: new Date(lastAttemptTime).toISOString() }),
    ...(lastSuccessTime !== undefined && { lastSuccessTime: new Date(lastSuccessTime).toISOString() }),
  };
}
