/** Scala scripts, worded as Glue's own generator words them (example of the AWS CLI for get-plan). */
import { annotations } from './annotation.js';
import { type Arg, argOf, parametersOf, type Step } from './dag.js';
import { isStringLiteral, pieces } from './text.js';

export function scalaScript(steps: readonly Step[]): string {
  const names = parametersOf(steps);
  const body = [
    'val spark: SparkContext = new SparkContext()',
    'val glueContext: GlueContext = new GlueContext(spark)',
    `// @params: [${names.join(', ')}]`,
    `val args = GlueArgParser.getResolvedOptions(sysArgs, Seq(${names.map((name) => `"${name}"`).join(', ')}).toArray)`,
    'Job.init(args("JOB_NAME"), glueContext, args.asJava)',
    ...steps.flatMap((step) => [...annotations(step, '//'), `val ${step.id} = ${expressionOf(step)}`]),
    'Job.commit()',
  ];
  const indented = body.map((line) => `    ${line}`);
  return [...HEADER, ...indented, '  }', '}'].join('\n');
}

const HEADER = [
  'import com.amazonaws.services.glue.ChoiceOption',
  'import com.amazonaws.services.glue.GlueContext',
  'import com.amazonaws.services.glue.MappingSpec',
  'import com.amazonaws.services.glue.ResolveSpec',
  'import com.amazonaws.services.glue.errors.CallSite',
  'import com.amazonaws.services.glue.util.GlueArgParser',
  'import com.amazonaws.services.glue.util.Job',
  'import com.amazonaws.services.glue.util.JsonOptions',
  'import org.apache.spark.SparkContext',
  'import scala.collection.JavaConverters._',
  '',
  'object GlueApp {',
  '  def main(sysArgs: Array[String]) {',
];

const NO_TEMPORARY_FOLDER: Arg = { Name: 'redshift_tmp_dir', Value: '""' };

function expressionOf(step: Step): string {
  const [first] = step.inputs;
  if (step.type === 'DataSource') return `glueContext.${sourceOf(step)}.getDynamicFrame()`;
  if (step.type === 'DataSink') return `glueContext.${sinkOf(step)}.writeDynamicFrame(${first?.source})`;
  const others = step.inputs.slice(1).map(({ parameter, source }) => `${camelCase(parameter)} = ${source}`);
  return `${first?.source}.${methodOf(step)}(${[...others, ...transformArgs(step)].join(', ')})`;
}

function sourceOf(step: Step): string {
  return argOf(step, 'connection_type')
    ? `getSourceWithFormat(${withFormat(step)})`
    : `getCatalogSource(${assignments(inCatalog(step)).join(', ')})`;
}

function sinkOf(step: Step): string {
  if (argOf(step, 'connection_type')) return `getSinkWithFormat(${withFormat(step)})`;
  const method = argOf(step, 'catalog_connection') ? 'getJDBCSink' : 'getCatalogSink';
  return `${method}(${assignments(inCatalog(step)).join(', ')})`;
}

/** What the catalog knows has a temporary folder to be unloaded through, an empty one if none is given; it stands before the context. */
function inCatalog({ args }: Step): Arg[] {
  if (args.some(({ Name }) => Name === NO_TEMPORARY_FOLDER.Name)) return [...args];
  const context = args.filter(({ Name }) => Name === 'transformation_ctx');
  return [...args.filter((arg) => !context.includes(arg)), NO_TEMPORARY_FOLDER, ...context];
}

/** In the order in which the generator writes them. */
const FORMAT_ORDER = ['connection_type', 'connection_options', 'transformation_ctx', 'format', 'format_options'];

function withFormat({ args }: Step): string {
  const place = ({ Name }: Arg) => (FORMAT_ORDER.indexOf(Name) + FORMAT_ORDER.length + 1) % (FORMAT_ORDER.length + 1);
  return assignments(args.toSorted((one, other) => place(one) - place(other))).join(', ');
}

/** Transforms whose method has another name than theirs. */
const METHODS: Record<string, string> = { DropNullFields: 'dropNulls', UnnestFrame: 'unnest' };

function methodOf({ type }: Step): string {
  return METHODS[type] ?? type.charAt(0).toLowerCase() + type.slice(1);
}

function transformArgs({ type, args }: Step): string[] {
  if (type === 'ApplyMapping') {
    const isContext = ({ Name }: Arg) => Name === 'transformation_ctx';
    const context = assignments(args.filter(isContext));
    return [...assignments(args.filter((arg) => !isContext(arg))), 'caseSensitive = false', ...context];
  }
  if (type !== 'ResolveChoice') return assignments(args);
  return args.map((arg) => {
    if (arg.Name === 'choice') return `choiceOption = Some(ChoiceOption(${scalaValue(arg)}))`;
    const isOptional = arg.Name === 'database' || arg.Name === 'table_name';
    return `${nameOf(arg)} = ${isOptional ? `Some(${scalaValue(arg)})` : scalaValue(arg)}`;
  });
}

function assignments(args: readonly Arg[]): string[] {
  return args.map((arg) => `${nameOf(arg)} = ${scalaValue(arg)}`);
}

/** Names that are not the Python ones in camel case. */
const NAMES: Record<string, string> = {
  mapping: 'mappings',
  transformation_ctx: 'transformationContext',
  connection_options: 'options',
};

function nameOf({ Name }: Arg): string {
  return NAMES[Name] ?? camelCase(Name);
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Python's lists are sequences, its dictionaries JSON options, its strings in double quotes. */
function scalaValue({ Value, Param }: Arg): string {
  if (Param) return `args("${Value}")`;
  if (Value.startsWith('{')) return `JsonOptions("""${Value}""")`;
  const text = pieces(Value).map((piece) => {
    if (isStringLiteral(piece)) return piece.startsWith("'") ? JSON.stringify(piece.slice(1, -1)) : piece;
    return piece === '[' ? 'Seq(' : piece === ']' ? ')' : piece;
  });
  return text.join('').replace(/^(True|False)$/, (truth) => truth.toLowerCase());
}
