import type { Glue, Node } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

/** Runs at once; each test has a workflow of its own, whose parts bear its name. */
const { glue, server } = await glueServer(t);
/** Runs of ten minutes. */
const slow = await glueServer(t, { runDuration: '10m' });

/** start → a and the crawler; both succeeded → b; b succeeded → c. Outcomes are of the jobs. */
async function createFlow(Name: string, outcomes: Record<string, string> = {}, on: Glue = glue): Promise<void> {
  await on.createWorkflow({ Name, DefaultRunProperties: { env: 'test' } });
  for (const job of ['a', 'b', 'c']) {
    const DefaultArguments = { '--gluetrail-outcome': outcomes[job] ?? 'SUCCEEDED' };
    await on.createJob({ Name: `${Name}-${job}`, Role: 'r', Command: { Name: 'glueetl' }, DefaultArguments });
  }
  await on.createCrawler({
    Name: `${Name}-crawler`,
    Role: 'r',
    DatabaseName: 'db',
    Targets: { S3Targets: [{ Path: 's3://b/' }] },
  });
  const part = { WorkflowName: Name, StartOnCreation: true } as const;
  const Actions = [{ JobName: `${Name}-a` }, { CrawlerName: `${Name}-crawler` }];
  await on.createTrigger({ Name: `${Name}-start`, Type: 'ON_DEMAND', WorkflowName: Name, Actions });
  const succeeded = (job: string) =>
    ({ LogicalOperator: 'EQUALS', JobName: `${Name}-${job}`, State: 'SUCCEEDED' }) as const;
  const crawled = { LogicalOperator: 'EQUALS', CrawlerName: `${Name}-crawler`, CrawlState: 'SUCCEEDED' } as const;
  const both = { Logical: 'AND', Conditions: [succeeded('a'), crawled] } as const;
  const conditional = { ...part, Type: 'CONDITIONAL' } as const;
  await on.createTrigger({
    ...conditional,
    Name: `${Name}-1`,
    Predicate: { ...both, Conditions: [...both.Conditions] },
    Actions: [{ JobName: `${Name}-b` }],
  });
  await on.createTrigger({
    ...conditional,
    Name: `${Name}-2`,
    Predicate: { Conditions: [succeeded('b')] },
    Actions: [{ JobName: `${Name}-c` }],
  });
}

const start = async (Name: string, on: Glue = glue) => (await on.startWorkflowRun({ Name })).RunId ?? '';
const run = async (Name: string, RunId: string, on: Glue = glue) =>
  (await on.getWorkflowRun({ Name, RunId, IncludeGraph: true })).Run ?? {};

/** Node → states of its runs, of jobs and crawlers. */
async function nodeStates(Name: string, RunId: string, on: Glue = glue): Promise<Record<string, unknown[]>> {
  const { Nodes = [] } = (await run(Name, RunId, on)).Graph ?? {};
  const states = ({ JobDetails, CrawlerDetails }: Node) => [
    ...(JobDetails?.JobRuns ?? []).map(({ JobRunState }) => JobRunState),
    ...(CrawlerDetails?.Crawls ?? []).map(({ State }) => State),
  ];
  const entries = Nodes.filter(({ Type }) => Type !== 'TRIGGER').map((node) => [
    node.Name?.slice(Name.length + 1),
    states(node),
  ]);
  return Object.fromEntries(entries);
}

const NONE = {
  TimeoutActions: 0,
  FailedActions: 0,
  StoppedActions: 0,
  SucceededActions: 0,
  RunningActions: 0,
  ErroredActions: 0,
  WaitingActions: 0,
};
const DONE = ['SUCCEEDED'];
const ABSENT = 'EntityNotFoundException: Entity not found';

