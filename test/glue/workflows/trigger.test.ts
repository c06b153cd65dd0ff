import type { Action, Condition, CreateTriggerCommandInput, Glue } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

/** Runs at once; each test has triggers, jobs and crawlers of its own name. */
const { glue, server } = await glueServer(t);
/** Runs of ten minutes. */
const slow = await glueServer(t, { runDuration: '10m' });

const createJob = (Name: string, DefaultArguments: Record<string, string> = {}, on: Glue = glue) =>
  on.createJob({ Name, Role: 'etl', Command: { Name: 'glueetl' }, DefaultArguments });
const createCrawler = (Name: string, on: Glue = glue) =>
  on.createCrawler({ Name, Role: 'r', DatabaseName: 'db', Targets: { S3Targets: [{ Path: 's3://b/' }] } });
const create = (Name: string, more: Partial<CreateTriggerCommandInput>, on: Glue = glue) =>
  on.createTrigger({ Name, Type: 'ON_DEMAND', Actions: [], ...more });
const trigger = async (Name: string) => (await glue.getTrigger({ Name })).Trigger ?? {};
const runs = async (JobName: string, on: Glue = glue) => (await on.getJobRuns({ JobName })).JobRuns ?? [];
const crawls = async (CrawlerName: string, on: Glue = glue) => (await on.listCrawls({ CrawlerName })).Crawls ?? [];

const ended = (JobName: string, State: Condition['State']): Condition => ({
  LogicalOperator: 'EQUALS',
  JobName,
  State,
});
const crawled = (CrawlerName: string, CrawlState: Condition['CrawlState']): Condition => ({
  LogicalOperator: 'EQUALS',
  CrawlerName,
  CrawlState,
});
const when = (Logical: 'AND' | 'ANY', ...Conditions: Condition[]) =>
  ({ Type: 'CONDITIONAL', StartOnCreation: true, Predicate: { Logical, Conditions } }) as const;
const starting = (...names: string[]): Action[] => names.map((JobName) => ({ JobName }));

const BAD_STATE = 'InvalidInputException: The operation is not allowed when trigger is in state:';

t.test('a trigger is created, activated, deactivated and deleted', async (t) => {
  const Schedule = 'cron(0 12 * * ? *)';
  t.equal((await create('life', { Type: 'SCHEDULED', Schedule, Actions: starting('a') })).Name, 'life');
  t.same(await trigger('life'), {
    Name: 'life',
    Type: 'SCHEDULED',
    State: 'CREATED',
    Schedule,
    Actions: [{ JobName: 'a' }],
  });
  t.equal(await refusal(glue.stopTrigger({ Name: 'life' })), `${BAD_STATE} CREATED`);
  t.equal((await glue.startTrigger({ Name: 'life' })).Name, 'life');
  t.equal((await trigger('life')).State, 'ACTIVATED');
  t.equal(await refusal(glue.startTrigger({ Name: 'life' })), `${BAD_STATE} ACTIVATED`);
  await glue.stopTrigger({ Name: 'life' });
  t.equal((await trigger('life')).State, 'DEACTIVATED');
  t.equal(await refusal(create('life', {})), 'AlreadyExistsException: Trigger already exists.');
  t.equal((await glue.deleteTrigger({ Name: 'life' })).Name, 'life');
  t.equal((await glue.deleteTrigger({ Name: 'life' })).Name, 'life');
  for (const call of [
    glue.getTrigger({ Name: 'life' }),
    glue.startTrigger({ Name: 'life' }),
    glue.stopTrigger({ Name: 'life' }),
    glue.updateTrigger({ Name: 'life', TriggerUpdate: {} }),
  ])
    t.equal(await refusal(call), 'EntityNotFoundException: Trigger not found.');
});

t.test('an update overwrites all but name, type, state and workflow', async (t) => {
  const before = {
    Type: 'SCHEDULED',
    Schedule: 'cron(0 12 * * ? *)',
    Description: 'old',
    StartOnCreation: true,
  } as const;
  await create('update', { ...before, Actions: starting('a') });
  const TriggerUpdate = { Schedule: 'cron(0 13 * * ? *)', Actions: starting('b') };
  const answer = await glue.updateTrigger({ Name: 'update', TriggerUpdate });
  t.same(answer.Trigger, { Name: 'update', Type: 'SCHEDULED', State: 'ACTIVATED', ...TriggerUpdate });
  t.same(await trigger('update'), answer.Trigger);
});

