/**
 * What CreateTrail and UpdateTrail set, checked. An empty text takes a setting away, as on AWS. Buckets, keys and topics are not asked
 * whether they exist: in the folder a bucket is there once something lies in it, and of S3 a call does not wait for the answer, where AWS
 * refuses a trail (S3BucketDoesNotExistException). Once there is something to deliver, GetTrailStatus says NoSuchBucket.
 */
import type { Context } from '../context.js';
import { trailSettings as faults, trail as trailFaults } from '../faults/cloudtrail.js';
import { arnOf, arnParts } from '../kinds/arn.js';
import type { In } from './handlers.js';
import type { TrailSettings } from './trails.js';

/** The settings that both operations take under their own names. */
type GivenSettings = Omit<In<'UpdateTrail'>, 'Name'>;

/** The settings as they are with what is given; those that are not given stay. */
export function withGiven(settings: TrailSettings, given: GivenSettings, context: Context): TrailSettings {
  const { EnableLogFileValidation, S3BucketName, SnsTopicName, KmsKeyId, ...others } = given;
  const merged: TrailSettings = {
    ...settings,
    ...others,
    ...(S3BucketName !== undefined && { S3BucketName }),
    ...(EnableLogFileValidation !== undefined && { LogFileValidationEnabled: EnableLogFileValidation }),
    ...(SnsTopicName !== undefined && topicSettings(SnsTopicName, context)),
    ...(KmsKeyId !== undefined && { KmsKeyId: KmsKeyId && kmsKeyArn(KmsKeyId, context) }),
  };
  checkSettings(merged, given);
  return withoutEmpty(merged);
}

function checkSettings(settings: TrailSettings, given: GivenSettings): void {
  const { S3BucketName, S3KeyPrefix } = settings;
  if (S3BucketName === '') throw faults.noBucketName();
  if (!isBucketName(S3BucketName)) throw faults.bucketName(S3BucketName);
  if (S3KeyPrefix && S3KeyPrefix.length > LONGEST_PREFIX) throw faults.prefixTooLong(LONGEST_PREFIX);
  if (S3KeyPrefix && !isPrefix(S3KeyPrefix)) throw faults.prefix(S3KeyPrefix);
  if (settings.IsMultiRegionTrail && !settings.IncludeGlobalServiceEvents) throw trailFaults.withoutGlobalEvents();
  checkLogGroup(settings, given);
}

/**
 * Observed on AWS: who changes the log group gives the role again, the ARN of a log group ends with `:*`, and an empty group is taken
 * without a role. The role then stays, which isn't observed.
 */
function checkLogGroup(settings: TrailSettings, given: GivenSettings): void {
  const { CloudWatchLogsLogGroupArn: group, CloudWatchLogsRoleArn: role } = settings;
  if (given.CloudWatchLogsLogGroupArn && !given.CloudWatchLogsRoleArn) throw faults.logRole();
  if (group && !role) throw faults.logRole();
  if (given.CloudWatchLogsRoleArn && !group) throw faults.logGroupMissing();
  if (group && !isLogGroup(group)) throw faults.logGroup();
  if (role && !isRole(role)) throw faults.logRoleArn(role);
}

function isLogGroup(arn: string): boolean {
  const { service, resource = '' } = arnParts(arn) ?? {};
  return service === 'logs' && /^log-group:[\w./#-]{1,512}:\*$/.test(resource);
}

function isRole(arn: string): boolean {
  const { service, resource = '' } = arnParts(arn) ?? {};
  return service === 'iam' && resource.startsWith('role/');
}

/** API reference. */
const LONGEST_PREFIX = 200;

/** S3 user guide, "General purpose bucket naming rules". */
function isBucketName(name: string): boolean {
  return (
    /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) &&
    !/\.\.|\.-|-\./.test(name) &&
    !/^\d+\.\d+\.\d+\.\d+$/.test(name) &&
    !/^(xn--|sthree-|amzn-s3-demo-)/.test(name) &&
    !/(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/.test(name)
  );
}

/** Of which a path can be made. */
function isPrefix(prefix: string): boolean {
  const isSegment = (segment: string) =>
    segment !== '' && segment !== '.' && segment !== '..' && Buffer.byteLength(segment) <= 255;
  return !/[\p{Cc}\\]/u.test(prefix) && prefix.split('/').every(isSegment);
}

function topicSettings(topic: string, { account, region }: Context): Partial<TrailSettings> {
  if (topic === '') return { SnsTopicName: '', SnsTopicARN: '' };
  const SnsTopicARN = topic.startsWith('arn:') ? topic : arnOf({ service: 'sns', region, account, resource: topic });
  const { service, resource = '' } = arnParts(SnsTopicARN) ?? {};
  if (service !== 'sns' || !/^[A-Za-z0-9_-]{1,256}$/.test(resource)) throw faults.topic(topic);
  return { SnsTopicName: topic, SnsTopicARN };
}

/** An alias, its ARN, a key's ARN or its id; answered as an ARN. */
function kmsKeyArn(id: string, { account, region }: Context): string {
  const resource = id.startsWith('arn:') ? arnParts(id)?.resource : id.startsWith('alias/') ? id : `key/${id}`;
  if (!/^(alias\/[\w/-]+|key\/(mrk-)?[0-9a-f-]{32,36})$/.test(resource ?? '')) throw faults.kmsKey(id);
  return id.startsWith('arn:') ? id : arnOf({ service: 'kms', region, account, resource: resource ?? '' });
}

function withoutEmpty(settings: TrailSettings): TrailSettings {
  const set = Object.entries(settings).filter(([, value]) => value !== '');
  return { ...(Object.fromEntries(set) as Partial<TrailSettings>), ...requiredOf(settings) };
}

function requiredOf({ Name, S3BucketName, TrailARN }: TrailSettings): TrailSettings {
  return { Name, S3BucketName, TrailARN };
}