t.test('a workflow is created, read, changed and deleted', async (t) => {
  const Tags = { team: 'x' };
  t.equal((await glue.createWorkflow({ Name: 'life', Description: 'old', MaxConcurrentRuns: 2, Tags })).Name, 'life');
  await server.clock.advance('1h');
  await glue.updateWorkflow({ Name: 'life', DefaultRunProperties: { a: '1' } });
  t.same((await glue.getWorkflow({ Name: 'life' })).Workflow, {
    Name: 'life',
    DefaultRunProperties: { a: '1' },
    CreatedOn: new Date(START),
    LastModifiedOn: new Date('2026-01-01T01:00:00Z'),
  });
  t.equal(
    await refusal(glue.createWorkflow({ Name: 'life' })),
    'AlreadyExistsException: Workflow with given name already Exists',
  );
  const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:workflow/life';
  t.same((await glue.getTags({ ResourceArn })).Tags, Tags);
  await glue.createTrigger({ Name: 'life-t', Type: 'ON_DEMAND', WorkflowName: 'life', Actions: [] });
  t.equal((await glue.deleteWorkflow({ Name: 'life' })).Name, 'life');
  t.equal((await glue.deleteWorkflow({ Name: 'life' })).Name, 'life');
  t.equal(await refusal(glue.getTrigger({ Name: 'life-t' })), 'EntityNotFoundException: Trigger not found.');
  for (const call of [
    glue.getWorkflow({ Name: 'life' }),
    glue.updateWorkflow({ Name: 'life' }),
    glue.startWorkflowRun({ Name: 'life' }),
    glue.getWorkflowRun({ Name: 'life', RunId: 'wr_1' }),
    glue.getWorkflowRuns({ Name: 'life' }),
    glue.stopWorkflowRun({ Name: 'life', RunId: 'wr_1' }),
    glue.createTrigger({ Name: 'x', Type: 'ON_DEMAND', WorkflowName: 'life', Actions: [] }),
  ])
    t.equal(await refusal(call), ABSENT);
});

t.test('workflows are listed in pages and in batches', async (t) => {
  for (const Name of ['list-a', 'list-b', 'list-c']) await glue.createWorkflow({ Name });
  const first = await glue.listWorkflows({ MaxResults: 2 });
  const second = await glue.listWorkflows({ MaxResults: 2, NextToken: first.NextToken });
  t.same([...(first.Workflows ?? []), ...(second.Workflows ?? [])], ['list-a', 'list-b', 'list-c']);
  const batch = await glue.batchGetWorkflows({ Names: ['list-b', 'nope'] });
  t.same([batch.Workflows?.map(({ Name }) => Name), batch.MissingWorkflows], [['list-b'], ['nope']]);
});

t.test('the graph of a workflow connects its triggers with what they watch and start', async (t) => {
  await createFlow('graph');
  const { Graph } = (await glue.getWorkflow({ Name: 'graph', IncludeGraph: true })).Workflow ?? {};
  const name = new Map(Graph?.Nodes?.map(({ UniqueId, Type, Name }) => [UniqueId, `${Type} ${Name?.slice(6)}`]));
  t.same([...name.values()].sort(), [
    'CRAWLER crawler',
    'JOB a',
    'JOB b',
    'JOB c',
    'TRIGGER 1',
    'TRIGGER 2',
    'TRIGGER start',
  ]);
  t.ok([...name.keys()].every((id) => /^wnode_[0-9a-f]{64}$/.test(id ?? '')));
  t.same(
    Graph?.Edges?.map(({ SourceId, DestinationId }) => `${name.get(SourceId)} → ${name.get(DestinationId)}`).sort(),
    [
      'CRAWLER crawler → TRIGGER 1',
      'JOB a → TRIGGER 1',
      'JOB b → TRIGGER 2',
      'TRIGGER 1 → JOB b',
      'TRIGGER 2 → JOB c',
      'TRIGGER start → CRAWLER crawler',
      'TRIGGER start → JOB a',
    ],
  );
  const second = { Name: 'graph-second', Type: 'SCHEDULED', Schedule: 'cron(0 1 * * ? *)' } as const;
  t.equal(
    await refusal(glue.createTrigger({ ...second, WorkflowName: 'graph', Actions: [{ JobName: 'a' }] })),
    'InvalidInputException: Workflow already has a starting trigger',
  );
});

