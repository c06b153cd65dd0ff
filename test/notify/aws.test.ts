import t from 'tap';
import type { GlueTrail } from '../../src/index.js';
import { ask } from '../admin/ask.js';
import { cloudTrailClient, glueClient, glueServer } from '../server.js';
import { type Received, receiver } from './receiver.js';

const database = (Name: string) => ({ DatabaseInput: { Name } });
const topic = (name: string, region = 'us-east-1') => `arn:aws:sns:${region}:123456789012:${name}`;

/** As AWS SDKs find no credentials of the machine's in it. */
const { AWS_ACCESS_KEY_ID, AWS_PROFILE, AWS_ENDPOINT_URL } = process.env;
t.beforeEach(() => {
  for (const name of ['AWS_ACCESS_KEY_ID', 'AWS_PROFILE', 'AWS_ENDPOINT_URL']) delete process.env[name];
});
t.after(() => {
  for (const [name, value] of Object.entries({ AWS_ACCESS_KEY_ID, AWS_PROFILE, AWS_ENDPOINT_URL }))
    if (value !== undefined) process.env[name] = value;
});

const notFound = `<ErrorResponse><Error><Type>Sender</Type><Code>NotFound</Code><Message>Topic does not exist</Message></Error></ErrorResponse>`;
const published = {
  status: 200,
  body: '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
};

/** The form fields of a Publish. */
const publishOf = ({ body }: Received) => Object.fromEntries(new URLSearchParams(body));

