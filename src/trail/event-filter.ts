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

/**
 * Looks through records' JSON texts: answers a record that matches. One that does not even hold the wanted texts is not parsed: of a long
 * history few match.
 */
export function finder(filter: EventFilter): (json: string) => CloudTrailRecord | undefined {
  const { failed: _, ...members } = filter;
  const texts = Object.values(members).flatMap((wanted) => (wanted === undefined ? [] : [JSON.stringify(wanted)]));
  return (json) => {
    if (!texts.every((text) => json.includes(text))) return undefined;
    const record: CloudTrailRecord = JSON.parse(json);
    return matches(record, filter) ? record : undefined;
  };
}

export function matches(record: CloudTrailRecord, { failed, accessKeyId, userName, ...members }: EventFilter): boolean {
  if (failed !== undefined && failed !== (record.errorCode !== undefined)) return false;
  if (accessKeyId !== undefined && record.userIdentity.accessKeyId !== accessKeyId) return false;
  if (userName !== undefined && record.userIdentity.userName !== userName) return false;
  return Object.entries(members).every(
    ([name, wanted]) => wanted === undefined || record[name as keyof CloudTrailRecord] === wanted,
  );
}
