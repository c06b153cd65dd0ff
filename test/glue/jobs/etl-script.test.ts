import type { CodeGenEdge, CodeGenNode, GetPlanRequest, MappingEntry } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

/** Scripts below are worded as those that AWS generates: Scala as in the AWS CLI's example for get-plan. */
const columns = [
  ['orderid', 'int'],
  ['quantity', 'int'],
  ['state', 'string'],
] as const;
const Mapping: MappingEntry[] = columns.map(([path, type]) => ({
  SourcePath: path,
  SourceTable: 'anything',
  SourceType: type,
  TargetPath: path,
  TargetTable: 'anything',
  TargetType: type,
}));
const plan: GetPlanRequest = {
  Mapping,
  Source: { DatabaseName: 'shop', TableName: 'raw_orders' },
  Sinks: [{ DatabaseName: 'shop', TableName: 'orders_clean' }],
};
const TUPLES =
  '("orderid", "int", "orderid", "int"), ("quantity", "int", "quantity", "int"), ("state", "string", "state", "string")';

const SCALA = `import com.amazonaws.services.glue.ChoiceOption
import com.amazonaws.services.glue.GlueContext
import com.amazonaws.services.glue.MappingSpec
import com.amazonaws.services.glue.ResolveSpec
import com.amazonaws.services.glue.errors.CallSite
import com.amazonaws.services.glue.util.GlueArgParser
import com.amazonaws.services.glue.util.Job
import com.amazonaws.services.glue.util.JsonOptions
import org.apache.spark.SparkContext
import scala.collection.JavaConverters._

object GlueApp {
  def main(sysArgs: Array[String]) {
    val spark: SparkContext = new SparkContext()
    val glueContext: GlueContext = new GlueContext(spark)
    // @params: [JOB_NAME]
    val args = GlueArgParser.getResolvedOptions(sysArgs, Seq("JOB_NAME").toArray)
    Job.init(args("JOB_NAME"), glueContext, args.asJava)
    // @type: DataSource
    // @args: [database = "shop", table_name = "raw_orders", transformation_ctx = "datasource0"]
    // @return: datasource0
    // @inputs: []
    val datasource0 = glueContext.getCatalogSource(database = "shop", tableName = "raw_orders", redshiftTmpDir = "", transformationContext = "datasource0").getDynamicFrame()
    // @type: ApplyMapping
    // @args: [mapping = [${TUPLES}], transformation_ctx = "applymapping1"]
    // @return: applymapping1
    // @inputs: [frame = datasource0]
    val applymapping1 = datasource0.applyMapping(mappings = Seq(${TUPLES}), caseSensitive = false, transformationContext = "applymapping1")
    // @type: SelectFields
    // @args: [paths = ["orderid", "quantity", "state"], transformation_ctx = "selectfields2"]
    // @return: selectfields2
    // @inputs: [frame = applymapping1]
    val selectfields2 = applymapping1.selectFields(paths = Seq("orderid", "quantity", "state"), transformationContext = "selectfields2")
    // @type: ResolveChoice
    // @args: [choice = "MATCH_CATALOG", database = "shop", table_name = "orders_clean", transformation_ctx = "resolvechoice3"]
    // @return: resolvechoice3
    // @inputs: [frame = selectfields2]
    val resolvechoice3 = selectfields2.resolveChoice(choiceOption = Some(ChoiceOption("MATCH_CATALOG")), database = Some("shop"), tableName = Some("orders_clean"), transformationContext = "resolvechoice3")
    // @type: DataSink
    // @args: [database = "shop", table_name = "orders_clean", transformation_ctx = "datasink4"]
    // @return: datasink4
    // @inputs: [frame = resolvechoice3]
    val datasink4 = glueContext.getCatalogSink(database = "shop", tableName = "orders_clean", redshiftTmpDir = "", transformationContext = "datasink4").writeDynamicFrame(resolvechoice3)
    Job.commit()
  }
}`;

