/**
 * What is refused of registries, schemas and their versions. Where a text is not observed on AWS itself it is the one that moto, another
 * emulator, answers, or marked.
 */
import type { RegistryId, SchemaId, SchemaVersionNumber } from '@aws-sdk/client-glue';
import type { Wire } from '../model/types.js';
import { alreadyExists, concurrentModification, entityNotFound, invalidInput, limitExceeded } from './errors.js';

/** A member that AWS names in its text although the caller did not give it. */
const orNull = (member: string | number | undefined) => member ?? 'null';

/** moto's. */
const noMore = (resources: string) =>
  limitExceeded(`More ${resources} cannot be created. The maximum limit has been reached.`);

/** Names are `registryName`, `schemaDefinition`, …: moto's where they are not observed. */
export const parameter = {
  /** Observed of `schemaDefinition`. */
  badLength: (name: string) =>
    invalidInput(`The resource name contains too many or too few characters. Parameter Name: ${name}`),
  /** Observed of `registryName` and `schemaName`. */
  badCharacters: (name: string) =>
    invalidInput(`The parameter value contains one or more characters that are not valid. Parameter Name: ${name}`),
};

export const tags = {
  /** moto's. */
  badCount: () => invalidInput('New Tags cannot be empty or more than 50'),
};

export const registry = {
  absent: ({ RegistryName, RegistryArn }: Wire<RegistryId>) =>
    entityNotFound(`Registry is not found. RegistryName: ${orNull(RegistryName)}, RegistryArn: ${orNull(RegistryArn)}`),
  /** What an operation of schemas says of their registry. */
  absentOfSchema: (name: string) => entityNotFound(`Registry is not found. RegistryName: ${name}`),
  exists: (name: string) => alreadyExists(`Registry already exists. RegistryName: ${name}`),
  limit: () => noMore('registries'),
  /** moto's. */
  namedTwice: () => invalidInput('One of registryName or registryArn has to be provided, both cannot be provided.'),
  /** Not observed. */
  notNamed: () => invalidInput('One of registryName or registryArn has to be provided.'),
  /** Not observed. */
  leaving: (name: string) => concurrentModification(`Registry is being deleted. RegistryName: ${name}`),
};

export const schema = {
  absent: ({ RegistryName, SchemaName, SchemaArn }: Wire<SchemaId>) =>
    entityNotFound(`Schema is not found. ${named(RegistryName, SchemaName, SchemaArn)}`),
  exists: (name: string) => alreadyExists(`Schema already exists. SchemaName: ${name}`),
  /** Observed where it is missing. */
  badCompatibility: () => invalidInput('Compatibility is not valid.'),
  /** moto's. */
  badDataFormat: () => invalidInput('Data format is not valid.'),
  withoutDefinition: () => parameter.badLength('schemaDefinition'),
  withoutCheckpoint: () => invalidInput('Schema version checkpoint is missing.'),
  /** moto's up to the reason, which is that of whatever checks the format. */
  badDefinition: (format: string, reason: string) =>
    invalidInput(`Schema definition of ${format} data format is invalid: ${reason}`),
  /** moto's. */
  namedTwice: () =>
    invalidInput('One of (registryName and schemaName) or schemaArn has to be provided, both cannot be provided.'),
  /** moto's. */
  notNamed: () => invalidInput('At least one of (registryName and schemaName) or schemaArn has to be provided.'),
  /** moto's. */
  versioningDisabled: ({ RegistryName, SchemaName, SchemaArn }: Wire<SchemaId>) =>
    invalidInput(
      `Compatibility DISABLED does not allow versioning. SchemaId: SchemaId(schemaArn=${orNull(SchemaArn)}, schemaName=${orNull(SchemaName)}, registryName=${orNull(RegistryName)})`,
    ),
  /** Not observed. */
  leaving: (name: string) => concurrentModification(`Schema is being deleted. SchemaName: ${name}`),
};

export const schemaVersion = {
  /** What GetSchemaByDefinition says. */
  absent: () => entityNotFound('Schema version is not found.'),
  /** moto's. */
  absentById: (id: string) => entityNotFound(`Schema version is not found. SchemaVersionId: ${id}`),
  /** moto's. */
  absentByNumber: (
    { RegistryName, SchemaName, SchemaArn }: Wire<SchemaId>,
    { VersionNumber, LatestVersion = false }: Wire<SchemaVersionNumber>,
  ) =>
    entityNotFound(
      `Schema version is not found. ${named(RegistryName, SchemaName, SchemaArn)}, VersionNumber: ${orNull(VersionNumber)}, isLatestVersion: ${LatestVersion}`,
    ),
  limit: () => noMore('schema versions'),
  checkpoint: () => invalidInput('Cannot delete checkpoint version.'),
  /** moto's. */
  numberedTwice: () => invalidInput('Only one of VersionNumber or LatestVersion is required.'),
  /** moto's. */
  notNumbered: () => invalidInput('One of version number (or) latest version is required.'),
  /** moto's. */
  idAndMore: () => invalidInput('No other input parameters can be specified when fetching by SchemaVersionId.'),
  /** The texts below are not observed. */
  first: () => invalidInput('Cannot delete the first version.'),
  badRange: (versions: string, most: number) =>
    invalidInput(`Versions ${versions} is not a range of at most ${most} versions.`),
  unusable: (number: number, status: string) =>
    invalidInput(`Schema version ${number} is in ${status} status and cannot be the checkpoint.`),
};

export const schemaVersionMetadata = {
  absent: (id: string) => entityNotFound(`Metadata is not found for the schema version. SchemaVersionId: ${id} `),
  exists: (id: string, key: string, value: string) =>
    alreadyExists(
      `Resource already exist for schema version id: ${id}, metadata key: ${key}, metadata value: ${value}`,
    ),
  /** moto's. */
  limit: () => limitExceeded('Your resource limits for Schema Version Metadata have been exceeded.'),
  /** Not observed. */
  without: (member: 'key' | 'value') => parameter.badLength(member),
};

function named(registryName?: string, schemaName?: string, schemaArn?: string): string {
  return `RegistryName: ${orNull(registryName)}, SchemaName: ${orNull(schemaName)}, SchemaArn: ${orNull(schemaArn)}`;
}
