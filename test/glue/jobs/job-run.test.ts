import type { CreateJobCommandInput, Glue, JobRun, StartJobRunCommandInput } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const ETL = { Name: 'glueetl', ScriptLocation: 's3://scripts/a.py' };

/** Runs at once; each test has jobs of its own name. */
const { glue, server } = await glueServer(t);
/** Runs of an hour: six minutes STARTING, the rest RUNNING. */
const slow = await glueServer(t, { runDuration: '1h' });

const create = (Name: string, more: Partial<CreateJobCommandInput> = {}, on: Glue = glue) =>
  on.createJob({ Name, Role: 'etl', Command: ETL, ...more });
const start = async (JobName: string, more: Partial<StartJobRunCommandInput> = {}, on: Glue = glue) =>
  (await on.startJobRun({ JobName, ...more })).JobRunId ?? '';
const run = async (JobName: string, RunId: string, on: Glue = glue): Promise<JobRun> =>
  (await on.getJobRun({ JobName, RunId, PredecessorsIncluded: true })).JobRun ?? {};
const runs = async (JobName: string, on: Glue = glue) => (await on.getJobRuns({ JobName })).JobRuns ?? [];
const states = async (JobName: string) => (await runs(JobName)).map(({ JobRunState }) => JobRunState).reverse();
const state = async (JobName: string, id: string, on: Glue = glue) => (await run(JobName, id, on)).JobRunState;

t.test('a run that takes no time has succeeded', async (t) => {
  await create('plain', { DefaultArguments: { '--a': '1', '--b': '1' }, NonOverridableArguments: { '--c': '1' } });
  const id = await start('plain', { Arguments: { '--b': '2', '--c': '2', '--d': '2' } });
  t.match(id, /^jr_[0-9a-f]{64}$/);
  const at = new Date(START);
  t.same(await run('plain', id), {
    Id: id,
    Attempt: 0,
    JobName: 'plain',
    JobMode: 'SCRIPT',
    JobRunQueuingEnabled: false,
    JobRunState: 'SUCCEEDED',
    Arguments: { '--b': '2', '--c': '2', '--d': '2' },
    PredecessorRuns: [],
    StartedOn: at,
    LastModifiedOn: at,
    CompletedOn: at,
    ExecutionTime: 0,
    Timeout: 480,
    MaxCapacity: 10,
    AllocatedCapacity: 10,
    GlueVersion: '6.0',
    LogGroupName: '/aws-glue/jobs',
  });
});

t.test('a run takes over from the job what it is not told, its capacity as a whole', async (t) => {
  const Role = 'arn:aws:iam::123456789012:role/service-role/etl';
  await create('capacity', { Role, WorkerType: 'G.2X', NumberOfWorkers: 5, SecurityConfiguration: 'kms' });
  t.match(await run('capacity', await start('capacity')), {
    WorkerType: 'G.2X',
    NumberOfWorkers: 5,
    MaxCapacity: 10,
    LogGroupName: '/aws-glue/jobs-etl-kms',
  });
  const small = await run('capacity', await start('capacity', { MaxCapacity: 2, Timeout: 3 }));
  t.match(small, { MaxCapacity: 2, AllocatedCapacity: 2, Timeout: 3, WorkerType: undefined });
  t.match(
    await refusal(start('capacity', { MaxCapacity: 2, WorkerType: 'G.1X', NumberOfWorkers: 2 })),
    /^InvalidInputException: Please do not set Max Capacity/,
  );
  await create('shell', { Command: { Name: 'pythonshell' } });
  t.match(await run('shell', await start('shell')), { LogGroupName: '/aws-glue/python-jobs', AllocatedCapacity: 0 });
  t.equal(
    await refusal(start('shell', { WorkerType: 'G.1X', NumberOfWorkers: 2 })),
    'InvalidInputException: Worker Type is not supported for Job Command pythonshell',
  );
});

t.test('a run of a job with too few workers is refused, unless it brings its own', async (t) => {
  await create('few', { WorkerType: 'G.1X', NumberOfWorkers: 1 });
  t.equal(
    await refusal(start('few')),
    'InvalidInputException: To use Worker Type G.1X, minimum allowed value of Number of Workers is 2.',
  );
  t.match(await run('few', await start('few', { WorkerType: 'G.1X', NumberOfWorkers: 2 })), { NumberOfWorkers: 2 });
  t.match(await run('few', await start('few', { MaxCapacity: 2 })), { MaxCapacity: 2 });
});

t.test('a run goes through its states with the clock', async (t) => {
  const { glue, server } = slow;
  await create('states', {}, glue);
  const { now } = server.clock;
  const begun = now().getTime();
  const id = await start('states', {}, glue);
  t.match(await run('states', id, glue), { JobRunState: 'STARTING', ExecutionTime: 0, CompletedOn: undefined });
  await server.clock.advance('16m');
  t.match(await run('states', id, glue), {
    JobRunState: 'RUNNING',
    ExecutionTime: 600,
    LastModifiedOn: new Date(begun + 6 * 60_000),
    CompletedOn: undefined,
  });
  await server.clock.advance('2h');
  t.match(await run('states', id, glue), {
    JobRunState: 'SUCCEEDED',
    ExecutionTime: 54 * 60,
    CompletedOn: new Date(begun + 3_600_000),
  });
});