const PYTHON = `import sys
from awsglue.transforms import *
from awsglue.utils import getResolvedOptions
from pyspark.context import SparkContext
from awsglue.context import GlueContext
from awsglue.job import Job

## @params: [TempDir, JOB_NAME]
args = getResolvedOptions(sys.argv, ['TempDir','JOB_NAME'])

sc = SparkContext()
glueContext = GlueContext(sc)
spark = glueContext.spark_session
job = Job(glueContext)
job.init(args['JOB_NAME'], args)
## @type: DataSource
## @args: [database = "db", table_name = "orders", redshift_tmp_dir = TempDir, transformation_ctx = "orders"]
## @return: orders
## @inputs: []
orders = glueContext.create_dynamic_frame.from_catalog(database = "db", table_name = "orders", redshift_tmp_dir = args["TempDir"], transformation_ctx = "orders")
## @type: DataSource
## @args: [connection_type = "s3", format = "json", connection_options = {"paths": ["s3://b/x, y/"]}, transformation_ctx = "people"]
## @return: people
## @inputs: []
people = glueContext.create_dynamic_frame.from_options(connection_type = "s3", format = "json", connection_options = {"paths": ["s3://b/x, y/"]}, transformation_ctx = "people")
## @type: Join
## @args: [keys1 = ["id"], keys2 = ["id"], transformation_ctx = "joined"]
## @return: joined
## @inputs: [frame1 = orders, frame2 = people]
joined = Join.apply(frame1 = orders, frame2 = people, keys1 = ["id"], keys2 = ["id"], transformation_ctx = "joined")
## @type: DataSink
## @args: [connection_type = "s3", connection_options = {"path": "s3://b/out"}, format = "csv", transformation_ctx = "out"]
## @return: out
## @inputs: [frame = joined]
out = glueContext.write_dynamic_frame.from_options(frame = joined, connection_type = "s3", connection_options = {"path": "s3://b/out"}, format = "csv", transformation_ctx = "out")
job.commit()`;

const node = (Id: string, NodeType: string, args: Record<string, string> = {}): CodeGenNode => ({
  Id,
  NodeType,
  Args: Object.entries(args).map(([Name, Value]) => ({ Name, Value, Param: Value === 'TempDir' })),
});
/** In another order than the script's, which follows the edges. */
const DagNodes: CodeGenNode[] = [
  node('joined', 'Join', { keys1: '["id"]', keys2: '["id"]' }),
  node('out', 'DataSink', {
    connection_type: '"s3"',
    connection_options: '{"path": "s3://b/out"}',
    format: '"csv"',
  }),
  node('orders', 'DataSource', { database: '"db"', table_name: '"orders"', redshift_tmp_dir: 'TempDir' }),
  node('people', 'DataSource', {
    connection_type: '"s3"',
    format: '"json"',
    connection_options: '{"paths": ["s3://b/x, y/"]}',
  }),
];
const DagEdges: CodeGenEdge[] = [
  { Source: 'orders', Target: 'joined', TargetParameter: 'frame1' },
  { Source: 'people', Target: 'joined', TargetParameter: 'frame2' },
  { Source: 'joined', Target: 'out', TargetParameter: 'frame' },
];

