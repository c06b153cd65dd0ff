/** Workflows. Their runs are in workflow-run.ts; they and the workflow's triggers go with it, its jobs and crawlers stay. */
import type { Workflow } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { removeTrigger, triggersOf } from './trigger-entity.js';
import { workflowRuns, workflows } from './workflow-entity.js';
import { graphOf } from './workflow-graph.js';
import { toldWorkflowRun, workflowRunHandlers } from './workflow-run.js';

export const workflowHandlers: GlueHandlers = {
  ...workflowRunHandlers,

  CreateWorkflow({ Tags, ...given }, context) {
    const now = timestamp(context);
    workflows.create(context, [given.Name], { ...given, CreatedOn: now, LastModifiedOn: now }, Tags);
    return { Name: given.Name };
  },

  GetWorkflow({ Name, IncludeGraph }, context) {
    return { Workflow: told(context, workflows.get(context, [Name]), IncludeGraph) };
  },

  ListWorkflows(input, context) {
    const { items, NextToken } = workflows.page(context, [], input, ({ Name }) => Name);
    return { Workflows: items, NextToken };
  },

  BatchGetWorkflows({ Names, IncludeGraph }, context) {
    const { found, missing } = workflows.batchGet(context, [], Names);
    return { Workflows: found.map((workflow) => told(context, workflow, IncludeGraph)), MissingWorkflows: missing };
  },

  /** What is not given is gone afterwards (observed on AWS). */
  UpdateWorkflow(given, context) {
    const { CreatedOn, BlueprintDetails } = workflows.get(context, [given.Name]);
    const kept = { CreatedOn, ...(BlueprintDetails && { BlueprintDetails }) };
    workflows.put(context, [given.Name], { ...kept, ...given, LastModifiedOn: timestamp(context) });
    return { Name: given.Name };
  },

  /** The model has no error for a workflow that is not there. */
  DeleteWorkflow({ Name }, context) {
    if (!workflows.has(context, [Name])) return { Name };
    for (const trigger of triggersOf(context, Name)) removeTrigger(context, trigger.Name);
    workflows.remove(context, [Name]);
    return { Name };
  },
};

function told(scope: Scope, workflow: Wire<Workflow>, includeGraph: boolean | undefined): Wire<Workflow> {
  const { Name = '' } = workflow;
  const latest = workflowRuns.latest(scope, [Name]);
  return {
    ...workflow,
    ...(latest && { LastRun: toldWorkflowRun(scope, Name, latest, includeGraph) }),
    ...(includeGraph && { Graph: graphOf(Name, triggersOf(scope, Name)) }),
  };
}
