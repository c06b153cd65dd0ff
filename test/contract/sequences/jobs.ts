/** Jobs with their runs, bookmarks, upgrades and repositories, and scripts. */
import { Role, RUN_OVER, SHOP, type Step, TABLE } from './step.js';

const JobName = 'j';
const Command = { Name: 'glueetl', ScriptLocation: 's3://shop/job.py' };
const run = { JobName, RunId: '$StartJobRun.JobRunId' };
const upgrade = { jobName: JobName, analysisId: '$GetJob.Job.AutoUpgradeMetadata.AnalysisId' };
const repository = { JobName, Provider: 'GITHUB', RepositoryName: 'repo', RepositoryOwner: 'me', BranchName: 'main' };
const node = (Id: string, NodeType: string, Args: object = {}) => ({
  Id,
  NodeType,
  Args: Object.entries(Args).map(([Name, value]) => ({ Name, Value: JSON.stringify(value) })),
});

export const jobs: readonly Step[] = [
  ['CreateJob', { Name: JobName, Role, Command, GlueVersion: '5.0' }, { Name: JobName }],
  ['GetJob', { JobName }, { Job: { Name: JobName, Role, Command, GlueVersion: '5.0' } }],
  ['CreateJob', { Name: 'k', Role, Command }, { Name: 'k' }],
  ['GetJobs', {}, { Jobs: [{ Name: JobName }, { Name: 'k' }] }],
  ['ListJobs', {}, { JobNames: [JobName, 'k'] }],
  ['BatchGetJobs', { JobNames: [JobName, 'x'] }, { Jobs: [{ Name: JobName }], JobsNotFound: ['x'] }],
  ['StartJobRun', { JobName, Arguments: { '--job-bookmark-option': 'job-bookmark-enable' } }],
  ['GetJobRun', run, { JobRun: { Id: run.RunId, JobName, JobRunState: 'STARTING' } }],
  ['GetSystemLogsForJobRun', run, { SystemLogsUrl: /^http/ }],
  ['GetDashboardUrl', { ResourceId: run.RunId, ResourceType: 'JOB' }, { Url: /^http/ }],
  RUN_OVER,
  ['GetJobRuns', { JobName }, { JobRuns: [{ Id: run.RunId, JobRunState: 'SUCCEEDED' }] }],
  ['GetJobBookmark', { JobName }, { JobBookmarkEntry: { JobName, Run: 2, RunId: run.RunId } }],
  ['ResetJobBookmark', { JobName }, { JobBookmarkEntry: { JobName, Run: 0 } }],
  ['GetJobBookmark', { JobName }, { JobBookmarkEntry: { JobName, Run: 0 } }],
  ['StartJobRun', { JobName }],
  ['GetJobRuns', { JobName }, { JobRuns: [{ Id: run.RunId, JobRunState: 'STARTING' }, {}] }],
  ['BatchStopJobRun', { JobName, JobRunIds: [run.RunId] }, { SuccessfulSubmissions: [{ JobRunId: run.RunId }] }],
  ['GetJobRun', run, { JobRun: { JobRunState: 'STOPPING' } }],
  RUN_OVER,
  ['UpdateJobFromSourceControl', { ...repository, CommitId: 'abc' }, { JobName }],
  ['GetJob', { JobName }, { Job: { SourceControlDetails: { Repository: 'repo', LastCommitId: 'abc' } } }],
  ['UpdateSourceControlFromJob', repository, { JobName }],
  ['GetJob', { JobName }, { Job: { SourceControlDetails: { Repository: 'repo', LastCommitId: /^[0-9a-f]{40}$/ } } }],
  [
    'UpdateJob',
    { JobName, JobUpdate: { Role, Command, GlueVersion: 'auto', MaxRetries: 1, Description: 'new' } },
    { JobName },
  ],
  ['GetJob', { JobName }, { Job: { Description: 'new', AutoUpgradeMetadata: { Status: 'OBSERVING' } } }],
  ['StartJobRun', { JobName }],
  ['GetJobUpgradeAnalysis', upgrade, { ...upgrade, status: 'OBSERVING' }],
  RUN_OVER,
  ['GetJobUpgradeAnalysis', upgrade, { status: 'WAITING_FOR_CONSENT' }],
  ['StartJobUpgradeAnalysis', { ...upgrade, upgradeConsent: 'APPROVE' }, upgrade],
  ['GetJobUpgradeAnalysis', upgrade, { status: 'UPGRADING' }],
  ['StopJobUpgradeAnalysis', upgrade],
  ['GetJobUpgradeAnalysis', upgrade, { status: 'STOPPED' }],
  ['DeleteJob', { JobName }, { JobName }],
  ['GetJob', { JobName }, 'EntityNotFoundException'],

  [
    'CreateScript',
    {
      DagNodes: [
        node('read', 'DataSource', { database: 'shop', table_name: 'orders' }),
        node('write', 'DataSink', { database: 'shop', table_name: 'clean' }),
      ],
      DagEdges: [{ Source: 'read', Target: 'write', TargetParameter: 'frame' }],
    },
    { PythonScript: /create_dynamic_frame/ },
  ],
  [
    'GetDataflowGraph',
    { PythonScript: '$CreateScript.PythonScript' },
    { DagNodes: [{ NodeType: 'DataSource' }, { NodeType: 'DataSink' }] },
  ],
  ...SHOP,
  ['GetMapping', { Source: TABLE }, { Mapping: [{ SourcePath: 'id', SourceType: 'long' }, {}, {}] }],
  ['GetPlan', { Source: TABLE, Mapping: '$GetMapping.Mapping', Language: 'SCALA' }, { ScalaCode: /object GlueApp/ }],
];
