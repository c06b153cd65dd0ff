/**
 * Runs of workflows that go on from nodes of an earlier run: "the selected nodes and all nodes that are downstream from those nodes are
 * then run", the others are copied from the run that is resumed (developer guide, "Repairing and resuming a workflow run").
 */
import type { Scope } from '../../context.js';
import { workflow as faults } from '../../faults/workflows.js';
import { hexId } from '../../kinds/sequence.js';
import { metWithout, watchedBy } from './predicate.js';
import { type KeptWorkflowRun, workflowRuns } from './workflow-entity.js';
import { graphOf, nodeId, withDownstream } from './workflow-graph.js';
import { hasPlace, settle, startStep } from './workflow-run-life.js';

/** Answers which nodes it starts: one that comes behind another of them is started by the flow. */
export function resumeWorkflowRun(
  scope: Scope,
  name: string,
  resumed: KeptWorkflowRun,
  nodeIds: readonly string[],
): { RunId: string; NodeIds: string[] } {
  if (!hasPlace(scope, name)) throw faults.tooManyRuns(name);
  const nodeOf = (type: 'JOB' | 'CRAWLER', of: string) => nodeId(name, type, of);
  const ran = new Set(resumed.steps.map((step) => nodeOf(step.node, step.name)));
  for (const id of nodeIds) if (!ran.has(id)) throw faults.notResumable(id);
  const graph = graphOf(
    name,
    resumed.triggers.map(({ trigger }) => trigger),
  );
  const again = withDownstream(graph, nodeIds);
  const behind = new Set(nodeIds.flatMap((id) => [...withDownstream(graph, [id])].filter((reached) => reached !== id)));
  const first = [...new Set(nodeIds)].filter((id) => !behind.has(id));
  const isAgain = (type: 'JOB' | 'CRAWLER', of: string) => again.has(nodeOf(type, of));
  const run = workflowRuns.begin(scope, [name], (number) => ({
    number,
    id: hexId(scope, 'wr_', 64),
    previousId: resumed.id,
    startedAt: scope.now,
    properties: resumed.properties,
    status: 'RUNNING',
    triggers: resumed.triggers.map(({ trigger, met, fired }) => ({
      trigger,
      met: metWithout(trigger.Predicate, met, isAgain),
      fired: fired && !again.has(nodeId(name, 'TRIGGER', trigger.Name)),
    })),
    steps: resumed.steps.filter((step) => !isAgain(step.node, step.name)),
  }));
  for (const step of resumed.steps) {
    if (!first.includes(nodeOf(step.node, step.name))) continue;
    const part = run.triggers.find(({ trigger }) => trigger.Name === step.trigger);
    const action = part?.trigger.Actions?.find((each) => watchedBy(each).join() === [step.node, step.name].join());
    if (part && action) startStep(scope, name, run, part, action);
  }
  settle(scope, name, run);
  return { RunId: run.id, NodeIds: first };
}
