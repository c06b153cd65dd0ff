import { paginateListDataQualityRulesets } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const ARN = 'arn:aws:glue:us-east-1:123456789012:dataQualityRuleset';

t.test('rulesets', async (t) => {
  const { glue, server } = await glueServer(t);

  t.test('a ruleset is created, read, changed and deleted', async (t) => {
    const described = { Name: 'orders', Description: 'old', TargetTable: { DatabaseName: 'db', TableName: 'orders' } };
    const Ruleset = 'Rules = [ RowCount > 1, IsComplete "id" ] # two';
    t.match(await glue.createDataQualityRuleset({ ...described, Ruleset, Tags: { team: 'x' } }), { Name: 'orders' });
    const times = { CreatedOn: new Date(START), LastModifiedOn: new Date(START) };
    const { $metadata: _, ...got } = await glue.getDataQualityRuleset({ Name: 'orders' });
    t.same(got, { ...described, Ruleset, ...times });
    const { Rulesets } = await glue.listDataQualityRulesets({});
    t.same(Rulesets, [{ ...described, ...times, RuleCount: 2 }]);
    t.same((await glue.getTags({ ResourceArn: `${ARN}/orders` })).Tags, { team: 'x' });
    await server.clock.advance('1h');
    const Changed = 'Rules = [ RowCount > 1 ] Analyzers = [ Mean "price" ]';
    const updated = await glue.updateDataQualityRuleset({ Name: 'orders', Ruleset: Changed });
    t.match(updated, { Name: 'orders', Description: 'old', Ruleset: Changed });
    t.match((await glue.listDataQualityRulesets({})).Rulesets, [
      { RuleCount: 1, CreatedOn: new Date(START), LastModifiedOn: new Date('2026-01-01T01:00:00Z') },
    ]);
    await glue.deleteDataQualityRuleset({ Name: 'orders' });
    t.same((await glue.listDataQualityRulesets({})).Rulesets, []);
  });

  t.test('what is absent, there already or no DQDL is refused', async (t) => {
    const Ruleset = 'Rules = [ RowCount > 1 ]';
    const absent = 'EntityNotFoundException: Data quality ruleset nope not found.';
    t.equal(await refusal(glue.getDataQualityRuleset({ Name: 'nope' })), absent);
    t.equal(await refusal(glue.updateDataQualityRuleset({ Name: 'nope', Ruleset })), absent);
    t.equal(await refusal(glue.deleteDataQualityRuleset({ Name: 'nope' })), absent);
    await glue.createDataQualityRuleset({ Name: 'a', Ruleset });
    const exists = 'AlreadyExistsException: Data quality ruleset a already exists.';
    t.equal(await refusal(glue.createDataQualityRuleset({ Name: 'a', Ruleset })), exists);
    const wrong = 'Rules = [\n  RowCount > 1,\n  IsComplet "id"\n]';
    const place = 'InvalidInputException: Parsing Error: line 3:2 Rule Type: IsComplet is not valid';
    t.equal(await refusal(glue.createDataQualityRuleset({ Name: 'b', Ruleset: wrong })), place);
    t.equal(await refusal(glue.updateDataQualityRuleset({ Name: 'a', Ruleset: wrong })), place);
    t.equal((await glue.getDataQualityRuleset({ Name: 'a' })).Ruleset, Ruleset);
  });

  t.test('a client token makes a repeated call the same one', async (t) => {
    const input = { Name: 'once', Ruleset: 'Rules = [ RowCount > 1 ]', ClientToken: 'token' };
    await glue.createDataQualityRuleset(input);
    t.match(await glue.createDataQualityRuleset(input), { Name: 'once' });
    const other = glue.createDataQualityRuleset({ ...input, Description: 'other' });
    t.equal(await refusal(other), 'AlreadyExistsException: Data quality ruleset once already exists.');
  });

  t.test('lists are narrowed by what rulesets are, and paged', async (t) => {
    await server.reset();
    await server.clock.set(START);
    const Ruleset = 'Rules = [ RowCount > 1 ]';
    const table = (TableName: string) => ({ TargetTable: { DatabaseName: 'DB', TableName } });
    await glue.createDataQualityRuleset({ Name: 'a', Ruleset, ...table('x'), Tags: { team: 'x' } });
    await server.clock.advance('1h');
    await glue.createDataQualityRuleset({ Name: 'b', Ruleset, Description: 'second', ...table('y') });
    await server.clock.advance('1h');
    await glue.updateDataQualityRuleset({ Name: 'a', Description: 'first' });
    const between = new Date('2026-01-01T00:30:00Z');
    const late = new Date('2026-01-01T01:30:00Z');
    const narrowed = [
      [{ Filter: { Name: 'b' } }, ['b']],
      [{ Filter: { Description: 'first' } }, ['a']],
      [{ Filter: { CreatedAfter: between } }, ['b']],
      [{ Filter: { CreatedBefore: between } }, ['a']],
      [{ Filter: { LastModifiedAfter: late } }, ['a']],
      [{ Filter: { LastModifiedBefore: late } }, ['b']],
      [{ Filter: { TargetTable: { DatabaseName: 'db', TableName: 'Y', CatalogId: '123456789012' } } }, ['b']],
      [{ Tags: { team: 'x' } }, ['a']],
      [{}, ['a', 'b']],
    ] as const;
    for (const [input, expected] of narrowed) {
      const { Rulesets = [] } = await glue.listDataQualityRulesets(input);
      t.same(
        Rulesets.map(({ Name }) => Name),
        expected,
        JSON.stringify(input),
      );
    }
    const pages: unknown[] = [];
    for await (const { Rulesets } of paginateListDataQualityRulesets({ client: glue, pageSize: 1 }, {}))
      pages.push(Rulesets?.map(({ Name }) => Name));
    t.same(pages, [['a'], ['b']]);
  });
});