t.test('a topic gets a message when it is set, and one for each log file of its trail', async (t) => {
  const sns = await receiver(t);
  sns.answer = () => published;
  const { server, glue } = await glueServer(t, { snsEndpoint: sns.url });
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.createTrail({ Name: 'announced', S3BucketName: 'other', SnsTopicName: 'files' });
  await cloudtrail.startLogging({ Name: 'announced' });
  await glue.createDatabase(database('sales'));
  const file = (await server.flush()).find(({ bucket }) => bucket === 'other');
  t.match(sns.taken.map(publishOf), [
    { Action: 'Publish', TopicArn: topic('files'), Message: 'CloudTrail validation message.' },
    {
      Action: 'Publish',
      TopicArn: topic('files'),
      Message: JSON.stringify({ s3Bucket: 'other', s3ObjectKey: [file?.key] }),
    },
  ]);
  t.match(sns.taken[0]?.headers.authorization, /Credential=123456789012\/\d+\/us-east-1\/sns\//);
  const status = await cloudtrail.getTrailStatus({ Name: 'announced' });
  t.match(status, {
    LatestNotificationTime: new Date('2026-01-01T00:00:00Z'),
    LatestNotificationAttemptTime: '2026-01-01T00:00:00Z',
    LatestNotificationAttemptSucceeded: '2026-01-01T00:00:00Z',
    LatestNotificationError: undefined,
  });
  t.match(await cloudtrail.getTrailStatus({ Name: 'default' }), {
    LatestNotificationTime: undefined,
    LatestNotificationAttemptTime: '',
  });
});

t.test('a topic that does not exist shows in the status of its trail, and holds up no other', async (t) => {
  const sns = await receiver(t);
  sns.answer = ({ body }) => (body.includes('missing') ? { status: 404, body: notFound } : published);
  const { server, glue } = await glueServer(t, { snsEndpoint: sns.url });
  const cloudtrail = cloudTrailClient(t, server);
  for (const Name of ['missing', 'present']) {
    await cloudtrail.createTrail({ Name, S3BucketName: Name, SnsTopicName: topic(Name, 'eu-west-1') });
    await cloudtrail.startLogging({ Name });
  }
  await glue.createDatabase(database('sales'));
  await server.flush();
  t.match(await cloudtrail.getTrailStatus({ Name: 'missing' }), {
    LatestNotificationError: /NotFound/,
    LatestNotificationTime: undefined,
    LatestNotificationAttemptTime: '2026-01-01T00:00:00Z',
    LatestNotificationAttemptSucceeded: '',
  });
  t.match(await cloudtrail.getTrailStatus({ Name: 'present' }), { LatestNotificationError: undefined });
  t.equal(sns.taken.length, 2);
  t.match(sns.taken[0]?.headers.authorization, /\/eu-west-1\/sns\//);
  t.match(await notifications(server), [{ destination: 'sns', waiting: 0, sent: 2, dropped: 2, lastError: undefined }]);
});

t.test('a topic is told nothing where no SNS is', async (t) => {
  const bus = await receiver(t);
  bus.answer = takeAll;
  const { server } = await glueServer(t, { eventbridgeEndpoint: bus.url });
  await cloudTrailClient(t, server)
    .updateTrail({ Name: 'default', SnsTopicName: 'files' })
    .catch(() => {});
  await server.flush();
  t.match(await notifications(server), [{ destination: 'eventbridge', waiting: 0, sent: 1, dropped: 0 }]);
});

interface Entry {
  Source: string;
  DetailType: string;
  Detail: string;
  EventBusName: string;
  Time: number;
}

const entriesOf = ({ body }: Received): Entry[] => JSON.parse(body).Entries;

/** PutEvents as it answers if it takes all but some. */
function put(request: Received, errorOf: (entry: Entry, index: number) => string | undefined) {
  const Entries = entriesOf(request).map((entry, index) => {
    const ErrorCode = errorOf(entry, index);
    return ErrorCode ? { ErrorCode, ErrorMessage: 'no' } : { EventId: '1' };
  });
  const FailedEntryCount = Entries.filter(({ ErrorCode }) => ErrorCode).length;
  return { status: 200, body: JSON.stringify({ FailedEntryCount, Entries }) };
}

const takeAll = (request: Received) => put(request, () => undefined);

t.test('EventBridge gets calls and state changes, in the account and region where they happened', async (t) => {
  const bus = await receiver(t);
  bus.answer = takeAll;
  const { server } = await glueServer(t, { eventbridgeEndpoint: bus.url, eventbridgeBus: 'mine' });
  const places = [
    { accessKeyId: '123456789012', region: 'us-east-1' },
    { accessKeyId: '123456789012', region: 'eu-west-1' },
    { accessKeyId: '210987654321', region: 'us-east-1' },
  ];
  for (const place of places) await glueClient(t, server, place).createDatabase(database('sales'));
  await server.flush();
  const told = bus.taken.flatMap((request) => {
    const [, account, region] =
      /Credential=(\d+)\/\d+\/([^/]+)\/events\//.exec(request.headers.authorization ?? '') ?? [];
    return entriesOf(request).map(({ DetailType, Source, EventBusName, Time }) =>
      [account, region, Source, DetailType, EventBusName, Time].join(' '),
    );
  });
  t.same(
    told.sort(),
    places
      .flatMap(({ accessKeyId, region }) => [
        `${accessKeyId} ${region} aws.glue AWS API Call via CloudTrail mine 1767225600`,
        `${accessKeyId} ${region} aws.glue Glue Data Catalog Database State Change mine 1767225600`,
      ])
      .sort(),
  );
});

t.test('of the entries of a request those are sent again that EventBridge failed to take', async (t) => {
  const bus = await receiver(t);
  let failures = 1;
  bus.answer = (request) =>
    put(request, ({ Detail }) => (Detail.includes('unlucky') && failures-- > 0 ? 'InternalFailure' : undefined));
  const { server, glue } = await glueServer(t, { eventbridgeEndpoint: bus.url });
  for (const name of ['one', 'unlucky', 'two']) await glue.createDatabase(database(name));
  await server.flush();
  await server.flush();
  t.match(await notifications(server), [{ destination: 'eventbridge', waiting: 0, sent: 6, dropped: 0 }]);
  const details = bus.taken.flatMap(entriesOf).map(({ DetailType, Detail }) => DetailType + Detail);
  t.equal(new Set(details).size, 6);
  t.equal(details.length, 7);
});

t.test('AWS itself takes no event of a source of its own: they are dropped, and health says why', async (t) => {
  const bus = await receiver(t);
  bus.answer = (request) => put(request, () => 'NotAuthorizedForSourceException');
  const { server, glue } = await glueServer(t, { eventbridgeEndpoint: bus.url });
  await glue.createDatabase(database('sales'));
  await server.flush();
  t.match(await notifications(server), [
    { waiting: 0, sent: 0, dropped: 2, lastError: 'NotAuthorizedForSourceException: no' },
  ]);
});

t.test('an event of more than 256 KB is dropped, and large ones do not share a request', async (t) => {
  const bus = await receiver(t);
  bus.answer = takeAll;
  const { server, glue } = await glueServer(t, { eventbridgeEndpoint: bus.url });
  for (const [Name, kilobytes] of Object.entries({ small: 1, large: 150, larger: 151, huge: 300 })) {
    const Parameters = Object.fromEntries(
      Array.from({ length: kilobytes }, (_, index) => [`p${index}`, 'x'.repeat(1_000)]),
    );
    await glue.createDatabase({ DatabaseInput: { Name, Parameters } });
  }
  await server.flush();
  t.match(await notifications(server), [{ waiting: 0, dropped: 1 }]);
  for (const { body } of bus.taken) t.ok(Buffer.byteLength(body) < 300_000);
});

t.test('a server that is not there is tried again', async (t) => {
  const bus = await receiver(t);
  const { server, glue } = await glueServer(t, { eventbridgeEndpoint: bus.url, snsEndpoint: bus.url });
  for (const answer of [
    { status: 503 },
    { status: 400, body: '{"__type":"ThrottlingException"}' },
    { status: 403, body: '{"__type":"ExpiredTokenException"}' },
  ]) {
    bus.answer = () => answer;
    await glue.createDatabase(database(`d${answer.status}`));
    await server.flush();
  }
  t.match(await notifications(server), [
    { destination: 'sns' },
    { destination: 'eventbridge', sent: 0, dropped: 0, lastError: String },
  ]);
  bus.answer = takeAll;
  await server.flush();
  t.match((await notifications(server))[1], { waiting: 0, sent: 6, dropped: 0 });
});

async function notifications(server: GlueTrail): Promise<object[]> {
  const { body } = await ask(server, '/health');
  return body.notifications;
}