t.test('a run that takes no time is completed, with all its jobs and crawlers', async (t) => {
  await createFlow('plain');
  const { RunId = '' } = await glue.startWorkflowRun({ Name: 'plain', RunProperties: { day: '1' } });
  t.match(RunId, /^wr_[0-9a-f]{64}$/);
  const { Graph, ...told } = await run('plain', RunId);
  t.same(told, {
    Name: 'plain',
    WorkflowRunId: RunId,
    WorkflowRunProperties: { env: 'test', day: '1' },
    StartedOn: new Date('2026-01-01T01:00:00Z'),
    CompletedOn: new Date('2026-01-01T01:00:00Z'),
    Status: 'COMPLETED',
    Statistics: { ...NONE, TotalActions: 4, SucceededActions: 4 },
  });
  t.same(await nodeStates('plain', RunId), { a: DONE, crawler: DONE, b: DONE, c: DONE });
  const ran = Graph?.Nodes?.find(({ Name }) => Name === 'plain-b')?.JobDetails?.JobRuns?.[0];
  t.match(ran, { TriggerName: 'plain-1', Arguments: { '--WORKFLOW_NAME': 'plain', '--WORKFLOW_RUN_ID': RunId } });
  t.equal(ran?.PredecessorRuns?.[0]?.JobName, 'plain-a');
  const { Workflow } = await glue.getWorkflow({ Name: 'plain' });
  t.match(Workflow?.LastRun, { WorkflowRunId: RunId, Status: 'COMPLETED', Graph: undefined });
});

t.test('a run goes on with the clock', async (t) => {
  const { glue, server } = slow;
  await createFlow('timed', {}, glue);
  const id = await start('timed', glue);
  t.match(await run('timed', id, glue), {
    Status: 'RUNNING',
    CompletedOn: undefined,
    Statistics: { RunningActions: 2 },
  });
  await server.clock.advance('15m');
  t.same(await nodeStates('timed', id, glue), { a: DONE, crawler: DONE, b: ['RUNNING'], c: [] });
  await server.clock.advance('1h');
  const over = await run('timed', id, glue);
  t.equal(Number(over.CompletedOn) - Number(over.StartedOn), 30 * 60_000);
  t.match(over, { Status: 'COMPLETED', Statistics: { SucceededActions: 4, RunningActions: 0 } });
});

t.test('a run in which a job fails is completed in part, and resumed from there', async (t) => {
  await createFlow('partial', { b: 'FAILED,SUCCEEDED' });
  const id = await start('partial');
  const told = await run('partial', id);
  t.match(told, { Status: 'COMPLETED', Statistics: { TotalActions: 4, SucceededActions: 2, FailedActions: 1 } });
  const node = (name: string) => told.Graph?.Nodes?.find(({ Name }) => Name === `partial-${name}`)?.UniqueId ?? '';
  const resume = (...NodeIds: string[]) => glue.resumeWorkflowRun({ Name: 'partial', RunId: id, NodeIds });
  t.match(await refusal(resume(node('start'))), /^InvalidInputException: Node wnode_/, 'a trigger');
  t.match(await refusal(resume(node('c'))), /^InvalidInputException: Node wnode_/, 'a job that did not run');
  const { RunId = '', NodeIds } = await resume(node('b'));
  t.same(NodeIds, [node('b')]);
  t.not(RunId, id);
  t.match(await run('partial', RunId), {
    PreviousRunId: id,
    Status: 'COMPLETED',
    WorkflowRunProperties: { env: 'test' },
    Statistics: { SucceededActions: 4, FailedActions: 0 },
  });
  t.same(await nodeStates('partial', RunId), { a: DONE, crawler: DONE, b: DONE, c: DONE });
  t.equal((await glue.getJobRuns({ JobName: 'partial-a' })).JobRuns?.length, 1, 'what is not downstream is not run');
  const both = await resume(node('b'), node('a'));
  t.same(both.NodeIds, [node('a')], 'b comes behind a');
  t.same(await nodeStates('partial', both.RunId ?? ''), { a: DONE, crawler: DONE, b: DONE, c: DONE });
  t.equal((await glue.getJobRuns({ JobName: 'partial-a' })).JobRuns?.length, 2);
  const runs = (await glue.getWorkflowRuns({ Name: 'partial', IncludeGraph: true })).Runs ?? [];
  t.same(
    runs.map(({ WorkflowRunId }) => WorkflowRunId),
    [both.RunId, RunId, id],
  );
  t.ok(runs.every(({ Graph }) => Graph?.Nodes?.length === 7));
});

