import type { CloudTrail } from '@aws-sdk/client-cloudtrail';
import t, { type Test } from 'tap';
import { cloudTrailClient, glueServer, refusal } from '../server.js';

const ACCOUNT = '123456789012';
const OTHER = '210987654321';
const AUDIT = { Name: 'audit', S3BucketName: 'audit-logs' };
const arn = (name: string, region = 'us-east-1', account = ACCOUNT) =>
  `arn:aws:cloudtrail:${region}:${account}:trail/${name}`;

/** A server and a client in us-east-1, whose call makes that the home of the default trail. */
async function cloudTrailServer(t: Test) {
  const { server, glue } = await glueServer(t);
  const cloudtrail = cloudTrailClient(t, server);
  await cloudtrail.listTrails({});
  const inRegion = (region: string, accessKeyId?: string) =>
    cloudTrailClient(t, server, { region, ...(accessKeyId !== undefined && { accessKeyId }) });
  return { server, glue, cloudtrail, inRegion };
}

const namesOf = async (cloudtrail: CloudTrail, includeShadowTrails?: boolean) =>
  (await cloudtrail.describeTrails({ includeShadowTrails })).trailList?.map(({ Name }) => Name).sort();

t.test('every account has a trail in all regions, with no set-up', async (t) => {
  const { server, glue } = await glueServer(t);
  await glue.getDatabases({});
  const { trailList } = await cloudTrailClient(t, server, { region: 'eu-west-1' }).describeTrails({});
  t.same(trailList, [
    {
      Name: 'default',
      S3BucketName: 'trail-logs',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      HomeRegion: 'us-east-1',
      TrailARN: arn('default'),
      LogFileValidationEnabled: true,
      HasCustomEventSelectors: false,
      HasInsightSelectors: false,
      IsOrganizationTrail: false,
    },
  ]);
  const other = cloudTrailClient(t, server, { accessKeyId: OTHER, region: 'eu-west-1' });
  t.match(await other.getTrail({ Name: 'default' }), { Trail: { TrailARN: arn('default', 'eu-west-1', OTHER) } });
});

t.test('the default trail is deleted like any other, and does not come back', async (t) => {
  const { glue, cloudtrail } = await cloudTrailServer(t);
  await cloudtrail.deleteTrail({ Name: 'default' });
  await glue.getDatabases({});
  t.same(await namesOf(cloudtrail), []);
  t.same((await cloudtrail.listTrails({})).Trails, []);
});

t.test('a reset brings the default trail back and takes the others away', async (t) => {
  const { server, glue, cloudtrail } = await cloudTrailServer(t);
  await cloudtrail.createTrail(AUDIT);
  await cloudtrail.deleteTrail({ Name: 'default' });
  await server.reset();
  t.same(await namesOf(cloudtrail), ['default']);
  await glue.getDatabases({});
  t.equal((await server.flush()).length, 1);
});

