import t from 'tap';
import { START } from '../../server.js';
import { crawl, createCrawler, lakeServer, partitions, ROLE, tables } from './lake.js';

const CSV = 'id,name,price,day\n1,bolt,0.5,2026-01-01\n2,nut,1,2026-01-02\n';

t.test('a folder of CSV files becomes a table, described as a crawler describes it', async (t) => {
  const { glue } = await lakeServer(t, {
    'raw/Parts List/a.csv': CSV,
    'raw/Parts List/b.csv': CSV,
    'raw/Parts List/_SUCCESS': '',
  });
  await createCrawler(glue, ['raw/Parts List/'], { TablePrefix: 'raw_' });
  const { State, Summary, ErrorMessage } = await crawl(glue);
  t.same([State, ErrorMessage], ['COMPLETED', undefined]);
  t.same(Summary, JSON.stringify({ TABLE: { ADD: '{"Details":{"names":["raw_parts_list"]},"Count":1}' } }));
  const [table, ...others] = await tables(glue);
  t.same(others, []);
  const Parameters = {
    areColumnsQuoted: 'false',
    columnsOrdered: 'true',
    delimiter: ',',
    'skip.header.line.count': '1',
    CrawlerSchemaDeserializerVersion: '1.0',
    CrawlerSchemaSerializerVersion: '1.0',
    UPDATED_BY_CRAWLER: 'lake',
    averageRecordSize: '30',
    classification: 'csv',
    compressionType: 'none',
    objectCount: '2',
    recordCount: '4',
    sizeKey: String(2 * CSV.length),
    typeOfData: 'file',
  };
  t.match(table, {
    Name: 'raw_parts_list',
    DatabaseName: 'db',
    Owner: 'owner',
    Retention: 0,
    LastAccessTime: new Date(START),
    CreatedBy: 'arn:aws:sts::123456789012:assumed-role/AWSGlueServiceRole-lake/AWS-Crawler',
    PartitionKeys: [],
    TableType: 'EXTERNAL_TABLE',
    VersionId: '0',
  });
  t.same(table?.Parameters, Parameters);
  t.same(table?.StorageDescriptor, {
    Columns: [
      { Name: 'id', Type: 'bigint' },
      { Name: 'name', Type: 'string' },
      { Name: 'price', Type: 'double' },
      { Name: 'day', Type: 'date' },
    ],
    Location: 's3://lake/raw/Parts List/',
    InputFormat: 'org.apache.hadoop.mapred.TextInputFormat',
    OutputFormat: 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat',
    Compressed: false,
    NumberOfBuckets: -1,
    SerdeInfo: {
      SerializationLibrary: 'org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe',
      Parameters: { 'field.delim': ',' },
    },
    BucketColumns: [],
    SortColumns: [],
    Parameters,
    StoredAsSubDirectories: false,
  });
});

t.test('what the crawler does it does itself, as its role', async (t) => {
  const objects = { 'sales/year=2026/month=1/a.json': '{"a":1}', 'sales/year=2026/month=2/a.json': '{"a":1}' };
  const { glue, server } = await lakeServer(t, objects, { eventVersion: '1.11' });
  await createCrawler(glue, ['sales/']);
  await glue.startCrawler({ Name: 'lake' });
  const [, started, ...own] = server.events();
  t.equal(started?.eventName, 'StartCrawler');
  t.same(
    own.map(({ eventName, errorCode }) => [eventName, errorCode]),
    [
      ['GetDatabase', 'EntityNotFoundException'],
      ['CreateDatabase', undefined],
      ['GetTable', 'EntityNotFoundException'],
      ['CreateTable', undefined],
      ['BatchCreatePartition', undefined],
      ['GetTables', undefined],
    ],
  );
  const roleArn = `arn:aws:iam::123456789012:role/${ROLE}`;
  for (const record of own) {
    const { userIdentity, sourceIPAddress, userAgent } = record;
    const roleId = userIdentity.principalId.split(':')[0];
    t.match(roleId, /^AROA[A-Z2-7]{17}$/);
    t.match(userIdentity.accessKeyId, /^ASIA[A-Z2-7]{16}$/);
    t.same(userIdentity, {
      type: 'AssumedRole',
      principalId: `${roleId}:AWS-Crawler`,
      arn: 'arn:aws:sts::123456789012:assumed-role/AWSGlueServiceRole-lake/AWS-Crawler',
      accountId: '123456789012',
      accessKeyId: userIdentity.accessKeyId,
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId: roleId,
          arn: roleArn,
          accountId: '123456789012',
          userName: 'AWSGlueServiceRole-lake',
        },
        attributes: { creationDate: '2026-01-01T00:00:00Z', mfaAuthenticated: 'false' },
      },
      invokedBy: 'glue.amazonaws.com',
    });
    t.same([sourceIPAddress, userAgent], ['glue.amazonaws.com', 'glue.amazonaws.com']);
  }
  t.equal(new Set(own.map(({ requestID }) => requestID)).size, own.length);
  t.equal(new Set(own.map(({ userIdentity }) => userIdentity.principalId)).size, 1);
  t.match(own[3]?.requestParameters, { databaseName: 'db', tableInput: { name: 'sales', owner: 'owner' } });
});

