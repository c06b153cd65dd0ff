/** What a workflow and a run of it are. How runs go on is in workflow-run-life.ts. */
import type { Crawl, Trigger, Workflow, WorkflowRunStatus } from '@aws-sdk/client-glue';
import { workflow as faults } from '../../faults/workflows.js';
import { Kind } from '../../kinds/kind.js';
import { type Run, Runs } from '../../kinds/runs.js';
import type { Wire } from '../../model/types.js';
import type { Watched } from '../completion.js';
import type { Progress } from './predicate.js';

/** Ids are [workflow]. */
export const workflows = new Kind<Wire<Workflow>>({
  noun: 'workflow',
  tagged: true,
  faults,
});

export interface KeptWorkflowRun extends Run {
  previousId?: string | undefined;
  properties: Record<string, string>;
  status: WorkflowRunStatus;
  /** Epoch milliseconds. */
  endedAt?: number;
  error?: string;
  /**
   * The workflow's triggers as they were when the run began: "that snapshot is used for the duration of the workflow run" (developer
   * guide, "Repairing and resuming a workflow run").
   */
  triggers: (Progress & { trigger: Wire<Trigger> & { Name: string } })[];
  steps: Step[];
}

/** What a trigger started in a workflow run. */
export interface Step {
  node: Watched;
  name: string;
  trigger: string;
  /** Of the job run (its latest attempt, once it is over) or the crawl; none if it could not be started and has no run to show for it. */
  runId?: string | undefined;
  /** What the run of a crawler's node is told as. */
  crawl?: Wire<Crawl>;
  /** The state it ended in. */
  over?: string;
}

/** "Job run history is accessible for 90 days for your workflow and job run" (API reference). */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Ids are [workflow, run id]. */
export const workflowRuns = new Runs<KeptWorkflowRun>({
  noun: 'workflow-run',
  parent: workflows,
  keptMs: KEPT_MS,
  faults,
});
