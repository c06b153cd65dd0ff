/** The kinds of resource as data: how each is created, read, listed, updated and removed. The laws over them are in kinds.test.ts. */
import type { Fields } from './send.js';

export type Request = readonly [operation: string, input: Fields];

export interface KindCase {
  kind: string;
  /** Calls that make what has to be there first. */
  before: readonly Request[];
  create: (name: string) => Request;
  /** Absent where Glue has only the list. */
  read?: (name: string) => Request;
  /** The resource in what `read` answers. */
  entityOf?: (output: Fields) => unknown;
  list: Request;
  /** Names of the resources in what `list` answers, in its order. */
  namesOf: (output: Fields) => unknown[];
  update?: (name: string) => Request;
  remove: (name: string) => Request;
  /** What a resource shows after its creation, and after its update. */
  created: Fields;
  updated?: Fields;
  /** Texts of AlreadyExistsException and EntityNotFoundException. */
  exists: (name: string) => string;
  absent: (name: string) => string;
  /** Where updating and removing say it otherwise than reading. */
  absentToUpdate?: (name: string) => string;
  absentToRemove?: (name: string) => string;
  /** Whether removing one that is not there succeeds: its model has no error for it. */
  removesAbsent?: boolean;
  /** How many there can be at once, if not any number; these have no pages. */
  most?: number;
}

const ACCOUNT = '123456789012';
const RoleArn = `arn:aws:iam::${ACCOUNT}:role/glue`;
const DatabaseName = 'home';
const TableName = 'home';
const TABLE = { DatabaseName, TableName };
const inTable = (input: Fields): Fields => ({ ...TABLE, ...input });

const DATABASE: Request = ['CreateDatabase', { DatabaseInput: { Name: DatabaseName } }];
const PARTITIONED: Request = [
  'CreateTable',
  {
    DatabaseName,
    TableInput: {
      Name: TableName,
      PartitionKeys: [
        { Name: 'day', Type: 'string' },
        { Name: 'hour', Type: 'int' },
      ],
    },
  },
];

const RegistryName = 'home';
const AVRO: Fields = { DataFormat: 'AVRO', Compatibility: 'BACKWARD', SchemaDefinition: '"string"' };

const TIMEOUT: Fields = { JobConfiguration: { timeout: { MaxValue: '60' } } };

/** The values of a member of every element of a list in an output. */
function each(list: string, member: string): (output: Fields) => unknown[] {
  return (output) => (output[list] as Fields[]).map((element) => element[member]);
}

/** Three of each can be named so: the keys that an index of the name is over. */
const KEYS: Record<string, string[]> = { first: ['day'], second: ['hour'] };

