import type { CreateJobCommandInput, Glue, Job } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const ETL = { Name: 'glueetl', ScriptLocation: 's3://scripts/a.py' };

/** One server for all: each test has jobs of its own name. */
const { glue, server } = await glueServer(t);

const create = (Name: string, more: Partial<CreateJobCommandInput> = {}) =>
  glue.createJob({ Name, Role: 'etl', Command: ETL, ...more });
const job = async (JobName: string): Promise<Job> => (await glue.getJob({ JobName })).Job ?? {};

t.test('a job has defaults for what its creator does not say', async (t) => {
  t.same((await create('plain')).Name, 'plain');
  t.same(await job('plain'), {
    Name: 'plain',
    Role: 'etl',
    Command: ETL,
    JobMode: 'SCRIPT',
    JobRunQueuingEnabled: false,
    GlueVersion: '6.0',
    ExecutionProperty: { MaxConcurrentRuns: 1 },
    MaxRetries: 0,
    Timeout: 480,
    MaxCapacity: 10,
    AllocatedCapacity: 10,
    CreatedOn: new Date(START),
    LastModifiedOn: new Date(START),
  });
});

const CAPACITIES: [string, Partial<CreateJobCommandInput>, Partial<Job>][] = [
  ['workers count by their type', { WorkerType: 'G.2X', NumberOfWorkers: 3 }, { MaxCapacity: 6, AllocatedCapacity: 6 }],
  ['quarter workers', { WorkerType: 'G.025X', NumberOfWorkers: 2 }, { MaxCapacity: 0.5, AllocatedCapacity: 0 }],
  ['the deprecated member counts', { AllocatedCapacity: 4 }, { MaxCapacity: 4, AllocatedCapacity: 4 }],
  ['Python shell', { Command: { Name: 'pythonshell' } }, { MaxCapacity: 0.0625, AllocatedCapacity: 0, Timeout: 480 }],
  ['an old version has a long timeout', { GlueVersion: '4.0' }, { GlueVersion: '4.0', Timeout: 2880 }],
  ['the caller decides', { GlueVersion: '4.0', Timeout: 5 }, { Timeout: 5 }],
];
for (const [index, [law, given, expected]] of CAPACITIES.entries())
  t.test(`capacity and timeout: ${law}`, async (t) => {
    await create(`capacity-${index}`, given);
    t.match(await job(`capacity-${index}`), expected);
  });

const REFUSED: [Partial<CreateJobCommandInput>, string][] = [
  [
    { WorkerType: 'G.1X', NumberOfWorkers: 2, MaxCapacity: 2 },
    'Please do not set Max Capacity if using Worker Type and Number of Workers.',
  ],
  [
    { WorkerType: 'G.1X', NumberOfWorkers: 2, AllocatedCapacity: 2 },
    'Please do not set Allocated Capacity if using Worker Type and Number of Workers.',
  ],
  [{ WorkerType: 'G.1X' }, 'Please set both Worker Type and Number of Workers.'],
  [{ NumberOfWorkers: 2 }, 'Please set both Worker Type and Number of Workers.'],
  [{ MaxCapacity: 2, AllocatedCapacity: 2 }, 'Please set only Allocated Capacity or Max Capacity.'],
  [
    { WorkerType: 'G.025X', NumberOfWorkers: 300 },
    'To use Worker Type G.025X, maximum allowed value of Number of Workers is 299.',
  ],
  [{ Command: { ScriptLocation: 's3://scripts/a.py' } }, 'Command name should not be null or empty.'],
  [
    { Command: { Name: 'pythonshell' }, WorkerType: 'G.1X', NumberOfWorkers: 2 },
    'Worker Type is not supported for Job Command pythonshell',
  ],
  [{ MaxCapacity: 2.5 }, 'Max Capacity has to be a whole number from 2 to 100.'],
  [{ Command: { Name: 'pythonshell' }, MaxCapacity: 2 }, 'Max Capacity has to be 0.0625 or 1.'],
  [{ Timeout: 10_081 }, 'Timeout has to be at most 10080 minutes.'],
  [{ MaxRetries: 11 }, 'MaxRetries has to be between 0 and 10.'],
  [
    { ExecutionClass: 'FLEX', GlueVersion: '2.0' },
    'Only glueetl jobs of Glue version 3.0 and above can have ExecutionClass FLEX.',
  ],
  [{ GlueVersion: 'auto' }, 'GlueVersion auto needs a glueetl job with MaxRetries of 1 or higher.'],
  [
    { DefaultArguments: { '--gluetrail-outcome': 'SUCCEEDED,BROKEN' } },
    '--gluetrail-outcome is a list of final states of job runs, separated by commas: SUCCEEDED, FAILED, TIMEOUT, STOPPED, ERROR, EXPIRED',
  ],
];
t.test('what cannot be is refused, and leaves no job', async (t) => {
  for (const [given, text] of REFUSED)
    t.equal(await refusal(create('refused', given)), `InvalidInputException: ${text}`);
  t.equal(await refusal(job('refused')), 'EntityNotFoundException: Job not found.');
});

