import { CreateDatabaseCommand, GetDatabaseCommand, GetDatabasesCommand, type GlueClient } from '@aws-sdk/client-glue';
import t from 'tap';
import type { CloudTrailRecord, GlueTrail } from '../../src/index.js';
import { History } from '../../src/trail/history.js';
import { glueClient, glueServer, refusal } from '../server.js';
import { ask, listen, take } from './ask.js';

const names = (records: CloudTrailRecord[]) => records.map(({ eventName }) => eventName);

async function text({ endpoint }: GlueTrail, query: string, accept?: string): Promise<string> {
  const response = await fetch(`${endpoint}/_gluetrail/events${query}`, accept ? { headers: { accept } } : {});
  return `${response.headers.get('content-type')}\n${await response.text()}`;
}

/** Three calls: one that writes, one that reads, one that fails. */
async function threeCalls(glue: GlueClient): Promise<void> {
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await glue.send(new GetDatabasesCommand({}));
  await refusal(glue.send(new GetDatabaseCommand({ Name: 'absent' })));
}

t.test('events are the records, oldest first, and where to go on', async (t) => {
  const { server, glue } = await glueServer(t);
  t.same((await ask(server, '/events')).body, { events: [], next: 0 });
  await threeCalls(glue);
  const { body } = await ask(server, '/events');
  t.same(body, { events: server.events(), next: 3 });
  t.same(names(body.events), ['CreateDatabase', 'GetDatabases', 'GetDatabase']);
  t.same((await ask(server, '/events?after=3')).body, { events: [], next: 3 });
  await glue.send(new GetDatabasesCommand({}));
  t.match((await ask(server, '/events?after=3')).body, { events: [{ eventName: 'GetDatabases' }], next: 4 });
  t.same((await ask(server, '/events?from=now')).body, { events: [], next: 4 });
});

t.test('a limit cuts what matches into pages', async (t) => {
  const { server, glue } = await glueServer(t);
  for (let call = 0; call < 6; call += 1) await glue.send(new GetDatabasesCommand({}));
  const pages: string[][] = [];
  for (let after = 0; after < 6; ) {
    const { body } = await ask(server, `/events?eventSource=glue.amazonaws.com&limit=4&after=${after}`);
    pages.push(names(body.events));
    after = body.next;
  }
  t.same(
    pages.map(({ length }) => length),
    [4, 2],
  );
  t.same(pages.flat(), names(server.events()));
});

t.test('each filter lets through the records in which its member is equal', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  const other = glueClient(t, server, { accessKeyId: '210987654321', region: 'eu-west-1' });
  await other.send(new GetDatabasesCommand({}));
  const [first, , third] = server.events();
  const cases: [query: string, sequences: number[]][] = [
    ['eventName=GetDatabases', [2, 4]],
    ['eventSource=glue.amazonaws.com', [1, 2, 3, 4]],
    ['eventSource=s3.amazonaws.com', []],
    [`eventID=${first?.eventID}`, [1]],
    [`requestID=${third?.requestID}`, [3]],
    ['errorCode=EntityNotFoundException', [3]],
    ['awsRegion=eu-west-1', [4]],
    ['recipientAccountId=123456789012', [1, 2, 3]],
    ['accessKeyId=210987654321', [4]],
    ['userName=johndoe', [1, 2, 3]],
    ['failed=true', [3]],
    ['failed=false', [1, 2, 4]],
    ['failed=false&awsRegion=us-east-1&eventName=GetDatabases', [2]],
    ['failed=false&after=2', [4]],
  ];
  const all = server.events();
  for (const [query, sequences] of cases) {
    const expected = sequences.map((sequence) => all[sequence - 1]);
    t.same((await ask(server, `/events?${query}`)).body.events, expected, query);
  }
});

t.test('the Accept header or the query says in what form events come', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  const lines = server.events().map((record) => `${JSON.stringify(record)}\n`);
  const ndjson = `application/x-ndjson; charset=utf-8\n${lines.join('')}`;
  const json = `application/json; charset=utf-8\n{"events":[${lines.join(',').replaceAll('\n', '')}],"next":3}`;
  const sse = `text/event-stream; charset=utf-8\n:\n\n${lines.map((line, index) => `id: ${index + 1}\ndata: ${line}\n`).join('')}`;
  const cases: [query: string, accept: string | undefined, expected: string][] = [
    ['', undefined, json],
    ['', 'text/html,application/xhtml+xml,*/*;q=0.8', json],
    ['', 'application/x-ndjson', ndjson],
    ['', 'application/x-ndjson;q=0.9, application/json', ndjson],
    ['', 'application/json, text/event-stream', json],
    ['?format=ndjson', 'text/event-stream', ndjson],
    ['?format=json', 'text/event-stream', json],
    ['?format=sse&limit=3', 'application/json', sse],
    ['?limit=3', 'text/event-stream', sse],
  ];
  for (const [query, accept, expected] of cases)
    t.equal(await text(server, query, accept), expected, `${query} ${accept}`);
});

t.test('no event is lines without a line', async (t) => {
  const { server } = await glueServer(t);
  t.equal(await text(server, '?format=ndjson'), 'application/x-ndjson; charset=utf-8\n');
});

