/** Jobs, their runs, and the scripts made for them. */
import type { Family } from '../handlers.js';
import { dashboardHandlers } from './dashboard.js';
import { etlScriptHandlers } from './etl-script.js';
import { jobHandlers } from './job.js';
import { jobRunTasks } from './job-run-life.js';

export const jobs: Family = {
  handlers: [jobHandlers, etlScriptHandlers, dashboardHandlers],
  tasks: jobRunTasks,
};
