/**
 * What CloudTrail refuses. As among Glue's, texts are AWS's where they have been observed on the service or stand in its documentation;
 * the others are marked. "As copied": the words of a service that offers CloudTrail's API, and which has them as AWS does wherever both
 * have been seen.
 */
import { cloudtrailSdk as sdk } from '../model/sdk.js';

const $metadata = {};

/** Of Lake, dashboards, channels, imports and whatever else no trail needs. Not observed. */
export const operationUnsupported = (operation: string) =>
  new sdk.UnsupportedOperationException({
    message: `The operation requested is not supported: this endpoint does not serve ${operation}.`,
    $metadata,
  });

export const trail = {
  /** GetTrail prints what it was given, all others the ARN that a name stands for. */
  absent: (nameOrArn: string, account: string) =>
    new sdk.TrailNotFoundException({ message: `Unknown trail: ${nameOrArn} for the user: ${account}`, $metadata }),
  exists: (name: string, account: string) =>
    new sdk.TrailAlreadyExistsException({
      message: `Trail ${name} already exists for customer: ${account}`,
      $metadata,
    }),
  tooMany: (account: string, most: number, region: string) =>
    new sdk.MaximumNumberOfTrailsExceededException({
      message: `User: ${account} already has ${most} trails in ${region}.`,
      $metadata,
    }),
  withoutGlobalEvents: () => invalidCombination('Multi-Region trail must include global service events.'),
  notManagementAccount: () =>
    new sdk.NotOrganizationMasterAccountException({
      message:
        'You cannot configure or manage trails for an organization because this action requires being signed in with the management account.',
      $metadata,
    }),
  /** Not observed. */
  notHome: (arn: string, homeRegion: string) =>
    new sdk.InvalidHomeRegionException({
      message: `The trail ${arn} can only be changed in its home region ${homeRegion}.`,
      $metadata,
    }),
};

const invalidBucketName = (message: string) => new sdk.InvalidS3BucketNameException({ message, $metadata });
const invalidPrefix = (message: string) => new sdk.InvalidS3PrefixException({ message, $metadata });
const invalidName = (message: string) => new sdk.InvalidTrailNameException({ message, $metadata });

export const trailName = {
  blank: () => invalidName('Trail name cannot be blank!'),
  tooShort: (length: number) =>
    invalidName(
      `Trail name too short. Minimum allowed length: 3 characters. Specified name length: ${length} characters.`,
    ),
  tooLong: (length: number) =>
    invalidName(
      `Trail name too long. Maximum allowed length: 128 characters. Specified name length: ${length} characters.`,
    ),
  badStart: () => invalidName('Trail name must starts with a letter or number.'),
  badEnd: () => invalidName('Trail name must ends with a letter or number.'),
  badCharacter: () =>
    invalidName(
      'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.), hyphens (-), and underscores (_).',
    ),
  /** The texts below are as copied. */
  adjacentMarks: () =>
    invalidName('Trail name or ARN cannot have adjacent periods (.), hyphens (-), or underscores (_).'),
  address: () => invalidName('Trail names must not be formatted as an IP address.'),
};

export const trailSettings = {
  logRole: () =>
    new sdk.InvalidCloudWatchLogsRoleArnException({
      message: 'You must specify a role ARN as well as a log group.',
      $metadata,
    }),
  logGroup: () =>
    new sdk.InvalidCloudWatchLogsLogGroupArnException({
      message: 'CloudTrail cannot validate the specified log group ARN.',
      $metadata,
    }),
  /** These two are as copied. */
  noBucketName: () => invalidBucketName('Bucket name cannot be blank!'),
  prefixTooLong: (most: number) => invalidPrefix(`S3 prefix is longer than maximum length: ${most}`),
  /** The texts below are not observed. */
  bucketName: (name: string) => invalidBucketName(`Bucket name ${name} is invalid.`),
  prefix: (prefix: string) => invalidPrefix(`S3 prefix ${prefix} is invalid.`),
  topic: (name: string) =>
    new sdk.InvalidSnsTopicNameException({ message: `SNS topic name ${name} is invalid.`, $metadata }),
  kmsKey: (id: string) => new sdk.InvalidKmsKeyIdException({ message: `KMS key id ${id} is invalid.`, $metadata }),
  logGroupMissing: () =>
    new sdk.InvalidCloudWatchLogsLogGroupArnException({
      message: 'You must specify a log group as well as a role ARN.',
      $metadata,
    }),
  logRoleArn: (arn: string) =>
    new sdk.InvalidCloudWatchLogsRoleArnException({ message: `${arn} is not a valid ARN of a role.`, $metadata }),
};

