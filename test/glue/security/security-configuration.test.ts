import { type EncryptionConfiguration, paginateGetSecurityConfigurations } from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

t.test('security configurations', async (t) => {
  const { glue } = await glueServer(t);
  const KmsKeyArn = 'arn:aws:kms:us-east-1:123456789012:key/a';
  const EncryptionConfiguration = {
    S3Encryption: [{ S3EncryptionMode: 'SSE-KMS' as const, KmsKeyArn }],
    CloudWatchEncryption: { CloudWatchEncryptionMode: 'DISABLED' as const },
    JobBookmarksEncryption: { JobBookmarksEncryptionMode: 'CSE-KMS' as const, KmsKeyArn },
    DataQualityEncryption: { DataQualityEncryptionMode: 'SSE-KMS' as const, KmsKeyArn },
  };

  t.test('one is told as it was given, its time spelled in two ways', async (t) => {
    const created = await glue.createSecurityConfiguration({ Name: 'keys', EncryptionConfiguration });
    t.match(created, { Name: 'keys', CreatedTimestamp: new Date(START) });
    const { SecurityConfiguration } = await glue.getSecurityConfiguration({ Name: 'keys' });
    t.same(SecurityConfiguration, { Name: 'keys', CreatedTimeStamp: new Date(START), EncryptionConfiguration });
  });

  t.test('what is absent or there already is refused without a word', async (t) => {
    const silent = /^EntityNotFoundException: (?!.*nope)/;
    t.match(await refusal(glue.getSecurityConfiguration({ Name: 'nope' })), silent);
    t.match(await refusal(glue.deleteSecurityConfiguration({ Name: 'nope' })), silent);
    const twice = refusal(glue.createSecurityConfiguration({ Name: 'keys', EncryptionConfiguration: {} }));
    t.match(await twice, /^AlreadyExistsException: /);
  });

  t.test('a mode that uses a key needs one', async (t) => {
    const text = (mode: string) => `InvalidInputException: kmsKeyArn can not be empty for ${mode} SSE_KMS`;
    const cases: [EncryptionConfiguration, string][] = [
      [{ S3Encryption: [{ S3EncryptionMode: 'SSE-S3' }, { S3EncryptionMode: 'SSE-KMS' }] }, text('s3EncryptionMode')],
      [
        { CloudWatchEncryption: { CloudWatchEncryptionMode: 'SSE-KMS', KmsKeyArn: '' } },
        text('cloudWatchEncryptionMode'),
      ],
      [{ DataQualityEncryption: { DataQualityEncryptionMode: 'SSE-KMS' } }, text('dataQualityEncryptionMode')],
      [
        { JobBookmarksEncryption: { JobBookmarksEncryptionMode: 'CSE-KMS' } },
        'InvalidInputException: kmsKeyArn can only be empty for jobBookmarksEncryptionMode CSE_KMS',
      ],
    ];
    for (const [EncryptionConfiguration, expected] of cases) {
      t.equal(await refusal(glue.createSecurityConfiguration({ Name: 'x', EncryptionConfiguration })), expected);
    }
  });

  t.test('they are paged, and deleted', async (t) => {
    await glue.createSecurityConfiguration({ Name: 'a', EncryptionConfiguration: {} });
    const names: unknown[] = [];
    for await (const { SecurityConfigurations } of paginateGetSecurityConfigurations({ client: glue, pageSize: 1 }, {}))
      names.push(SecurityConfigurations?.map(({ Name }) => Name));
    t.same(names, [['a'], ['keys']]);
    t.match((await glue.getSecurityConfigurations({ MaxResults: 200 })).SecurityConfigurations, [{}, {}]);
    t.equal(
      await refusal(glue.getSecurityConfigurations({ MaxResults: 201 })),
      'InvalidInputException: MaxResults size must be between 1 and 200',
    );
    await glue.deleteSecurityConfiguration({ Name: 'keys' });
    t.match((await glue.getSecurityConfigurations({})).SecurityConfigurations, [{ Name: 'a' }]);
  });
});
