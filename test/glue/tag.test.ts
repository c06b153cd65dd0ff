import {
  CreateConnectionCommand,
  CreateCrawlerCommand,
  CreateDatabaseCommand,
  CreateTableCommand,
  DeleteCrawlerCommand,
  DeleteDatabaseCommand,
  GetTagsCommand,
  type GlueClient,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueClient, glueServer, refusal } from '../server.js';

const ARN = 'arn:aws:glue:us-east-1:123456789012';
const CRAWLER = { Name: 'crawler-1', Role: 'r', DatabaseName: 'db', Targets: { S3Targets: [{ Path: 's3://b/' }] } };

const CREATIONS: Record<string, (glue: GlueClient, Tags: Record<string, string>) => Promise<unknown>> = {
  'database/Sales': (glue, Tags) => glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'Sales' }, Tags })),
  'connection/Orders DB': (glue, Tags) => {
    const ConnectionInput = { Name: 'Orders DB', ConnectionType: 'NETWORK' as const, ConnectionProperties: {} };
    return glue.send(new CreateConnectionCommand({ ConnectionInput, Tags }));
  },
  'crawler/crawler-1': (glue, Tags) => glue.send(new CreateCrawlerCommand({ ...CRAWLER, Tags })),
};

async function tagsOf(glue: GlueClient, ResourceArn: string) {
  return (await glue.send(new GetTagsCommand({ ResourceArn }))).Tags;
}

for (const [resource, create] of Object.entries(CREATIONS)) {
  t.test(`${resource} is tagged at its creation and later`, async (t) => {
    const { glue } = await glueServer(t);
    const ResourceArn = `${ARN}:${resource}`;
    await create(glue, { team: 'a', env: 'test' });
    t.same(await tagsOf(glue, ResourceArn), { team: 'a', env: 'test' });
    await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { team: 'b', cost: '' } }));
    t.same(await tagsOf(glue, ResourceArn), { team: 'b', env: 'test', cost: '' });
    await glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: ['env', 'never-there'] }));
    t.same(await tagsOf(glue, ResourceArn), { team: 'b', cost: '' });
  });
}

t.test('a database is found by an ARN in any case, a crawler by its exact name', async (t) => {
  const { glue } = await glueServer(t);
  for (const create of Object.values(CREATIONS)) await create(glue, { a: '1' });
  t.same(await tagsOf(glue, `${ARN}:database/SALES`), { a: '1' });
  t.equal(await refusal(tagsOf(glue, `${ARN}:crawler/Crawler-1`)), 'EntityNotFoundException: Entity not found');
});

t.test('an ARN of nothing that can have tags is not found', async (t) => {
  const { glue, server } = await glueServer(t);
  for (const create of Object.values(CREATIONS)) await create(glue, {});
  await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput: { Name: 'orders' } }));
  const arns = [
    `${ARN}:crawler/nope`,
    `${ARN}:crawler`,
    `${ARN}:crawler/`,
    `${ARN}:table/sales/orders`,
    `${ARN}:catalog`,
    'arn:aws:glue:eu-west-1:123456789012:crawler/crawler-1',
    'arn:aws:glue:us-east-1:210987654321:crawler/crawler-1',
    'arn:aws-cn:glue:us-east-1:123456789012:crawler/crawler-1',
  ];
  for (const ResourceArn of arns) {
    const calls = [
      glue.send(new GetTagsCommand({ ResourceArn })),
      glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { a: '1' } })),
      glue.send(new UntagResourceCommand({ ResourceArn, TagsToRemove: ['a'] })),
    ];
    for (const call of calls) t.equal(await refusal(call), 'EntityNotFoundException: Entity not found', ResourceArn);
  }
  const incomplete = [
    'arn:aws:glue::123456789012:crawler/crawler-1',
    'arn:aws:glue:us-east-1::crawler/crawler-1',
    'arn:aws:glue:',
  ];
  for (const ResourceArn of incomplete) await t.rejects(tagsOf(glue, ResourceArn), { name: 'InvalidInputException' });
  const elsewhere = glueClient(t, server, { region: 'eu-west-1' });
  t.match(await refusal(tagsOf(elsewhere, `${ARN}:crawler/crawler-1`)), /Entity not found/);
});

t.test('a resource has at most 50 tags', async (t) => {
  const { glue } = await glueServer(t);
  const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${index}`, 'v']));
  await glue.send(new CreateCrawlerCommand({ ...CRAWLER, Tags: fifty }));
  const ResourceArn = `${ARN}:crawler/crawler-1`;
  await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { k0: 'other' } }));
  const refused = await refusal(glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd: { more: 'v' } })));
  t.equal(refused, 'InvalidInputException: A resource can have at most 50 tags.');
  t.same(await tagsOf(glue, ResourceArn), { ...fifty, k0: 'other' }, 'what was refused changed nothing');
});

t.test('tags go with their resource', async (t) => {
  const { glue } = await glueServer(t);
  for (const create of Object.values(CREATIONS)) await create(glue, { a: '1' });
  await glue.send(new DeleteCrawlerCommand({ Name: 'crawler-1' }));
  await glue.send(new DeleteDatabaseCommand({ Name: 'sales' }));
  for (const create of [CREATIONS['database/Sales'], CREATIONS['crawler/crawler-1']]) await create?.(glue, {});
  t.same(await tagsOf(glue, `${ARN}:crawler/crawler-1`), {});
  t.same(await tagsOf(glue, `${ARN}:database/sales`), {});
});

t.test('a key may have any name', async (t) => {
  const { glue } = await glueServer(t);
  const ResourceArn = `${ARN}:crawler/crawler-1`;
  await glue.send(new CreateCrawlerCommand(CRAWLER));
  const TagsToAdd = JSON.parse('{"constructor":"1","__proto__":"2"}');
  await glue.send(new TagResourceCommand({ ResourceArn, TagsToAdd }));
  const tags = await tagsOf(glue, ResourceArn);
  t.equal(tags?.constructor, '1');
});
