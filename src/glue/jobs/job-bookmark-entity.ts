/**
 * Job bookmarks: how far a job has processed its data. A run with `--job-bookmark-option: job-bookmark-enable` moves it. Its run number
 * grows with each run that succeeds, its attempt number with each that does not, its version with each change: two of a run that
 * succeeds, one when it begins and one when it commits (developer guide, "Tracking processed data using job bookmarks"; the
 * numbers of entries observed after two runs agree).
 */
import type { JobBookmarkEntry, JobRunState } from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { jobRun as faults } from '../../faults/jobs.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import { jobs } from './job-entity.js';
import { jobRuns, type KeptJobRun } from './job-run-entity.js';

/** Ids are [job, CURRENT]. */
export const bookmarks = new Kind<Wire<JobBookmarkEntry>>({
  noun: 'job-bookmark',
  parent: jobs,
  faults: {
    absent: (_, __, [name = '']) => faults.withoutBookmark(name),
  },
});

export const CURRENT = 'current';

/** A bookmark that was reset; not observed. */
export const AT_START = { Version: 0, Run: 0, Attempt: 0 };

export function bookmarkOf(scope: Scope, name: string): Wire<JobBookmarkEntry> {
  return bookmarks.get(scope, [name, CURRENT]);
}

export function bookmarkAfter(scope: Scope, name: string, runId: string): Wire<JobBookmarkEntry> {
  const { bookmark } = jobRuns.get(scope, [name, runId]);
  if (!bookmark) throw faults.withoutBookmark(name);
  return bookmark;
}

/** A run of the job is over. */
export function advanceBookmark(scope: Scope, name: string, kept: KeptJobRun, state: JobRunState): void {
  const { id, run, startedAt } = kept;
  if (run.Arguments?.['--job-bookmark-option'] !== 'job-bookmark-enable') return;
  const before = bookmarks.find(scope, [name, CURRENT]) ?? { ...AT_START, JobName: name };
  const { Version = 0, Run = 0, Attempt = 0 } = before;
  if (state !== 'SUCCEEDED') {
    bookmarks.put(scope, [name, CURRENT], { ...before, Version: Version + 1, Run: Run || 1, Attempt: Attempt + 1 });
    return;
  }
  const entry = {
    JobName: name,
    Version: Version + 2,
    Run: (Run || 1) + 1,
    Attempt: 0,
    PreviousRunId: before.RunId,
    RunId: id,
    JobBookmark: stateText(Run || 1, startedAt),
  };
  bookmarks.put(scope, [name, CURRENT], entry);
  jobRuns.put(scope, [name], { ...kept, bookmark: entry });
}

/** The state of an S3 source, as Glue writes it; which source a script reads is not known here. */
function stateText(run: number, startedAt: number): string {
  const timestamps = {
    RUN: String(run),
    HIGH_BAND: '900000',
    CURR_LATEST_PARTITION: '0',
    CURR_LATEST_PARTITIONS: '',
    CURR_RUN_START_TIME: new Date(startedAt).toISOString(),
    INCLUDE_LIST: '',
  };
  return JSON.stringify({ datasource0: { jsonClass: 'HadoopDataSourceJobBookmarkState', timestamps } });
}
