/** Workflows, triggers, blueprints. */
import type { Family } from '../handlers.js';
import { blueprintHandlers } from './blueprint.js';
import { blueprintTasks } from './blueprint-run.js';
import { triggerHandlers } from './trigger.js';
import { triggerTasks } from './trigger-firing.js';
import { workflowHandlers } from './workflow.js';

export const workflows: Family = {
  handlers: [triggerHandlers, workflowHandlers, blueprintHandlers],
  tasks: { ...triggerTasks, ...blueprintTasks },
};