t.test('a run that takes longer than its timeout ends there, and is not tried again', async (t) => {
  const { glue, server } = slow;
  await create('timeout', { MaxRetries: 3, Timeout: 10 }, glue);
  const id = await start('timeout', {}, glue);
  await server.clock.advance('2h');
  t.match(await run('timeout', id, glue), { JobRunState: 'TIMEOUT', ExecutionTime: 600 });
  t.equal((await runs('timeout', glue)).length, 1);
});

t.test('the third run fails if the job says so', async (t) => {
  await create('third', { DefaultArguments: { '--gluetrail-outcome': 'SUCCEEDED, succeeded,FAILED,SUCCEEDED' } });
  for (let count = 0; count < 5; count += 1) await start('third');
  t.same(await states('third'), ['SUCCEEDED', 'SUCCEEDED', 'FAILED', 'SUCCEEDED', 'SUCCEEDED']);
  const failed = (await runs('third')).find(({ JobRunState }) => JobRunState === 'FAILED');
  t.equal(failed?.ErrorMessage, 'Command failed with exit code 1');
});

t.test('a run that fails is tried again as often as the job says', async (t) => {
  await create('retried', { MaxRetries: 2 });
  const id = await start('retried', { Arguments: { '--gluetrail-outcome': 'FAILED' } });
  const attempts = (await runs('retried')).reverse();
  t.same(
    attempts.map(({ Id, Attempt, PreviousRunId, JobRunState }) => [Id, Attempt, PreviousRunId, JobRunState]),
    [
      [id, 0, undefined, 'FAILED'],
      [`${id}_attempt_1`, 1, id, 'FAILED'],
      [`${id}_attempt_2`, 2, `${id}_attempt_1`, 'FAILED'],
    ],
  );
  const next = await start('retried', { Arguments: { '--gluetrail-outcome': 'FAILED,SUCCEEDED' } });
  t.equal(await state('retried', next), 'FAILED');
  t.equal(await state('retried', `${next}_attempt_1`), 'SUCCEEDED');
  const byHand = await start('retried', { JobRunId: id });
  t.equal(byHand, `${id}_attempt_3`);
  t.match(await run('retried', byHand), { PreviousRunId: id, JobRunState: 'SUCCEEDED' });
});

t.test('more runs than may run at once are refused, unless they may wait', async (t) => {
  const { glue, server } = slow;
  await create('crowded', { ExecutionProperty: { MaxConcurrentRuns: 2 } }, glue);
  const first = await start('crowded', {}, glue);
  await server.clock.advance('30m');
  await start('crowded', {}, glue);
  t.equal(await refusal(start('crowded', {}, glue)), 'ConcurrentRunsExceededException: Concurrent runs exceeded.');
  const waiting = await start('crowded', { JobRunQueuingEnabled: true }, glue);
  const last = await start('crowded', { JobRunQueuingEnabled: true }, glue);
  t.match(await run('crowded', waiting, glue), {
    JobRunState: 'WAITING',
    StateDetail: String,
    JobRunQueuingEnabled: true,
  });
  await glue.batchStopJobRun({ JobName: 'crowded', JobRunIds: [last] });
  t.equal(await state('crowded', last, glue), 'STOPPED');
  await server.clock.advance('29m');
  t.equal(await state('crowded', waiting, glue), 'WAITING');
  await server.clock.advance('1m');
  t.equal(await state('crowded', first, glue), 'SUCCEEDED');
  t.equal(await state('crowded', waiting, glue), 'STARTING');
  await server.clock.advance('1h');
  t.equal(await state('crowded', waiting, glue), 'SUCCEEDED');
});

t.test('a run is stopping, and then stopped; what is over or absent is told for each', async (t) => {
  const { glue, server } = slow;
  await create('halted', { MaxRetries: 1, ExecutionProperty: { MaxConcurrentRuns: 5 } }, glue);
  const over = await start('halted', {}, glue);
  await server.clock.advance('2h');
  const id = await start('halted', {}, glue);
  await server.clock.advance('56m');
  const answer = await glue.batchStopJobRun({ JobName: 'halted', JobRunIds: [id, over, 'jr_0'] });
  t.same(answer.SuccessfulSubmissions, [{ JobName: 'halted', JobRunId: id }]);
  t.match(answer.Errors, [
    { JobRunId: over, ErrorDetail: { ErrorCode: 'JobRunCannotBeStoppedException' } },
    { JobRunId: 'jr_0', ErrorDetail: { ErrorCode: 'EntityNotFoundException' } },
  ]);
  t.equal(await state('halted', id, glue), 'STOPPING');
  await server.clock.advance('5m');
  t.equal(await state('halted', id, glue), 'STOPPING', 'its first end does not end it');
  await server.clock.advance('1m');
  t.equal(await state('halted', id, glue), 'STOPPED');
  const none = await glue.batchStopJobRun({ JobName: 'nope', JobRunIds: ['jr_1'] });
  t.equal(none.Errors?.length, 1);
});

