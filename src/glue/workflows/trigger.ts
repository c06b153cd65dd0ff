/** Triggers. What they are is in trigger-entity.ts, when they fire in trigger-firing.ts. */
import type { Trigger, TriggerUpdate } from '@aws-sdk/client-glue';
import type { Context, Scope } from '../../context.js';
import { trigger as faults } from '../../faults/workflows.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import {
  checkTrigger,
  isStart,
  type KeptTrigger,
  putTrigger,
  removeTrigger,
  triggers,
  triggersOf,
} from './trigger-entity.js';
import { fireOnDemand, planFiring } from './trigger-firing.js';
import { workflows } from './workflow-entity.js';

export const triggerHandlers: GlueHandlers = {
  /** @limit EVENT triggers never fire: no event reaches this server. */
  CreateTrigger({ Tags, StartOnCreation = false, ...given }, context) {
    const { Name, Type, WorkflowName } = given;
    if (StartOnCreation && Type === 'ON_DEMAND') throw faults.onDemandOnCreation();
    const trigger = {
      ...withBatching(given),
      State: StartOnCreation && Type !== 'EVENT' ? 'ACTIVATED' : 'CREATED',
    } as const;
    checkTrigger(trigger);
    if (WorkflowName) requireWorkflow(context, WorkflowName, trigger);
    triggers.create(context, [Name], { trigger, chains: [] }, Tags);
    putTrigger(context, trigger);
    planFiring(context, trigger);
    return { Name };
  },

  GetTrigger({ Name }, context) {
    return { Trigger: triggers.get(context, [Name]).trigger };
  },

  GetTriggers(input, context) {
    const isAsked = startersOf(context, input.DependentJobName);
    const { items, NextToken } = triggers.page(context, [], input, ({ trigger }) =>
      isAsked(trigger) ? trigger : undefined,
    );
    return { Triggers: items, NextToken };
  },

  ListTriggers(input, context) {
    const isAsked = startersOf(context, input.DependentJobName);
    const { items, NextToken } = triggers.page(context, [], input, ({ trigger }) =>
      isAsked(trigger) && triggers.hasTags(context, [trigger.Name], input.Tags) ? trigger.Name : undefined,
    );
    return { TriggerNames: items, NextToken };
  },

  BatchGetTriggers({ TriggerNames }, context) {
    const { found, missing } = triggers.batchGet(context, [], TriggerNames);
    return { Triggers: found.map(({ trigger }) => trigger), TriggersNotFound: missing };
  },

  /** "Updates the previous trigger definition by overwriting it completely" (API reference). */
  UpdateTrigger({ Name, TriggerUpdate }, context) {
    const { WorkflowName, Type, State } = triggers.get(context, [Name]).trigger;
    const { Name: _, ...given }: Wire<TriggerUpdate> = TriggerUpdate;
    const trigger = withBatching({ Actions: [], ...given, Name, WorkflowName, Type, State });
    checkTrigger(trigger);
    putTrigger(context, trigger);
    planFiring(context, trigger);
    return { Trigger: trigger };
  },

  /** The model has no error for a trigger that is not there: "if the trigger is not found, no exception is thrown". */
  DeleteTrigger({ Name }, context) {
    if (triggers.has(context, [Name])) removeTrigger(context, Name);
    return { Name };
  },

  /** Triggers on demand "always remain in the CREATED state" (developer guide). */
  StartTrigger({ Name }, context) {
    const { trigger } = triggers.get(context, [Name]);
    if (trigger.Type === 'EVENT') throw faults.eventNotStartable();
    if (trigger.Type === 'ON_DEMAND') fireOnDemand(context, trigger);
    else if (trigger.State === 'ACTIVATED') throw faults.inState(trigger.State);
    else planFiring(context, put(context, { ...trigger, State: 'ACTIVATED' }));
    return { Name };
  },

  StopTrigger({ Name }, context) {
    const { trigger } = triggers.get(context, [Name]);
    if (trigger.State !== 'ACTIVATED') throw faults.inState(trigger.State ?? 'CREATED');
    put(context, { ...trigger, State: 'DEACTIVATED' });
    return { Name };
  },
};

function put(scope: Scope, trigger: KeptTrigger['trigger']): KeptTrigger['trigger'] {
  putTrigger(scope, trigger);
  return trigger;
}

/** "The default batch window is 900 seconds", a batch is one event unless it is told otherwise (developer guide). */
function withBatching<Given extends Wire<Trigger>>(given: Given): Given {
  const { Type, EventBatchingCondition } = given;
  if (Type !== 'EVENT') return given;
  return { ...given, EventBatchingCondition: { BatchSize: 1, BatchWindow: 900, ...EventBatchingCondition } };
}

/** A workflow has one trigger that starts it. */
function requireWorkflow(context: Context, workflow: string, trigger: Wire<Trigger>): void {
  workflows.get(context, [workflow]);
  if (isStart(trigger) && triggersOf(context, workflow).some(isStart)) throw faults.secondStart();
}

/** "The trigger that can start this job is returned, and if there is no such trigger, all triggers are returned" (API reference). */
function startersOf(scope: Scope, job: Input<'GetTriggers'>['DependentJobName']): (trigger: Wire<Trigger>) => boolean {
  const starts = ({ Actions = [] }: Wire<Trigger>) => Actions.some(({ JobName }) => JobName === job);
  if (job === undefined) return () => true;
  for (const { trigger } of triggers.all(scope, [])) if (starts(trigger)) return starts;
  return () => true;
}