t.test('generated scripts', async (t) => {
  const { glue } = await glueServer(t);

  t.test('a plan in Scala is the one that AWS answers', async (t) => {
    const answer = await glue.getPlan({ ...plan, Language: 'SCALA' });
    t.same([answer.ScalaCode, answer.PythonScript], [SCALA, undefined]);
  });

  t.test('a graph becomes a Python script, and the script the graph', async (t) => {
    const { PythonScript } = await glue.createScript({ DagNodes, DagEdges });
    t.equal(PythonScript, PYTHON);
    const graph = await glue.getDataflowGraph({ PythonScript });
    t.same(graph.DagEdges, DagEdges);
    t.same(
      graph.DagNodes?.map(({ Id, NodeType, LineNumber }) => [Id, NodeType, LineNumber]),
      [
        ['orders', 'DataSource', 16],
        ['people', 'DataSource', 21],
        ['joined', 'Join', 26],
        ['out', 'DataSink', 31],
      ],
    );
    t.same(graph.DagNodes?.[0]?.Args, [
      ...(DagNodes[2]?.Args ?? []),
      { Name: 'transformation_ctx', Value: '"orders"', Param: false },
    ]);
    const again = await glue.createScript({ DagNodes: graph.DagNodes, DagEdges: graph.DagEdges });
    t.equal(again.PythonScript, PYTHON);
  });

  t.test('the same graph in Scala', async (t) => {
    const { ScalaCode = '' } = await glue.createScript({ DagNodes, DagEdges, Language: 'SCALA' });
    const statements = ScalaCode.split('\n').filter((line) => / val (orders|people|joined|out) /.test(line));
    t.same(
      statements.map((line) => line.trim()),
      [
        'val orders = glueContext.getCatalogSource(database = "db", tableName = "orders", redshiftTmpDir = args("TempDir"), transformationContext = "orders").getDynamicFrame()',
        'val people = glueContext.getSourceWithFormat(connectionType = "s3", options = JsonOptions("""{"paths": ["s3://b/x, y/"]}"""), transformationContext = "people", format = "json").getDynamicFrame()',
        'val joined = orders.join(frame2 = people, keys1 = Seq("id"), keys2 = Seq("id"), transformationContext = "joined")',
        'val out = glueContext.getSinkWithFormat(connectionType = "s3", options = JsonOptions("""{"path": "s3://b/out"}"""), transformationContext = "out", format = "csv").writeDynamicFrame(joined)',
      ],
    );
    t.match(ScalaCode, 'GlueArgParser.getResolvedOptions(sysArgs, Seq("TempDir", "JOB_NAME").toArray)');
  });

  t.test('what a plan puts between the mapping and the sink depends on the sink', async (t) => {
    const steps = async (more: Partial<GetPlanRequest>) => {
      const { PythonScript } = await glue.getPlan({ ...plan, Sinks: undefined, ...more });
      const { DagNodes = [] } = await glue.getDataflowGraph({ PythonScript });
      return { ids: DagNodes.map(({ Id }) => Id), last: DagNodes.at(-1)?.Args, first: DagNodes.at(0)?.Args };
    };
    const S3 = (format: string) => ({
      S3: [
        { Name: 'path', Value: 's3://b/out' },
        { Name: 'format', Value: format },
      ],
    });
    const json = await steps({ Location: S3('json') });
    t.same(json.ids, ['datasource0', 'applymapping1', 'datasink2']);
    t.same(
      json.last?.map(({ Name, Value }) => [Name, Value]),
      [
        ['connection_type', '"s3"'],
        ['connection_options', '{"path": "s3://b/out"}'],
        ['format', '"json"'],
        ['transformation_ctx', '"datasink2"'],
      ],
    );
    const settled = ['datasource0', 'applymapping1', 'resolvechoice2', 'dropnullfields3', 'datasink4'];
    t.same((await steps({ Location: S3('"parquet"') })).ids, settled);
    const Jdbc = [
      { Name: 'catalog_connection', Value: 'rds' },
      { Name: 'dbtable', Value: 'people' },
    ];
    const jdbc = await steps({ Location: { Jdbc } });
    t.same(jdbc.ids, settled);
    t.same(
      jdbc.last?.slice(0, 2).map(({ Value }) => Value),
      ['{"dbtable": "people"}', '"rds"'],
    );
    t.same((await steps({})).ids, ['datasource0', 'applymapping1']);
    const inferred = await steps({ AdditionalPlanOptionsMap: { inferSchema: 'true' } });
    t.match(inferred.first?.[2], { Name: 'additional_options', Value: '{"inferSchema": "true"}' });
    const Sinks = ['one', 'two'].map((TableName) => ({ DatabaseName: 'db', TableName }));
    const both = await steps({ Sinks, Mapping: Mapping.map((entry) => ({ ...entry, TargetTable: 'one' })) });
    t.equal(both.ids.filter((id) => id?.startsWith('datasink')).length, 2);
    const bad = refusal(glue.getPlan({ ...plan, Mapping: [{ SourcePath: 'x' }] }));
    t.equal(await bad, 'InvalidInputException: Each mapping needs a SourcePath and a SourceType.');
  });

  t.test('columns are mapped by name, in the types of dynamic frames', async (t) => {
    await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
    const create = (Name: string, Columns: [string, string][]) => {
      const StorageDescriptor = { Columns: Columns.map(([Name, Type]) => ({ Name, Type })) };
      const PartitionKeys = [{ Name: 'day', Type: 'date' }];
      return glue.createTable({ DatabaseName: 'db', TableInput: { Name, StorageDescriptor, PartitionKeys } });
    };
    await create('from', [
      ['id', 'bigint'],
      ['tags', 'array<string>'],
      ['name', 'varchar(10)'],
      ['price', 'decimal(10,2)'],
    ]);
    await create('to', [
      ['ID', 'string'],
      ['other', 'int'],
    ]);
    const Source = { DatabaseName: 'db', TableName: 'from' };
    const Sinks = [{ DatabaseName: 'db', TableName: 'to' }];
    const mapped = async (input: { Sinks?: typeof Sinks }) =>
      (await glue.getMapping({ Source, ...input })).Mapping?.map((entry) => Object.values(entry));
    t.same(await mapped({ Sinks }), [
      ['from', 'id', 'long', 'to', 'ID', 'string'],
      ['from', 'day', 'date', 'to', 'day', 'date'],
    ]);
    t.same(
      (await mapped({}))?.map((entry) => entry.slice(1, 3)),
      [
        ['id', 'long'],
        ['tags', 'array'],
        ['name', 'string'],
        ['price', 'decimal(10,2)'],
        ['day', 'date'],
      ],
    );
    const absent = glue.getMapping({ Source: { DatabaseName: 'db', TableName: 'nope' } });
    t.equal(await refusal(absent), 'EntityNotFoundException: Table nope not found.');
  });

  t.test('what is no graph is refused', async (t) => {
    const source = node('a', 'DataSource', {});
    const edge = (Source: string, Target: string): CodeGenEdge => ({ Source, Target });
    const cases: [CodeGenNode[], CodeGenEdge[], string][] = [
      [[source, source], [], 'Node a is given twice.'],
      [[source], [edge('a', 'z')], 'An edge names node z, which is not given.'],
      [[node('b', 'Filter')], [], 'Node b has no input.'],
      [[source, node('b', 'DataSource')], [edge('a', 'b')], 'Data source b cannot have an input.'],
      [[node('b', 'Map'), node('c', 'Map')], [edge('b', 'c'), edge('c', 'b')], 'The graph has a cycle.'],
      [[node('b', 'Map')], [edge('b', 'b')], 'The graph has a cycle.'],
      [[node('a', 'Data Source')], [], 'Data Source is not a node type.'],
      [[node('a', 'DataSource', { x: '1\n2' })], [], 'Argument x of node a has to be a name and one line.'],
    ];
    for (const [DagNodes, DagEdges, text] of cases)
      t.equal(await refusal(glue.createScript({ DagNodes, DagEdges })), `InvalidInputException: ${text}`);
  });

  t.test('a graph is read off a script that somebody edited', async (t) => {
    const script = [
      '## @type: DataSource',
      '## @args: [database = "it\'s, ]"]',
      '## @return: frame',
      '## @inputs: []',
      'print("x")',
      '## @type: Map',
      '## @args: [f = lambda row: (row["a"], 1)]',
      '## @return: frame',
      '## @inputs: [frame = frame]',
      '## @type: Filter',
      '## @return: last',
      '## @inputs: [frame = frame, other = <frame>]',
    ];
    const { DagNodes, DagEdges } = await glue.getDataflowGraph({ PythonScript: script.join('\n') });
    t.same(
      DagNodes?.map(({ Id, Args }) => [Id, Args?.[0]?.Value]),
      [
        ['frame', '"it\'s, ]"'],
        ['frame_2', 'lambda row: (row["a"], 1)'],
        ['last', undefined],
      ],
    );
    t.same(
      DagEdges?.map(({ Source, Target }) => [Source, Target]),
      [
        ['frame', 'frame_2'],
        ['frame_2', 'last'],
      ],
    );
    t.match(await glue.getDataflowGraph({}), { DagNodes: [], DagEdges: [] });
    for (const [bad, line] of [
      ['## @args: [x = 1]', 1],
      ['\n## @type: A\n## @args: x', 3],
      ['\n## @type: A\n## @args: [(]\n', 3],
      ['## @type: A\n## @args: [x]\n', 2],
      ['\n## @type: A\n', 2],
    ] as const) {
      const text = `The annotation in line ${line} cannot be read.`;
      t.equal(await refusal(glue.getDataflowGraph({ PythonScript: bad })), `InvalidInputException: ${text}`);
    }
  });

  t.test('a chain of thousands of nodes is put in order in no time', async (t) => {
    const many = 20_000;
    const chain = Array.from({ length: many }, (_, at) => node(`n${at}`, at === 0 ? 'DataSource' : 'Map')).reverse();
    const edges = Array.from({ length: many - 1 }, (_, at) => ({ Source: `n${at}`, Target: `n${at + 1}` }));
    const { PythonScript = '' } = await glue.createScript({ DagNodes: chain, DagEdges: edges });
    t.ok(PythonScript.indexOf('n19999 = ') > PythonScript.indexOf('n1 = '));
  });
});