t.test('what is absent is refused in the words of AWS', async (t) => {
  await create('here');
  t.equal(await refusal(start('nope')), 'EntityNotFoundException: Failed to start job run due to missing metadata.');
  t.equal(await refusal(run('nope', 'jr_1')), 'EntityNotFoundException: Job not found.');
  t.equal(await refusal(runs('nope')), 'EntityNotFoundException: Job not found.');
  t.equal(await refusal(run('here', 'jr_1')), 'EntityNotFoundException: Job run not found.');
  t.equal(await refusal(start('here', { JobRunId: 'jr_1' })), 'EntityNotFoundException: Job run not found.');
  t.match(
    await refusal(start('here', { Arguments: { '--gluetrail-outcome': 'DONE' } })),
    /^InvalidInputException: --gluetrail-outcome is a list/,
  );
  t.match(await refusal(glue.getSystemLogsForJobRun({ JobName: 'here', RunId: 'jr_1' })), /^EntityNotFoundException/);
  const RunId = await start('here');
  const { SystemLogsUrl } = await glue.getSystemLogsForJobRun({ JobName: 'here', RunId });
  t.match(SystemLogsUrl, new RegExp(`^https://.*/here/${RunId}/`));
});

t.test('runs are told newest first, in pages, for 90 days, and go with their job', async (t) => {
  await create('history');
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.unshift(await start('history'));
  const told: (string | undefined)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await glue.getJobRuns({ JobName: 'history', MaxResults: 2, NextToken });
    told.push(...(page.JobRuns ?? []).map(({ Id }) => Id));
    NextToken = page.NextToken;
  } while (NextToken);
  t.same(told, ids);
  await server.clock.advance('91d');
  t.same(await runs('history'), []);
  t.match(await refusal(run('history', ids[0] ?? '')), /Job run not found/);
  const next = await start('history');
  t.same(
    (await runs('history')).map(({ Id }) => Id),
    [next],
  );
  await glue.deleteJob({ JobName: 'history' });
  await create('history');
  t.same(await runs('history'), []);
});

async function bookmark(t: Test, JobName: string, RunId?: string) {
  const { JobBookmarkEntry } = await glue.getJobBookmark({ JobName, RunId });
  t.equal(JobBookmarkEntry?.JobName, JobName);
  return JobBookmarkEntry;
}

t.test('a bookmark moves with each run that has it enabled, goes back to a run, and to the start', async (t) => {
  await create('marked', { DefaultArguments: { '--job-bookmark-option': 'job-bookmark-enable' } });
  const none = 'EntityNotFoundException: Continuation for job marked not found';
  t.equal(await refusal(glue.getJobBookmark({ JobName: 'marked' })), none);
  t.equal(await refusal(glue.resetJobBookmark({ JobName: 'marked' })), none);
  const first = await start('marked');
  t.match(await bookmark(t, 'marked'), { Version: 2, Run: 2, Attempt: 0, RunId: first, PreviousRunId: undefined });
  const second = await start('marked');
  const entry = await bookmark(t, 'marked');
  t.match(entry, { Version: 4, Run: 3, Attempt: 0, RunId: second, PreviousRunId: first });
  t.equal(JSON.parse(entry?.JobBookmark ?? '').datasource0.timestamps.RUN, '2');
  await start('marked', { Arguments: { '--gluetrail-outcome': 'FAILED' } });
  t.match(await bookmark(t, 'marked'), { Version: 5, Run: 3, Attempt: 1, RunId: second });
  await start('marked', { Arguments: { '--job-bookmark-option': 'job-bookmark-pause' } });
  t.match(await bookmark(t, 'marked'), { Version: 5 });
  t.match(await bookmark(t, 'marked', first), { Version: 2, RunId: first });
  const back = await glue.resetJobBookmark({ JobName: 'marked', RunId: first });
  t.match(back.JobBookmarkEntry, { Version: 6, Run: 2, RunId: first });
  const reset = await glue.resetJobBookmark({ JobName: 'marked' });
  t.same(reset.JobBookmarkEntry, { JobName: 'marked', Version: 0, Run: 0, Attempt: 0 });
  t.same(await bookmark(t, 'marked'), reset.JobBookmarkEntry);
  await start('marked');
  t.match(await bookmark(t, 'marked'), { Version: 2, Run: 2, PreviousRunId: undefined });
  t.equal(await refusal(glue.getJobBookmark({ JobName: 'nope' })), 'EntityNotFoundException: Job not found.');
});

t.test('a job that is deleted while it runs leaves nothing to end', async (t) => {
  const { glue, server } = slow;
  await create('gone', {}, glue);
  await start('gone', {}, glue);
  await glue.deleteJob({ JobName: 'gone' });
  await create('gone', {}, glue);
  await server.clock.advance('2h');
  t.same(await runs('gone', glue), []);
});

t.end();
