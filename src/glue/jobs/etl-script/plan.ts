/**
 * The graph that carries out a mapping, as Glue's generator plans it: read the source, map the columns, fit them to the sink, write. What
 * stands between the mapping and the sink was read off generated scripts: a table of the catalog has its fields selected and matched, files
 * with a schema and JDBC tables have choices resolved and nulls dropped, other files nothing.
 */
import type { CodeGenEdge, CodeGenNode, MappingEntry } from '@aws-sdk/client-glue';
import { etlScript as faults } from '../../../faults/jobs.js';
import type { Input, Wire } from '../../../model/types.js';
import type { Arg } from './dag.js';

type Request = Input<'GetPlan'>;

interface Planned {
  type: string;
  args: Record<string, string>;
  /** Text to be taken as it is, such as parameters. */
  more?: readonly Arg[];
}

export function planOf(request: Request): { nodes: Wire<CodeGenNode>[]; edges: Wire<CodeGenEdge>[] } {
  const nodes: Wire<CodeGenNode>[] = [];
  const edges: Wire<CodeGenEdge>[] = [];
  const add = ({ type, args, more = [] }: Planned, Source?: string): string => {
    const Id = `${type.toLowerCase()}${nodes.length}`;
    const Args = [...Object.entries(args).map(([Name, Value]) => ({ Name, Value })), ...more];
    nodes.push({ Id, NodeType: type, Args });
    if (Source !== undefined) edges.push({ Source, Target: Id, TargetParameter: 'frame' });
    return Id;
  };
  const source = add(sourceOf(request));
  for (const branch of branchesOf(request)) branch.reduce((before, planned) => add(planned, before), source);
  return { nodes, edges };
}

function sourceOf({ Source, AdditionalPlanOptionsMap = {} }: Request): Planned {
  const options = Object.keys(AdditionalPlanOptionsMap).length > 0 && {
    additional_options: dictionary(AdditionalPlanOptionsMap),
  };
  const { DatabaseName, TableName } = Source;
  return { type: 'DataSource', args: { database: text(DatabaseName), table_name: text(TableName), ...options } };
}

/** One for each sink; a sink of several takes the mappings to its table. */
function branchesOf({ Mapping, Sinks = [], Location = {} }: Request): Planned[][] {
  const { S3, Jdbc, DynamoDB } = Location;
  const fileBranch = S3 && fileSink(S3);
  const located = [
    ...(fileBranch ? [fileBranch] : []),
    ...(Jdbc ? [[...settled('make_cols'), jdbcSink(Jdbc)]] : []),
    ...(DynamoDB ? [[optionsSink('dynamodb', DynamoDB)]] : []),
  ].map((steps) => [mapped(Mapping), ...steps]);
  const catalogued = Sinks.map((sink) => {
    const own = Mapping.filter(({ TargetTable }) => TargetTable === sink.TableName);
    const entries = Sinks.length > 1 && own.length > 0 ? own : Mapping;
    return [mapped(entries), ...catalogSink(sink, entries)];
  });
  const branches = [...catalogued, ...located];
  return branches.length > 0 ? branches : [[mapped(Mapping)]];
}

function mapped(entries: readonly Wire<MappingEntry>[]): Planned {
  const tuples = entries.map(({ SourcePath, SourceType, TargetPath = SourcePath, TargetType = SourceType }) => {
    if (!SourcePath || !SourceType || !TargetPath || !TargetType) throw faults.mapping();
    return `(${[SourcePath, SourceType, TargetPath, TargetType].map(text).join(', ')})`;
  });
  return { type: 'ApplyMapping', args: { mapping: `[${tuples.join(', ')}]` } };
}

function catalogSink(sink: Request['Source'], entries: readonly Wire<MappingEntry>[]): Planned[] {
  const table = { database: text(sink.DatabaseName), table_name: text(sink.TableName) };
  const paths = entries.map(({ TargetPath, SourcePath = '' }) => text(TargetPath ?? SourcePath));
  return [
    { type: 'SelectFields', args: { paths: `[${paths.join(', ')}]` } },
    { type: 'ResolveChoice', args: { choice: text('MATCH_CATALOG'), ...table } },
    { type: 'DataSink', args: table },
  ];
}

/** Formats whose files have a schema. */
const WITH_SCHEMA = ['parquet', 'glueparquet', 'orc', 'avro'];

function fileSink(args: readonly Arg[]): Planned[] {
  const format = bare(args.find(({ Name }) => Name === 'format')?.Value ?? '');
  return [...(WITH_SCHEMA.includes(format) ? settled('make_struct') : []), optionsSink('s3', args)];
}

function settled(choice: string): Planned[] {
  return [
    { type: 'ResolveChoice', args: { choice: text(choice) } },
    { type: 'DropNullFields', args: {} },
  ];
}

/** Arguments of the sink's own function; the others are connection options. */
const SINK_ARGS = ['connection_type', 'connection_options', 'format', 'format_options', 'catalog_connection'];

function optionsSink(type: string, args: readonly Arg[]): Planned {
  const given = args.filter(({ Name }) => SINK_ARGS.includes(Name));
  const more = given.filter(({ Name }) => Name !== 'connection_type').map(literal);
  return { type: 'DataSink', args: { connection_type: text(type), ...connectionOptions(args) }, more };
}

function jdbcSink(args: readonly Arg[]): Planned {
  const more = args.filter(({ Name }) => SINK_ARGS.includes(Name)).map(literal);
  return { type: 'DataSink', args: connectionOptions(args), more };
}

function connectionOptions(args: readonly Arg[]): Record<string, string> {
  const options = args.filter(({ Name }) => !SINK_ARGS.includes(Name)).map(({ Name, Value }) => [Name, bare(Value)]);
  return options.length > 0 ? { connection_options: dictionary(Object.fromEntries(options)) } : {};
}

/** An argument that is no program text yet becomes a string. */
function literal({ Name, Value, Param = false }: Arg): Arg {
  return Param || /^["'[{(]/.test(Value) ? { Name, Value, Param } : { Name, Value: text(Value) };
}

function bare(value: string): string {
  return value.replace(/^(["'])(.*)\1$/s, '$2');
}

function text(value: string): string {
  return JSON.stringify(value);
}

function dictionary(options: Record<string, string>): string {
  return `{${Object.entries(options)
    .map(([name, value]) => `${text(name)}: ${text(value)}`)
    .join(', ')}}`;
}