t.test('a run is stopped with all that is at work, and nothing follows', async (t) => {
  const { glue, server } = slow;
  await createFlow('stopped', {}, glue);
  const RunId = await start('stopped', glue);
  await server.clock.advance('5m');
  await glue.stopWorkflowRun({ Name: 'stopped', RunId });
  t.equal((await run('stopped', RunId, glue)).Status, 'STOPPING');
  t.same(await nodeStates('stopped', RunId, glue), { a: ['STOPPING'], crawler: ['CANCELLING'], b: [], c: [] });
  const again = glue.stopWorkflowRun({ Name: 'stopped', RunId });
  t.match(await refusal(again), /^IllegalWorkflowStateException: .* STOPPING/);
  await server.clock.advance('1m');
  t.match(await run('stopped', RunId, glue), {
    Status: 'STOPPED',
    CompletedOn: Date,
    Statistics: { StoppedActions: 2 },
  });
  t.same(await nodeStates('stopped', RunId, glue), { a: ['STOPPED'], crawler: ['CANCELLED'], b: [], c: [] });
  const resumed = glue.resumeWorkflowRun({ Name: 'stopped', RunId, NodeIds: ['x'] });
  t.match(await refusal(resumed), /^IllegalWorkflowStateException: .* STOPPED/);
});

t.test('a workflow has no more runs at once than it may', async (t) => {
  const { glue, server } = slow;
  await createFlow('limited', {}, glue);
  await glue.updateWorkflow({ Name: 'limited', MaxConcurrentRuns: 1 });
  const first = await start('limited', glue);
  t.equal(
    await refusal(start('limited', glue)),
    'ConcurrentRunsExceededException: Concurrent runs exceeded for workflow: limited.',
  );
  await server.clock.advance('1h');
  t.equal((await run('limited', first, glue)).Status, 'COMPLETED');
  await start('limited', glue);
});

t.test('what a run cannot start is an action in error, and the run goes on to its end', async (t) => {
  const { glue, server } = slow;
  await createFlow('busy', {}, glue);
  await glue.startJobRun({ JobName: 'busy-a' });
  await glue.startCrawler({ Name: 'busy-crawler' });
  const id = await start('busy', glue);
  t.match(await run('busy', id, glue), { Status: 'COMPLETED', Statistics: { ErroredActions: 2 } });
  t.same(await nodeStates('busy', id, glue), { a: ['ERROR'], crawler: ['ERROR'], b: [], c: [] });
  const [failed] = (await glue.getJobRuns({ JobName: 'busy-a' })).JobRuns ?? [];
  t.match(failed, { JobRunState: 'ERROR', ErrorMessage: 'Concurrent runs exceeded.' });
  await server.clock.advance('1h');
  await glue.deleteJob({ JobName: 'busy-a' });
  const without = await start('busy', glue);
  await server.clock.advance('1h');
  t.match(await run('busy', without, glue), {
    Status: 'COMPLETED',
    Statistics: { ErroredActions: 1, SucceededActions: 1 },
  });
});

t.test('a job that is deleted does not hold up the run', async (t) => {
  const { glue, server } = slow;
  await createFlow('held', {}, glue);
  const id = await start('held', glue);
  await glue.deleteJob({ JobName: 'held-a' });
  await server.clock.advance('1h');
  t.match(await run('held', id, glue), { Status: 'COMPLETED', Statistics: { StoppedActions: 1, SucceededActions: 1 } });
});

