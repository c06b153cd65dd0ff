import t from 'tap';
import { glueServer, refusal } from '../../server.js';

t.test('statements of sessions', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const { advance } = server.clock;
  const Role = 'arn:aws:iam::123456789012:role/glue';

  async function ready(Id: string): Promise<string> {
    await glue.createSession({ Id, Role, Command: { Name: 'glueetl' } });
    await advance('10m');
    return Id;
  }
  const run = (SessionId: string, Code = '1') => glue.runStatement({ SessionId, Code });
  const statement = async (SessionId: string, Id: number) => (await glue.getStatement({ SessionId, Id })).Statement;

  t.test('statements are counted from 0 in each session and run one after the other', async (t) => {
    const now = server.clock.now().getTime() + 600_000;
    const [a, b] = [await ready('a'), 'b'];
    t.equal((await run(a, 'one')).Id, 0);
    t.equal((await run(a, 'two')).Id, 1);
    t.same(await statement(a, 0), { Id: 0, Code: 'one', State: 'RUNNING', Progress: 0, StartedOn: now });
    t.same(await statement(a, 1), { Id: 1, Code: 'two', State: 'WAITING', Progress: 0 });
    await advance('10m');
    const Output = { Data: { TextPlain: '' }, ExecutionCount: 0, Status: 'ok' };
    const times = { StartedOn: now, CompletedOn: now + 600_000 };
    t.same(await statement(a, 0), { Id: 0, Code: 'one', State: 'AVAILABLE', Progress: 1, Output, ...times });
    t.match(await statement(a, 1), { State: 'RUNNING', StartedOn: now + 600_000, Output: undefined });
    t.equal((await run(await ready(b))).Id, 0);
    t.same(
      (await glue.listStatements({ SessionId: a })).Statements?.map(({ Id, State }) => [Id, State]),
      [
        [0, 'AVAILABLE'],
        [1, 'AVAILABLE'],
      ],
    );
  });

  t.test('a statement is cancelled while it waits or runs, not later', async (t) => {
    const SessionId = await ready('cancelled');
    await run(SessionId);
    await glue.cancelStatement({ SessionId, Id: 0 });
    t.match(await statement(SessionId, 0), { State: 'CANCELLING', Output: undefined });
    const again = refusal(glue.cancelStatement({ SessionId, Id: 0 }));
    t.equal(await again, 'InvalidInputException: Statement 0 is in CANCELLING state and cannot be cancelled.');
    await advance('1m');
    t.match(await statement(SessionId, 0), { State: 'CANCELLED', CompletedOn: Number, Output: undefined });
    t.equal(await refusal(glue.getStatement({ SessionId, Id: 1 })), 'EntityNotFoundException: Statement 1 not found.');
  });

  t.test('only a ready session takes and tells statements', async (t) => {
    const SessionId = 'new';
    await glue.createSession({ Id: SessionId, Role, Command: { Name: 'glueetl' } });
    t.equal(await refusal(run(SessionId)), 'IllegalSessionStateException: Session is in PROVISIONING status');
    await advance('10m');
    await run(SessionId);
    await glue.stopSession({ Id: SessionId });
    t.equal(await refusal(run(SessionId)), 'IllegalSessionStateException: Session is in STOPPING status');
    const gone = 'IllegalSessionStateException: Session unavailable, fail to call ReplServer.';
    t.equal(await refusal(glue.getStatement({ SessionId, Id: 0 })), gone);
    t.equal(await refusal(glue.listStatements({ SessionId })), gone);
    t.equal(await refusal(glue.cancelStatement({ SessionId, Id: 0 })), gone);
    await glue.deleteSession({ Id: SessionId });
    t.equal((await run(await ready(SessionId))).Id, 0, 'statements go with their session');
  });

  t.test('statements come in pages of 100', async (t) => {
    const SessionId = await ready('many');
    await Promise.all(Array.from({ length: 101 }, () => run(SessionId)));
    const first = await glue.listStatements({ SessionId });
    t.equal(first.Statements?.length, 100);
    const second = await glue.listStatements({ SessionId, NextToken: first.NextToken });
    t.same(
      second.Statements?.map(({ Id }) => Id),
      [100],
    );
    t.equal(
      await refusal(glue.listStatements({ SessionId: 'a', NextToken: first.NextToken })),
      'InvalidInputException: Invalid pagination token provided.',
    );
  });
});
