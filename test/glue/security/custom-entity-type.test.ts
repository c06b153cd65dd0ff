import { paginateListCustomEntityTypes } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal } from '../../server.js';

t.test('custom entity types', async (t) => {
  const { glue } = await glueServer(t);
  const given = { Name: 'plate', RegexString: '[A-Z]{2} \\d+', ContextWords: ['car'] };
  t.match(await glue.createCustomEntityType({ ...given, Tags: { team: 'x' } }), { Name: 'plate' });
  await glue.createCustomEntityType({ Name: 'badge', RegexString: '\\d+' });

  t.test('one is told as it was given', async (t) => {
    const { $metadata: _, ...got } = await glue.getCustomEntityType({ Name: 'plate' });
    t.same(got, given);
    const batch = await glue.batchGetCustomEntityTypes({ Names: ['plate', 'nope'] });
    t.same([batch.CustomEntityTypes, batch.CustomEntityTypesNotFound], [[given], ['nope']]);
    const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:customEntityType/plate';
    t.same((await glue.getTags({ ResourceArn })).Tags, { team: 'x' });
  });

  t.test('they are listed by tags and paged', async (t) => {
    t.same((await glue.listCustomEntityTypes({ Tags: { team: 'x' } })).CustomEntityTypes, [given]);
    const names: unknown[] = [];
    for await (const { CustomEntityTypes } of paginateListCustomEntityTypes({ client: glue, pageSize: 1 }, {}))
      names.push(CustomEntityTypes?.map(({ Name }) => Name));
    t.same(names, [['badge'], ['plate']]);
  });

  t.test('what is absent or there already is refused', async (t) => {
    const absent = 'EntityNotFoundException: Custom entity type nope not found.';
    t.equal(await refusal(glue.getCustomEntityType({ Name: 'nope' })), absent);
    t.equal(await refusal(glue.deleteCustomEntityType({ Name: 'nope' })), absent);
    const exists = 'AlreadyExistsException: Custom entity type plate already exists.';
    t.equal(await refusal(glue.createCustomEntityType(given)), exists);
  });

  t.test('one is deleted', async (t) => {
    t.match(await glue.deleteCustomEntityType({ Name: 'plate' }), { Name: 'plate' });
    t.match((await glue.listCustomEntityTypes({})).CustomEntityTypes, [{ Name: 'badge' }]);
  });
});
