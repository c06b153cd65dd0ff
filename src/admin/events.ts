/** GET events: the recorded events, as one JSON document, as JSON lines, or as server-sent events that go on with what is still to come. */
import { setImmediate as turn } from 'node:timers/promises';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type, { type Static, type TSchema } from 'typebox';
import type { EventFilter } from '../trail/event-filter.js';
import { CloudTrailRecordSchema } from '../trail/record-schema.js';
import { type EventFormat, EventStream } from './event-stream.js';
import type { AdminParts } from './parts.js';

const FORMATS = {
  json: {
    contentType: 'application/json; charset=utf-8',
    begin: '{"events":[',
    idle: '',
    event: ({ json }, first) => (first ? json : `,${json}`),
    end: (last) => `],"next":${last}}`,
  },
  ndjson: {
    contentType: 'application/x-ndjson; charset=utf-8',
    begin: '',
    idle: '',
    event: ({ json }) => `${json}\n`,
    end: () => '',
  },
  sse: {
    contentType: 'text/event-stream; charset=utf-8',
    // A comment: whoever connects learns at once that it is connected.
    begin: ':\n\n',
    idle: ':\n\n',
    event: ({ sequence, json }) => `id: ${sequence}\ndata: ${json}\n\n`,
    end: () => '',
  },
} satisfies Record<string, EventFormat>;

type FormatName = keyof typeof FORMATS;

const ACCEPTED: Record<string, FormatName> = {
  'application/json': 'json',
  'application/x-ndjson': 'ndjson',
  'text/event-stream': 'sse',
};

const equal = () => Type.Optional(Type.String({ description: 'Only records in which it is equal.' }));

const filters = {
  eventName: equal(),
  eventSource: equal(),
  eventID: equal(),
  requestID: equal(),
  errorCode: equal(),
  awsRegion: equal(),
  recipientAccountId: equal(),
  accessKeyId: equal(),
  userName: equal(),
  failed: Type.Optional(Type.Boolean({ description: 'Only records with (true) or without (false) an errorCode.' })),
} satisfies Record<keyof EventFilter, TSchema>;

const QuerySchema = Type.Object(
  {
    ...filters,
    after: Type.Optional(
      Type.Integer({
        minimum: 0,
        description: 'Only events with a greater sequence number: `next` of an earlier answer.',
      }),
    ),
    from: Type.Optional(Type.Enum(['now'], { description: 'Leaves out the events that there are already.' })),
    limit: Type.Optional(Type.Integer({ minimum: 1, description: 'Greatest number of events; all without.' })),
    format: Type.Optional(Type.Enum(['json', 'ndjson', 'sse'], { description: 'In place of the Accept header.' })),
  },
  { additionalProperties: false },
);

const HeadersSchema = Type.Object({
  'last-event-id': Type.Optional(
    Type.Integer({ minimum: 0, description: 'Sequence number behind which server-sent events go on.' }),
  ),
});

const EventsSchema = Type.Object({
  events: Type.Array(CloudTrailRecordSchema, { description: 'Oldest first.' }),
  next: Type.Integer({ description: 'Pass it as `after` to go on behind these events.' }),
});

/** What the schema describes is sent as a stream of its text. */
const streamed = (schema: TSchema) => ({ schema: Type.Unsafe<EventStream>(schema) });

const CONTENT = {
  'application/json': streamed(EventsSchema),
  'application/x-ndjson': streamed(Type.String({ description: 'A record a line.' })),
  'text/event-stream': streamed(
    Type.String({ description: 'id: the sequence number, data: the record. Goes on with events to come.' }),
  ),
} satisfies Record<keyof typeof ACCEPTED, { schema: TSchema }>;

export const eventRoutes: FastifyPluginAsyncTypebox<AdminParts> = async (app, { history }) => {
  const live = new Set<EventStream>();
  app.get(
    '/events',
    {
      // A HEAD request would leave its stream unread for ever.
      exposeHeadRoute: false,
      schema: {
        summary: 'The recorded events',
        querystring: QuerySchema,
        headers: HeadersSchema,
        response: { 200: { description: 'The records that match.', content: CONTENT } },
      },
    },
    async ({ query, headers }, reply) => {
      const { after, from, limit = Number.POSITIVE_INFINITY, format = formatFor(headers.accept), ...filter } = query;
      const isLive = format === 'sse';
      const begin = startOf({ after, from }, isLive ? headers['last-event-id'] : undefined, history.nextSequence);
      const stream = new EventStream(history, FORMATS[format], { filter, after: begin, limit, live: isLive });
      if (isLive) live.add(stream.once('close', () => live.delete(stream)));
      return reply.header('content-type', FORMATS[format].contentType).header('cache-control', 'no-store').send(stream);
    },
  );
  app.addHook('preClose', async () => {
    for (const stream of live) stream.finish();
    // One turn to read what is left, one to send it: then the connections are cut.
    if (live.size > 0) await turn().then(() => turn());
  });
};

/** Of the formats that the Accept header names the first; JSON if it names none. */
function formatFor(accept = ''): FormatName {
  const types = accept.split(',').map((type) => type.split(';', 1)[0]?.trim() ?? '');
  return types.map((type) => ACCEPTED[type]).find((format) => format !== undefined) ?? 'json';
}

/** The sequence number behind which to begin. A client that connects again asks with its first query and says how far it came. */
function startOf(
  { after = 0, from }: Pick<Static<typeof QuerySchema>, 'after' | 'from'>,
  lastEventId: number | undefined,
  nextSequence: number,
): number {
  // A number that was not reached yet is of a server that has gone, with its history.
  if (lastEventId !== undefined) return lastEventId < nextSequence ? lastEventId : 0;
  return from === 'now' ? nextSequence - 1 : after;
}
