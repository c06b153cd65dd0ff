/** Security configurations: which keys encrypt what jobs and crawlers write. Nothing is encrypted here. */
import type { EncryptionConfiguration, SecurityConfiguration } from '@aws-sdk/client-glue';
import { timestamp } from '../../context.js';
import { securityConfiguration as faults } from '../../faults/security.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';

/** Ids are [security configuration]. */
export const securityConfigurations = new Kind<Wire<SecurityConfiguration>>({
  noun: 'securityConfiguration',
  faults,
});

export const securityConfigurationHandlers: GlueHandlers = {
  /**
   * The time is spelled CreatedTimestamp here and CreatedTimeStamp where the configuration is told.
   *
   * @limit Nothing is encrypted by it; keys are not looked for.
   */
  CreateSecurityConfiguration({ Name, EncryptionConfiguration }, context) {
    checkKeys(EncryptionConfiguration);
    const now = timestamp(context);
    securityConfigurations.create(context, [Name], { Name, CreatedTimeStamp: now, EncryptionConfiguration });
    return { Name, CreatedTimestamp: now };
  },

  GetSecurityConfiguration({ Name }, context) {
    return { SecurityConfiguration: securityConfigurations.get(context, [Name]) };
  },

  GetSecurityConfigurations(input, context) {
    if ((input.MaxResults ?? 0) > LARGEST_PAGE) throw faults.pageSize(LARGEST_PAGE);
    const { items, NextToken } = securityConfigurations.page(context, [], input);
    return { SecurityConfigurations: items, NextToken };
  },

  DeleteSecurityConfiguration({ Name }, context) {
    securityConfigurations.remove(context, [Name]);
    return {};
  },
};

/** Observed; the model allows 1,000. */
const LARGEST_PAGE = 200;

/** A mode that uses a key of KMS needs one. */
function checkKeys(given: Wire<EncryptionConfiguration>): void {
  const { S3Encryption = [], CloudWatchEncryption, JobBookmarksEncryption, DataQualityEncryption } = given;
  const lacksKey = (mode: string | undefined, key: string | undefined) => mode?.endsWith('-KMS') === true && !key;
  if (S3Encryption.some(({ S3EncryptionMode, KmsKeyArn }) => lacksKey(S3EncryptionMode, KmsKeyArn)))
    throw faults.s3WithoutKey();
  if (lacksKey(CloudWatchEncryption?.CloudWatchEncryptionMode, CloudWatchEncryption?.KmsKeyArn))
    throw faults.cloudWatchWithoutKey();
  if (lacksKey(JobBookmarksEncryption?.JobBookmarksEncryptionMode, JobBookmarksEncryption?.KmsKeyArn))
    throw faults.bookmarksWithoutKey();
  if (lacksKey(DataQualityEncryption?.DataQualityEncryptionMode, DataQualityEncryption?.KmsKeyArn))
    throw faults.dataQualityWithoutKey();
}
