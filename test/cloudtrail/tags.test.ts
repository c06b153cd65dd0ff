import t, { type Test } from 'tap';
import { cloudTrailClient, glueServer, refusal } from '../server.js';

const ARN = 'arn:aws:cloudtrail:us-east-1:123456789012:trail/audit';
const AUDIT = { Name: 'audit', S3BucketName: 'audit-logs' };

async function client(t: Test) {
  const { server } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  const tags = async (ResourceId = ARN) =>
    (await cloudtrail.listTags({ ResourceIdList: [ResourceId] })).ResourceTagList?.[0]?.TagsList;
  return { server, cloudtrail, tags };
}

t.test('a trail is tagged at its creation and later, and its tags go with it', async (t) => {
  const { cloudtrail, tags } = await client(t);
  await cloudtrail.createTrail({ ...AUDIT, TagsList: [{ Key: 'team', Value: 'a' }, { Key: 'bare' }] });
  t.same(await tags(), [
    { Key: 'team', Value: 'a' },
    { Key: 'bare', Value: '' },
  ]);
  await cloudtrail.addTags({
    ResourceId: ARN,
    TagsList: [
      { Key: 'team', Value: 'b' },
      { Key: '__proto__', Value: 'c' },
    ],
  });
  await cloudtrail.removeTags({
    ResourceId: ARN,
    TagsList: [{ Key: 'bare', Value: 'whatever' }, { Key: 'never-there' }],
  });
  t.same(await tags(), [
    { Key: 'team', Value: 'b' },
    { Key: '__proto__', Value: 'c' },
  ]);
  await cloudtrail.deleteTrail({ Name: 'audit' });
  await cloudtrail.createTrail(AUDIT);
  t.same(await tags(), []);
});

t.test('tags of several trails are listed in the order in which they are asked for', async (t) => {
  const { cloudtrail } = await client(t);
  await cloudtrail.createTrail({ ...AUDIT, TagsList: [{ Key: 'a', Value: '1' }] });
  const ResourceIdList = [ARN.replace('audit', 'default'), ARN];
  t.match(await cloudtrail.listTags({ ResourceIdList }), {
    ResourceTagList: [
      { ResourceId: ResourceIdList[0], TagsList: [] },
      { ResourceId: ARN, TagsList: [{ Key: 'a', Value: '1' }] },
    ],
  });
});

const RESOURCES: [string, string][] = [
  ['audit', 'CloudTrailARNInvalidException: audit is not a valid ARN of a trail.'],
  ['arn:aws:s3:::bucket', 'CloudTrailARNInvalidException: arn:aws:s3:::bucket is not a valid ARN of a trail.'],
  [
    ARN.replace('us-east-1', 'eu-west-1'),
    'CloudTrailARNInvalidException: Region in ARN is wrong, you can only access resources in region us-east-1.',
  ],
  [`${ARN}-2`, `ResourceNotFoundException: Resource ${ARN}-2 not found.`],
  [
    ARN.replace('123456789012', '210987654321'),
    'CloudTrailARNInvalidException: AccountID in ARN is wrong, you can only access resources with AccountID 123456789012.',
  ],
];

t.test('what is no trail of the account and region has no tags', async (t) => {
  const { server, cloudtrail } = await client(t);
  await cloudtrail.createTrail(AUDIT);
  await cloudTrailClient(t, server, { accessKeyId: '210987654321' }).createTrail(AUDIT);
  for (const [ResourceId, expected] of RESOURCES) {
    const calls = [
      cloudtrail.addTags({ ResourceId, TagsList: [{ Key: 'a' }] }),
      cloudtrail.removeTags({ ResourceId, TagsList: [{ Key: 'a' }] }),
      cloudtrail.listTags({ ResourceIdList: [ResourceId] }),
    ];
    for (const refused of await Promise.all(calls.map(refusal))) t.equal(refused, expected);
  }
});

t.test('tags that cannot be are refused, and nothing is added', async (t) => {
  const { cloudtrail, tags } = await client(t);
  await cloudtrail.createTrail(AUDIT);
  const add = (...TagsList: { Key: string; Value?: string }[]) => cloudtrail.addTags({ ResourceId: ARN, TagsList });
  t.match(await refusal(add({ Key: 'a' }, { Key: 'a', Value: 'b' })), /^InvalidTagParameterException/);
  t.match(await refusal(add({ Key: '' })), /^InvalidTagParameterException/);
  t.match(await refusal(add({ Key: 'k'.repeat(129) })), /^InvalidTagParameterException/);
  t.match(await refusal(add({ Key: 'a', Value: 'v'.repeat(257) })), /^InvalidTagParameterException/);
  const fifty = Array.from({ length: 50 }, (_, index) => ({ Key: `k${index}` }));
  t.match(await refusal(add(...fifty, { Key: 'one more' })), /^TagsLimitExceededException/);
  t.same(await tags(), []);
  await add(...fifty);
  t.match(await refusal(add({ Key: 'one more' })), /^TagsLimitExceededException/);
});
