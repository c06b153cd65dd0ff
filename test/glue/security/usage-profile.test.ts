import { type ConfigurationObject, paginateListUsageProfiles } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

t.test('usage profiles', async (t) => {
  const { glue, server } = await glueServer(t);
  const Configuration = {
    SessionConfiguration: { workerType: { DefaultValue: 'G.2X', AllowedValues: ['G.1X', 'G.2X'] } },
    JobConfiguration: { timeout: { DefaultValue: '2880', MinValue: '100', MaxValue: '4000' } },
  };
  const given = { Name: 'small', Description: 'few', Configuration };
  const CreatedOn = new Date(START);

  t.test('one is created, read and changed', async (t) => {
    t.match(await glue.createUsageProfile({ ...given, Tags: { team: 'x' } }), { Name: 'small' });
    const { $metadata: _, ...got } = await glue.getUsageProfile({ Name: 'small' });
    t.same(got, { ...given, CreatedOn, LastModifiedOn: CreatedOn });
    const ResourceArn = 'arn:aws:glue:us-east-1:123456789012:usageProfile/small';
    t.same((await glue.getTags({ ResourceArn })).Tags, { team: 'x' });
    await server.clock.advance('1h');
    const changed = { JobConfiguration: { numberOfWorkers: { MaxValue: '5' } } };
    t.match(await glue.updateUsageProfile({ Name: 'small', Configuration: changed }), { Name: 'small' });
    const LastModifiedOn = new Date('2026-01-01T01:00:00Z');
    const { $metadata: __, ...after } = await glue.getUsageProfile({ Name: 'small' });
    t.same(after, { ...given, Configuration: changed, CreatedOn, LastModifiedOn });
    t.same((await glue.listUsageProfiles({})).Profiles, [
      { Name: 'small', Description: 'few', CreatedOn, LastModifiedOn },
    ]);
  });

  t.test('what is absent or there already is refused; deleting what is not there succeeds', async (t) => {
    const absent = 'EntityNotFoundException: Usage profile nope not found.';
    t.equal(await refusal(glue.getUsageProfile({ Name: 'nope' })), absent);
    t.equal(await refusal(glue.updateUsageProfile({ Name: 'nope', Configuration })), absent);
    t.equal(
      await refusal(glue.createUsageProfile(given)),
      'AlreadyExistsException: Usage profile small already exists.',
    );
    await glue.deleteUsageProfile({ Name: 'nope' });
  });

  t.test('values have to be there and to agree', async (t) => {
    const empty = 'InvalidInputException: A usage profile needs at least one parameter for jobs or sessions.';
    t.equal(await refusal(glue.createUsageProfile({ Name: 'x', Configuration: {} })), empty);
    const wrong: ConfigurationObject[] = [
      { MinValue: '5', MaxValue: '4' },
      { MinValue: 'few' },
      { DefaultValue: '5', MaxValue: '4' },
      { DefaultValue: 'many', MinValue: '1' },
      { DefaultValue: 'G.4X', AllowedValues: ['G.1X'] },
    ];
    for (const timeout of wrong) {
      const refused = refusal(glue.createUsageProfile({ Name: 'x', Configuration: { JobConfiguration: { timeout } } }));
      t.equal(await refused, 'InvalidInputException: The values of timeout contradict each other.');
    }
  });

  t.test('they are paged, and deleted', async (t) => {
    await glue.createUsageProfile({ ...given, Name: 'large' });
    const names: unknown[] = [];
    for await (const { Profiles } of paginateListUsageProfiles({ client: glue, pageSize: 1 }, {}))
      names.push(Profiles?.map(({ Name }) => Name));
    t.same(names, [['large'], ['small']]);
    await glue.deleteUsageProfile({ Name: 'small' });
    t.match((await glue.listUsageProfiles({})).Profiles, [{ Name: 'large' }]);
  });
});
