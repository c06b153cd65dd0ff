/**
 * Call + Outcome → the CloudTrail record, pure. Members stand in the order in which AWS writes them.
 * Source: "CloudTrail record contents" of the CloudTrail user guide, and the two samples of Glue's developer guide.
 */
import type { Call, Fault, Outcome } from '../call.js';
import { elements } from './elements.js';
import { type EventVersion, has } from './event-version.js';
import { isResponseNull } from './null-responses.js';
import type { CloudTrailRecord } from './record-schema.js';

export function toRecord(call: Call, outcome: Outcome, eventID: string, version: EventVersion): CloudTrailRecord {
  const { service, operation, caller } = call;
  const record: CloudTrailRecord = {
    eventVersion: version,
    userIdentity: caller.identity,
    eventTime: eventTime(call.time),
    eventSource: service.eventSource,
    eventName: operation.name,
    awsRegion: call.region,
    sourceIPAddress: call.sourceIPAddress,
    userAgent: cutTo1KB(call.userAgent),
    ...(outcome.fault && errorMembers(outcome.fault)),
    requestParameters: outcome.input ? elements(operation.input, outcome.input) : null,
    responseElements: responseElements(call, outcome),
    requestID: call.requestId,
    eventID,
    ...(has(version, 'readOnly') && { readOnly: operation.readOnly }),
    eventType: 'AwsApiCall',
    ...(has(version, 'managementEvent') && { managementEvent: true }),
    recipientAccountId: caller.account,
    ...(has(version, 'eventCategory') && { eventCategory: 'Management' as const }),
  };
  return record;
}

function responseElements({ service, operation }: Call, { output }: Outcome): object | null {
  if (!output || isResponseNull(service, operation)) return null;
  return elements(operation.output, output as Record<string, unknown>);
}

/** Observed: what the wire calls AccessDeniedException is AccessDenied in Glue's records (2020 and 2024). */
const RECORDED_CODES = new Map([['AccessDeniedException', 'AccessDenied']]);

function errorMembers({ code, message }: Fault): Pick<CloudTrailRecord, 'errorCode' | 'errorMessage'> {
  const errorCode = RECORDED_CODES.get(code) ?? code;
  return { errorCode, ...(message !== undefined && { errorMessage: cutTo1KB(message) }) };
}

let lastSecond = { epoch: Number.NaN, text: '' };

/** Calls come many a second: the text of the last second is kept. */
function eventTime(epochMs: number): string {
  const epoch = Math.floor(epochMs / 1000);
  if (epoch !== lastSecond.epoch) lastSecond = { epoch, text: `${new Date(epoch * 1000).toISOString().slice(0, 19)}Z` };
  return lastSecond.text;
}

const KB = 1024;

/** CloudTrail cuts userAgent, errorCode, errorMessage and requestID at 1 KB (user guide, "record contents"). */
function cutTo1KB(text: string): string {
  if (text.length * 3 <= KB || Buffer.byteLength(text) <= KB) return text;
  return Buffer.from(text)
    .subarray(0, KB)
    .toString()
    .replace(/\uFFFD$/, '');
}
