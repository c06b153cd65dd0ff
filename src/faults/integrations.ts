/** What is refused of zero-ETL integrations and their properties. None of these texts is observed. */
import {
  conflict,
  entityNotFound,
  integrationConflict,
  integrationNotFound,
  invalidInput,
  invalidIntegrationState,
  resourceNotFound,
  targetNotFound,
} from './errors.js';

const noResource = (arn: string) => `Resource ${arn} not found.`;

export const integration = {
  absent: (arn: string) => integrationNotFound(`Integration ${arn} not found.`),
  nameTaken: (name: string) => integrationConflict(`An integration with name ${name} already exists.`),
  endAbsent: (arn: string) => entityNotFound(noResource(arn)),
  targetAbsent: (arn: string) => targetNotFound(`Target resource ${arn} not found.`),
  inState: (arn: string, state: string) => invalidIntegrationState(`Integration ${arn} is in ${state} state.`),
  contextWithoutKey: () => invalidInput('AdditionalEncryptionContext can only be given with a KmsKeyId.'),
  namespace: () => invalidInput('TargetNamespace can only be given when the target is an Amazon S3 table bucket.'),
  fixedConfig: () => invalidInput('Of the IntegrationConfig only RefreshInterval can be modified.'),
  filter: (name = '') => invalidInput(`Filter ${name} is not supported.`),
  oneName: () => invalidInput('Filter IntegrationName takes only one value.'),
  maxRecords: () => invalidInput('MaxRecords has to be at least 1.'),
};

export const integrationProperty = {
  notArn: (arn: string) => invalidInput(`${arn} is not an ARN.`),
  resourceAbsent: (arn: string) => resourceNotFound(noResource(arn)),
  absent: (arn: string) => entityNotFound(`Integration resource property for ${arn} not found.`),
  exists: (arn: string) => conflict(`Integration resource property for ${arn} already exists.`),
  tableAbsent: (table: string) => entityNotFound(`Integration table properties for ${table} not found.`),
  tableExists: (table: string) => invalidInput(`Integration table properties for ${table} already exist.`),
  partitionFunction: (spec: string) => invalidInput(`${spec} is not a supported FunctionSpec.`),
  conversion: (spec: string) => invalidInput(`${spec} is not a supported ConversionSpec.`),
};
