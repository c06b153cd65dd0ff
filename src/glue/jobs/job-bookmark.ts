/** Job bookmarks, as callers read and reset them. How runs move them is in job-bookmark-entity.ts. */
import type { GlueHandlers } from '../handlers.js';
import { AT_START, bookmarkAfter, bookmarkOf, bookmarks, CURRENT } from './job-bookmark-entity.js';
import { jobs } from './job-entity.js';

export const jobBookmarkHandlers: GlueHandlers = {
  /** @limit JobBookmark tells of one S3 source, whatever the script reads. */
  GetJobBookmark({ JobName, RunId }, context) {
    jobs.get(context, [JobName]);
    return {
      JobBookmarkEntry: RunId === undefined ? bookmarkOf(context, JobName) : bookmarkAfter(context, JobName, RunId),
    };
  },

  /** Back to the start, or to where it stood after a run: what came later is processed again. */
  ResetJobBookmark({ JobName, RunId }, context) {
    jobs.get(context, [JobName]);
    const { Version = 0 } = bookmarkOf(context, JobName);
    const target = RunId === undefined ? undefined : bookmarkAfter(context, JobName, RunId);
    const entry = target ? { ...target, Version: Version + 1 } : { JobName, ...AT_START };
    bookmarks.put(context, [JobName, CURRENT], entry);
    return { JobBookmarkEntry: entry };
  },
};