export const KINDS: readonly KindCase[] = [
  {
    kind: 'catalog',
    before: [],
    create: (Name) => ['CreateCatalog', { Name, CatalogInput: { Description: 'old' } }],
    read: (Name) => ['GetCatalog', { CatalogId: `${ACCOUNT}:${Name}` }],
    entityOf: ({ Catalog }) => Catalog,
    list: ['GetCatalogs', {}],
    namesOf: each('CatalogList', 'Name'),
    update: (Name) => ['UpdateCatalog', { CatalogId: Name, CatalogInput: { Description: 'new' } }],
    remove: (Name) => ['DeleteCatalog', { CatalogId: Name }],
    created: { Description: 'old' },
    updated: { Description: 'new' },
    exists: () => 'Catalog already exists.',
    absent: (name) => `Catalog ${ACCOUNT}:${name} not found.`,
  },
  {
    kind: 'database',
    before: [],
    create: (Name) => ['CreateDatabase', { DatabaseInput: { Name, Description: 'old' } }],
    read: (Name) => ['GetDatabase', { Name }],
    entityOf: ({ Database }) => Database,
    list: ['GetDatabases', {}],
    namesOf: each('DatabaseList', 'Name'),
    update: (Name) => ['UpdateDatabase', { Name, DatabaseInput: { Name, Description: 'new' } }],
    remove: (Name) => ['DeleteDatabase', { Name }],
    created: { Description: 'old', CatalogId: ACCOUNT },
    updated: { Description: 'new', CatalogId: ACCOUNT },
    exists: () => 'Database already exists.',
    absent: (name) => `Database ${name} not found.`,
  },
  {
    kind: 'table',
    before: [DATABASE],
    create: (Name) => ['CreateTable', { DatabaseName, TableInput: { Name, Description: 'old' } }],
    read: (Name) => ['GetTable', { DatabaseName, Name }],
    entityOf: ({ Table }) => Table,
    list: ['GetTables', { DatabaseName }],
    namesOf: each('TableList', 'Name'),
    update: (Name) => ['UpdateTable', { DatabaseName, TableInput: { Name, Description: 'new' } }],
    remove: (Name) => ['DeleteTable', { DatabaseName, Name }],
    created: { Description: 'old', VersionId: '0' },
    updated: { Description: 'new', VersionId: '1' },
    exists: () => 'Table already exists.',
    absent: () => 'Entity Not Found',
    absentToRemove: (name) => `Table ${name} not found.`,
  },
  {
    kind: 'partition',
    before: [DATABASE, PARTITIONED],
    create: (day) => ['CreatePartition', inTable({ PartitionInput: { Values: [day, '1'], Parameters: { v: 'old' } } })],
    read: (day) => ['GetPartition', inTable({ PartitionValues: [day, '1'] })],
    entityOf: ({ Partition }) => Partition,
    list: ['GetPartitions', TABLE],
    namesOf: (output) => each('Partitions', 'Values')(output).map((values) => (values as string[])[0]),
    update: (day) => [
      'UpdatePartition',
      inTable({ PartitionValueList: [day, '1'], PartitionInput: { Parameters: { v: 'new' } } }),
    ],
    remove: (day) => ['DeletePartition', inTable({ PartitionValues: [day, '1'] })],
    created: { Parameters: { v: 'old' }, TableName },
    updated: { Parameters: { v: 'new' }, TableName },
    exists: () => 'Partition already exists.',
    absent: () => 'Cannot find partition.',
  },
  {
    kind: 'partition index',
    before: [DATABASE, PARTITIONED],
    create: (IndexName) => ['CreatePartitionIndex', inTable({ PartitionIndex: { IndexName, Keys: KEYS[IndexName] } })],
    list: ['GetPartitionIndexes', TABLE],
    namesOf: each('PartitionIndexDescriptorList', 'IndexName'),
    remove: (IndexName) => ['DeletePartitionIndex', inTable({ IndexName })],
    created: { IndexStatus: 'ACTIVE' },
    exists: (name) => `Partition Index ${name} already exists with the same name.`,
    absent: (name) => `Index with the given indexName : ${name} does not exist.`,
    most: 3,
  },
  {
    kind: 'connection',
    before: [],
    create: (Name) => [
      'CreateConnection',
      { ConnectionInput: { Name, ConnectionType: 'NETWORK', ConnectionProperties: {}, Description: 'old' } },
    ],
    read: (Name) => ['GetConnection', { Name }],
    entityOf: ({ Connection }) => Connection,
    list: ['GetConnections', {}],
    namesOf: each('ConnectionList', 'Name'),
    update: (Name) => [
      'UpdateConnection',
      { Name, ConnectionInput: { Name, ConnectionType: 'NETWORK', ConnectionProperties: {}, Description: 'new' } },
    ],
    remove: (ConnectionName) => ['DeleteConnection', { ConnectionName }],
    created: { Description: 'old', ConnectionSchemaVersion: 1, LastUpdatedBy: 'user/johndoe' },
    updated: { Description: 'new', ConnectionSchemaVersion: 1, LastUpdatedBy: 'user/johndoe' },
    exists: () => 'Connection already exists.',
    absent: (name) => `Connection with name ${name} in account ${ACCOUNT} is not found`,
  },
  {
    kind: 'crawler',
    before: [],
    create: (Name) => [
      'CreateCrawler',
      { Name, Role: 'r', DatabaseName: 'db', Targets: { S3Targets: [{ Path: 's3://old' }] } },
    ],
    read: (Name) => ['GetCrawler', { Name }],
    entityOf: ({ Crawler }) => Crawler,
    list: ['GetCrawlers', {}],
    namesOf: each('Crawlers', 'Name'),
    update: (Name) => ['UpdateCrawler', { Name, Targets: { S3Targets: [{ Path: 's3://new' }] } }],
    remove: (Name) => ['DeleteCrawler', { Name }],
    created: { Role: 'r', Version: 1, State: 'READY', Targets: { S3Targets: [{ Path: 's3://old' }], JdbcTargets: [] } },
    updated: { Role: 'r', Version: 2, State: 'READY', Targets: { S3Targets: [{ Path: 's3://new' }], JdbcTargets: [] } },
    exists: (name) => `${ACCOUNT}:${name} already exists`,
    absent: (name) => `Crawler entry with name ${name} does not exist`,
  },
  {
    kind: 'classifier',
    before: [],
    create: (Name) => ['CreateClassifier', { JsonClassifier: { Name, JsonPath: '$.old' } }],
    read: (Name) => ['GetClassifier', { Name }],
    entityOf: ({ Classifier }) => (Classifier as Fields).JsonClassifier,
    list: ['GetClassifiers', {}],
    namesOf: (output) =>
      (output.Classifiers as { JsonClassifier: Fields }[]).map(({ JsonClassifier }) => JsonClassifier.Name),
    update: (Name) => ['UpdateClassifier', { JsonClassifier: { Name, JsonPath: '$.new' } }],
    remove: (Name) => ['DeleteClassifier', { Name }],
    created: { JsonPath: '$.old', Version: 1 },
    updated: { JsonPath: '$.new', Version: 2 },
    exists: (name) => `Classifier ${name} already exists. already exists`,
    absent: (name) => `Classifier ${name} not found. not found.`,
  },
  {
    kind: 'user-defined function',
    before: [DATABASE],
    create: (FunctionName) => [
      'CreateUserDefinedFunction',
      { DatabaseName, FunctionInput: { FunctionName, ClassName: 'old' } },
    ],
    read: (FunctionName) => ['GetUserDefinedFunction', { DatabaseName, FunctionName }],
    entityOf: ({ UserDefinedFunction }) => UserDefinedFunction,
    list: ['GetUserDefinedFunctions', { DatabaseName, Pattern: '.*' }],
    namesOf: each('UserDefinedFunctions', 'FunctionName'),
    update: (FunctionName) => [
      'UpdateUserDefinedFunction',
      { DatabaseName, FunctionName, FunctionInput: { FunctionName, ClassName: 'new' } },
    ],
    remove: (FunctionName) => ['DeleteUserDefinedFunction', { DatabaseName, FunctionName }],
    created: { ClassName: 'old', DatabaseName },
    updated: { ClassName: 'new', DatabaseName },
    exists: () => 'Function already exists.',
    absent: (name) => `Function ${name} not found.`,
  },
  {
    kind: 'registry',
    before: [],
    create: (RegistryName) => ['CreateRegistry', { RegistryName, Description: 'old' }],
    read: (RegistryName) => ['GetRegistry', { RegistryId: { RegistryName } }],
    entityOf: (output) => output,
    list: ['ListRegistries', {}],
    namesOf: each('Registries', 'RegistryName'),
    update: (RegistryName) => ['UpdateRegistry', { RegistryId: { RegistryName }, Description: 'new' }],
    remove: (RegistryName) => ['DeleteRegistry', { RegistryId: { RegistryName } }],
    created: { Description: 'old', Status: 'AVAILABLE' },
    updated: { Description: 'new', Status: 'AVAILABLE' },
    exists: (name) => `Registry already exists. RegistryName: ${name}`,
    absent: (name) => `Registry is not found. RegistryName: ${name}, RegistryArn: null`,
  },
  {
    kind: 'schema',
    before: [['CreateRegistry', { RegistryName }]],
    create: (SchemaName) => ['CreateSchema', { RegistryId: { RegistryName }, SchemaName, ...AVRO, Description: 'old' }],
    read: (SchemaName) => ['GetSchema', { SchemaId: { RegistryName, SchemaName } }],
    entityOf: (output) => output,
    list: ['ListSchemas', { RegistryId: { RegistryName } }],
    namesOf: each('Schemas', 'SchemaName'),
    update: (SchemaName) => [
      'UpdateSchema',
      {
        SchemaId: { RegistryName, SchemaName },
        SchemaVersionNumber: { LatestVersion: true },
        Description: 'new',
      },
    ],
    remove: (SchemaName) => ['DeleteSchema', { SchemaId: { RegistryName, SchemaName } }],
    created: { Description: 'old', LatestSchemaVersion: 1, Compatibility: 'BACKWARD' },
    updated: { Description: 'new', LatestSchemaVersion: 1, Compatibility: 'BACKWARD' },
    exists: (name) => `Schema already exists. SchemaName: ${name}`,
    absent: (name) => `Schema is not found. RegistryName: ${RegistryName}, SchemaName: ${name}, SchemaArn: null`,
  },
  {
    kind: 'trigger',
    before: [],
    create: (Name) => ['CreateTrigger', { Name, Type: 'ON_DEMAND', Actions: [], Description: 'old' }],
    read: (Name) => ['GetTrigger', { Name }],
    entityOf: ({ Trigger }) => Trigger,
    list: ['GetTriggers', {}],
    namesOf: each('Triggers', 'Name'),
    update: (Name) => ['UpdateTrigger', { Name, TriggerUpdate: { Description: 'new' } }],
    remove: (Name) => ['DeleteTrigger', { Name }],
    created: { Description: 'old', State: 'CREATED', Type: 'ON_DEMAND' },
    updated: { Description: 'new', State: 'CREATED', Type: 'ON_DEMAND' },
    exists: () => 'Trigger already exists.',
    absent: () => 'Trigger not found.',
    removesAbsent: true,
  },
  {
    kind: 'workflow',
    before: [],
    create: (Name) => ['CreateWorkflow', { Name, Description: 'old' }],
    read: (Name) => ['GetWorkflow', { Name }],
    entityOf: ({ Workflow }) => Workflow,
    list: ['ListWorkflows', {}],
    namesOf: ({ Workflows }) => Workflows as string[],
    update: (Name) => ['UpdateWorkflow', { Name, Description: 'new' }],
    remove: (Name) => ['DeleteWorkflow', { Name }],
    created: { Description: 'old' },
    updated: { Description: 'new' },
    exists: () => 'Workflow with given name already Exists',
    absent: () => 'Entity not found',
    removesAbsent: true,
  },
  {
    kind: 'blueprint',
    before: [],
    create: (Name) => ['CreateBlueprint', { Name, BlueprintLocation: 's3://b/old.zip' }],
    read: (Name) => ['GetBlueprint', { Name }],
    entityOf: ({ Blueprint }) => Blueprint,
    list: ['ListBlueprints', {}],
    namesOf: ({ Blueprints }) => Blueprints as string[],
    update: (Name) => ['UpdateBlueprint', { Name, BlueprintLocation: 's3://b/new.zip' }],
    remove: (Name) => ['DeleteBlueprint', { Name }],
    created: { BlueprintLocation: 's3://b/old.zip', Status: 'ACTIVE' },
    updated: { BlueprintLocation: 's3://b/new.zip', Status: 'ACTIVE' },
    exists: () => 'Blueprint already exists.',
    absent: (name) => `Blueprint ${name} not found.`,
    removesAbsent: true,
  },
  {
    kind: 'data quality ruleset',
    before: [],
    create: (Name) => ['CreateDataQualityRuleset', { Name, Ruleset: 'Rules = [ RowCount > 1 ]', Description: 'old' }],
    read: (Name) => ['GetDataQualityRuleset', { Name }],
    entityOf: (output) => output,
    list: ['ListDataQualityRulesets', {}],
    namesOf: each('Rulesets', 'Name'),
    update: (Name) => ['UpdateDataQualityRuleset', { Name, Description: 'new' }],
    remove: (Name) => ['DeleteDataQualityRuleset', { Name }],
    created: { Description: 'old', Ruleset: 'Rules = [ RowCount > 1 ]' },
    updated: { Description: 'new', Ruleset: 'Rules = [ RowCount > 1 ]' },
    exists: (name) => `Data quality ruleset ${name} already exists.`,
    absent: (name) => `Data quality ruleset ${name} not found.`,
  },
  {
    kind: 'data quality evaluation configuration',
    before: [],
    create: (Name) => [
      'CreateDataQualityEvaluationConfig',
      { Name, Level: 'CATALOG', DataSource: { GlueTables: { CatalogId: ACCOUNT } }, Role: 'r' },
    ],
    read: (Name) => ['GetDataQualityEvaluationConfig', { Name }],
    entityOf: (output) => output,
    list: ['ListDataQualityEvaluationConfigs', {}],
    namesOf: each('DataQualityEvaluationConfigs', 'Name'),
    update: (Name) => ['UpdateDataQualityEvaluationConfig', { Name, PauseRuns: true }],
    remove: (Name) => ['DeleteDataQualityEvaluationConfig', { Name }],
    created: { Level: 'CATALOG', ManagedRulesetName: 'SIMPLE', PauseRuns: false },
    updated: { Level: 'CATALOG', ManagedRulesetName: 'SIMPLE', PauseRuns: true },
    exists: (name) => `Data quality evaluation configuration ${name} already exists.`,
    absent: (name) => `Data quality evaluation configuration ${name} not found.`,
  },
  {
    kind: 'custom entity type',
    before: [],
    create: (Name) => ['CreateCustomEntityType', { Name, RegexString: 'x' }],
    read: (Name) => ['GetCustomEntityType', { Name }],
    entityOf: (output) => output,
    list: ['ListCustomEntityTypes', {}],
    namesOf: each('CustomEntityTypes', 'Name'),
    remove: (Name) => ['DeleteCustomEntityType', { Name }],
    created: { RegexString: 'x' },
    exists: (name) => `Custom entity type ${name} already exists.`,
    absent: (name) => `Custom entity type ${name} not found.`,
  },
  {
    kind: 'usage profile',
    before: [],
    create: (Name) => ['CreateUsageProfile', { Name, Configuration: TIMEOUT, Description: 'old' }],
    read: (Name) => ['GetUsageProfile', { Name }],
    entityOf: (output) => output,
    list: ['ListUsageProfiles', {}],
    namesOf: each('Profiles', 'Name'),
    update: (Name) => ['UpdateUsageProfile', { Name, Configuration: TIMEOUT, Description: 'new' }],
    remove: (Name) => ['DeleteUsageProfile', { Name }],
    created: { Description: 'old', Configuration: TIMEOUT },
    updated: { Description: 'new', Configuration: TIMEOUT },
    exists: (name) => `Usage profile ${name} already exists.`,
    absent: (name) => `Usage profile ${name} not found.`,
    removesAbsent: true,
  },
  {
    kind: 'security configuration',
    before: [],
    create: (Name) => ['CreateSecurityConfiguration', { Name, EncryptionConfiguration: { S3Encryption: [] } }],
    read: (Name) => ['GetSecurityConfiguration', { Name }],
    entityOf: ({ SecurityConfiguration }) => SecurityConfiguration,
    list: ['GetSecurityConfigurations', {}],
    namesOf: each('SecurityConfigurations', 'Name'),
    remove: (Name) => ['DeleteSecurityConfiguration', { Name }],
    created: { EncryptionConfiguration: { S3Encryption: [] } },
    // Of an error without a text the SDK says this.
    exists: () => 'UnknownError',
    absent: () => 'UnknownError',
  },
  {
    kind: 'development endpoint',
    before: [],
    create: (EndpointName) => ['CreateDevEndpoint', { EndpointName, RoleArn, Arguments: { v: 'old' } }],
    read: (EndpointName) => ['GetDevEndpoint', { EndpointName }],
    entityOf: ({ DevEndpoint }) => DevEndpoint,
    list: ['GetDevEndpoints', {}],
    namesOf: each('DevEndpoints', 'EndpointName'),
    update: (EndpointName) => ['UpdateDevEndpoint', { EndpointName, AddArguments: { v: 'new' } }],
    remove: (EndpointName) => ['DeleteDevEndpoint', { EndpointName }],
    created: { Arguments: { v: 'old' }, Status: 'READY', RoleArn },
    updated: { Arguments: { v: 'new' }, Status: 'READY', RoleArn },
    exists: (name) => `DevEndpoint ${name} already exists.`,
    absent: (name) => `DevEndpoint ${name} not found.`,
    most: 25,
  },
];
