/** Workflows with their runs, triggers, and blueprints. */
import { Role, RUN_OVER, type Step } from './step.js';

const Name = 'w';
const run = { Name, RunId: '$StartWorkflowRun.RunId' };
const Actions = [{ JobName: 'j' }];
const Schedule = 'cron(0 12 * * ? *)';
const BlueprintLocation = 's3://shop/blueprint.zip';

export const workflows: readonly Step[] = [
  ['CreateJob', { Name: 'j', Role, Command: { Name: 'glueetl', ScriptLocation: 's3://shop/job.py' } }],
  ['GetJobs', {}, { Jobs: [{ Name: 'j' }] }],
  ['CreateWorkflow', { Name, Description: 'old' }, { Name }],
  ['GetWorkflow', { Name }, { Workflow: { Name, Description: 'old' } }],
  ['UpdateWorkflow', { Name, Description: 'new' }, { Name }],
  ['ListWorkflows', {}, { Workflows: [Name] }],
  ['BatchGetWorkflows', { Names: [Name, 'x'] }, { Workflows: [{ Name, Description: 'new' }], MissingWorkflows: ['x'] }],
  ['CreateTrigger', { Name: 'first', Type: 'ON_DEMAND', WorkflowName: Name, Actions }, { Name: 'first' }],
  ['GetTrigger', { Name: 'first' }, { Trigger: { Name: 'first', WorkflowName: Name, Type: 'ON_DEMAND', Actions } }],
  ['StartWorkflowRun', { Name, RunProperties: { a: '1' } }],
  [
    'GetWorkflowRun',
    { ...run, IncludeGraph: true },
    { Run: { Name, Status: 'RUNNING', Statistics: { RunningActions: 1 } } },
  ],
  ['PutWorkflowRunProperties', { ...run, RunProperties: { b: '2' } }],
  ['GetWorkflowRunProperties', run, { RunProperties: { a: '1', b: '2' } }],
  RUN_OVER,
  [
    'GetWorkflowRun',
    { ...run, IncludeGraph: true },
    { Run: { Status: 'COMPLETED', Statistics: { SucceededActions: 1 } } },
  ],
  ['GetWorkflow', { Name, IncludeGraph: true }, { Workflow: { LastRun: { Status: 'COMPLETED' } } }],
  ['StartWorkflowRun', { Name }],
  ['GetWorkflowRun', run, { Run: { Status: 'RUNNING' } }],
  ['StopWorkflowRun', run],
  RUN_OVER,
  ['GetWorkflowRuns', { Name, IncludeGraph: true }, { Runs: [{ Status: 'STOPPED' }, { Status: 'COMPLETED' }] }],

  ['CreateTrigger', { Name: 'second', Type: 'SCHEDULED', Schedule, Actions }, { Name: 'second' }],
  ['GetTriggers', {}, { Triggers: [{ Name: 'first' }, { Name: 'second', Schedule, State: 'CREATED' }] }],
  ['StartTrigger', { Name: 'second' }, { Name: 'second' }],
  ['GetTrigger', { Name: 'second' }, { Trigger: { State: 'ACTIVATED' } }],
  ['StopTrigger', { Name: 'second' }, { Name: 'second' }],
  ['GetTrigger', { Name: 'second' }, { Trigger: { State: 'DEACTIVATED' } }],
  [
    'UpdateTrigger',
    { Name: 'second', TriggerUpdate: { Schedule, Actions, Description: 'new' } },
    { Trigger: { Description: 'new' } },
  ],
  [
    'BatchGetTriggers',
    { TriggerNames: ['second', 'x'] },
    { Triggers: [{ Description: 'new' }], TriggersNotFound: ['x'] },
  ],
  ['ListTriggers', {}, { TriggerNames: ['first', 'second'] }],
  ['DeleteTrigger', { Name: 'second' }, { Name: 'second' }],
  ['ListTriggers', {}, { TriggerNames: { length: 1 } }],

  ['CreateBlueprint', { Name: 'b', BlueprintLocation, Description: 'old' }, { Name: 'b' }],
  [
    'GetBlueprint',
    { Name: 'b' },
    { Blueprint: { Name: 'b', Description: 'old', BlueprintLocation, Status: 'CREATING' } },
  ],
  RUN_OVER,
  ['StartBlueprintRun', { BlueprintName: 'b', RoleArn: Role, Parameters: '{"WorkflowName":"made"}' }],
  [
    'GetBlueprintRun',
    { BlueprintName: 'b', RunId: '$StartBlueprintRun.RunId' },
    { BlueprintRun: { State: 'RUNNING' } },
  ],
  RUN_OVER,
  ['GetBlueprintRuns', { BlueprintName: 'b' }, { BlueprintRuns: [{ State: 'SUCCEEDED', WorkflowName: 'made' }] }],
  ['ListWorkflows', {}, { Workflows: ['made', Name] }],
  ['StartBlueprintRun', { BlueprintName: 'b', RoleArn: Role }],
  ['GetBlueprintRuns', { BlueprintName: 'b' }, { BlueprintRuns: [{ State: 'RUNNING' }, { State: 'SUCCEEDED' }] }],
  ['UpdateBlueprint', { Name: 'b', BlueprintLocation, Description: 'new' }, { Name: 'b' }],
  ['BatchGetBlueprints', { Names: ['b', 'x'] }, { Blueprints: [{ Description: 'new' }], MissingBlueprints: ['x'] }],
  ['DeleteBlueprint', { Name: 'b' }, { Name: 'b' }],
  ['ListBlueprints', {}, { Blueprints: { length: 0 } }],

  [
    'CreateTrigger',
    {
      Name: 'then',
      Type: 'CONDITIONAL',
      WorkflowName: Name,
      StartOnCreation: true,
      Predicate: { Conditions: [{ LogicalOperator: 'EQUALS', JobName: 'j', State: 'SUCCEEDED' }] },
      Actions: [{ JobName: 'k', Arguments: { '--gluetrail-outcome': 'FAILED' } }],
    },
  ],
  ['GetTrigger', { Name: 'then' }, { Trigger: { State: 'ACTIVATED' } }],
  ['CreateJob', { Name: 'k', Role, Command: { Name: 'glueetl', ScriptLocation: 's3://shop/job.py' } }],
  ['GetJob', { JobName: 'k' }, { Job: { Name: 'k' } }],
  ['StartWorkflowRun', { Name }],
  ['GetWorkflowRun', run, { Run: { Status: 'RUNNING' } }],
  RUN_OVER,
  RUN_OVER,
  [
    'GetWorkflow',
    { Name, IncludeGraph: true },
    { Workflow: { LastRun: { Status: 'COMPLETED', Statistics: { FailedActions: 1 } } } },
  ],
  ['ResumeWorkflowRun', { ...run, NodeIds: ['$GetWorkflow.Workflow.Graph.Nodes.3.UniqueId'] }],
  [
    'GetWorkflowRun',
    { Name, RunId: '$ResumeWorkflowRun.RunId' },
    { Run: { Status: 'RUNNING', PreviousRunId: run.RunId } },
  ],
  ['DeleteWorkflow', { Name }, { Name }],
  ['GetWorkflow', { Name }, 'EntityNotFoundException'],
];