const REFUSED: [Partial<CreateTriggerCommandInput>, string][] = [
  [{ StartOnCreation: true }, 'Starting trigger on create is not supported for ON_DEMAND trigger type.'],
  [{ Type: 'SCHEDULED' }, 'Schedule cannot be null or empty for SCHEDULED trigger type.'],
  [{ Type: 'SCHEDULED', Schedule: 'rate(1 hour)' }, 'Invalid cron expression: rate(1 hour)'],
  [{ Type: 'CONDITIONAL' }, 'Predicate cannot be null or empty for CONDITIONAL trigger type.'],
  [{ Actions: [{}] }, 'JobName or CrawlerName in action cannot be null or empty'],
  [
    { Actions: [{ JobName: 'a', CrawlerName: 'c' }] },
    'Both JobName and CrawlerName cannot be set together in an action',
  ],
  [{ Actions: ['a', 'b', 'c'].map((CrawlerName) => ({ CrawlerName })) }, 'A trigger can start at most 2 crawlers.'],
  [when('ANY', { LogicalOperator: 'EQUALS' }), 'JobName or CrawlerName in condition cannot be null or empty'],
  [
    when('ANY', { LogicalOperator: 'EQUALS', CrawlerName: 'c', State: 'SUCCEEDED' }),
    'State cannot be null or empty, choose from one of the following crawler state: [SUCCEEDED, FAILED, CANCELLED]',
  ],
  [
    when('ANY', ended('a', 'RUNNING')),
    'State cannot be null or empty, choose from one of the following job state: [SUCCEEDED, STOPPED, FAILED, TIMEOUT]',
  ],
  [when('AND', { CrawlerName: 'c', CrawlState: 'SUCCEEDED' }), 'Logical operator cannot be null or empty'],
  [
    { ...when('AND', ended('a', 'FAILED')), Actions: starting('a') },
    'Job cannot be a Predicate and Action for Conditional Trigger.',
  ],
  [
    { Type: 'CONDITIONAL', Predicate: { Conditions: [ended('a', 'FAILED'), ended('b', 'FAILED')] } },
    'Logical cannot be null or empty if there is more than one condition.',
  ],
];
t.test('what cannot be is refused', async (t) => {
  for (const [given, text] of REFUSED)
    t.equal(await refusal(create('refused', given)), `InvalidInputException: ${text}`);
});

t.test('triggers are listed in pages, by tag, by the job they start, and in batches', async (t) => {
  await create('list-a', { Actions: starting('list-job'), Tags: { list: 'a' } });
  await create('list-b', { Actions: starting('other', 'list-job') });
  await create('list-c', { Actions: starting('other') });
  const all = (await glue.listTriggers({})).TriggerNames ?? [];
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await glue.getTriggers({ MaxResults: 2, NextToken });
    names.push(...(page.Triggers ?? []).map(({ Name = '' }) => Name));
    NextToken = page.NextToken;
  } while (NextToken);
  t.same(names, all);
  t.same((await glue.listTriggers({ Tags: { list: 'a' } })).TriggerNames, ['list-a']);
  const starters = await glue.getTriggers({ DependentJobName: 'list-job' });
  t.same(
    starters.Triggers?.map(({ Name }) => Name),
    ['list-a', 'list-b'],
  );
  t.same((await glue.listTriggers({ DependentJobName: 'unstarted' })).TriggerNames, all);
  const batch = await glue.batchGetTriggers({ TriggerNames: ['list-b', 'nope'] });
  t.same([batch.Triggers?.map(({ Name }) => Name), batch.TriggersNotFound], [['list-b'], ['nope']]);
});

t.test('a trigger on demand starts its jobs and crawlers with its arguments, and stays created', async (t) => {
  await createJob('demand-job', { '--a': '1', '--b': '1' });
  await createCrawler('demand-crawler');
  const Actions = [{ JobName: 'demand-job', Arguments: { '--b': '2' }, Timeout: 5 }, { CrawlerName: 'demand-crawler' }];
  await create('demand', { Actions });
  await glue.startTrigger({ Name: 'demand' });
  t.match(await runs('demand-job'), [
    { TriggerName: 'demand', JobRunState: 'SUCCEEDED', Timeout: 5, Arguments: { '--a': undefined, '--b': '2' } },
  ]);
  t.equal((await crawls('demand-crawler')).length, 1);
  t.equal((await trigger('demand')).State, 'CREATED');
  const called = server.events().map(({ eventName }) => eventName);
  t.notOk(called.includes('StartJobRun'), 'what nobody called is not recorded');
});

