/**
 * Automatic version upgrades of jobs whose GlueVersion is `auto` (developer guide, "Automatic version upgrades for AWS Glue jobs"): the
 * job runs on its version until it has succeeded often enough (here: once), then the analysis waits seven days for consent; once that is
 * given, the next run is on the newest version, and its end is the upgrade's. A job that was on the newest version or is new has nothing
 * to upgrade, and no analysis. Scripts are not read: every job is found eligible.
 */
import type { AutoUpgradeStatus, Job, JobRun, JobRunState, Status, UpgradeConsent } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { jobUpgrade as faults, job as jobFaults } from '../../faults/jobs.js';
import { type Course, courseOf, stateAt } from '../../kinds/course.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { AUTO_VERSION, jobs, NEWEST_VERSION } from './job-entity.js';

interface Analysis {
  id: string;
  sourceVersion: string;
  course: Course<Status>;
  consent?: UpgradeConsent;
}

/** Ids are [job, analysis]. */
const analyses = new Kind<Analysis>({
  noun: 'job-upgrade-analysis',
  parent: jobs,
  faults,
});

const CONSENT_MS = 7 * 24 * 60 * 60_000;

export const jobUpgradeHandlers: GlueHandlers = {
  GetJobUpgradeAnalysis({ jobName, analysisId }, context) {
    const analysis = found(context, jobName, analysisId);
    const status = statusOf(context, analysis);
    return {
      jobName,
      analysisId,
      status,
      sourceVersion: analysis.sourceVersion,
      targetVersion: NEWEST_VERSION,
      analysisType: 'AUTO_UPGRADE',
      errorMessage: status === 'FAILED' ? 'A job run on the target version failed.' : undefined,
    };
  },

  /**
   * "You can repeat the same decision safely. You can't change a decision."
   *
   * @limit Analyses no script: every job can be upgraded.
   */
  StartJobUpgradeAnalysis({ jobName, analysisId, upgradeConsent }, context) {
    const analysis = found(context, jobName, analysisId);
    const id = analysis.id;
    if (!upgradeConsent) throw faults.withoutConsent();
    if (analysis.consent === upgradeConsent) return { analysisId: id, jobName };
    const status = statusOf(context, analysis);
    if (status !== 'WAITING_FOR_CONSENT') throw faults.notWaiting(status);
    const course = always(context, upgradeConsent === 'APPROVE' ? 'UPGRADING' : 'STOPPED');
    analyses.put(context, [jobName, id], { ...analysis, course, consent: upgradeConsent });
    if (upgradeConsent === 'DECLINE') turnOff(context, jobName, analysis);
    return { analysisId: id, jobName };
  },

  /** The job stays on `auto` and on its current version. */
  StopJobUpgradeAnalysis({ jobName, analysisId }, context) {
    const analysis = found(context, jobName, analysisId);
    const status = statusOf(context, analysis);
    if (!IN_PROGRESS.has(status)) throw faults.notWaiting(status);
    analyses.put(context, [jobName, analysisId], { ...analysis, course: always(context, 'STOPPED') });
    return {};
  },
};

const IN_PROGRESS: ReadonlySet<Status> = new Set<Status>(['OBSERVING', 'WAITING_FOR_CONSENT', 'UPGRADING']);

/** The job with what an update to or from `auto` brings about. */
export function withUpgrade(scope: Scope, before: Wire<Job>, job: Wire<Job>): Wire<Job> {
  if (job.GlueVersion !== AUTO_VERSION) return job;
  if (before.GlueVersion === AUTO_VERSION) return { ...job, AutoUpgradeMetadata: before.AutoUpgradeMetadata };
  return observed(scope, job, before.GlueVersion ?? NEWEST_VERSION);
}

/** The job as it is told: the status of its upgrade goes with time. */
export function toldJob(scope: Scope, job: Wire<Job>): Wire<Job> {
  const analysis = analysisOf(scope, job);
  if (!analysis) return job;
  const Status = METADATA_STATUS[statusOf(scope, analysis)];
  return { ...job, AutoUpgradeMetadata: { ...job.AutoUpgradeMetadata, Status } };
}

