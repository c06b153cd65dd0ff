import type { PutAssetRequest, SearchAssetsInput } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

const Schema = 'structure Quality { score: Integer }';

t.test('assets of the business catalog', async (t) => {
  const { glue, server } = await glueServer(t);
  await glue.putFormType({ Name: 'Quality', Schema });
  await glue.putFormType({ Name: 'Rows', Schema });
  await glue.putAssetType({
    Name: 'Report',
    Forms: { quality: { FormTypeIdentifier: 'Quality' }, rows: { FormTypeIdentifier: 'Rows' } },
  });
  const put = (Identifier: string, more: Partial<PutAssetRequest> = {}) =>
    glue.putAsset({ AssetTypeId: 'Report', Identifier, Name: Identifier, Forms: {}, ...more });

  t.test('form types and asset types are put, read, listed and deleted', async (t) => {
    t.match(await glue.getFormType({ Identifier: 'Quality' }), { Id: 'Quality', Name: 'Quality', Schema });
    t.same((await glue.listFormTypes({})).Items, [
      { Id: 'Quality', Name: 'Quality' },
      { Id: 'Rows', Name: 'Rows' },
    ]);
    const Forms = { a: { FormTypeIdentifier: 'Extra' } };
    await glue.putFormType({ Name: 'Extra', Schema });
    const { $metadata: _, ...type } = await glue.putAssetType({ Name: 'Other', Forms });
    t.same(type, { Id: 'Other', Name: 'Other', Forms });
    t.match(await glue.getAssetType({ Identifier: 'Other' }), type);
    const page = await glue.listAssetTypes({ MaxResults: 1 });
    t.same(page.Items, [{ Id: 'Other', Name: 'Other' }]);
    t.match((await glue.listAssetTypes({ NextToken: page.NextToken, MaxResults: 1 })).Items, [{ Id: 'Report' }]);
    const inUse = 'ConflictException: Form type Extra is referenced by asset type Other.';
    t.equal(await refusal(glue.deleteFormType({ Identifier: 'Extra' })), inUse);
    for (const _ of ['there', 'gone already']) {
      await glue.deleteAssetType({ Identifier: 'Other' });
      await glue.deleteFormType({ Identifier: 'Extra' });
    }
    t.equal(
      await refusal(glue.getAssetType({ Identifier: 'Other' })),
      'EntityNotFoundException: Asset type Other not found.',
    );
    t.equal(
      await refusal(glue.getFormType({ Identifier: 'Extra' })),
      'EntityNotFoundException: Form type Extra not found.',
    );
    t.equal(
      await refusal(glue.putAssetType({ Name: 'Other', Forms })),
      'InvalidInputException: Form type Extra not found.',
    );
    const schema = 'InvalidInputException: Schema has to define at least one Smithy structure, with matching braces.';
    for (const Schema of ['list A { member: String }', 'structure A { a: String', 'structure A }{'])
      t.equal(await refusal(glue.putFormType({ Name: 'Bad', Schema })), schema);
  });

  t.test('an asset is put, put again, changed and deleted', async (t) => {
    const Identifier = 'a';
    const quality = { FormTypeId: 'Quality', Content: '{"score":1}' };
    const { $metadata: _, ...created } = await put('a', {
      Description: 'old',
      Forms: { quality: { Content: quality.Content } },
    });
    const CreatedAt = new Date(START);
    t.same(created, { Id: 'a', Name: 'a', Description: 'old', CreatedAt, Forms: { quality } });
    await server.clock.advance('1h');
    const UpdatedAt = server.clock.now();
    const { $metadata: __, ...updated } = await glue.updateAsset({ Identifier, Name: 'b' });
    t.same(updated, { Id: 'a', Name: 'b', Description: 'old', UpdatedAt });
    const read = async () => {
      const { $metadata: _, ...asset } = await glue.getAsset({ Identifier });
      return asset;
    };
    const { Forms, ...described } = created;
    t.same(await read(), { ...described, Name: 'b', UpdatedAt, AssetTypeId: 'Report', Forms });
    await put('a');
    t.same(await read(), { Id: 'a', Name: 'a', CreatedAt, UpdatedAt, AssetTypeId: 'Report', Forms: {} });
    await glue.deleteAsset({ Identifier });
    await glue.deleteAsset({ Identifier });
    t.equal(await refusal(read()), 'EntityNotFoundException: Asset a not found.');
    t.equal(await refusal(glue.updateAsset({ Identifier })), 'EntityNotFoundException: Asset a not found.');
    const cases: [Partial<PutAssetRequest>, string][] = [
      [{ AssetTypeId: 'None' }, 'EntityNotFoundException: Asset type None not found.'],
      [{ Forms: { x: {} } }, 'InvalidInputException: Asset type Report has no form x.'],
      [
        { Forms: { quality: { FormTypeId: 'Rows' } } },
        'InvalidInputException: Form quality has to be of form type Quality.',
      ],
      [{ Forms: { quality: { Content: '{' } } }, 'InvalidInputException: The content of form quality is not JSON.'],
      [
        { Forms: { quality: { Content: `${'['.repeat(9_999)}${']'.repeat(9_999)}` } } },
        'InvalidInputException: The content of form quality is not JSON.',
      ],
    ];
    for (const [more, text] of cases) t.equal(await refusal(put('bad', more)), text);
  });

  t.test('a form whose content is a list is iterable', async (t) => {
    const Content = JSON.stringify([{ id: 1, name: 'one', description: 'first' }, { name: 'two' }, {}]);
    await put('items', { Forms: { rows: { Content }, quality: { Content: '{}' } } });
    const { Forms, IterableForms } = await glue.getAsset({ Identifier: 'items' });
    t.same([Object.keys(Forms ?? {}), IterableForms], [['quality'], { rows: { FormTypeId: 'Rows' } }]);
    const target = { AssetIdentifier: 'items', IterableFormName: 'rows' };
    const first = await glue.listIterableForms({ ...target, MaxResults: 2 });
    t.same(first.Items, [
      { ItemId: '1', ItemName: 'one', Description: 'first' },
      { ItemId: 'two', ItemName: 'two' },
    ]);
    const rest = await glue.listIterableForms({ ...target, NextToken: first.NextToken });
    t.same(rest.Items, [{ ItemId: '2', ItemName: '2' }]);
    const { Items, Errors } = await glue.batchGetIterableForms({ ...target, ItemIdentifiers: ['one', '2', 'x'] });
    t.match(Items, [{ ItemId: '1', Forms: { rows: { FormTypeId: 'Rows', Content: /"first"/ } } }, { ItemId: '2' }]);
    t.same(Errors, [{ ItemIdentifier: 'x', Code: 'EntityNotFoundException', Message: 'Item x not found.' }]);
    const absent = 'EntityNotFoundException: Iterable form quality not found.';
    t.equal(await refusal(glue.listIterableForms({ ...target, IterableFormName: 'quality' })), absent);
  });

  t.test('forms are attached to assets and items, and detached', async (t) => {
    await put('att', { Forms: { rows: { Content: '[{"name":"one"}]' } } });
    const attachment = { AttachmentName: 'note', FormTypeId: 'Quality' };
    const Content = '{"score":5}';
    const AssetIdentifier = 'att';
    const item = { IterableFormName: 'rows', ItemIdentifier: 'one' };
    t.match(await glue.putAttachment({ AssetIdentifier, ...attachment, Content }), { AssetIdentifier, ...attachment });
    t.match(await glue.putAttachment({ AssetIdentifier, ...item, ...attachment, Content }), { ...item, ...attachment });
    const note = { FormTypeId: 'Quality', Content };
    t.same((await glue.getAsset({ Identifier: AssetIdentifier })).Attachments, { note });
    const items = async () =>
      (await glue.batchGetIterableForms({ AssetIdentifier, IterableFormName: 'rows', ItemIdentifiers: ['one'] })).Items;
    t.match(await items(), [{ Attachments: { note } }]);
    t.match(await glue.deleteAttachment({ AssetIdentifier, ...item, AttachmentName: 'note' }), item);
    t.same((await items())?.[0]?.Attachments, undefined);
    for (const AttachmentName of ['other', 'constructor'])
      t.equal(
        await refusal(glue.deleteAttachment({ AssetIdentifier, AttachmentName })),
        `EntityNotFoundException: Attachment ${AttachmentName} not found.`,
      );
    const bad = (more: object) => refusal(glue.putAttachment({ AssetIdentifier, ...attachment, Content, ...more }));
    t.equal(await bad({ FormTypeId: 'X' }), 'EntityNotFoundException: Form type X not found.');
    t.equal(await bad({ Content: 'x' }), 'InvalidInputException: The content of form note is not JSON.');
    await glue.deleteAsset({ Identifier: AssetIdentifier });
    await put('att');
    t.equal((await glue.getAsset({ Identifier: AssetIdentifier })).Attachments, undefined, 'they go with the asset');
  });

  t.test('a table of the catalog is an asset, with its columns as items', async (t) => {
    await glue.createDatabase({ DatabaseInput: { Name: 'db' } });
    const StorageDescriptor = { Columns: [{ Name: 'id', Type: 'int' }] };
    await glue.createTable({ DatabaseName: 'db', TableInput: { Name: 'Orders', Description: 'd', StorageDescriptor } });
    const Identifier = 'arn:aws:glue:us-east-1:123456789012:table/db/orders';
    t.match(await glue.getAsset({ Identifier }), {
      Id: Identifier,
      Name: 'orders',
      Description: 'd',
      IterableForms: { columns: { FormTypeId: 'columns' } },
    });
    await glue.updateAsset({ Identifier, Name: 'The orders' });
    const asset = await glue.getAsset({ Identifier });
    t.match(asset, { Name: 'The orders', Description: 'd', IterableForms: { columns: {} } });
    await glue.deleteAsset({ Identifier });
    t.match(await glue.getAsset({ Identifier }), { Name: 'orders' }, 'it goes on being an asset');
    await glue.deleteTable({ DatabaseName: 'db', Name: 'orders' });
    t.equal(await refusal(glue.getAsset({ Identifier })), `EntityNotFoundException: Asset ${Identifier} not found.`);
  });

  t.test('assets are searched by words and filters, sorted and paged', async (t) => {
    const at = server.clock.now().getTime() / 1000;
    const Forms = (score: number) => ({
      quality: { Content: JSON.stringify({ score, owner: { name: `o${score}` } }) },
    });
    await put('s1', { Name: 'Sales report', Forms: Forms(1) });
    await server.clock.advance('1h');
    await put('s2', { Name: 'Costs', Description: 'what sales cost', Forms: Forms(2) });
    await glue.createDatabase({ DatabaseInput: { Name: 'shop' } });
    await glue.createTable({ DatabaseName: 'shop', TableInput: { Name: 'sales' } });
    const table = 'arn:aws:glue:us-east-1:123456789012:table/shop/sales';
    const found = async (input: SearchAssetsInput) => (await glue.searchAssets(input)).Items?.map(({ Id }) => Id);
    t.same(await found({ SearchText: 'SALES' }), ['s1', table, 's2'], 'those with the word in their names first');
    t.same(await found({ SearchText: 'sales cost' }), ['s2']);
    type Attribute = NonNullable<NonNullable<SearchAssetsInput['FilterClause']>['AttributeFilter']>;
    const by = (Attribute: string, Operator: Attribute['Operator'], Value?: Attribute['Value']) => ({
      AttributeFilter: { Attribute, Operator, Value },
    });
    const long = (LongValue: number) => ({ LongValue });
    const AndAllFilters = [
      by('assetTypeId', 'equals', { StringValue: 'Report' }),
      by('UpdatedAt', 'greaterThan', long(at)),
    ];
    t.same(await found({ FilterClause: { AndAllFilters } }), ['s2']);
    t.same(await found({ FilterClause: by('quality.score', 'lessThanOrEquals', long(1)) }), ['s1']);
    const OrAnyFilters = [
      { MapFilter: { Attribute: 'quality', Key: 'owner.name', Value: { StringValue: 'o2' } } },
      by('Id', 'equals', { StringValue: table }),
    ];
    t.same(await found({ FilterClause: { OrAnyFilters }, Sort: { Attribute: 'Id' } }), [table, 's2']);
    t.same(await found({ SearchText: 'sales', FilterClause: by('quality.score', 'notExists') }), [table]);
    const Sort = { Attribute: 'AssetName', Order: 'DESCENDING' } as const;
    const first = await glue.searchAssets({ SearchText: 'sales', Sort, MaxResults: 2 });
    t.same(
      first.Items?.map(({ AssetName }) => AssetName),
      ['sales', 'Sales report'],
    );
    t.same(await found({ SearchText: 'sales', Sort, MaxResults: 2, NextToken: first.NextToken }), ['s2']);
    const nothing = 'InvalidInputException: At least one of SearchText and FilterClause has to be given.';
    t.equal(await refusal(found({})), nothing);
    const value = 'InvalidInputException: The filter on Id needs a value.';
    t.equal(await refusal(found({ FilterClause: by('Id', 'equals') })), value);
  });
});