t.test('a trigger on demand that cannot start something starts nothing', async (t) => {
  await createJob('half-job', {}, slow.glue);
  await create('half', { Actions: starting('half-job', 'nope') }, slow.glue);
  t.equal(
    await refusal(slow.glue.startTrigger({ Name: 'half' })),
    'EntityNotFoundException: Failed to start job run due to missing metadata.',
  );
  t.same(await runs('half-job', slow.glue), []);
  await create('full', { Actions: starting('half-job') }, slow.glue);
  await slow.glue.startTrigger({ Name: 'full' });
  t.equal(
    await refusal(slow.glue.startTrigger({ Name: 'full' })),
    'ConcurrentRunsExceededException: Concurrent runs exceeded.',
  );
  t.equal((await runs('half-job', slow.glue)).length, 1);
});

t.test('a scheduled trigger fires by its schedule while it is activated', async (t) => {
  await createJob('scheduled-job');
  const Schedule = 'cron(0 12 * * ? *)';
  await create('scheduled', { Type: 'SCHEDULED', Schedule, StartOnCreation: true, Actions: starting('scheduled-job') });
  await server.clock.set('2026-03-01T11:59:59Z');
  await glue.stopTrigger({ Name: 'scheduled' });
  const before = (await runs('scheduled-job')).length;
  t.ok(before > 50);
  await server.clock.advance('1d');
  t.equal((await runs('scheduled-job')).length, before);
  await glue.startTrigger({ Name: 'scheduled' });
  await server.clock.advance('12h');
  const [run, ...more] = await runs('scheduled-job');
  t.equal(more.length, before);
  t.match(run, { TriggerName: 'scheduled', StartedOn: new Date('2026-03-02T12:00:00Z') });
  await glue.updateTrigger({
    Name: 'scheduled',
    TriggerUpdate: { Schedule: 'cron(0 1 1 1 ? *)', Actions: starting('scheduled-job') },
  });
  await server.clock.advance('10d');
  t.equal((await runs('scheduled-job')).length, before + 1);
  await glue.deleteTrigger({ Name: 'scheduled' });
});

t.test('a conditional trigger fires when all it waits for has come about in one chain', async (t) => {
  await createJob('and-a');
  await createJob('and-b', { '--gluetrail-outcome': 'FAILED,SUCCEEDED' });
  await createCrawler('and-crawler');
  await createJob('and-last');
  await create('and-start', { Actions: [...starting('and-a', 'and-b'), { CrawlerName: 'and-crawler' }] });
  const predicate = when(
    'AND',
    ended('and-a', 'SUCCEEDED'),
    ended('and-b', 'SUCCEEDED'),
    crawled('and-crawler', 'SUCCEEDED'),
  );
  await create('and', { ...predicate, Actions: starting('and-last') });
  await glue.startTrigger({ Name: 'and-start' });
  t.same(await runs('and-last'), [], 'one of them failed');
  await glue.startTrigger({ Name: 'and-start' });
  const [last, ...more] = await runs('and-last');
  t.same(more, []);
  const [a] = await runs('and-a');
  const [b] = await runs('and-b');
  t.match(last, { TriggerName: 'and', JobRunState: 'SUCCEEDED' });
  t.same(last?.PredecessorRuns, [
    { JobName: 'and-a', RunId: a?.Id },
    { JobName: 'and-b', RunId: b?.Id },
  ]);
  const asked = async (PredecessorsIncluded?: boolean) =>
    (await glue.getJobRun({ JobName: 'and-last', RunId: last?.Id, PredecessorsIncluded })).JobRun?.PredecessorRuns;
  t.same([(await asked())?.length, (await asked(true))?.length], [0, 2]);
});

t.test('a conditional trigger fires when any of what it waits for has come about, once in a chain', async (t) => {
  for (const name of ['any-a', 'any-b', 'any-last']) await createJob(name);
  await create('any-start', { Actions: starting('any-a', 'any-b') });
  await create('any', {
    ...when('ANY', ended('any-a', 'SUCCEEDED'), ended('any-b', 'SUCCEEDED')),
    Actions: starting('any-last'),
  });
  await glue.startTrigger({ Name: 'any-start' });
  t.equal((await runs('any-last')).length, 1);
  await glue.stopTrigger({ Name: 'any' });
  await glue.startTrigger({ Name: 'any-start' });
  t.equal((await runs('any-last')).length, 1, 'a deactivated trigger does not fire');
});

