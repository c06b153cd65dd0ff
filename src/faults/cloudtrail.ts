/**
 * What CloudTrail refuses. As among Glue's, texts are AWS's where they have been observed on the service or stand in its documentation;
 * the others are marked.
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
  /** GetEventSelectors and its like print the ARN that a name stands for, the others what they were given. */
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
  /** The texts below are not observed. */
  notHome: (arn: string, homeRegion: string) =>
    new sdk.InvalidHomeRegionException({
      message: `The trail ${arn} can only be changed in its home region ${homeRegion}.`,
      $metadata,
    }),
  notManagementAccount: () =>
    new sdk.NotOrganizationMasterAccountException({
      message: 'Only the management account of the organization can create or change an organization trail.',
      $metadata,
    }),
};

const invalidName = (message: string) => new sdk.InvalidTrailNameException({ message, $metadata });

export const trailName = {
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
  /** The texts below are not observed. */
  adjacentMarks: () => invalidName('Trail name must not have adjacent periods, hyphens or underscores.'),
  address: () => invalidName('Trail name must not be in IP address format.'),
};

/** None of these texts is observed. */
export const trailSettings = {
  bucketName: (name: string) =>
    new sdk.InvalidS3BucketNameException({ message: `Bucket name ${name} is invalid.`, $metadata }),
  prefix: (prefix: string) =>
    new sdk.InvalidS3PrefixException({ message: `S3 prefix ${prefix} is invalid.`, $metadata }),
  topic: (name: string) =>
    new sdk.InvalidSnsTopicNameException({ message: `SNS topic name ${name} is invalid.`, $metadata }),
  kmsKey: (id: string) => new sdk.InvalidKmsKeyIdException({ message: `KMS key id ${id} is invalid.`, $metadata }),
  logGroup: () =>
    new sdk.InvalidCloudWatchLogsLogGroupArnException({
      message: 'CloudWatchLogsLogGroupArn has to be the ARN of a log group, given together with CloudWatchLogsRoleArn.',
      $metadata,
    }),
  logRole: () =>
    new sdk.InvalidCloudWatchLogsRoleArnException({
      message: 'CloudWatchLogsRoleArn has to be the ARN of a role, given together with CloudWatchLogsLogGroupArn.',
      $metadata,
    }),
};

export const trailArn = {
  wrongRegion: (region: string) =>
    invalidArn(`Region in ARN is wrong, you can only access resources in region ${region}.`),
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

/** None of these texts is observed; the errors are. */
export const lookup = {
  maxResults: (value: number) =>
    new sdk.InvalidMaxResultsException({
      message: `A max results value of ${value} is invalid. Specify max results between 1 and 50.`,
      $metadata,
    }),
  attributes: (what: string) => new sdk.InvalidLookupAttributesException({ message: what, $metadata }),
  timeRange: (what: string) => new sdk.InvalidTimeRangeException({ message: what, $metadata }),
  token: () => new sdk.InvalidNextTokenException({ message: 'Invalid pagination token provided.', $metadata }),
  category: (category: string) =>
    new sdk.InvalidEventCategoryException({ message: `Event category ${category} is invalid.`, $metadata }),
};

function invalidCombination(message: string) {
  return new sdk.InvalidParameterCombinationException({ message, $metadata });
}

function invalidArn(message: string) {
  return new sdk.CloudTrailARNInvalidException({ message, $metadata });
}
