/**
 * Call + Outcome → the CloudTrail record, pure. Members stand in the order in which AWS writes them.
 * Source: "CloudTrail record contents" of the CloudTrail user guide, and the two samples of Glue's developer guide.
 */
import type { Call, Fault, Outcome } from '../call.js';
import type { Operation } from '../model/operations.js';
import type { Service } from '../model/service.js';
import { timeText } from '../state/clock.js';
import { elements } from './elements.js';
import { type EventVersion, has } from './event-version.js';
import { type LakeFormationView, lakeFormationView } from './lake-formation.js';
import { isResponseNull, type LoggedResponses } from './null-responses.js';
import type { CloudTrailRecord } from './record-schema.js';
import { type ResourcesOf, resourcesOf } from './resources.js';
import { identityForm } from './session-context.js';
import { cutTo1KB } from './size-limits.js';

export interface RecordForm {
  version: EventVersion;
  responses: LoggedResponses;
}

export type ToRecord = (call: Call, outcome: Outcome, eventID: string) => CloudTrailRecord;

/** What makes records of one form. What is the same for all calls of an operation or a caller is worked out once. */
export function recordMaker(form: RecordForm): ToRecord {
  const { version } = form;
  const identityOf = identityForm(version);
  const management = has(version, 'managementEvent') && { managementEvent: true };
  const category = has(version, 'eventCategory') && { eventCategory: 'Management' as const };
  const showsTls = has(version, 'tlsDetails');
  const showsInternal = has(version, 'internalMembers');
  const views = new Map<Operation, OperationView>();
  return (call, outcome, eventID) => {
    const { service, operation, caller, tls } = call;
    const { input, output, fault } = outcome;
    let view = views.get(operation);
    if (!view) {
      view = operationView(service, operation, form);
      views.set(operation, view);
    }
    const additionalEventData = view.lakeFormation?.(call, outcome);
    const resources = input && output && view.resources?.(call, input);
    return {
      eventVersion: version,
      userIdentity: identityOf(caller.identity),
      eventTime: eventTime(call.time),
      eventSource: service.eventSource,
      eventName: operation.name,
      awsRegion: call.region,
      sourceIPAddress: call.sourceIPAddress,
      userAgent: cutTo1KB(call.userAgent),
      ...(fault && errorMembers(fault)),
      requestParameters: input ? elements(operation.input, input, showsInternal) : null,
      responseElements:
        output && view.logsResponse
          ? elements(operation.output, output as Record<string, unknown>, showsInternal)
          : null,
      ...(additionalEventData && { additionalEventData }),
      requestID: call.requestId,
      eventID,
      ...view.readOnly,
      ...(resources && { resources }),
      eventType: 'AwsApiCall',
      ...management,
      recipientAccountId: caller.account,
      ...category,
      ...(tls && showsTls && { tlsDetails: tls }),
    };
  };
}

/** What all records of an operation have in common. */
interface OperationView {
  logsResponse: boolean;
  lakeFormation: LakeFormationView | undefined;
  resources: ResourcesOf | undefined;
  readOnly: { readOnly: boolean } | undefined;
}

function operationView(service: Service, operation: Operation, { version, responses }: RecordForm): OperationView {
  const ofGlue = (member: 'additionalEventData' | 'resources') => service.name === 'glue' && has(version, member);
  return {
    logsResponse: !isResponseNull(service, operation, responses),
    lakeFormation: ofGlue('additionalEventData') ? lakeFormationView(operation) : undefined,
    resources: ofGlue('resources') ? resourcesOf(operation) : undefined,
    readOnly: has(version, 'readOnly') ? { readOnly: operation.readOnly } : undefined,
  };
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
  if (epoch !== lastSecond.epoch) lastSecond = { epoch, text: timeText(epoch * 1000) };
  return lastSecond.text;
}