export const trailArn = {
  wrongRegion: (region: string) =>
    invalidArn(`Region in ARN is wrong, you can only access resources in region ${region}.`),
  wrongAccount: (account: string) =>
    invalidArn(`AccountID in ARN is wrong, you can only access resources with AccountID ${account}.`),
  /** Not observed. */
  malformed: (arn: string) => invalidArn(`${arn} is not a valid ARN of a trail.`),
};

/** None of these texts is observed. */
export const trailTags = {
  absent: (arn: string) => new sdk.ResourceNotFoundException({ message: `Resource ${arn} not found.`, $metadata }),
  tooMany: () =>
    new sdk.TagsLimitExceededException({ message: 'The number of tags per trail has exceeded 50.', $metadata }),
  invalid: (what: string) => new sdk.InvalidTagParameterException({ message: what, $metadata }),
};

const invalidSelectors = (message: string) => new sdk.InvalidEventSelectorsException({ message, $metadata });

export const eventSelectors = {
  bothKinds: () =>
    invalidSelectors('You can select events by using either EventSelectors or AdvancedEventSelectors, but not both.'),
  count: () => invalidSelectors('Specify a valid number of selectors (1 to 5) for your trail'),
  value: (member: string, value: string) => invalidSelectors(`Value ${value} for ${member} is invalid.`),
  dataType: (type: string, types: readonly string[]) =>
    invalidSelectors(`Value ${type} for DataResources.Type is invalid. Valid values are: ${types.join(', ')}`),
  withoutEvents: () =>
    invalidSelectors(
      'Invalid combination of parameters in EventSelectors. When includeManagementEvents is false, DataResources must not be empty.',
    ),
  fieldsMissing: (fields: readonly string[]) =>
    invalidSelectors(`The following fields are required: [${fields.join(', ')}].`),
  /** The texts below are not observed. */
  tooManyResources: (most: number) => invalidSelectors(`A trail can have at most ${most} data resources.`),
  tooManyValues: (most: number) =>
    invalidSelectors(`The advanced event selectors of a trail can have at most ${most} values.`),
  unknownField: (field: string) => invalidSelectors(`${field} is not a valid field.`),
  withoutOperator: (field: string) => invalidSelectors(`Field ${field} needs an operator with values.`),
  onlyEquals: (field: string) => invalidSelectors(`Equals is the only valid operator for field ${field}.`),
};

export const insightSelectors = {
  notEnabled: (arn: string) =>
    new sdk.InsightNotEnabledException({
      message: `Trail ${arn} does not have Insights enabled. Edit the trail settings to enable Insights, and then try the operation again.`,
      $metadata,
    }),
  /** The texts below are not observed. */
  type: (type: string) =>
    new sdk.InvalidInsightSelectorsException({ message: `Value ${type} for InsightType is invalid.`, $metadata }),
  withoutTrail: () => invalidCombination('TrailName has to be given: there are no event data stores.'),
};

/** The errors are observed. */
export const lookup = {
  /** These texts are as copied. */
  maxResults: (value: number) =>
    new sdk.InvalidMaxResultsException({
      message: `A max results value of ${value} is invalid. Specify max results between 1 and 50.`,
      $metadata,
    }),
  attributeKey: () => invalidAttributes('Lookup attribute key is not valid.'),
  attributeValue: () => invalidAttributes('Lookup attribute value is not valid.'),
  noAttributeValue: () => invalidAttributes('Lookup attribute value cannot be null or empty'),
  attributeCount: () => invalidAttributes('Lookup attribute key can not be multiple.'),
  /** The texts below are not observed. */
  timeRange: (what: string) => new sdk.InvalidTimeRangeException({ message: what, $metadata }),
  token: () => new sdk.InvalidNextTokenException({ message: 'Invalid pagination token provided.', $metadata }),
  category: (category: string) =>
    new sdk.InvalidEventCategoryException({ message: `Event category ${category} is invalid.`, $metadata }),
};

function invalidAttributes(message: string) {
  return new sdk.InvalidLookupAttributesException({ message, $metadata });
}

function invalidCombination(message: string) {
  return new sdk.InvalidParameterCombinationException({ message, $metadata });
}

function invalidArn(message: string) {
  return new sdk.CloudTrailARNInvalidException({ message, $metadata });
}
