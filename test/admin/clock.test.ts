import { readdir } from 'node:fs/promises';
import {
  CreateCrawlerCommand,
  GetCrawlerCommand,
  GetDatabasesCommand,
  StartCrawlerCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer } from '../server.js';
import { ask } from './ask.js';

t.test('the clock tells its time and moves on or elsewhere', async (t) => {
  const { server, glue } = await glueServer(t);
  t.same((await ask(server, '/clock')).body, { now: '2026-01-01T00:00:00.000Z', virtual: true });
  t.same((await ask(server, '/clock', { advance: '2h' })).body.now, '2026-01-01T02:00:00.000Z');
  t.same((await ask(server, '/clock', { advance: '250ms' })).body.now, '2026-01-01T02:00:00.250Z');
  t.same((await ask(server, '/clock', { now: '2026-03-01T01:00:00+01:00' })).body.now, '2026-03-01T00:00:00.000Z');
  await glue.send(new GetDatabasesCommand({}));
  t.match(server.events(), [{ eventTime: '2026-03-01T00:00:00Z' }]);
});

t.test('a real clock goes on from where it is moved to', async (t) => {
  const { server } = await glueServer(t, { now: undefined });
  t.equal((await ask(server, '/clock')).body.virtual, false);
  const { body } = await ask(server, '/clock', { now: '2030-01-01T00:00:00Z' });
  t.match(body, { now: /^2030-01-01T00:00:0/, virtual: false });
  t.match((await ask(server, '/clock')).body.now, /^2030-01-01T00:00:0/);
});

t.test('what becomes due has happened before the answer', async (t) => {
  const { server, glue } = await glueServer(t, { runDuration: '10m' });
  await glue.send(
    new CreateCrawlerCommand({
      Name: 'c',
      Role: 'r',
      DatabaseName: 'db',
      Targets: { S3Targets: [{ Path: 's3://b/p' }] },
    }),
  );
  await glue.send(new StartCrawlerCommand({ Name: 'c' }));
  t.equal((await glue.send(new GetCrawlerCommand({ Name: 'c' }))).Crawler?.State, 'RUNNING');
  await ask(server, '/clock', { advance: '1h' });
  t.match(await glue.send(new GetCrawlerCommand({ Name: 'c' })), {
    Crawler: { State: 'READY', LastCrawl: { Status: 'SUCCEEDED' } },
  });
});

t.test('moving the clock lets delivery take its turn', async (t) => {
  const { server, glue } = await glueServer(t, { deliveryInterval: '1d' });
  for (let call = 0; call < 3; call += 1) await glue.send(new GetDatabasesCommand({}));
  await ask(server, '/clock', { advance: '5m' });
  t.match(await readdir(server.bucketDir), ['trail-logs']);
});

t.test('a move that cannot be made is refused by member, and time stays', async (t) => {
  const { server } = await glueServer(t);
  const cases: [body: unknown, message: RegExp][] = [
    [{}, /must be an object with either advance or now/],
    [[], /must be an object with either advance or now/],
    [null, /must be an object with either advance or now/],
    ['', /must be an object with either advance or now/],
    [{ advance: '1h', now: '2026-01-01T00:00:00Z' }, /must be an object with either advance or now/],
    [{ by: '1h' }, /there is no by/],
    [{ advance: 5 }, /advance must be a duration .* not 5/],
    [{ advance: 'soon' }, /advance must be a duration .* such as 500ms, .* not "soon"/],
    [{ advance: '-1h' }, /advance must be a duration/],
    [{ advance: '40000d' }, /advance must be a duration from 0ms to 36500d/],
    [{ now: 'tomorrow' }, /now must be a time such as 2026-01-01T00:00:00Z, not "tomorrow"/],
    [{ now: '2026-02-30T00:00:00Z' }, /now must be a time/],
    [{ now: '1066-10-14T09:00:00Z' }, /must stay between 1970-01-01T00:00:00Z and 9999-/],
  ];
  for (const [body, message] of cases) {
    const answer = await ask(server, '/clock', body);
    t.equal(answer.status, 400, JSON.stringify(body));
    t.match(answer.body, { error: { code: 'InvalidRequest', message } });
  }
  t.equal((await ask(server, '/clock')).body.now, '2026-01-01T00:00:00.000Z');
});

t.test('no number of moves leaves the years that records can spell', async (t) => {
  const { server } = await glueServer(t, { now: '9950-01-01T00:00:00Z' });
  t.equal((await ask(server, '/clock', { advance: '36500d' })).status, 400);
  t.equal((await ask(server, '/clock')).body.now, '9950-01-01T00:00:00.000Z');
});