t.test('a trail is created as told, and what was not told is as AWS has it', async (t) => {
  const { cloudtrail } = await cloudTrailServer(t);
  const { $metadata: _, ...created } = await cloudtrail.createTrail(AUDIT);
  t.same(created, {
    ...AUDIT,
    IncludeGlobalServiceEvents: true,
    IsMultiRegionTrail: false,
    TrailARN: arn('audit'),
    LogFileValidationEnabled: false,
    IsOrganizationTrail: false,
  });
  const { $metadata: __, ...full } = await cloudtrail.createTrail({
    ...AUDIT,
    Name: 'full',
    S3KeyPrefix: 'a/prefix',
    SnsTopicName: 'topic',
    IsMultiRegionTrail: true,
    EnableLogFileValidation: true,
    CloudWatchLogsLogGroupArn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:g:*`,
    CloudWatchLogsRoleArn: `arn:aws:iam::${ACCOUNT}:role/r`,
    KmsKeyId: 'alias/key',
  });
  t.match(full, {
    S3KeyPrefix: 'a/prefix',
    SnsTopicName: 'topic',
    SnsTopicARN: `arn:aws:sns:us-east-1:${ACCOUNT}:topic`,
    IsMultiRegionTrail: true,
    LogFileValidationEnabled: true,
    KmsKeyId: `arn:aws:kms:us-east-1:${ACCOUNT}:alias/key`,
  });
  const { Trail } = await cloudtrail.getTrail({ Name: 'full' });
  t.same(Trail, { ...full, HomeRegion: 'us-east-1', HasCustomEventSelectors: false, HasInsightSelectors: false });
});

t.test('an update changes what it names, and an empty text takes a setting away', async (t) => {
  const { cloudtrail } = await cloudTrailServer(t);
  await cloudtrail.createTrail({ ...AUDIT, S3KeyPrefix: 'p', SnsTopicName: 'topic' });
  const updated = await cloudtrail.updateTrail({
    Name: arn('audit'),
    S3KeyPrefix: '',
    SnsTopicName: '',
    EnableLogFileValidation: true,
  });
  t.equal(updated.LogFileValidationEnabled, true);
  const { Trail } = await cloudtrail.getTrail({ Name: 'audit' });
  t.match(Trail, { S3BucketName: 'audit-logs', LogFileValidationEnabled: true });
  for (const gone of ['S3KeyPrefix', 'SnsTopicName', 'SnsTopicARN']) t.notOk(gone in (Trail ?? {}), gone);
});

t.test('a log group is changed together with its role alone, and taken away with it', async (t) => {
  const { cloudtrail } = await cloudTrailServer(t);
  await cloudtrail.createTrail({ ...AUDIT, CloudWatchLogsLogGroupArn: LOG_GROUP, CloudWatchLogsRoleArn: ROLE });
  const Name = AUDIT.Name;
  const other = LOG_GROUP.replace('/aws/g', 'other');
  t.match(
    await refusal(cloudtrail.updateTrail({ Name, CloudWatchLogsLogGroupArn: other })),
    'InvalidCloudWatchLogsRoleArnException: You must specify a role ARN as well as a log group.',
  );
  const both = { CloudWatchLogsLogGroupArn: other, CloudWatchLogsRoleArn: ROLE };
  t.match(await cloudtrail.updateTrail({ Name, ...both }), both);
  t.match(await cloudtrail.updateTrail({ Name, S3KeyPrefix: 'p' }), both);
  const none = await cloudtrail.updateTrail({ Name, CloudWatchLogsLogGroupArn: '', CloudWatchLogsRoleArn: '' });
  t.notOk('CloudWatchLogsLogGroupArn' in none || 'CloudWatchLogsRoleArn' in none);
});

/** Observed on AWS: each of the settings that can be missing is taken away by an empty text alone. */
t.test('a log group is taken away without its role', async (t) => {
  const { cloudtrail } = await cloudTrailServer(t);
  await cloudtrail.createTrail({ ...AUDIT, CloudWatchLogsLogGroupArn: LOG_GROUP, CloudWatchLogsRoleArn: ROLE });
  const { Name } = AUDIT;
  t.notOk('CloudWatchLogsLogGroupArn' in (await cloudtrail.updateTrail({ Name, CloudWatchLogsLogGroupArn: '' })));
  const { Trail } = await cloudtrail.getTrail({ Name });
  t.notOk('CloudWatchLogsLogGroupArn' in (Trail ?? {}));
  t.match(
    await cloudtrail.updateTrail({ Name, S3KeyPrefix: 'p' }),
    { S3KeyPrefix: 'p' },
    'and the trail can be changed',
  );
  t.match(
    await refusal(cloudtrail.updateTrail({ Name, CloudWatchLogsRoleArn: ROLE })),
    'InvalidCloudWatchLogsLogGroupArnException',
  );
});

t.test('a trail of all regions is seen in each, one of a single region in that', async (t) => {
  const { cloudtrail, inRegion } = await cloudTrailServer(t);
  const west = inRegion('us-west-2');
  await cloudtrail.createTrail(AUDIT);
  await west.createTrail({ ...AUDIT, Name: 'everywhere', IsMultiRegionTrail: true });
  t.same(await namesOf(cloudtrail), ['audit', 'default', 'everywhere']);
  t.same(await namesOf(cloudtrail, false), ['audit', 'default']);
  t.same(await namesOf(west), ['default', 'everywhere']);
  t.same(await namesOf(west, false), ['everywhere']);
  const everywhere = [arn('everywhere', 'us-west-2')];
  const named = async (...trailNameList: string[]) =>
    (await cloudtrail.describeTrails({ trailNameList })).trailList?.map(({ TrailARN }) => TrailARN);
  t.same(await named(...everywhere), everywhere);
  t.same(await named('everywhere', 'never-there', 'audit'), [arn('audit')], 'a name is one of the region');
  t.match(await cloudtrail.getTrail({ Name: everywhere[0] }), { Trail: { HomeRegion: 'us-west-2' } });
  t.same(
    (await west.listTrails({})).Trails,
    [
      { TrailARN: arn('audit'), Name: 'audit', HomeRegion: 'us-east-1' },
      { TrailARN: arn('default'), Name: 'default', HomeRegion: 'us-east-1' },
      { TrailARN: everywhere[0], Name: 'everywhere', HomeRegion: 'us-west-2' },
    ],
    'a list has all',
  );
});

t.test('a trail is changed in its home region alone', async (t) => {
  const { cloudtrail, inRegion } = await cloudTrailServer(t);
  await inRegion('us-west-2').createTrail({ ...AUDIT, Name: 'everywhere', IsMultiRegionTrail: true });
  for (const Name of ['everywhere', arn('everywhere', 'us-west-2')]) {
    const TrailName = Name;
    const calls = [
      cloudtrail.updateTrail({ Name }),
      cloudtrail.deleteTrail({ Name }),
      cloudtrail.startLogging({ Name }),
      cloudtrail.stopLogging({ Name }),
      cloudtrail.putEventSelectors({ TrailName, EventSelectors: [{}] }),
      cloudtrail.putInsightSelectors({ TrailName, InsightSelectors: [] }),
    ];
    for (const refused of await Promise.all(calls.map(refusal)))
      t.match(refused, /^InvalidHomeRegionException: .*us-west-2/);
  }
});

t.test('what there is not is unknown', async (t) => {
  const { cloudtrail, inRegion } = await cloudTrailServer(t);
  await inRegion('us-west-2').createTrail({ ...AUDIT, Name: 'west' });
  await inRegion('us-east-1', OTHER).createTrail({ ...AUDIT, Name: 'theirs' });
  const names = ['nope', 'west', 'theirs', arn('nope'), arn('theirs', 'us-east-1', OTHER), arn('default', 'eu-west-1')];
  for (const Name of names) {
    const unknown = (printed: string) => `TrailNotFoundException: Unknown trail: ${printed} for the user: ${ACCOUNT}`;
    t.equal(await refusal(cloudtrail.getTrail({ Name })), unknown(Name), 'printed as it was given');
    const calls = [
      cloudtrail.updateTrail({ Name }),
      cloudtrail.deleteTrail({ Name }),
      cloudtrail.startLogging({ Name }),
      cloudtrail.stopLogging({ Name }),
      cloudtrail.getTrailStatus({ Name }),
    ];
    const expected = unknown(Name.startsWith('arn:') ? Name : arn(Name));
    for (const refused of await Promise.all(calls.map(refusal))) t.equal(refused, expected);
  }
});

const NAMES: [string, string][] = [
  ['a', 'Trail name too short. Minimum allowed length: 3 characters. Specified name length: 1 characters.'],
  ['', 'Trail name cannot be blank!'],
  [
    'a'.repeat(129),
    'Trail name too long. Maximum allowed length: 128 characters. Specified name length: 129 characters.',
  ],
  ['-trail', 'Trail name must starts with a letter or number.'],
  ['trail!', 'Trail name must ends with a letter or number.'],
  [
    'my#trail',
    'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
  ],
  ['my..trail', 'Trail name or ARN cannot have adjacent periods (.), hyphens (-), or underscores (_).'],
  ['192.168.5.4', 'Trail names must not be formatted as an IP address.'],
];

for (const [Name, message] of NAMES) {
  t.test(`${Name.slice(0, 12) || 'an empty text'} is no name of a trail`, async (t) => {
    const { cloudtrail } = await cloudTrailServer(t);
    const calls = [cloudtrail.createTrail({ ...AUDIT, Name }), cloudtrail.getTrailStatus({ Name })];
    for (const refused of await Promise.all(calls.map(refusal)))
      t.equal(refused, `InvalidTrailNameException: ${message}`);
  });
}

const LOG_GROUP = `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:/aws/g:*`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/r`;
const REFUSED: [string, object, RegExp][] = [
  ['no bucket', { S3BucketName: '' }, /^InvalidS3BucketNameException: Bucket name cannot be blank!$/],
  ...['UPPER', 'ab', 'a..b', 'a_b', '-ab', '192.168.5.4', 'xn--ab', 'a'.repeat(64), '../etc'].map(
    (S3BucketName): [string, object, RegExp] => [
      `bucket ${S3BucketName}`,
      { S3BucketName },
      /^InvalidS3BucketNameException/,
    ],
  ),
  ...['/a', 'a/', 'a//b', '../a', 'a/./b', 'a\\b', 'a\u0000b', 'a'.repeat(201), 'ü'.repeat(150)].map(
    (S3KeyPrefix): [string, object, RegExp] => [
      `prefix ${JSON.stringify(S3KeyPrefix)}`,
      { S3KeyPrefix },
      /^InvalidS3PrefixException/,
    ],
  ),
  [
    'a long prefix',
    { S3KeyPrefix: 'a'.repeat(201) },
    /^InvalidS3PrefixException: S3 prefix is longer than maximum length: 200$/,
  ],
  [
    'all regions without global events',
    { IsMultiRegionTrail: true, IncludeGlobalServiceEvents: false },
    /^InvalidParameterCombinationException: Multi-Region trail must include global service events\.$/,
  ],
  ['a topic', { SnsTopicName: 'no topic' }, /^InvalidSnsTopicNameException/],
  ['a key', { KmsKeyId: 'no key' }, /^InvalidKmsKeyIdException/],
  ['a role alone', { CloudWatchLogsRoleArn: ROLE }, /^InvalidCloudWatchLogsLogGroupArnException/],
  [
    'a log group alone',
    { CloudWatchLogsLogGroupArn: LOG_GROUP },
    /^InvalidCloudWatchLogsRoleArnException: You must specify a role ARN as well as a log group\.$/,
  ],
  ...[LOG_GROUP.slice(0, -2), 'arn:aws:logs:us-east-1:123456789012:g:*', 'group'].map(
    (group): [string, object, RegExp] => [
      `log group ${group}`,
      { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: ROLE },
      /^InvalidCloudWatchLogsLogGroupArnException: CloudTrail cannot validate the specified log group ARN\.$/,
    ],
  ),
  [
    'what is no role',
    { CloudWatchLogsLogGroupArn: LOG_GROUP, CloudWatchLogsRoleArn: 'arn:aws:iam::123456789012:user/u' },
    /^InvalidCloudWatchLogsRoleArnException/,
  ],
  ['tags of the same key', { TagsList: [{ Key: 'a' }, { Key: 'a' }] }, /^InvalidTagParameterException/],
];

t.test('settings that cannot be are refused, and nothing is created or changed', async (t) => {
  const { cloudtrail } = await cloudTrailServer(t);
  const before = (await cloudtrail.getTrail({ Name: 'default' })).Trail;
  for (const [what, settings, expected] of REFUSED) {
    t.match(await refusal(cloudtrail.createTrail({ ...AUDIT, ...settings })), expected, what);
    if ('TagsList' in settings) continue;
    t.match(await refusal(cloudtrail.updateTrail({ Name: 'default', ...settings })), expected, what);
  }
  t.same(await namesOf(cloudtrail), ['default']);
  t.same((await cloudtrail.getTrail({ Name: 'default' })).Trail, before);
});

t.test('a name is taken where a trail of it can be seen', async (t) => {
  const { cloudtrail, inRegion } = await cloudTrailServer(t);
  const west = inRegion('us-west-2');
  const taken = (name: string) => `TrailAlreadyExistsException: Trail ${name} already exists for customer: ${ACCOUNT}`;
  await cloudtrail.createTrail(AUDIT);
  t.equal(await refusal(cloudtrail.createTrail(AUDIT)), taken('audit'));
  t.equal(await refusal(west.createTrail({ ...AUDIT, Name: 'default' })), taken('default'), 'a replication has it');
  t.equal(await refusal(west.createTrail({ ...AUDIT, IsMultiRegionTrail: true })), taken('audit'));
  await west.createTrail(AUDIT);
  t.equal(await refusal(cloudtrail.updateTrail({ Name: 'audit', IsMultiRegionTrail: true })), taken('audit'));
});

t.test('a region has at most five trails, replications included', async (t) => {
  const { cloudtrail, inRegion } = await cloudTrailServer(t);
  for (const Name of ['trail-2', 'trail-3', 'trail-4', 'trail-5']) await cloudtrail.createTrail({ ...AUDIT, Name });
  const tooMany = 'MaximumNumberOfTrailsExceededException: User: 123456789012 already has 5 trails in us-east-1.';
  t.equal(await refusal(cloudtrail.createTrail(AUDIT)), tooMany);
  const west = inRegion('us-west-2');
  t.equal(await refusal(west.createTrail({ ...AUDIT, IsMultiRegionTrail: true })), tooMany);
  await west.createTrail(AUDIT);
  await cloudtrail.updateTrail({ Name: 'trail-5', S3BucketName: 'elsewhere' });
  await cloudtrail.deleteTrail({ Name: 'trail-5' });
  await cloudtrail.createTrail(AUDIT).catch(() => {});
  t.same(await namesOf(cloudtrail), ['audit', 'default', 'trail-2', 'trail-3', 'trail-4']);
});

t.test("an organization's trail is made by its management account and seen in all", async (t) => {
  const { cloudtrail, inRegion } = await cloudTrailServer(t);
  const theirs = inRegion('eu-west-1', OTHER);
  const organization = { ...AUDIT, IsOrganizationTrail: true, IsMultiRegionTrail: true };
  t.equal(
    await refusal(theirs.createTrail(organization)),
    'NotOrganizationMasterAccountException: You cannot configure or manage trails for an organization because this action requires being signed in with the management account.',
  );
  await cloudtrail.createTrail(organization);
  t.same(await namesOf(theirs), ['audit', 'default']);
  t.same(await namesOf(theirs, false), ['default']);
  t.same(
    (await theirs.listTrails({})).Trails?.map(({ TrailARN }) => TrailARN),
    [arn('default', 'eu-west-1', OTHER), arn('audit')],
  );
  t.match(await theirs.getTrail({ Name: arn('audit') }), { Trail: { IsOrganizationTrail: true } });
  t.match(await theirs.getTrailStatus({ Name: arn('audit') }), { IsLogging: false });
  t.match(await refusal(theirs.deleteTrail({ Name: arn('audit') })), /^NotOrganizationMasterAccountException/);
});

t.test('what is no ARN of a trail is refused as such', async (t) => {
  const { cloudtrail } = await cloudTrailServer(t);
  for (const Name of ['arn:', 'arn:aws:s3:::bucket', `arn:aws:cloudtrail:us-east-1:${ACCOUNT}:channel/c`, `${arn('')}`])
    t.match(await refusal(cloudtrail.getTrail({ Name })), /^CloudTrailARNInvalidException/, Name);
  t.match(await refusal(cloudtrail.getTrail({ Name: arn('a/b') })), /^InvalidTrailNameException/);
});
