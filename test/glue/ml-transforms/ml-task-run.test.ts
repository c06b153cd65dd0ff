import type { GetMLTaskRunsRequest } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

t.test('task runs of machine learning transforms', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const { advance } = server.clock;
  const create = async (Name: string, Timeout?: number) => {
    const Parameters = { TransformType: 'FIND_MATCHES', FindMatchesParameters: {} } as const;
    const input = { Name, InputRecordTables: [], Parameters, Role: 'r', Timeout };
    return (await glue.createMLTransform(input)).TransformId ?? '';
  };
  const InputS3Path = 's3://b/labels.csv';
  const load = (TransformId: string, ReplaceAllLabels?: boolean) =>
    glue.startImportLabelsTaskRun({ TransformId, InputS3Path, ReplaceAllLabels });

  t.test('labels make a transform ready, and an evaluation gives it metrics', async (t) => {
    const TransformId = await create('a');
    const notReady = `MLTransformNotReadyException: MLTransform ${TransformId} is not ready: it has no labels yet.`;
    t.equal(await refusal(glue.startMLEvaluationTaskRun({ TransformId })), notReady);
    const started = server.clock.now();
    const { TaskRunId = '' } = await load(TransformId);
    t.match(await glue.getMLTaskRun({ TransformId, TaskRunId }), { Status: 'STARTING', CompletedOn: undefined });
    await advance('2m');
    t.match(await glue.getMLTaskRun({ TransformId, TaskRunId }), { Status: 'RUNNING', ExecutionTime: 120 });
    t.equal(await refusal(glue.startMLEvaluationTaskRun({ TransformId })), notReady);
    await advance('8m');
    const { $metadata: _, ...run } = await glue.getMLTaskRun({ TransformId, TaskRunId });
    const ended = new Date(started.getTime() + 600_000);
    t.same(run, {
      TransformId,
      TaskRunId,
      Status: 'SUCCEEDED',
      Properties: { TaskType: 'IMPORT_LABELS', ImportLabelsTaskRunProperties: { InputS3Path, Replace: false } },
      StartedOn: started,
      LastModifiedOn: ended,
      CompletedOn: ended,
      ExecutionTime: 600,
    });
    await load(TransformId);
    await glue.startMLEvaluationTaskRun({ TransformId });
    t.match(await glue.getMLTransform({ TransformId }), {
      Status: 'READY',
      LabelCount: 1,
      EvaluationMetrics: undefined,
    });
    await advance('10m');
    const FindMatchesMetrics = { ConfusionMatrix: { NumTruePositives: 0 } };
    const EvaluationMetrics = { TransformType: 'FIND_MATCHES', FindMatchesMetrics };
    t.match(await glue.getMLTransform({ TransformId }), { LabelCount: 2, EvaluationMetrics });
    await load(TransformId, true);
    await advance('10m');
    t.match(await glue.getMLTransform({ TransformId }), { LabelCount: 1 });
  });

  t.test('a run is cancelled while it runs, and ends with its transform’s timeout', async (t) => {
    const TransformId = await create('b', 5);
    const { TaskRunId = '' } = await load(TransformId);
    t.match(await glue.cancelMLTaskRun({ TransformId, TaskRunId }), { TransformId, TaskRunId, Status: 'STOPPING' });
    await advance('1m');
    t.match(await glue.getMLTaskRun({ TransformId, TaskRunId }), { Status: 'STOPPED', ExecutionTime: 60 });
    t.equal(
      await refusal(glue.cancelMLTaskRun({ TransformId, TaskRunId })),
      `InvalidInputException: Task run ${TaskRunId} is STOPPED and cannot be cancelled.`,
    );
    const { TaskRunId: late } = await load(TransformId);
    await advance('1h');
    t.match(await glue.getMLTaskRun({ TransformId, TaskRunId: late }), { Status: 'TIMEOUT', ExecutionTime: 300 });
    t.match(await glue.getMLTransform({ TransformId }), { Status: 'NOT_READY', LabelCount: 0 });
    t.equal(
      await refusal(glue.getMLTaskRun({ TransformId, TaskRunId: 'nope' })),
      'EntityNotFoundException: Task run nope not found.',
    );
  });

  t.test('three runs of a transform go on at once, exports apart', async (t) => {
    const TransformId = await create('c');
    const OutputS3Path = 's3://b/out/';
    const generate = () => glue.startMLLabelingSetGenerationTaskRun({ TransformId, OutputS3Path });
    for (let run = 0; run < 3; run += 1) await generate();
    t.equal(await refusal(generate()), 'ConcurrentRunsExceededException: Concurrent runs exceeded.');
    const limit = 'The limit of 3 concurrent task runs of a transform is reached.';
    t.equal(await refusal(load(TransformId)), `ResourceNumberLimitExceededException: ${limit}`);
    await glue.startExportLabelsTaskRun({ TransformId, OutputS3Path });
    const bad = refusal(glue.startExportLabelsTaskRun({ TransformId, OutputS3Path: '/tmp' }));
    t.equal(await bad, 'InvalidInputException: /tmp is not an Amazon S3 path.');
  });

  t.test('runs are filtered, sorted and paged, the newest first', async (t) => {
    const TransformId = await create('d');
    const OutputS3Path = 's3://b/out/';
    const begin = server.clock.now();
    await load(TransformId);
    await advance('1h');
    await glue.startExportLabelsTaskRun({ TransformId, OutputS3Path });
    await glue.startMLLabelingSetGenerationTaskRun({ TransformId, OutputS3Path });
    const types = async (input: Partial<GetMLTaskRunsRequest>) =>
      (await glue.getMLTaskRuns({ TransformId, ...input })).TaskRuns?.map(({ Properties }) => Properties?.TaskType);
    const newestFirst = ['LABELING_SET_GENERATION', 'EXPORT_LABELS', 'IMPORT_LABELS'];
    t.same(await types({}), newestFirst);
    t.same(await types({ Sort: { Column: 'STARTED', SortDirection: 'ASCENDING' } }), newestFirst.toReversed());
    t.same(await types({ Sort: { Column: 'TASK_RUN_TYPE', SortDirection: 'ASCENDING' } }), newestFirst.toSorted());
    t.same((await types({ Sort: { Column: 'STATUS', SortDirection: 'DESCENDING' } }))?.at(0), 'IMPORT_LABELS');
    t.same(await types({ Filter: { TaskRunType: 'EXPORT_LABELS' } }), ['EXPORT_LABELS']);
    t.same(await types({ Filter: { Status: 'SUCCEEDED' } }), ['IMPORT_LABELS']);
    t.same(await types({ Filter: { StartedAfter: begin } }), newestFirst.slice(0, 2));
    t.same(await types({ Filter: { StartedBefore: new Date(begin.getTime() + 1000) } }), ['IMPORT_LABELS']);
    const { NextToken } = await glue.getMLTaskRuns({ TransformId, MaxResults: 2 });
    t.same(await types({ MaxResults: 2, NextToken }), ['IMPORT_LABELS']);
  });
});
