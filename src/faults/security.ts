/** What is refused of security configurations, usage profiles, custom entity types and the Identity Center configuration. */
import { alreadyExists, entityNotFound, invalidInput } from './errors.js';

/** None of these texts is observed. */
export const customEntityType = {
  absent: (name: string) => entityNotFound(`Custom entity type ${name} not found.`),
  exists: (name: string) => alreadyExists(`Custom entity type ${name} already exists.`),
};

/** None of these texts is observed. */
export const usageProfile = {
  absent: (name: string) => entityNotFound(`Usage profile ${name} not found.`),
  exists: (name: string) => alreadyExists(`Usage profile ${name} already exists.`),
  empty: () => invalidInput('A usage profile needs at least one parameter for jobs or sessions.'),
  range: (parameter: string) => invalidInput(`The values of ${parameter} contradict each other.`),
};

export const securityConfiguration = {
  /** Both messages are empty (observed). */
  absent: () => entityNotFound(''),
  exists: () => alreadyExists(''),
  /** Observed. */
  pageSize: (largest: number) => invalidInput(`MaxResults size must be between 1 and ${largest}`),
  /** The three are observed, the last of them as it stands here. */
  s3WithoutKey: () => invalidInput('kmsKeyArn can not be empty for s3EncryptionMode SSE_KMS'),
  cloudWatchWithoutKey: () => invalidInput('kmsKeyArn can not be empty for cloudWatchEncryptionMode SSE_KMS'),
  bookmarksWithoutKey: () => invalidInput('kmsKeyArn can only be empty for jobBookmarksEncryptionMode CSE_KMS'),
  /** Not observed. */
  dataQualityWithoutKey: () => invalidInput('kmsKeyArn can not be empty for dataQualityEncryptionMode SSE_KMS'),
};

/** None of these texts is observed. */
export const identityCenter = {
  absent: () => entityNotFound('Glue Identity Center configuration not found.'),
  exists: () => alreadyExists('Glue Identity Center configuration already exists.'),
  notInstance: (arn: string) => invalidInput(`${arn} is not the ARN of an Identity Center instance.`),
};
