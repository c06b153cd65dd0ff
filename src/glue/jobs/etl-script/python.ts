/** PySpark scripts, worded as Glue's own generator words them. */
import { annotations } from './annotation.js';
import { argOf, parametersOf, type Step } from './dag.js';

export function pythonScript(steps: readonly Step[]): string {
  const parameters = parametersOf(steps);
  const body = steps.flatMap((step) => [...annotations(step, '##'), `${step.id} = ${callOf(step)}`]);
  return [...header(parameters), ...body, 'job.commit()'].join('\n');
}

function header(parameters: readonly string[]): string[] {
  return [
    'import sys',
    'from awsglue.transforms import *',
    'from awsglue.utils import getResolvedOptions',
    'from pyspark.context import SparkContext',
    'from awsglue.context import GlueContext',
    'from awsglue.job import Job',
    '',
    `## @params: [${parameters.join(', ')}]`,
    `args = getResolvedOptions(sys.argv, [${parameters.map((name) => `'${name}'`).join(',')}])`,
    '',
    'sc = SparkContext()',
    'glueContext = GlueContext(sc)',
    'spark = glueContext.spark_session',
    'job = Job(glueContext)',
    "job.init(args['JOB_NAME'], args)",
  ];
}

/** The annotation of a mapping calls it `mapping`, its function `mappings`. */
function callOf(step: Step): string {
  const inputs = step.inputs.map(({ parameter, source }) => `${parameter} = ${source}`);
  const args = step.args.map(({ Name, Value, Param }) => {
    const name = step.type === 'ApplyMapping' && Name === 'mapping' ? 'mappings' : Name;
    return `${name} = ${Param ? `args["${Value}"]` : Value}`;
  });
  return `${functionOf(step)}(${[...inputs, ...args].join(', ')})`;
}

function functionOf(step: Step): string {
  if (step.type === 'DataSource')
    return `glueContext.create_dynamic_frame.${argOf(step, 'connection_type') ? 'from_options' : 'from_catalog'}`;
  if (step.type !== 'DataSink') return `${step.type}.apply`;
  if (argOf(step, 'connection_type')) return 'glueContext.write_dynamic_frame.from_options';
  return `glueContext.write_dynamic_frame.${argOf(step, 'catalog_connection') ? 'from_jdbc_conf' : 'from_catalog'}`;
}
