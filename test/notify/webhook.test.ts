import { once } from 'node:events';
import t from 'tap';
import type { GlueTrail } from '../../src/index.js';
import { OptionError } from '../../src/options.js';
import { ask } from '../admin/ask.js';
import { glueServer, refusal } from '../server.js';
import { Receiver, receiver } from './receiver.js';

const database = (Name: string) => ({ DatabaseInput: { Name } });

t.test('a webhook gets what SNS and EventBridge would: log files, calls that write, and state changes', async (t) => {
  const hook = await receiver(t);
  const { server, glue } = await glueServer(t, { webhook: `${hook.url}/hook?token=1` });
  await glue.createDatabase(database('sales'));
  await glue.getDatabases({});
  const files = await server.flush();
  t.same(hook.taken.map(({ path, headers }) => [path, headers['content-type'], headers['x-gluetrail-kind']]).sort(), [
    ['/hook?token=1', 'application/json', 'api-call'],
    ['/hook?token=1', 'application/json', 'log-file'],
    ['/hook?token=1', 'application/json', 'state-change'],
  ]);
  const [record] = server.events({ eventName: 'CreateDatabase' });
  t.match(hook.bodies('api-call'), [
    {
      version: '0',
      id: /^[0-9a-f-]{36}$/,
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.glue',
      account: '123456789012',
      time: '2026-01-01T00:00:00Z',
      region: 'us-east-1',
      resources: [],
    },
  ]);
  t.same(hook.bodies('api-call')[0]?.detail, record);
  t.same(hook.bodies('log-file'), [{ s3Bucket: files[0]?.bucket, s3ObjectKey: [files[0]?.key] }]);
  t.match(
    hook.taken.find(({ headers }) => headers['x-gluetrail-kind'] === 'log-file')?.headers['x-gluetrail-trail'],
    /:trail\/default$/,
  );
});

t.test('it gets the kinds that it is to get', async (t) => {
  const hook = await receiver(t);
  const { server, glue } = await glueServer(t, { webhook: hook.url, webhookKinds: 'state-change,log-file' });
  await glue.createDatabase(database('sales'));
  await server.flush();
  t.same(hook.taken.map(({ headers }) => headers['x-gluetrail-kind']).sort(), ['log-file', 'state-change']);
});

t.test('calls that only read are told of where that is wanted', async (t) => {
  const hook = await receiver(t);
  const { server, glue } = await glueServer(t, { webhook: hook.url, webhookKinds: 'api-call', notifyReads: true });
  await glue.createDatabase(database('sales'));
  await glue.getDatabases({});
  await server.flush();
  t.same(
    hook.bodies().map(({ detail }) => detail.eventName),
    ['CreateDatabase', 'GetDatabases'],
  );
});

t.test('what cannot be sent is sent again, in order and once', async (t) => {
  const hook = await receiver(t);
  const { server, glue } = await glueServer(t, { webhook: hook.url, webhookKinds: 'api-call' });
  hook.answer = () => ({ status: 503 });
  const names = Array.from({ length: 12 }, (_, index) => `d${index}`);
  for (const Name of names) await glue.createDatabase(database(Name));
  await server.flush();
  t.same(hook.taken, []);
  t.match(await notifications(server), [
    { destination: 'webhook', waiting: 12, sent: 0, dropped: 0, lastError: 'it answers 503' },
  ]);
  hook.answer = () => ({ status: 200 });
  await server.flush();
  t.same(
    hook.bodies().map(({ detail }) => detail.requestParameters.databaseInput.name),
    names,
  );
  t.match(await notifications(server), [{ waiting: 0, sent: 12, dropped: 0, lastError: undefined }]);
});

t.test('a webhook that does not answer holds up no call, no flush and no end', async (t) => {
  const hook = await receiver(t);
  hook.answer = () => undefined;
  const { server, glue } = await glueServer(t, { webhook: hook.url });
  for (let index = 0; index < 20; index += 1) await glue.createDatabase(database(`d${index}`));
  t.equal((await server.flush()).length, 1);
  t.equal((await glue.getDatabases({})).DatabaseList?.length, 20);
  t.equal(hook.received.length, 1);
  await server.close();
});

t.test('one that is not there yet is told when it is', async (t) => {
  const port = await new Receiver().listen().then(async (gone) => {
    const { port } = gone;
    await gone.close();
    return port;
  });
  const { server, glue } = await glueServer(t, { webhook: `http://127.0.0.1:${port}`, webhookKinds: 'api-call' });
  await glue.createDatabase(database('sales'));
  await server.flush();
  t.match(await notifications(server), [{ waiting: 1, lastError: /ECONNREFUSED/ }]);
  const hook = await new Receiver().listen(port);
  t.after(() => hook.close());
  await server.flush();
  t.equal(hook.taken.length, 1);
});