t.test('folders key=value are partitions, and so are plain ones', async (t) => {
  const { glue } = await lakeServer(t, {
    'hive/year=2026/month=Jan/a.csv': CSV,
    'hive/year=2026/month=Feb/a.csv': CSV,
    'plain/2026/a.csv': CSV,
    'plain/2027/a.csv': CSV,
  });
  await createCrawler(glue, ['hive/', 'plain/']);
  const { Summary = '{}' } = await crawl(glue);
  t.match(JSON.parse(JSON.parse(Summary).PARTITION.ADD), { Count: 4 });
  const [hive, plain] = await tables(glue);
  t.same(hive?.PartitionKeys, [
    { Name: 'year', Type: 'string' },
    { Name: 'month', Type: 'string' },
  ]);
  t.same(plain?.PartitionKeys, [{ Name: 'partition_0', Type: 'string' }]);
  const [feb] = await partitions(glue, 'hive');
  t.same(feb?.Values, ['2026', 'Feb']);
  t.match(feb?.StorageDescriptor, {
    Location: 's3://lake/hive/year=2026/month=Feb/',
    Columns: hive?.StorageDescriptor?.Columns ?? [],
  });
  t.match(feb?.Parameters, { objectCount: '1', recordCount: '2', classification: 'csv' });
  t.same(
    (await partitions(glue, 'plain')).map(({ Values }) => Values),
    [['2026'], ['2027']],
  );
});

t.test('folders that have nothing in common are tables of their own', async (t) => {
  const { glue } = await lakeServer(t, {
    'a/x.csv': CSV,
    'b/x.csv': 'town,river\nUlm,Donau\n1,2\n',
    'c/deep/x.json': '{"a":{"b":[1,2.5]}}',
    'notes.txt': 'no data',
    'odd.csv': 'x;y\n1;2\n3;4\n',
  });
  await createCrawler(glue, ['']);
  await crawl(glue);
  t.same(
    (await tables(glue)).map(({ Name, StorageDescriptor }) => [Name, StorageDescriptor?.Location]),
    [
      ['a', 's3://lake/a/'],
      ['b', 's3://lake/b/'],
      ['deep', 's3://lake/c/deep/'],
      ['lake', 's3://lake/'],
    ],
  );
});

t.test('files of one folder that differ are tables by their own names', async (t) => {
  const { glue } = await lakeServer(t, { 'mix/a.csv': CSV, 'mix/b.json': '{"z":1}' });
  await createCrawler(glue, ['mix/']);
  await crawl(glue);
  t.same(
    (await tables(glue)).map(({ Name, StorageDescriptor }) => [Name, StorageDescriptor?.Location]),
    [
      ['a_csv', 's3://lake/mix/a.csv'],
      ['b_json', 's3://lake/mix/b.json'],
    ],
  );
});

t.test('a target may be one object, and may leave out some', async (t) => {
  const { glue } = await lakeServer(t, {
    'a.csv': CSV,
    'b/x.csv': CSV,
    'b/tmp/y.csv': 'q|r\n1|2\n',
    'b/z.csv': 'q|r\n1|2\n',
  });
  const S3Targets = [
    { Path: 's3://lake/a.csv' },
    { Path: 's3://lake/b', Exclusions: ['tmp/**', '[xyz].csv.bak', 'z*'] },
  ];
  await createCrawler(glue, [], { Targets: { S3Targets } });
  await crawl(glue);
  t.same(
    (await tables(glue)).map(({ Name, Parameters }) => [Name, Parameters?.objectCount]),
    [
      ['a_csv', '1'],
      ['b', '1'],
    ],
  );
});

t.test('two tables of one name are kept apart by a hash', async (t) => {
  const { glue } = await lakeServer(t, { 'a/data/x.csv': CSV, 'b/data/x.csv': CSV });
  await createCrawler(glue, ['a/data/', 'b/data/']);
  for (const _ of [1, 2]) {
    await crawl(glue);
    const names = (await tables(glue)).map(({ Name }) => Name);
    t.equal(names.length, 2);
    t.equal(names[0], 'data');
    t.match(names[1], /^data_[0-9a-f]{32}$/);
  }
});

t.test(
  'one table for an include path, tables at a level, and an index of partitions, as Configuration says',
  async (t) => {
    const objects = { 'd/a=1/x.csv': CSV, 'd/a=2/x.csv': 'k,l\n1,x\n2,y\n' };
    const { glue } = await lakeServer(t, objects);
    const combined = {
      Version: 1,
      Grouping: { TableGroupingPolicy: 'CombineCompatibleSchemas' },
      CreatePartitionIndex: true,
    };
    await createCrawler(glue, ['d/'], { Configuration: JSON.stringify(combined) });
    await crawl(glue);
    t.same(
      (await tables(glue)).map(({ Name }) => Name),
      ['d'],
    );
    const { PartitionIndexDescriptorList } = await glue.getPartitionIndexes({ DatabaseName: 'db', TableName: 'd' });
    t.match(PartitionIndexDescriptorList, [{ IndexName: 'crawler_partition_index', Keys: [{ Name: 'a' }] }]);
    await glue.deleteTable({ DatabaseName: 'db', Name: 'd' });
    await glue.updateCrawler({
      Name: 'lake',
      Configuration: JSON.stringify({ Grouping: { TableLevelConfiguration: 3 } }),
    });
    await crawl(glue);
    t.same(
      (await tables(glue)).map(({ Name }) => Name),
      ['a_1', 'a_2'],
    );
  },
);
