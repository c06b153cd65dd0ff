/**
 * What is refused of zero-ETL integrations, their properties, connection types, connected entities, the Identity Center configuration and
 * dashboards. None of these texts is observed.
 */
import {
  alreadyExists,
  conflict,
  entityNotFound,
  integrationConflict,
  integrationNotFound,
  invalidInput,
  invalidIntegrationState,
  invalidParameter,
  notSupported,
  resourceNotFound,
  targetNotFound,
} from '../faults.js';

export const integration = {
  absent: (arn: string) => integrationNotFound(`Integration ${arn} not found.`),
  nameTaken: (name: string) => integrationConflict(`An integration with name ${name} already exists.`),
  endAbsent: (arn: string) => entityNotFound(`Resource ${arn} not found.`),
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
  resourceAbsent: (arn: string) => resourceNotFound(`Resource ${arn} not found.`),
  absent: (arn: string) => entityNotFound(`Integration resource property for ${arn} not found.`),
  exists: (arn: string) => conflict(`Integration resource property for ${arn} already exists.`),
  tableAbsent: (table: string) => entityNotFound(`Integration table properties for ${table} not found.`),
  tableExists: (table: string) => invalidInput(`Integration table properties for ${table} already exist.`),
  partitionFunction: (spec: string) => invalidInput(`${spec} is not a supported FunctionSpec.`),
  conversion: (spec: string) => invalidInput(`${spec} is not a supported ConversionSpec.`),
};

export const identityCenter = {
  absent: () => entityNotFound('Glue Identity Center configuration not found.'),
  exists: () => alreadyExists('Glue Identity Center configuration already exists.'),
  notInstance: (arn: string) => invalidInput(`${arn} is not the ARN of an Identity Center instance.`),
};

export const dashboard = {
  jobAbsent: (id: string) => entityNotFound(`Job ${id} not found.`),
  notSpark: (id: string) => notSupported(`Job ${id} does not run on Spark.`),
};

export const connectionType = {
  absent: (name: string) => entityNotFound(`Connection type ${name} is not found.`),
  /** DescribeConnectionType and CreateConnection cannot answer EntityNotFoundException for it: their models do not list it. */
  unknown: (name: string) => invalidInput(`Connection type ${name} is not found.`),
  exists: (name: string) => invalidInput(`Connection type ${name} already exists.`),
  prefix: (prefix: string) => invalidInput(`The name of a connection type has to begin with ${prefix}`),
  incomplete: (member: string) => invalidInput(`The authentication types need ${member}.`),
  builtIn: (name: string) => invalidInput(`Connection type ${name} is built in and cannot be deleted.`),
  /** ListConnectionTypes cannot answer InvalidInputException. */
  invalidToken: () => invalidParameter('Invalid pagination token provided.'),
};

export const connectedEntity = {
  absent: (name: string) => entityNotFound(`Entity ${name} is not found.`),
  field: (field: string, entity: string) => invalidInput(`Entity ${entity} has no field ${field}.`),
};
