import type { CreateSessionRequest } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const Role = 'arn:aws:iam::123456789012:role/glue';
const asked = (Id: string, more: Partial<CreateSessionRequest> = {}): CreateSessionRequest => ({
  Id,
  Role,
  Command: { Name: 'glueetl', PythonVersion: '3' },
  ...more,
});
t.test('interactive sessions', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const { advance } = server.clock;
  const session = async (Id: string) => (await glue.getSession({ Id })).Session;

  t.test('a session is provisioned, ready, and stopped by way of stopping', async (t) => {
    const input = asked('a', { Description: 'notebook', WorkerType: 'G.2X', NumberOfWorkers: 3, IdleTimeout: 60 });
    const { Session } = await glue.createSession({ ...input, RequestOrigin: 'test' });
    const expected = { ...input, CreatedOn: new Date(START), GlueVersion: '6.0', MaxCapacity: 6, Progress: 0 };
    t.same(Session, { ...expected, Status: 'PROVISIONING' });
    t.same(await session('a'), { ...expected, Status: 'PROVISIONING' });
    await advance('10m');
    t.same(await session('a'), { ...expected, Status: 'READY' });
    await advance('5m');
    t.match(await glue.stopSession({ Id: 'a' }), { Id: 'a' });
    t.match(await session('a'), { Status: 'STOPPING', CompletedOn: undefined });
    t.equal(
      await refusal(glue.stopSession({ Id: 'a' })),
      'IllegalSessionStateException: Session is in STOPPING status',
    );
    await advance('1m');
    const CompletedOn = new Date('2026-01-01T00:16:00Z');
    t.match(await session('a'), { Status: 'STOPPED', CompletedOn, ExecutionTime: 360, DPUSeconds: 2160 });
    t.match(await glue.deleteSession({ Id: 'a' }), { Id: 'a' });
    t.equal(await refusal(glue.getSession({ Id: 'a' })), 'EntityNotFoundException: Session a not found.');
  });

  t.test('a session that nobody uses times out, at last whatever it is used for', async (t) => {
    await glue.createSession(asked('idle', { IdleTimeout: 5, Timeout: 30 }));
    await glue.createSession(asked('busy', { IdleTimeout: 25, Timeout: 30 }));
    await advance('10m');
    await advance('20m');
    t.match(await session('idle'), { Status: 'TIMEOUT', ExecutionTime: 300 });
    await glue.runStatement({ SessionId: 'busy', Code: 'x' });
    await advance('6m');
    t.match(await session('busy'), { Status: 'READY' }, 'a statement puts the idle time off');
    await advance('10m');
    t.match(await session('busy'), { Status: 'TIMEOUT', ExecutionTime: 1800 });
  });

  t.test('an id is used once: asked for again it is there already, or was meant otherwise', async (t) => {
    await glue.createSession(asked('twice', { DefaultArguments: { '--x': '1' } }));
    const again = glue.createSession(asked('twice', { DefaultArguments: { '--x': '1' } }));
    t.equal(await refusal(again), 'AlreadyExistsException: Session already created, sessionId=twice');
    t.equal(
      await refusal(glue.createSession(asked('twice', { Description: 'other' }))),
      'IdempotentParameterMismatchException: Session already submitted with different configuration, sessionId=twice',
    );
    t.equal(
      await refusal(glue.createSession(asked('both', { MaxCapacity: 5, WorkerType: 'G.1X' }))),
      'InvalidInputException: Please set either MaxCapacity or WorkerType and NumberOfWorkers.',
    );
  });

  t.test('an absent session is refused with the errors that its operations know', async (t) => {
    const text = 'Session nope not found.';
    t.equal(await refusal(glue.stopSession({ Id: 'nope' })), `InvalidInputException: ${text}`);
    t.equal(await refusal(glue.deleteSession({ Id: 'nope' })), `InvalidInputException: ${text}`);
    const SessionId = 'nope';
    for (const call of [
      glue.getSessionEndpoint({ SessionId }),
      glue.getSystemLogsForSession({ Id: 'nope' }),
      glue.runStatement({ SessionId, Code: 'x' }),
      glue.getStatement({ SessionId, Id: 0 }),
      glue.listStatements({ SessionId }),
      glue.cancelStatement({ SessionId, Id: 0 }),
    ])
      t.equal(await refusal(call), `EntityNotFoundException: ${text}`);
  });

  t.test('sessions are listed in pages, by their tags', async (t) => {
    for (const name of ['l1', 'l2', 'l3']) await glue.createSession(asked(name, { Tags: { list: 'yes', name } }));
    const Tags = { list: 'yes' };
    const first = await glue.listSessions({ Tags, MaxResults: 2 });
    t.same(first.Ids, ['l1', 'l2']);
    t.match(first.Sessions, [{ Id: 'l1', Status: 'PROVISIONING' }, { Id: 'l2' }]);
    const second = await glue.listSessions({ Tags, MaxResults: 2, NextToken: first.NextToken });
    t.same([second.Ids, second.NextToken], [['l3'], undefined]);
    t.equal(
      await refusal(glue.listSessions({ NextToken: first.NextToken })),
      'InvalidInputException: Invalid pagination token provided.',
    );
    const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:session/l1';
    t.same((await glue.getTags({ ResourceArn })).Tags, { list: 'yes', name: 'l1' });
  });

  t.test(
    'a Spark Connect session has an address and a token that is good for an hour, and no statements',
    async (t) => {
      await glue.createSession(asked('spark', { SessionType: 'SPARK_CONNECT' }));
      const SessionId = 'spark';
      t.equal(
        await refusal(glue.getSessionEndpoint({ SessionId })),
        'IllegalSessionStateException: Session is in PROVISIONING status',
      );
      await advance('10m');
      const { SparkConnect } = await glue.getSessionEndpoint({ SessionId });
      t.match(SparkConnect, { Url: 'sc://spark.sessions.glue.us-east-1.amazonaws.com:443', AuthToken: /./ });
      t.same((await glue.getSessionEndpoint({ SessionId })).SparkConnect, SparkConnect);
      await advance('1h');
      const later = (await glue.getSessionEndpoint({ SessionId })).SparkConnect;
      t.not(later?.AuthToken, SparkConnect?.AuthToken);
      const started = refusal(glue.runStatement({ SessionId, Code: 'x' }));
      t.match(await started, /^OperationNotSupportedException: Session spark is of type SPARK_CONNECT/);
      t.match(
        await refusal(glue.getSessionEndpoint({ SessionId: 'l1' })),
        /^OperationNotSupportedException: Session l1 is not of type SPARK_CONNECT/,
      );
      t.match(await glue.getSystemLogsForSession({ Id: 'spark' }), { SystemLogsUrl: /^https:.*\/spark\/system\.log$/ });
      t.notMatch(JSON.stringify(server.events()), new RegExp(`${later?.AuthToken}`), 'no record holds the token');
    },
  );
});