t.test('a job that is created once more succeeds if it is the same, and only then', async (t) => {
  const given = { DefaultArguments: { '--a': '1' }, Tags: { team: 'x' } };
  await create('twice', given);
  await server.clock.advance('1h');
  t.equal((await create('twice', given)).Name, 'twice');
  t.same((await job('twice')).CreatedOn, new Date(START));
  t.equal(
    await refusal(create('twice', { DefaultArguments: { '--a': '2' } })),
    'IdempotentParameterMismatchException: Job already submitted with different configuration.',
  );
});

t.test('an update overwrites all but the Glue version', async (t) => {
  await create('updated', { GlueVersion: '5.0', Description: 'old', MaxRetries: 2, Timeout: 7 });
  const { CreatedOn } = await job('updated');
  await server.clock.advance('1h');
  await glue.updateJob({ JobName: 'updated', JobUpdate: { Role: 'other', Command: ETL } });
  const updated = await job('updated');
  t.match(updated, { Role: 'other', GlueVersion: '5.0', MaxRetries: 0, Timeout: 480, CreatedOn });
  t.equal(updated.Description, undefined);
  t.equal(updated.LastModifiedOn?.getTime(), Number(CreatedOn) + 3_600_000);
  const incomplete = glue.updateJob({ JobName: 'updated', JobUpdate: { Description: 'x' } });
  t.equal(await refusal(incomplete), 'InvalidInputException: Role and Command have to be given.');
  const absent = glue.updateJob({ JobName: 'nope', JobUpdate: { Role: 'r', Command: ETL } });
  t.equal(await refusal(absent), 'EntityNotFoundException: Job not found.');
});

t.test('a job is deleted, and one that is not there too', async (t) => {
  await create('deleted');
  t.equal((await glue.deleteJob({ JobName: 'deleted' })).JobName, 'deleted');
  t.equal((await glue.deleteJob({ JobName: 'deleted' })).JobName, 'deleted');
  t.equal(await refusal(job('deleted')), 'EntityNotFoundException: Job not found.');
});

t.test('jobs are listed in pages, by tag, and in batches', async (t) => {
  for (const name of ['list-a', 'list-b', 'list-c']) await create(name, { Tags: { list: name } });
  const all = (await glue.listJobs({})).JobNames ?? [];
  const names: string[] = [];
  let NextToken: string | undefined;
  do {
    const page = await glue.getJobs({ MaxResults: 2, NextToken });
    t.ok((page.Jobs?.length ?? 0) <= 2);
    names.push(...(page.Jobs ?? []).map(({ Name = '' }) => Name));
    NextToken = page.NextToken;
  } while (NextToken);
  t.same(names, all);
  t.same((await glue.listJobs({ Tags: { list: 'list-b' } })).JobNames, ['list-b']);
  const batch = await glue.batchGetJobs({ JobNames: ['list-c', 'nope'] });
  t.same([batch.Jobs?.map(({ Name }) => Name), batch.JobsNotFound], [['list-c'], ['nope']]);
  const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:job/list-a';
  t.same((await glue.getTags({ ResourceArn })).Tags, { list: 'list-a' });
  t.equal(
    await refusal(glue.getJobs({ NextToken: 'abc' })),
    'InvalidInputException: Invalid pagination token provided.',
  );
});

t.test('a synchronisation leaves the repository and the commit with the job', async (t) => {
  await create('synced');
  const repository = {
    Provider: 'GITHUB',
    RepositoryName: 'etl',
    RepositoryOwner: 'acme',
    BranchName: 'main',
  } as const;
  const CommitId = 'a'.repeat(40);
  t.equal((await glue.updateJobFromSourceControl({ JobName: 'synced', ...repository, CommitId })).JobName, 'synced');
  t.match((await job('synced')).SourceControlDetails, {
    Provider: 'GITHUB',
    Repository: 'etl',
    Owner: 'acme',
    Branch: 'main',
    LastCommitId: CommitId,
  });
  await glue.updateSourceControlFromJob({ JobName: 'synced', Folder: 'jobs' });
  const pushed = (await job('synced')).SourceControlDetails;
  t.match(pushed, { Repository: 'etl', Folder: 'jobs', LastCommitId: /^[0-9a-f]{40}$/ });
  t.not(pushed?.LastCommitId, CommitId);
  await create('unsynced');
  t.match(await refusal(glue.updateSourceControlFromJob({ JobName: 'unsynced' })), /^InvalidInputException: Provider/);
  t.match(await refusal(glue.updateJobFromSourceControl({ JobName: 'nope' })), /^EntityNotFoundException: Job/);
});

