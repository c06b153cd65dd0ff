import t from 'tap';
import { glueServer, refusal } from '../../server.js';

t.test('metadata of a version', async (t) => {
  const { glue, server } = await glueServer(t);
  const schema = { SchemaName: 's', DataFormat: 'AVRO', Compatibility: 'NONE', SchemaDefinition: '"int"' } as const;
  const { SchemaVersionId = '', SchemaArn } = await glue.createSchema(schema);
  const pair = (MetadataKey: string, MetadataValue: string) => ({ MetadataKeyValue: { MetadataKey, MetadataValue } });
  const put = (key: string, value: string) => glue.putSchemaVersionMetadata({ SchemaVersionId, ...pair(key, value) });
  const query = async (...MetadataList: object[]) => {
    const { MetadataInfoMap } = await glue.querySchemaVersionMetadata({ SchemaVersionId, MetadataList });
    return MetadataInfoMap;
  };
  const before = '2026-01-01T00:00:00.000Z';
  const after = '2026-01-01T01:00:00.000Z';

  await t.test('each value that is put stands before those that were there', async (t) => {
    t.same(await query(), {});
    const { $metadata: _, ...answer } = await put('owner', 'one');
    const echoed = { MetadataKey: 'owner', MetadataValue: 'one' };
    t.same(answer, { LatestVersion: false, VersionNumber: 0, SchemaVersionId, ...echoed });
    await server.clock.advance('1h');
    await put('owner', 'two');
    const one = { MetadataValue: 'one', CreatedTime: before };
    const owner = { MetadataValue: 'two', CreatedTime: after, OtherMetadataValueList: [one] };
    t.same(await query(), { owner });
  });

  await t.test('it is put to the version of a number as well, which the answer then names', async (t) => {
    const asked = { SchemaId: { SchemaArn }, SchemaVersionNumber: { VersionNumber: 1 } };
    const answer = await glue.putSchemaVersionMetadata({ ...asked, ...pair('team', 'x') });
    t.match(answer, { SchemaArn, LatestVersion: false, VersionNumber: 1, SchemaVersionId, MetadataKey: 'team' });
    const latest = { SchemaId: { SchemaArn }, SchemaVersionNumber: { LatestVersion: true } };
    t.same(Object.keys((await glue.querySchemaVersionMetadata(latest)).MetadataInfoMap ?? {}), ['owner', 'team']);
  });

  await t.test('it is found by key, by value or by both', async (t) => {
    const values = async (...list: object[]) =>
      Object.entries((await query(...list)) ?? {}).map(([key, { MetadataValue, OtherMetadataValueList = [] }]) => [
        key,
        MetadataValue,
        ...OtherMetadataValueList.map((other) => other.MetadataValue),
      ]);
    t.same(await values({ MetadataKey: 'owner' }), [['owner', 'two', 'one']]);
    t.same(await values({ MetadataKey: 'owner', MetadataValue: 'one' }), [['owner', 'one']]);
    t.same(await values({ MetadataValue: 'x' }, { MetadataValue: 'two' }), [
      ['owner', 'two'],
      ['team', 'x'],
    ]);
    t.same(await values({ MetadataKey: 'owner', MetadataValue: 'x' }), []);
  });

  await t.test('it comes in pages', async (t) => {
    const first = await glue.querySchemaVersionMetadata({ SchemaVersionId, MaxResults: 1 });
    const second = await glue.querySchemaVersionMetadata({
      SchemaVersionId,
      MaxResults: 1,
      NextToken: first.NextToken,
    });
    t.same(
      [first, second].map(({ MetadataInfoMap = {} }) => Object.keys(MetadataInfoMap)),
      [['owner'], ['team']],
    );
    t.equal(second.NextToken, undefined);
  });

  await t.test('a value is put once, and removed with what was put of it', async (t) => {
    const exists = `Resource already exist for schema version id: ${SchemaVersionId}, metadata key: owner, metadata value: one`;
    t.equal(await refusal(put('owner', 'one')), `AlreadyExistsException: ${exists}`);
    const remove = (key: string, value: string) =>
      glue.removeSchemaVersionMetadata({ SchemaVersionId, ...pair(key, value) });
    const absent = `Metadata is not found for the schema version. SchemaVersionId: ${SchemaVersionId} `;
    t.equal(await refusal(remove('owner', 'missing')), `EntityNotFoundException: ${absent}`);
    t.match(await remove('owner', 'one'), { SchemaVersionId, MetadataKey: 'owner', MetadataValue: 'one' });
    t.same((await query({ MetadataKey: 'owner' }))?.owner?.OtherMetadataValueList, []);
    await remove('team', 'x');
    t.same(Object.keys((await query()) ?? {}), ['owner']);
  });

  await t.test('there are at most ten pairs, with key and value', async (t) => {
    for (let count = 0; count < 9; count += 1) await put('k', `v${count}`);
    const limit = 'ResourceNumberLimitExceededException: Your resource limits for Schema Version Metadata';
    t.match(await refusal(put('more', 'x')), limit);
    const without = (MetadataKeyValue: object) =>
      refusal(glue.putSchemaVersionMetadata({ SchemaVersionId, MetadataKeyValue }));
    t.match(await without({ MetadataValue: 'x' }), 'Parameter Name: key');
    t.match(await without({ MetadataKey: 'k' }), 'Parameter Name: value');
    const characters = 'InvalidInputException: The parameter value contains one or more characters that are not valid.';
    t.equal(await refusal(put('a~b', 'x')), `${characters} Parameter Name: key`);
    t.equal(await refusal(put('a', 'x~y')), `${characters} Parameter Name: value`);
    const noId = refusal(glue.getSchemaVersion({ SchemaVersionId: '00000000-0000-0000-0000-00000000000p' }));
    t.equal(await noId, `${characters} Parameter Name: SchemaVersionId`);
  });

  await t.test('it goes with its version', async (t) => {
    await glue.deleteSchema({ SchemaId: { SchemaArn } });
    t.match(await refusal(query()), 'Schema version is not found.');
    const { SchemaVersionId: again } = await glue.createSchema(schema);
    t.same((await glue.querySchemaVersionMetadata({ SchemaVersionId: again })).MetadataInfoMap, {});
  });
});
