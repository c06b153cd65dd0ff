/**
 * What LookupEvents says of an event beside its record, and by what it finds it ("LookupAttribute" of the CloudTrail API reference).
 * Observed on AWS: Username is the name of an IAM user, of a role's session, or "root"; Resources is empty for Glue, even of records that
 * name some, and names the trail of a call to CloudTrail as the caller did.
 */
import type { CloudTrailRecord } from './record-schema.js';
import { isRead } from './selection.js';

export const LOOKUP_KEYS = [
  'EventId',
  'EventName',
  'ReadOnly',
  'Username',
  'ResourceType',
  'ResourceName',
  'EventSource',
  'AccessKeyId',
] as const;

export type LookupKey = (typeof LOOKUP_KEYS)[number];

export interface EventSummary {
  EventId: string;
  EventName: string;
  ReadOnly: 'true' | 'false';
  AccessKeyId: string | undefined;
  /** Epoch seconds. */
  EventTime: number;
  EventSource: string;
  Username: string | undefined;
  Resources: readonly Resource[];
}

export interface Resource {
  ResourceType: string;
  ResourceName: string;
}

export function summaryOf(record: CloudTrailRecord): EventSummary {
  return {
    EventId: record.eventID,
    EventName: record.eventName,
    ReadOnly: isRead(record) ? 'true' : 'false',
    AccessKeyId: record.userIdentity.accessKeyId,
    EventTime: secondsOf(record.eventTime),
    EventSource: record.eventSource,
    Username: usernameOf(record.userIdentity),
    Resources: record.eventSource === 'cloudtrail.amazonaws.com' ? resourcesOf(record.requestParameters) : NONE,
  };
}

/** The values by which a key finds the event. */
export function valuesOf(summary: EventSummary, key: LookupKey): readonly string[] {
  if (key === 'ResourceType') return summary.Resources.map(({ ResourceType }) => ResourceType);
  if (key === 'ResourceName') return summary.Resources.map(({ ResourceName }) => ResourceName);
  const value = summary[key];
  return value === undefined ? NONE : [value];
}

const NONE: readonly never[] = [];

function usernameOf({ type, userName, principalId }: CloudTrailRecord['userIdentity']): string | undefined {
  if (type === 'Root') return 'root';
  if (type === 'AssumedRole') return principalId.slice(principalId.indexOf(':') + 1);
  return userName;
}

/** How requests name a trail and its bucket; that the bucket is told as well is not observed. */
const RESOURCE_TYPES = {
  name: 'AWS::CloudTrail::Trail',
  trailName: 'AWS::CloudTrail::Trail',
  resourceId: 'AWS::CloudTrail::Trail',
  s3BucketName: 'AWS::S3::Bucket',
};

function resourcesOf(parameters: object | null): Resource[] {
  return Object.entries(RESOURCE_TYPES).flatMap(([member, ResourceType]) => {
    const ResourceName: unknown = parameters && Reflect.get(parameters, member);
    return typeof ResourceName === 'string' ? [{ ResourceType, ResourceName }] : [];
  });
}

let last = { text: '', seconds: 0 };

/** Calls come many a second: the last second is kept. */
function secondsOf(text: string): number {
  if (text !== last.text) last = { text, seconds: Math.floor(Date.parse(text) / 1000) };
  return last.seconds;
}
