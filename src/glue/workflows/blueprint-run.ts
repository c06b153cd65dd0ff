/**
 * Runs of blueprints. The layout script of a blueprint is not run: what a run makes at its end is the workflow, without triggers, under
 * the name that the parameter `WorkflowName` gives (AWS's sample blueprints have it) or one of the blueprint's. There may be one of that
 * name already: then the run has failed.
 */

import type { BlueprintRun, BlueprintRunState } from '@aws-sdk/client-glue';
import { type Scope, seconds, timestamp } from '../../context.js';
import { blueprint as faults } from '../../faults/workflows.js';
import { type Run, Runs } from '../../kinds/runs.js';
import { hexId } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { isObject, jsonOf } from '../json.js';
import { blueprints, statusOf } from './blueprint-entity.js';
import { workflows } from './workflow-entity.js';

interface KeptBlueprintRun extends Run {
  Parameters?: string;
  RoleArn: string;
  State: BlueprintRunState;
  /** Epoch milliseconds. */
  endedAt?: number;
  WorkflowName?: string;
  ErrorMessage?: string;
}

/** As long as runs of jobs and workflows. */
const KEPT_MS = 90 * 24 * 60 * 60_000;

/** Ids are [blueprint, run id]. */
const blueprintRuns = new Runs<KeptBlueprintRun>({
  noun: 'blueprint-run',
  parent: blueprints,
  keptMs: KEPT_MS,
  faults: { absent: faults.absentRun },
});

export const blueprintRunHandlers: GlueHandlers = {
  /** @limit Does not run the layout script: the workflow that it makes is empty. */
  StartBlueprintRun({ BlueprintName, Parameters, RoleArn }, context) {
    const status = statusOf(context, blueprints.get(context, [BlueprintName]));
    if (status !== 'ACTIVE') throw faults.inStatus(status);
    if (Parameters !== undefined && !parametersOf(Parameters)) throw faults.badParameters();
    const { account, region, now } = context;
    const { id } = blueprintRuns.begin(context, [BlueprintName], (number) => ({
      ...{ number, id: hexId(context, 'br_', 64), startedAt: now },
      ...{ Parameters, RoleArn, State: 'RUNNING' },
    }));
    const at = now + context.runMs;
    context.schedule.add({ at, task: END_TASK, account, region, subject: [BlueprintName, id] });
    return { RunId: id };
  },

  GetBlueprintRun({ BlueprintName, RunId }, context) {
    blueprints.get(context, [BlueprintName]);
    return { BlueprintRun: told(BlueprintName, blueprintRuns.get(context, [BlueprintName, RunId])) };
  },

  GetBlueprintRuns(input, context) {
    const { BlueprintName } = input;
    const { items, NextToken } = blueprintRuns.page(context, [BlueprintName], input, (run) => told(BlueprintName, run));
    return { BlueprintRuns: items, NextToken };
  },
};

/** Due when a run is over. Subjects are [blueprint, run id]. */
const END_TASK = 'blueprintRunEnd';

export const blueprintTasks = {
  [END_TASK]([name = '', id = '']: readonly string[], scope: Scope): void {
    const run = blueprintRuns.find(scope, [name, id]);
    if (!run || !blueprintRuns.end(scope, [name], run)) return;
    blueprintRuns.put(scope, [name], { ...run, endedAt: scope.now, ...outcome(scope, name, run) });
  },
};

function outcome(scope: Scope, name: string, { id, Parameters = '' }: KeptBlueprintRun): Partial<KeptBlueprintRun> {
  const asked = parametersOf(Parameters)?.WorkflowName;
  const WorkflowName = typeof asked === 'string' && asked ? asked : `${name}-${id}`;
  if (workflows.has(scope, [WorkflowName]))
    return { State: 'FAILED', ErrorMessage: `Workflow ${WorkflowName} already exists.` };
  const CreatedOn = timestamp(scope);
  const BlueprintDetails = { BlueprintName: name, RunId: id };
  workflows.create(scope, [WorkflowName], {
    Name: WorkflowName,
    CreatedOn,
    LastModifiedOn: CreatedOn,
    BlueprintDetails,
  });
  return { State: 'SUCCEEDED', WorkflowName };
}

/** Undefined for anything but a JSON object. */
function parametersOf(text: string): Record<string, unknown> | undefined {
  const value = jsonOf(text);
  return isObject(value) ? value : undefined;
}

function told(BlueprintName: string, run: KeptBlueprintRun): Wire<BlueprintRun> {
  const { number: _, id, startedAt, endedAt, ...rest } = run;
  const CompletedOn = endedAt === undefined ? undefined : seconds(endedAt);
  return { BlueprintName, RunId: id, ...rest, StartedOn: seconds(startedAt), CompletedOn };
}
