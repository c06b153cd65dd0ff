/** What is refused of catalogs, their settings and policies, of databases and of functions. */
import { alreadyExists, conditionFailed, conflict, entityNotFound, federatedExists, invalidInput } from './errors.js';

export const catalog = {
  /** None of these texts is observed; worded as their neighbours'. */
  absent: (id: string) => entityNotFound(`Catalog ${id} not found.`),
  exists: () => alreadyExists('Catalog already exists.'),
  namedAsAccount: () => invalidInput('The name of a catalog cannot be the account ID.'),
  rootStays: () => invalidInput('The default catalog of an account cannot be deleted.'),
  rootOfNested: () => invalidInput('IncludeRoot cannot be given together with a ParentCatalogId.'),
  twoSources: () => invalidInput('A catalog cannot have both a FederatedCatalog and a TargetRedshiftCatalog.'),
  sourceTaken: () => federatedExists('A federated catalog for this connection and identifier already exists.'),
};

export const encryptionSettings = {
  /** Not observed. */
  roleMissing: () =>
    invalidInput('CatalogEncryptionServiceRole has to be given for the mode SSE-KMS-WITH-SERVICE-ROLE.'),
};

export const exportConfiguration = {
  /** None of these texts is observed. */
  absent: () => entityNotFound('Data catalog export configuration not found.'),
  busy: (status: string) => conflict(`The export of the data catalog is in ${status} status.`),
  algorithm: () => invalidInput('SseAlgorithm has to be AES256, or aws:kms together with a KmsKeyArn.'),
};

export const resourcePolicy = {
  absent: () => entityNotFound('Policy not found'),
  ofResource: () => invalidInput('Glue resource level policy is not currently supported'),
  /** The texts below are not observed. */
  hashDiffers: () => conditionFailed('The policy hash does not match the hash of the current policy.'),
  mustExist: () => conditionFailed('PolicyExistsCondition is MUST_EXIST, but there is no policy.'),
  mustNotExist: () => conditionFailed('PolicyExistsCondition is NOT_EXIST, but there is a policy.'),
  tooLarge: () => invalidInput('The policy is larger than 10240 bytes.'),
  invalid: (reason: string) => invalidInput(`The policy is not valid: ${reason}`),
};

export const database = {
  absent: (name: string) => entityNotFound(`Database ${name} not found.`),
  exists: () => alreadyExists('Database already exists.'),
  /** CreateDatabase cannot answer EntityNotFoundException: its model does not list it. */
  withoutCatalog: (id: string) => invalidInput(`Catalog ${id} not found.`),
  renamed: () => invalidInput('Database cannot be renamed'),
};

const FUNCTION_EXISTS = 'Function already exists.';

export const userDefinedFunction = {
  /** None of these texts is observed; worded as their neighbours'. */
  absent: (name: string) => entityNotFound(`Function ${name} not found.`),
  exists: () => alreadyExists(FUNCTION_EXISTS),
  /** An update cannot answer AlreadyExistsException: its model does not list it. */
  taken: () => invalidInput(FUNCTION_EXISTS),
  nameMissing: () => invalidInput('FunctionInput is missing the name of the function.'),
  renamed: () => invalidInput('A function governed by LAKE_FORMATION cannot be renamed.'),
  governanceFixed: () => invalidInput('The governance mode of a function cannot be changed.'),
  ungovernable: () =>
    invalidInput('A function governed by LAKE_FORMATION needs an ArtifactLocation and 1 to 10 resource URIs under it.'),
};

/** Not observed. */
export const namePattern = {
  invalid: (expression: string) => invalidInput(`Invalid regular expression: ${expression}`),
};
