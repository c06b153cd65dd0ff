/** Catalogs, databases, functions, tags, and the settings of the catalog. */
import { arn, CatalogId, DatabaseName, type Step } from './step.js';

const nested = { CatalogId: `${CatalogId}:sales` };
const userFunction = { DatabaseName, FunctionName: 'f' };
const functionInput = (ClassName: string) => ({ DatabaseName, FunctionInput: { FunctionName: 'f', ClassName } });
const ResourceArn = arn('catalog/sales');
const PolicyInJson = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${CatalogId}:root` }, Action: 'glue:*', Resource: arn('*') },
  ],
});

export const dataCatalog: readonly Step[] = [
  ['CreateCatalog', { Name: 'sales', CatalogInput: { Description: 'old' }, Tags: { team: 'a' } }],
  ['GetCatalog', nested, { Catalog: { Name: 'sales', ResourceArn, Description: 'old' } }],
  ['UpdateCatalog', { ...nested, CatalogInput: { Description: 'new' } }],
  ['GetCatalogs', {}, { CatalogList: [{ CatalogId: nested.CatalogId, Description: 'new' }] }],
  ['TagResource', { ResourceArn, TagsToAdd: { cost: 'b' } }],
  ['GetTags', { ResourceArn }, { Tags: { team: 'a', cost: 'b' } }],
  ['UntagResource', { ResourceArn, TagsToRemove: ['team'] }],
  ['GetTags', { ResourceArn }, { Tags: { cost: 'b', team: undefined } }],
  ['DeleteCatalog', nested],
  ['GetCatalog', nested, 'EntityNotFoundException'],

  ['CreateDatabase', { DatabaseInput: { Name: DatabaseName, Description: 'old' } }],
  ['GetDatabase', { Name: DatabaseName }, { Database: { Name: DatabaseName, CatalogId, Description: 'old' } }],
  ['UpdateDatabase', { Name: DatabaseName, DatabaseInput: { Name: DatabaseName, Description: 'new' } }],
  ['GetDatabases', {}, { DatabaseList: [{ Name: DatabaseName, Description: 'new' }] }],
  ['CreateUserDefinedFunction', functionInput('a.B')],
  ['GetUserDefinedFunction', userFunction, { UserDefinedFunction: { FunctionName: 'f', ClassName: 'a.B' } }],
  ['UpdateUserDefinedFunction', { ...functionInput('a.C'), FunctionName: 'f' }],
  ['GetUserDefinedFunctions', { DatabaseName, Pattern: '.*' }, { UserDefinedFunctions: [{ ClassName: 'a.C' }] }],
  ['DeleteUserDefinedFunction', userFunction],
  ['GetUserDefinedFunction', userFunction, 'EntityNotFoundException'],
  ['DeleteDatabase', { Name: DatabaseName }],
  ['GetDatabase', { Name: DatabaseName }, 'EntityNotFoundException'],

  ['ImportCatalogToGlue', {}],
  ['GetCatalogImportStatus', {}, { ImportStatus: { ImportCompleted: false, ImportedBy: 'johndoe' } }],
  [
    'PutDataCatalogEncryptionSettings',
    {
      DataCatalogEncryptionSettings: { EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: 'key' } },
    },
  ],
  [
    'GetDataCatalogEncryptionSettings',
    {},
    {
      DataCatalogEncryptionSettings: { EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS', SseAwsKmsKeyId: 'key' } },
    },
  ],
  ['PutDataCatalogExportConfiguration', { ExportSetting: 'ENABLED' }, { ExportSetting: 'ENABLED' }],
  ['GetDataCatalogExportConfiguration', {}, { ExportSetting: 'ENABLED', Status: 'ENABLING' }],

  ['PutResourcePolicy', { PolicyInJson }],
  ['GetResourcePolicy', {}, { PolicyInJson, PolicyHash: '$PutResourcePolicy.PolicyHash' }],
  ['GetResourcePolicies', {}, { GetResourcePoliciesResponseList: [{ PolicyInJson }] }],
  ['DeleteResourcePolicy', {}],
  ['GetResourcePolicy', {}, 'EntityNotFoundException'],
];