t.test('a failed job is tried again within the run', async (t) => {
  await createFlow('retry', { a: 'FAILED,SUCCEEDED' });
  await glue.updateJob({
    JobName: 'retry-a',
    JobUpdate: {
      Role: 'r',
      Command: { Name: 'glueetl' },
      MaxRetries: 1,
      DefaultArguments: { '--gluetrail-outcome': 'FAILED,SUCCEEDED' },
    },
  });
  const id = await start('retry');
  t.same(await nodeStates('retry', id), { a: ['FAILED', 'SUCCEEDED'], crawler: DONE, b: DONE, c: DONE });
  t.match(await run('retry', id), { Status: 'COMPLETED', Statistics: { SucceededActions: 4, FailedActions: 0 } });
});

t.test('a run goes by the triggers as they were when it began', async (t) => {
  const { glue, server } = slow;
  await createFlow('snapshot', {}, glue);
  const id = await start('snapshot', glue);
  await glue.deleteTrigger({ Name: 'snapshot-2' });
  await glue.stopTrigger({ Name: 'snapshot-1' });
  await server.clock.advance('1h');
  t.same(await nodeStates('snapshot', id, glue), { a: DONE, crawler: DONE, b: DONE, c: DONE });
  const next = await start('snapshot', glue);
  await server.clock.advance('1h');
  t.same(await nodeStates('snapshot', next, glue), { a: DONE, crawler: DONE, b: [] });
});

t.test('a schedule starts runs, and says so when there is no place for one', async (t) => {
  const { glue, server } = slow;
  await server.clock.set('2027-01-01T00:01:00Z');
  await glue.createWorkflow({ Name: 'daily', MaxConcurrentRuns: 1 });
  await glue.createJob({ Name: 'daily-a', Role: 'r', Command: { Name: 'glueetl' } });
  await glue.createTrigger({
    Name: 'daily-start',
    Type: 'SCHEDULED',
    Schedule: 'cron(0/5 * * * ? *)',
    StartOnCreation: true,
    WorkflowName: 'daily',
    Actions: [{ JobName: 'daily-a' }],
  });
  await server.clock.advance('9m');
  await glue.stopTrigger({ Name: 'daily-start' });
  const { Runs = [] } = await glue.getWorkflowRuns({ Name: 'daily' });
  t.match(
    Runs.map(({ Status, ErrorMessage }) => [Status, ErrorMessage]),
    [
      ['ERROR', 'Concurrent runs exceeded for workflow: daily.'],
      ['RUNNING', undefined],
    ],
  );
});

t.test('a start trigger on demand starts a run of its workflow', async (t) => {
  await createFlow('demand');
  await glue.startTrigger({ Name: 'demand-start' });
  const { Runs } = await glue.getWorkflowRuns({ Name: 'demand' });
  t.match(Runs, [{ Status: 'COMPLETED', Statistics: { SucceededActions: 4 } }]);
});

t.test('properties of a run are read and added to', async (t) => {
  await glue.createWorkflow({ Name: 'props', DefaultRunProperties: { a: '1', b: '1' } });
  const RunId = await start('props');
  const put = (id: string) =>
    glue.putWorkflowRunProperties({ Name: 'props', RunId: id, RunProperties: { b: '2', c: '2' } });
  await put(RunId);
  const { RunProperties } = await glue.getWorkflowRunProperties({ Name: 'props', RunId });
  t.same(RunProperties, { a: '1', b: '2', c: '2' });
  t.match(await run('props', RunId), { Status: 'COMPLETED', WorkflowRunProperties: { b: '2' } }, 'nothing to start');
  t.equal(await refusal(put('wr_1')), ABSENT);
  t.equal(await refusal(glue.getWorkflowRunProperties({ Name: 'props', RunId: 'wr_1' })), ABSENT);
  const ids = [await start('props'), await start('props')];
  const page = await glue.getWorkflowRuns({ Name: 'props', MaxResults: 2 });
  t.same(
    page.Runs?.map(({ WorkflowRunId }) => WorkflowRunId),
    ids.reverse(),
  );
  const rest = await glue.getWorkflowRuns({ Name: 'props', MaxResults: 2, NextToken: page.NextToken });
  t.same(
    rest.Runs?.map(({ WorkflowRunId }) => WorkflowRunId),
    [RunId],
  );
});

t.end();