/** Turns automatic upgrades on for a job of version 5.0 and runs it once, so that its analysis waits for consent. */
async function waiting(glue: Glue, JobName: string): Promise<string> {
  await create(JobName, { GlueVersion: '5.0', MaxRetries: 1 });
  const JobUpdate = { Role: 'r', Command: ETL, MaxRetries: 1, GlueVersion: 'auto' };
  await glue.updateJob({ JobName, JobUpdate });
  t.match((await job(JobName)).AutoUpgradeMetadata, {
    SourceVersion: '5.0',
    TargetVersion: '6.0',
    Status: 'OBSERVING',
  });
  await glue.startJobRun({ JobName });
  t.equal((await glue.getJobRuns({ JobName })).JobRuns?.[0]?.GlueVersion, '5.0');
  return (await job(JobName)).AutoUpgradeMetadata?.AnalysisId ?? '';
}

const upgrade = async (jobName: string, analysisId: string) =>
  (await glue.getJobUpgradeAnalysis({ jobName, analysisId })).status;

t.test('an upgrade that is approved is validated by the next run', async (t) => {
  const analysisId = await waiting(glue, 'upgraded');
  t.equal(await upgrade('upgraded', analysisId), 'WAITING_FOR_CONSENT');
  const approve = () => glue.startJobUpgradeAnalysis({ jobName: 'upgraded', analysisId, upgradeConsent: 'APPROVE' });
  t.equal((await approve()).analysisId, analysisId);
  await approve();
  const decline = glue.startJobUpgradeAnalysis({ jobName: 'upgraded', upgradeConsent: 'DECLINE' });
  t.equal(await refusal(decline), 'InvalidInputException: The upgrade analysis is in UPGRADING status.');
  const { JobRunId: RunId } = await glue.startJobRun({ JobName: 'upgraded' });
  t.equal((await glue.getJobRun({ JobName: 'upgraded', RunId })).JobRun?.GlueVersion, '6.0');
  t.equal(await upgrade('upgraded', analysisId), 'SUCCEEDED');
  t.match((await job('upgraded')).AutoUpgradeMetadata, { Status: 'UPGRADE_SUCCEEDED' });
  const stop = glue.stopJobUpgradeAnalysis({ jobName: 'upgraded', analysisId });
  t.equal(await refusal(stop), 'InvalidInputException: The upgrade analysis is in SUCCEEDED status.');
});

t.test('a run that fails on the target version is tried again on the former, to which the job returns', async (t) => {
  const analysisId = await waiting(glue, 'reverted');
  await glue.startJobUpgradeAnalysis({ jobName: 'reverted', analysisId, upgradeConsent: 'APPROVE' });
  await glue.startJobRun({ JobName: 'reverted', Arguments: { '--gluetrail-outcome': 'FAILED,SUCCEEDED' } });
  const { JobRuns = [] } = await glue.getJobRuns({ JobName: 'reverted' });
  t.same(
    JobRuns.map(({ JobRunState, GlueVersion }) => [JobRunState, GlueVersion]),
    [
      ['SUCCEEDED', '5.0'],
      ['FAILED', '6.0'],
      ['SUCCEEDED', '5.0'],
    ],
  );
  t.equal(await upgrade('reverted', analysisId), 'FAILED');
  t.match(await job('reverted'), { GlueVersion: '5.0', AutoUpgradeMetadata: undefined });
});

t.test('an upgrade is declined, stopped, or expires without consent', async (t) => {
  const declined = await waiting(glue, 'declined');
  await glue.startJobUpgradeAnalysis({ jobName: 'declined', upgradeConsent: 'DECLINE' });
  t.equal(await upgrade('declined', declined), 'STOPPED');
  t.equal((await job('declined')).GlueVersion, '5.0');
  const stopped = await waiting(glue, 'stopped');
  await glue.stopJobUpgradeAnalysis({ jobName: 'stopped', analysisId: stopped });
  t.match(await job('stopped'), { GlueVersion: 'auto', AutoUpgradeMetadata: { Status: 'STOPPED' } });
  const expired = await waiting(glue, 'expired');
  await server.clock.advance('7d');
  t.equal(await upgrade('expired', expired), 'STOPPED');
  await glue.startJobRun({ JobName: 'expired' });
  t.match((await job('expired')).AutoUpgradeMetadata, { Status: 'OBSERVING' }, 'the next run starts a new evaluation');
  const none = glue.getJobUpgradeAnalysis({ jobName: 'expired', analysisId: `ja-${'0'.repeat(36)}` });
  t.match(await refusal(none), /^EntityNotFoundException: Upgrade analysis ja-/);
});

t.end();
