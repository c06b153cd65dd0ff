import { GetDatabasesCommand } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer } from '../server.js';
import { ask } from './ask.js';

t.test('whatever is wrong with a request is told in one form', async (t) => {
  const { server } = await glueServer(t);
  const cases: [
    path: string,
    body: unknown,
    method: string | undefined,
    status: number,
    code: string,
    message: RegExp,
  ][] = [
    ['', undefined, undefined, 404, 'NotFound', /\/_gluetrail\./],
    ['/', undefined, undefined, 404, 'NotFound', /\/_gluetrail\//],
    ['/helath?deep=1', undefined, undefined, 404, 'NotFound', /There is nothing at \/_gluetrail\/helath\./],
    ['/<script>', undefined, undefined, 404, 'NotFound', /script/],
    ['/flush', undefined, undefined, 405, 'MethodNotAllowed', /must be POST/],
    ['/faults', {}, 'PUT', 405, 'MethodNotAllowed', /must be GET or POST or DELETE/],
    ['/%zz', undefined, undefined, 400, 'InvalidRequest', /%zz/],
    ['/clock', '{', undefined, 400, 'InvalidRequest', /no JSON/],
    ['/clock', '{"__proto__":{"now":1}}', undefined, 400, 'InvalidRequest', /there is no __proto__/],
    ['/clock', `"${'x'.repeat(70_000)}"`, undefined, 413, 'InvalidRequest', /too large/],
    ['/flush', '{', undefined, 400, 'InvalidRequest', /no JSON/],
    [
      '/events?evnetName=GetTable',
      undefined,
      undefined,
      400,
      'InvalidRequest',
      /no evnetName.*members are eventName, /,
    ],
  ];
  for (const [path, sent, method, status, code, message] of cases) {
    const { body, headers, ...answer } = await ask(server, path, sent, method);
    t.equal(answer.status, status, path);
    t.match(headers.get('content-type'), /^application\/json/);
    t.match(body, { error: { code, message } });
    t.same(Object.keys(body), ['error']);
  }
});

t.test('a method that is not allowed is answered with those that are', async (t) => {
  const { server } = await glueServer(t);
  const { headers } = await ask(server, '/clock', undefined, 'DELETE');
  t.equal(headers.get('allow'), 'GET, POST');
});

t.test('asking is no call: it leaves no record and takes no id', async (t) => {
  let ids = 0;
  const { server, glue } = await glueServer(t, { newId: () => `id-${++ids}` });
  for (const path of ['/health', '/events', '/nothing']) await ask(server, path);
  await glue.send(new GetDatabasesCommand({}));
  t.match(server.events(), [{ requestID: 'id-1', eventID: 'id-2' }]);
});