t.test('nothing follows from what was started by hand', async (t) => {
  for (const name of ['hand-a', 'hand-last']) await createJob(name);
  await create('hand', { ...when('ANY', ended('hand-a', 'SUCCEEDED')), Actions: starting('hand-last') });
  await glue.startJobRun({ JobName: 'hand-a' });
  t.same(await runs('hand-last'), []);
});

t.test('a retry decides, not the failure before it', async (t) => {
  const Command = { Name: 'glueetl' };
  await glue.createJob({
    Name: 'flaky',
    Role: 'r',
    Command,
    MaxRetries: 1,
    DefaultArguments: { '--gluetrail-outcome': 'FAILED,SUCCEEDED' },
  });
  for (const name of ['flaky-failed', 'flaky-succeeded']) await createJob(name);
  await create('flaky-start', { Actions: starting('flaky') });
  await create('flaky-1', { ...when('ANY', ended('flaky', 'FAILED')), Actions: starting('flaky-failed') });
  await create('flaky-2', { ...when('ANY', ended('flaky', 'SUCCEEDED')), Actions: starting('flaky-succeeded') });
  await glue.startTrigger({ Name: 'flaky-start' });
  t.equal((await runs('flaky')).length, 2);
  t.equal((await runs('flaky-failed')).length, 0);
  t.equal((await runs('flaky-succeeded')).length, 1);
});

t.test('a ring of triggers goes round once', async (t) => {
  for (const name of ['ring-a', 'ring-b']) await createJob(name);
  await create('ring-start', { Actions: starting('ring-a') });
  await create('ring-1', { ...when('ANY', ended('ring-a', 'SUCCEEDED')), Actions: starting('ring-b') });
  await create('ring-2', { ...when('ANY', ended('ring-b', 'SUCCEEDED')), Actions: starting('ring-a') });
  await glue.startTrigger({ Name: 'ring-start' });
  t.same([(await runs('ring-a')).length, (await runs('ring-b')).length], [2, 1]);
  await glue.startTrigger({ Name: 'ring-start' });
  t.same([(await runs('ring-a')).length, (await runs('ring-b')).length], [4, 2]);
});

t.test('a chain takes its time, and what is stopped is a state like others', async (t) => {
  const { glue, server } = slow;
  for (const name of ['chain-a', 'chain-b', 'chain-stopped']) await createJob(name, {}, glue);
  await createCrawler('chain-crawler', glue);
  await create('chain-start', { Actions: [{ CrawlerName: 'chain-crawler' }] }, glue);
  await create(
    'chain-1',
    { ...when('ANY', crawled('chain-crawler', 'SUCCEEDED')), Actions: starting('chain-a') },
    glue,
  );
  await create('chain-2', { ...when('ANY', ended('chain-a', 'SUCCEEDED')), Actions: starting('chain-b') }, glue);
  await create('chain-3', { ...when('ANY', ended('chain-b', 'STOPPED')), Actions: starting('chain-stopped') }, glue);
  const begun = server.clock.now().getTime();
  await glue.startTrigger({ Name: 'chain-start' });
  await server.clock.advance('25m');
  const [a] = await runs('chain-a', glue);
  const [b] = await runs('chain-b', glue);
  t.equal(a?.StartedOn?.getTime(), begun + 600_000);
  t.equal(b?.StartedOn?.getTime(), begun + 1_200_000);
  t.match([a?.JobRunState, b?.JobRunState], ['SUCCEEDED', 'RUNNING']);
  await glue.batchStopJobRun({ JobName: 'chain-b', JobRunIds: [b?.Id ?? ''] });
  await server.clock.advance('2m');
  t.equal((await runs('chain-stopped', glue)).length, 1);
});

t.test('an event trigger keeps its batching and cannot be started', async (t) => {
  await glue.createWorkflow({ Name: 'events' });
  await create('event', { Type: 'EVENT', WorkflowName: 'events', StartOnCreation: true });
  t.match(await trigger('event'), { State: 'CREATED', EventBatchingCondition: { BatchSize: 1, BatchWindow: 900 } });
  const TriggerUpdate = { EventBatchingCondition: { BatchSize: 5 } };
  const updated = await glue.updateTrigger({ Name: 'event', TriggerUpdate });
  t.match(updated.Trigger, { EventBatchingCondition: { BatchSize: 5, BatchWindow: 900 }, WorkflowName: 'events' });
  t.equal(
    await refusal(glue.startTrigger({ Name: 'event' })),
    'InvalidInputException: Trigger Type EVENT cannot be started',
  );
  t.equal(await refusal(glue.stopTrigger({ Name: 'event' })), `${BAD_STATE} CREATED`);
});

t.end();