t.test('a long history comes whole and in order, in every form', async (t) => {
  const { server } = await glueServer(t);
  const glue = glueClient(t, server);
  for (let batch = 0; batch < 15; batch += 1)
    await Promise.all(Array.from({ length: 50 }, () => glue.send(new GetDatabasesCommand({}))));
  const ids = server.events().map(({ eventID }) => eventID);
  t.equal(ids.length, 750);
  const idsOf = (records: CloudTrailRecord[]) => records.map(({ eventID }) => eventID);
  t.same(idsOf((await ask(server, '/events')).body.events), ids);
  t.same((await ask(server, '/events?failed=true')).body, { events: [], next: 750 });
  t.same(idsOf((await ask(server, '/events?failed=false&after=333&limit=333')).body.events), ids.slice(333, 666));
  const [, ...lines] = (await text(server, '?format=ndjson')).trimEnd().split('\n');
  t.same(idsOf(lines.map((line) => JSON.parse(line))), ids);
  const live = await take(await listen(t, server), 750);
  t.same(idsOf(live.map(({ record }) => record)), ids);
});

t.test('server-sent events are those of the past and then each as it comes', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  const events = await listen(t, server);
  t.same(
    (await take(events, 3)).map(({ id }) => id),
    [1, 2, 3],
  );
  for (const id of [4, 5, 6]) {
    const [[event]] = await Promise.all([take(events, 1), glue.send(new GetDatabasesCommand({}))]);
    t.match(event, { id, record: server.events()[id - 1] });
  }
});

t.test('server-sent events from now leave out the past', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  const events = await listen(t, server, '?from=now');
  await glue.send(new GetDatabasesCommand({}));
  t.match(await take(events, 1), [{ id: 4, record: { eventName: 'GetDatabases' } }]);
});

t.test('a filter applies to server-sent events of the past and to those that come', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  const events = await listen(t, server, '?failed=true');
  t.match(await take(events, 1), [{ id: 3 }]);
  await glue.send(new GetDatabasesCommand({}));
  await refusal(glue.send(new GetDatabaseCommand({ Name: 'absent' })));
  t.match(await take(events, 1), [{ id: 5, record: { errorCode: 'EntityNotFoundException' } }]);
});

t.test('a client that connects again goes on behind the last event it has', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  for (const query of ['', '?from=now', '?after=1']) {
    const events = await listen(t, server, query, { 'last-event-id': '2' });
    t.match(await take(events, 1), [{ id: 3 }], query);
  }
});

t.test('a last event of a server that is gone counts for nothing', async (t) => {
  const { server, glue } = await glueServer(t);
  await threeCalls(glue);
  const events = await listen(t, server, '', { 'last-event-id': '4711' });
  t.match(await take(events, 3), [{ id: 1 }, { id: 2 }, { id: 3 }]);
});

t.test('server-sent events go on behind a reset', async (t) => {
  const { server, glue } = await glueServer(t);
  const events = await listen(t, server);
  await threeCalls(glue);
  await take(events, 3);
  await server.reset();
  await glue.send(new GetDatabasesCommand({}));
  t.match(await take(events, 1), [{ record: { eventName: 'GetDatabases' } }]);
});

t.test('a client that goes away is no longer told of events', async (t) => {
  const { server } = await glueServer(t);
  const { subscribe } = History.prototype;
  t.after(() => {
    History.prototype.subscribe = subscribe;
  });
  const unsubscribed = new Promise<boolean>((resolve) => {
    History.prototype.subscribe = function (listener) {
      const unsubscribe = subscribe.call(this, listener);
      return () => {
        unsubscribe();
        resolve(true);
      };
    };
  });
  const connection = new AbortController();
  await fetch(`${server.endpoint}/_gluetrail/events?format=sse`, { signal: connection.signal });
  connection.abort();
  t.ok(await unsubscribed);
});

t.test('closing the server ends streams in order', async (t) => {
  const { server, glue } = await glueServer(t);
  const streams = await Promise.all(['', '?from=now', '?eventName=Never'].map((query) => listen(t, server, query)));
  await glue.send(new GetDatabasesCommand({}));
  const received = Promise.all(
    streams.map(async (events) => {
      let count = 0;
      for await (const _ of events) count += 1;
      return count;
    }),
  );
  await server.close();
  t.same(await received, [1, 1, 0]);
});

t.test('a query that makes no sense is refused by parameter', async (t) => {
  const { server } = await glueServer(t);
  const cases: [query: string, message: RegExp][] = [
    ['limit=0', /limit must be >= 1, not 0/],
    ['limit=many', /limit must be integer, not "many"/],
    ['after=-1', /after must be integer, not "-1"/],
    ['after=1.5', /after must be integer/],
    ['from=yesterday', /from must be one of now, not "yesterday"/],
    ['format=xml', /format must be one of json, ndjson, sse, not "xml"/],
    ['failed=perhaps', /failed must be boolean, not "perhaps"/],
    ['eventName=a&eventName=b', /eventName must be string/],
    ['readOnly=true', /there is no readOnly; .* its members are eventName/],
  ];
  for (const [query, message] of cases) {
    const { status, body } = await ask(server, `/events?${query}`);
    t.equal(status, 400, query);
    t.match(body, { error: { code: 'InvalidRequest', message } });
  }
});
