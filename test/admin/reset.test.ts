import { CreateDatabaseCommand, GetDatabasesCommand } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer } from '../server.js';
import { ask, untilUsedUp } from './ask.js';

t.test('reset empties state, history and injected faults', async (t) => {
  const { server, glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await ask(server, '/faults', { operation: '*', fault: { code: 'ThrottlingException' } });
  const { status, body } = await ask(server, '/reset', '');
  t.equal(status, 200);
  t.same(body, {});
  t.same(server.events(), []);
  t.equal((await ask(server, '/health')).body.recordedEvents, 0);
  t.same((await ask(server, '/faults')).body, { faults: [] });
  t.match(await glue.send(new GetDatabasesCommand({})), { DatabaseList: [] });
});

t.test('a call that a delay holds back is carried out before a reset, not after it', async (t) => {
  const { server, glue } = await glueServer(t);
  await ask(server, '/faults', { operation: 'CreateDatabase', delay: '10m', times: 1 });
  const created = glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  await untilUsedUp(server);
  await ask(server, '/reset', '');
  await created;
  t.match(await glue.send(new GetDatabasesCommand({})), { DatabaseList: [] });
});
