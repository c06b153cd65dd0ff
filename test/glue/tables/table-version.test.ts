import {
  BatchDeleteTableVersionCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteTableVersionCommand,
  GetTableCommand,
  GetTableVersionCommand,
  GetTableVersionsCommand,
  type GlueClient,
  paginateGetTableVersions,
  UpdateTableCommand,
} from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer, refusal } from '../../server.js';

const named = { DatabaseName: 'sales', TableName: 'orders' };

/** A table with versions from 0 on, each of whose Owner is its VersionId. */
async function withVersions(t: Test, count: number): Promise<GlueClient> {
  const { glue } = await glueServer(t);
  await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
  const TableInput = { Name: 'orders', Owner: '0' };
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
  for (let version = 1; version < count; version += 1) await update(glue, String(version));
  return glue;
}

function update(glue: GlueClient, Owner: string, options = {}): Promise<unknown> {
  const TableInput = { Name: 'orders', Owner };
  return glue.send(new UpdateTableCommand({ DatabaseName: 'sales', TableInput, ...options }));
}

async function ids(glue: GlueClient, input: Partial<GetTableVersionsCommand['input']> = {}) {
  const { TableVersions } = await glue.send(new GetTableVersionsCommand({ ...named, ...input }));
  return TableVersions?.map(({ VersionId }) => VersionId);
}

async function get(glue: GlueClient, VersionId?: string) {
  return (await glue.send(new GetTableVersionCommand({ ...named, ...(VersionId && { VersionId }) }))).TableVersion;
}

t.test('versions are listed from the newest to the oldest, the current one included', async (t) => {
  const glue = await withVersions(t, 12);
  const { TableVersions = [] } = await glue.send(new GetTableVersionsCommand(named));
  const expected = Array.from({ length: 12 }, (_, index) => String(11 - index));
  t.same(
    TableVersions.map(({ VersionId }) => VersionId),
    expected,
  );
  t.same(
    TableVersions.map(({ Table }) => [Table?.Owner, Table?.VersionId]),
    expected.map((version) => [version, version]),
  );
});

t.test('a version is the table as it was, without a number it is the table as it is', async (t) => {
  const glue = await withVersions(t, 3);
  for (const version of ['0', '1', '2'])
    t.match(await get(glue, version), { VersionId: version, Table: { Owner: version } });
  const { Table } = await glue.send(new GetTableCommand({ DatabaseName: 'sales', Name: 'orders' }));
  t.same(await get(glue), { VersionId: '2', Table });
});

t.test('an update that skips the archive keeps no version of what was before it', async (t) => {
  const glue = await withVersions(t, 2);
  await update(glue, '2', { SkipArchive: true });
  await update(glue, '3', { SkipArchive: false });
  t.same(await ids(glue), ['3', '2', '0']);
  t.equal(await refusal(get(glue, '1')), 'EntityNotFoundException: Table version not found.');
});

t.test('a version that is not there is not found, however it is written', async (t) => {
  const glue = await withVersions(t, 2);
  for (const version of ['2', '01', '00', '000000000000', '-1', '9'.repeat(255)]) {
    const text = Number(version) > 1 ? 'Version not found.' : 'Table version not found.';
    t.equal(await refusal(get(glue, version)), `EntityNotFoundException: ${text}`, version);
    const removal = glue.send(new DeleteTableVersionCommand({ ...named, VersionId: version }));
    t.equal(await refusal(removal), 'EntityNotFoundException: Table version not found.', version);
  }
});

t.test('a version that is no integer is refused', async (t) => {
  const glue = await withVersions(t, 2);
  const invalid = 'VersionId has to be an integer.';
  for (const VersionId of ['10not-an-int', 'x', '1.0', ' 1', '--1']) {
    t.equal(await refusal(get(glue, VersionId)), `InvalidInputException: ${invalid}`, VersionId);
    const removal = glue.send(new DeleteTableVersionCommand({ ...named, VersionId }));
    t.equal(await refusal(removal), `InvalidInputException: ${invalid}`, VersionId);
    const batch = await glue.send(new BatchDeleteTableVersionCommand({ ...named, VersionIds: [VersionId] }));
    t.match(batch.Errors, [{ VersionId, ErrorDetail: { ErrorCode: 'InvalidInputException', ErrorMessage: invalid } }]);
  }
  t.same(await ids(glue), ['1', '0']);
});

t.test('old versions can be deleted, the latest cannot', async (t) => {
  const glue = await withVersions(t, 3);
  const remove = (VersionId: string) => glue.send(new DeleteTableVersionCommand({ ...named, VersionId }));
  await remove('0');
  t.same(await ids(glue), ['2', '1']);
  t.equal(await refusal(remove('2')), 'InvalidInputException: VersionId cannot be equal to the latest.');
  t.equal(await refusal(remove('0')), 'EntityNotFoundException: Table version not found.');
  t.same(await ids(glue), ['2', '1']);
});

t.test('a batch deletes the versions that are there and tells the rest', async (t) => {
  const glue = await withVersions(t, 4);
  const remove = async (VersionIds: string[]) =>
    (await glue.send(new BatchDeleteTableVersionCommand({ ...named, VersionIds }))).Errors;
  const error = (VersionId: string, ErrorCode: string, ErrorMessage: string) => ({
    TableName: 'orders',
    VersionId,
    ErrorDetail: { ErrorCode, ErrorMessage },
  });
  t.same(await remove(['1', '7', '3', '0']), [
    error('7', 'EntityNotFoundException', 'Table version not found.'),
    error('3', 'InvalidInputException', 'VersionId cannot be equal to the latest.'),
  ]);
  t.same(await ids(glue), ['3', '2']);
  t.same(await remove(['2']), []);
  const tooMany = refusal(remove(Array(101).fill('1')));
  t.match(await tooMany, /^ValidationException: .* at 'versionIds' .* length less than or equal to 100$/);
});

t.test('all pages are complete and disjoint, from the newest on', async (t) => {
  const glue = await withVersions(t, 25);
  const pages: (string | undefined)[][] = [];
  for await (const { TableVersions = [] } of paginateGetTableVersions({ client: glue, pageSize: 10 }, { ...named }))
    pages.push(TableVersions.map(({ VersionId }) => VersionId));
  t.same(
    pages.map((page) => page.length),
    [10, 10, 5],
  );
  t.same(
    pages.flat(),
    Array.from({ length: 25 }, (_, index) => String(24 - index)),
  );
});

t.test('a page goes on behind the version where the one before it ended, though the table was updated', async (t) => {
  const glue = await withVersions(t, 4);
  const { NextToken } = await glue.send(new GetTableVersionsCommand({ ...named, MaxResults: 2 }));
  await update(glue, '4');
  t.same(await ids(glue, { NextToken }), ['1', '0']);
});

t.test('every operation says that the table or its database is not there', async (t) => {
  const glue = await withVersions(t, 1);
  const absent = [
    [{ DatabaseName: 'sales', TableName: 'Nope' }, 'EntityNotFoundException: Table Nope not found.'],
    [{ DatabaseName: 'Nope', TableName: 'orders' }, 'EntityNotFoundException: Database Nope not found.'],
  ] as const;
  for (const [input, expected] of absent) {
    const calls = [
      glue.send(new GetTableVersionCommand({ ...input, VersionId: '0' })),
      glue.send(new GetTableVersionsCommand(input)),
      glue.send(new DeleteTableVersionCommand({ ...input, VersionId: '0' })),
      glue.send(new BatchDeleteTableVersionCommand({ ...input, VersionIds: ['0'] })),
    ];
    for (const call of calls) t.equal(await refusal(call), expected);
  }
});