t.test('a message that is refused is dropped and counted, and does not hold up the next', async (t) => {
  const hook = await receiver(t);
  hook.answer = ({ body }) => ({ status: body.includes('"bad"') ? 400 : 200 });
  const { server, glue } = await glueServer(t, { webhook: hook.url, webhookKinds: 'api-call' });
  await glue.createDatabase(database('bad'));
  await glue.createDatabase(database('good'));
  await server.flush();
  t.same([hook.received.length, hook.taken.length], [2, 1]);
  t.match(await notifications(server), [{ waiting: 0, sent: 1, dropped: 1 }]);
});

t.test('what waits is sent after a restart, and what was on its way again under its id', async (t) => {
  const hook = await receiver(t);
  hook.answer = () => undefined;
  const options = { webhook: hook.url, dataDir: t.testdir(), bucketDir: t.testdir({}), webhookKinds: 'api-call' };
  const { server, glue } = await glueServer(t, options);
  const request = once(hook, 'request');
  await glue.createDatabase(database('first'));
  await request;
  await glue.createDatabase(database('second'));
  await server.close();
  hook.answer = () => ({ status: 200 });
  const { server: next } = await glueServer(t, options);
  await next.flush();
  t.same(
    hook.bodies().map(({ detail }) => detail.requestParameters.databaseInput.name),
    ['first', 'second'],
  );
  t.equal(hook.taken[0]?.headers['x-gluetrail-id'], hook.received[0]?.headers['x-gluetrail-id']);
});

t.test(
  'a destination that is new is told of what happens from there on, and one that was gone meanwhile too',
  async (t) => {
    const hook = await receiver(t);
    const kept = { dataDir: t.testdir(), bucketDir: t.testdir({}) };
    const named = () => hook.bodies().map(({ detail }) => detail.requestParameters.databaseInput.name);
    for (const [Name, isTold] of Object.entries({ before: false, told: true, meanwhile: false, later: true })) {
      const options = isTold ? { ...kept, webhook: hook.url, webhookKinds: 'api-call' } : kept;
      const { server, glue } = await glueServer(t, options);
      await glue.createDatabase(database(Name));
      await server.flush();
      await server.close();
    }
    t.same(named(), ['told', 'later']);
  },
);

t.test('a reset forgets what waits', async (t) => {
  const hook = await receiver(t);
  hook.answer = () => ({ status: 503 });
  const { server, glue } = await glueServer(t, { webhook: hook.url });
  await glue.createDatabase(database('forgotten'));
  await server.flush();
  await server.reset();
  t.match(await notifications(server), [{ waiting: 0, sent: 0, dropped: 0 }]);
  hook.answer = () => ({ status: 200 });
  await glue.createDatabase(database('told'));
  await server.flush();
  t.notOk(hook.taken.some(({ body }) => body.includes('forgotten')));
  t.same(hook.taken.map(({ headers }) => headers['x-gluetrail-kind']).sort(), ['api-call', 'log-file', 'state-change']);
});

t.test('credentials of its URL go into a header, and nowhere else', async (t) => {
  const hook = await receiver(t);
  const { server, glue } = await glueServer(t, { webhook: `http://me:sec%3Aret@127.0.0.1:${hook.port}/path` });
  hook.answer = () => ({ status: 503 });
  await glue.createDatabase(database('sales'));
  await server.flush();
  t.equal(hook.received[0]?.headers.authorization, `Basic ${Buffer.from('me:sec:ret').toString('base64')}`);
  t.notMatch(JSON.stringify(await notifications(server)), /sec|path/);
});

t.test('what is no webhook is refused, and not repeated', async (t) => {
  for (const webhook of ['me:secret@host', 'ftp://me:secret@host/', 'http://me:%zz@secret/'])
    t.match(await refusal(glueServer(t, { webhook })), /^OptionError: webhook must be an http or https URL$/, webhook);
  t.match(
    await refusal(glueServer(t, { webhook: 'http://localhost', webhookKinds: 'calls' })),
    'OptionError: webhookKinds must be some of log-file, api-call and state-change, separated by commas, not "calls"',
  );
});

t.test('a server does not tell itself', async (t) => {
  const gone = await new Receiver().listen();
  const { port } = gone;
  await gone.close();
  for (const name of ['webhook', 'snsEndpoint', 'eventbridgeEndpoint'])
    await t.rejects(glueServer(t, { port, [name]: `http://localhost:${port}/` }), OptionError, name);
});

async function notifications(server: GlueTrail): Promise<object[]> {
  const { body } = await ask(server, '/health');
  return body.notifications;
}
