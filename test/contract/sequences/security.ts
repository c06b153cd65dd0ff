/** Security configurations, usage profiles, custom entity types and the connection with IAM Identity Center. */
import type { Step } from './step.js';

const EncryptionConfiguration = { S3Encryption: [{ S3EncryptionMode: 'SSE-S3' }] };
const timeout = (MaxValue: string) => ({ JobConfiguration: { timeout: { MaxValue } } });
const InstanceArn = 'arn:aws:sso:::instance/ssoins-1234567890abcdef';

export const security: readonly Step[] = [
  ['CreateSecurityConfiguration', { Name: 's', EncryptionConfiguration }, { Name: 's' }],
  ['GetSecurityConfiguration', { Name: 's' }, { SecurityConfiguration: { Name: 's', EncryptionConfiguration } }],
  ['GetSecurityConfigurations', {}, { SecurityConfigurations: [{ Name: 's' }] }],
  ['DeleteSecurityConfiguration', { Name: 's' }],
  ['GetSecurityConfiguration', { Name: 's' }, 'EntityNotFoundException'],

  ['CreateUsageProfile', { Name: 'p', Configuration: timeout('60') }, { Name: 'p' }],
  ['GetUsageProfile', { Name: 'p' }, { Name: 'p', Configuration: timeout('60') }],
  ['UpdateUsageProfile', { Name: 'p', Description: 'new', Configuration: timeout('90') }, { Name: 'p' }],
  ['ListUsageProfiles', {}, { Profiles: [{ Name: 'p', Description: 'new' }] }],
  ['DeleteUsageProfile', { Name: 'p' }],
  ['GetUsageProfile', { Name: 'p' }, 'EntityNotFoundException'],

  ['CreateCustomEntityType', { Name: 'e', RegexString: 'a+' }, { Name: 'e' }],
  ['GetCustomEntityType', { Name: 'e' }, { Name: 'e', RegexString: 'a+' }],
  ['ListCustomEntityTypes', {}, { CustomEntityTypes: [{ Name: 'e' }] }],
  [
    'BatchGetCustomEntityTypes',
    { Names: ['e', 'f'] },
    { CustomEntityTypes: [{ Name: 'e' }], CustomEntityTypesNotFound: ['f'] },
  ],
  ['DeleteCustomEntityType', { Name: 'e' }, { Name: 'e' }],
  ['GetCustomEntityType', { Name: 'e' }, 'EntityNotFoundException'],

  ['CreateGlueIdentityCenterConfiguration', { InstanceArn, Scopes: ['redshift:connect'] }],
  [
    'GetGlueIdentityCenterConfiguration',
    {},
    {
      InstanceArn,
      Scopes: ['redshift:connect'],
      ApplicationArn: '$CreateGlueIdentityCenterConfiguration.ApplicationArn',
    },
  ],
  ['UpdateGlueIdentityCenterConfiguration', { UserBackgroundSessionsEnabled: true }],
  ['GetGlueIdentityCenterConfiguration', {}, { InstanceArn, UserBackgroundSessionsEnabled: true }],
  ['DeleteGlueIdentityCenterConfiguration', {}],
  ['GetGlueIdentityCenterConfiguration', {}, 'EntityNotFoundException'],
];
