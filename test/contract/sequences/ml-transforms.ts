/** Machine learning transforms with their task runs. */
import { Role, RUN_OVER, type Step } from './step.js';

const transform = { TransformId: '$CreateMLTransform.TransformId' };
const runOf = (operation: string) => ({ ...transform, TaskRunId: `$${operation}.TaskRunId` });
const Parameters = { TransformType: 'FIND_MATCHES', FindMatchesParameters: { PrimaryKeyColumnName: 'id' } };

export const mlTransforms: readonly Step[] = [
  ['CreateMLTransform', { Name: 'n', Role, InputRecordTables: [], Parameters }],
  ['ListMLTransforms', {}, { TransformIds: [transform.TransformId] }],
  ['CreateMLTransform', { Name: 'm', Role, InputRecordTables: [], Parameters }],
  ['GetMLTransform', transform, { ...transform, Name: 'm', Parameters, Status: 'NOT_READY' }],
  ['UpdateMLTransform', { ...transform, Description: 'new' }, transform],
  ['GetMLTransforms', {}, { Transforms: [{ Name: 'm', Description: 'new' }, { Name: 'n' }] }],
  ['ListMLTransforms', {}, { TransformIds: [transform.TransformId] }],
  ['StartImportLabelsTaskRun', { ...transform, InputS3Path: 's3://shop/labels.csv' }],
  [
    'GetMLTaskRun',
    runOf('StartImportLabelsTaskRun'),
    { Status: 'STARTING', Properties: { TaskType: 'IMPORT_LABELS' } },
  ],
  RUN_OVER,
  ['GetMLTransform', transform, { Status: 'READY', LabelCount: 1 }],
  ['StartMLEvaluationTaskRun', transform],
  ['GetMLTaskRuns', transform, { TaskRuns: [{ Properties: { TaskType: 'EVALUATION' } }, {}] }],
  ['StartMLLabelingSetGenerationTaskRun', { ...transform, OutputS3Path: 's3://shop/set/' }],
  [
    'GetMLTaskRun',
    runOf('StartMLLabelingSetGenerationTaskRun'),
    { Properties: { TaskType: 'LABELING_SET_GENERATION' } },
  ],
  ['StartExportLabelsTaskRun', { ...transform, OutputS3Path: 's3://shop/labels/' }],
  ['GetMLTaskRun', runOf('StartExportLabelsTaskRun'), { Properties: { TaskType: 'EXPORT_LABELS' } }],
  ['CancelMLTaskRun', runOf('StartExportLabelsTaskRun'), { Status: 'STOPPING' }],
  ['GetMLTaskRun', runOf('StartExportLabelsTaskRun'), { Status: 'STOPPING' }],
  RUN_OVER,
  ['GetMLTransform', transform, { EvaluationMetrics: { TransformType: 'FIND_MATCHES' } }],
  ['DeleteMLTransform', transform, transform],
  ['GetMLTransform', transform, { Status: 'DELETING' }],
];