const METADATA_STATUS: Record<Status, AutoUpgradeStatus> = {
  OBSERVING: 'OBSERVING',
  WAITING_FOR_CONSENT: 'WAITING_FOR_CONSENT',
  UPGRADING: 'UPGRADING',
  SUCCEEDED: 'UPGRADE_SUCCEEDED',
  FAILED: 'UPGRADE_FAILED',
  TIMEOUT: 'UPGRADE_FAILED',
  STOPPED: 'STOPPED',
};

/** The Glue version that a run of the job has now. */
export function versionOf(scope: Scope, job: Wire<Job>): string | undefined {
  if (job.GlueVersion !== AUTO_VERSION) return job.GlueVersion;
  const analysis = analysisOf(scope, job);
  if (!analysis) return NEWEST_VERSION;
  const status = statusOf(scope, analysis);
  return status === 'UPGRADING' || status === 'SUCCEEDED' ? NEWEST_VERSION : analysis.sourceVersion;
}

/** A run of the job is over. A failure on the target version takes the job back to its own; one after no consent begins anew. */
export function upgradeAfterRun(scope: Scope, name: string, { GlueVersion }: Wire<JobRun>, state: JobRunState): void {
  const job = jobs.get(scope, [name]);
  const analysis = analysisOf(scope, job);
  if (!analysis || job.GlueVersion !== AUTO_VERSION) return;
  const status = statusOf(scope, analysis);
  const turn = (course: Course<Status>) => analyses.put(scope, [name, analysis.id], { ...analysis, course });
  if (status === 'OBSERVING' && state === 'SUCCEEDED')
    turn(courseOf<Status>(scope.now, [['WAITING_FOR_CONSENT', CONSENT_MS]], 'STOPPED'));
  if (status === 'STOPPED') jobs.put(scope, [name], observed(scope, job, analysis.sourceVersion));
  if (status !== 'UPGRADING' || GlueVersion !== NEWEST_VERSION) return;
  turn(always(scope, state === 'SUCCEEDED' ? 'SUCCEEDED' : 'FAILED'));
  if (state !== 'SUCCEEDED') turnOff(scope, name, analysis);
}

function observed(scope: Scope, job: Wire<Job>, SourceVersion: string): Wire<Job> {
  const { Name = '' } = job;
  if (SourceVersion === NEWEST_VERSION) return { ...job, AutoUpgradeMetadata: { TargetVersion: NEWEST_VERSION } };
  const AnalysisId = `ja-${scope.newId()}`;
  const analysis = { id: AnalysisId, sourceVersion: SourceVersion, course: always(scope, 'OBSERVING') };
  analyses.put(scope, [Name, AnalysisId], analysis);
  return { ...job, AutoUpgradeMetadata: { TargetVersion: NEWEST_VERSION, SourceVersion, AnalysisId } };
}

/** Back to a version of its own. */
function turnOff(scope: Scope, name: string, { sourceVersion }: Analysis): void {
  const { AutoUpgradeMetadata: _, ...job } = jobs.get(scope, [name]);
  jobs.put(scope, [name], { ...job, GlueVersion: sourceVersion });
}

function found(scope: Scope, name: string, id: string | undefined): Analysis {
  const job = jobs.find(scope, [name]);
  if (!job) throw jobFaults.absent();
  return analyses.get(scope, [name, id ?? job.AutoUpgradeMetadata?.AnalysisId ?? '']);
}

function analysisOf(scope: Scope, { Name = '', AutoUpgradeMetadata }: Wire<Job>): Analysis | undefined {
  const id = AutoUpgradeMetadata?.AnalysisId;
  return id === undefined ? undefined : analyses.find(scope, [Name, id]);
}

function always({ now }: Scope, state: Status): Course<Status> {
  return [{ state, from: now }];
}

function statusOf({ now }: Scope, { course }: Analysis): Status {
  return stateAt(course, now) ?? 'OBSERVING';
}
