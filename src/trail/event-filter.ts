/** Which events of the history somebody asks for. */
import type { CloudTrailRecord } from './record-schema.js';

/** Members that are given have to be equal; `failed` asks for calls with or without an errorCode. */
export interface EventFilter {
  eventName?: string | undefined;
  eventSource?: string | undefined;
  eventID?: string | undefined;
  requestID?: string | undefined;
  errorCode?: string | undefined;
  awsRegion?: string | undefined;
  recipientAccountId?: string | undefined;
  accessKeyId?: string | undefined;
  userName?: string | undefined;
  failed?: boolean | undefined;
}

export function matches(record: CloudTrailRecord, { failed, accessKeyId, userName, ...members }: EventFilter): boolean {
  if (failed !== undefined && failed !== (record.errorCode !== undefined)) return false;
  if (accessKeyId !== undefined && record.userIdentity.accessKeyId !== accessKeyId) return false;
  if (userName !== undefined && record.userIdentity.userName !== userName) return false;
  return Object.entries(members).every(
    ([name, wanted]) => wanted === undefined || record[name as keyof CloudTrailRecord] === wanted,
  );
}
