import t from 'tap';
import { glueServer, refusal } from '../../server.js';

t.test('business glossaries and their terms', async (t) => {
  const { glue } = await glueServer(t);
  const create = async (Name: string) => (await glue.createGlossary({ Name })).Id ?? '';

  t.test('a glossary is created, renamed, listed by name and deleted', async (t) => {
    const { $metadata: _, ...created } = await glue.createGlossary({ Name: 'b', Description: 'old' });
    const Identifier = created.Id ?? '';
    t.same(created, { Id: Identifier, Name: 'b', Description: 'old' });
    await create('a');
    await glue.updateGlossary({ Identifier, Name: 'c' });
    const { $metadata: __, ...read } = await glue.getGlossary({ Identifier });
    t.same(read, { Id: Identifier, Name: 'c', Description: 'old' });
    const first = await glue.listGlossaries({ MaxResults: 1 });
    t.match(first.Items, [{ Name: 'a' }]);
    const second = await glue.listGlossaries({ MaxResults: 1, NextToken: first.NextToken });
    t.same([second.Items, second.NextToken], [[read], undefined]);
    const exists = 'AlreadyExistsException: Glossary with name a already exists.';
    t.equal(await refusal(create('a')), exists);
    t.equal(await refusal(glue.updateGlossary({ Identifier, Name: 'a' })), exists);
    t.ok(await create('b'), 'a name that was given up is free');
    await glue.deleteGlossary({ Identifier });
    const absent = `EntityNotFoundException: Glossary ${Identifier} not found.`;
    t.equal(await refusal(glue.getGlossary({ Identifier })), absent);
    t.equal(await refusal(glue.updateGlossary({ Identifier })), absent);
    t.ok(await glue.deleteGlossary({ Identifier }), 'what is gone is deleted again without complaint');
  });

  t.test('a request is carried out once for its client token', async (t) => {
    const input = { Name: 'token', ClientToken: 'one' };
    const { Id } = await glue.createGlossary(input);
    t.equal((await glue.createGlossary(input)).Id, Id);
    t.equal(
      await refusal(glue.createGlossary({ ...input, Name: 'other' })),
      'InvalidInputException: The client token was used with other parameters.',
    );
  });

  t.test('terms have names of their own in a glossary, which they hold', async (t) => {
    const [one, two] = [await create('one'), await create('two')];
    const term = { GlossaryIdentifier: one, Name: 'Order', ShortDescription: 'short', LongDescription: 'long' };
    const { $metadata: _, ...created } = await glue.createGlossaryTerm(term);
    const Identifier = created.Id ?? '';
    const { GlossaryIdentifier: GlossaryId, ...described } = term;
    t.same(created, { Id: Identifier, GlossaryId, ...described });
    const exists = 'AlreadyExistsException: Glossary term with name Order already exists.';
    t.equal(await refusal(glue.createGlossaryTerm(term)), exists);
    await glue.createGlossaryTerm({ ...term, GlossaryIdentifier: two });
    const other = (await glue.createGlossaryTerm({ GlossaryIdentifier: one, Name: 'Item' })).Id;
    t.equal(await refusal(glue.updateGlossaryTerm({ Identifier: other, Name: 'Order' })), exists);
    await glue.updateGlossaryTerm({ Identifier, Name: 'Purchase' });
    t.match(await glue.getGlossaryTerm({ Identifier }), { Name: 'Purchase', LongDescription: 'long', GlossaryId });
    t.same((await glue.listGlossaryTerms({ GlossaryIdentifier: one })).Items, [
      { Id: other, Name: 'Item' },
      { Id: Identifier, Name: 'Purchase', ShortDescription: 'short' },
    ]);
    const inUse = `ConflictException: Glossary ${one} still contains glossary terms.`;
    t.equal(await refusal(glue.deleteGlossary({ Identifier: one })), inUse);
    for (const Identifier of [created.Id, other, other]) await glue.deleteGlossaryTerm({ Identifier });
    t.equal(
      await refusal(glue.getGlossaryTerm({ Identifier })),
      `EntityNotFoundException: Glossary term ${Identifier} not found.`,
    );
    await glue.deleteGlossary({ Identifier: one });
    t.equal(await refusal(glue.createGlossaryTerm(term)), `EntityNotFoundException: Glossary ${one} not found.`);
    t.equal(
      await refusal(glue.listGlossaryTerms({ GlossaryIdentifier: one })),
      `InvalidInputException: Glossary ${one} not found.`,
    );
  });

  t.test('terms are associated with a table and its columns, ten at most', async (t) => {
    await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
    const Columns = [
      { Name: 'id', Type: 'int', Comment: 'the key' },
      { Name: 'price', Type: 'double' },
    ];
    await glue.createTable({ DatabaseName: 'db', TableInput: { Name: 'orders', StorageDescriptor: { Columns } } });
    const AssetIdentifier = 'arn:aws:glue:us-east-1:123456789012:table/db/orders';
    const GlossaryIdentifier = await create('terms');
    const ids: string[] = [];
    for (let number = 0; number < 11; number += 1)
      ids.push((await glue.createGlossaryTerm({ GlossaryIdentifier, Name: `t${number}` })).Id ?? '');
    const [first = '', second = '', third = ''] = ids;
    const associate = (...GlossaryTermIdentifiers: string[]) =>
      glue.associateGlossaryTerms({ AssetIdentifier, GlossaryTermIdentifiers });
    t.same((await associate(first, second)).GlossaryTerms, [first, second]);
    t.same((await associate(second, third)).GlossaryTerms, [first, second, third]);
    t.equal(
      await refusal(associate(...ids.slice(3))),
      'InvalidInputException: At most 10 glossary terms can be associated.',
    );
    t.equal(await refusal(associate('nope')), 'EntityNotFoundException: Glossary term nope not found.');
    const asset = async () => (await glue.getAsset({ Identifier: AssetIdentifier })).GlossaryTerms;
    t.same(await asset(), [first, second, third]);
    const left = await glue.disassociateGlossaryTerms({ AssetIdentifier, GlossaryTermIdentifiers: [first, third] });
    t.same(left.GlossaryTerms, [second]);
    await glue.deleteGlossaryTerm({ Identifier: second });
    t.equal(await asset(), undefined, 'a term that is deleted goes from the assets');
    const column = { AssetIdentifier, IterableFormName: 'columns', ItemIdentifier: 'id' };
    const associated = await glue.associateGlossaryTerms({ ...column, GlossaryTermIdentifiers: [first] });
    t.match(associated, { ...column, GlossaryTerms: [first] });
    t.same((await glue.listIterableForms(column)).Items, [
      { ItemId: 'id', ItemName: 'id', Description: 'the key', GlossaryTerms: [first] },
      { ItemId: 'price', ItemName: 'price' },
    ]);
    const none = await glue.disassociateGlossaryTerms({ ...column, GlossaryTermIdentifiers: [first] });
    t.equal(none.GlossaryTerms, undefined);
    const GlossaryTermIdentifiers = [first];
    const cases: [object, string][] = [
      [
        { IterableFormName: 'columns' },
        'InvalidInputException: IterableFormName and ItemIdentifier have to be given together.',
      ],
      [{ ...column, IterableFormName: 'rows' }, 'EntityNotFoundException: Iterable form rows not found.'],
      [{ ...column, ItemIdentifier: 'x' }, 'EntityNotFoundException: Item x not found.'],
      [{ AssetIdentifier: 'x' }, 'EntityNotFoundException: Asset x not found.'],
    ];
    for (const [more, text] of cases)
      t.equal(await refusal(glue.associateGlossaryTerms({ AssetIdentifier, GlossaryTermIdentifiers, ...more })), text);
  });
});
