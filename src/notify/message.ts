/**
 * What others are told of, in AWS's own forms.
 *
 * - Of each log file what CloudTrail publishes to a trail's SNS topic: `{"s3Bucket":…,"s3ObjectKey":[…]}` (user guide, "Configuring Amazon
 *   SNS notifications for CloudTrail").
 * - Of each recorded call EventBridge's "AWS API Call via CloudTrail", whose detail is the record, and of each state change of Glue its own
 *   event (EventBridge user guide, "Events from AWS services").
 */
import { v4, v5 } from 'uuid';
import type { Scope, StateChange } from '../context.js';
import { timeText } from '../state/clock.js';
import type { CloudTrailRecord } from '../trail/record-schema.js';
import type { Stream } from '../trail/stream.js';

/** An event as EventBridge hands it to targets, its detail as JSON text. */
export interface Envelope extends Stream {
  id: string;
  'detail-type': string;
  /** `aws.glue` */
  source: string;
  /** UTC, whole seconds. */
  time: string;
  resources: readonly string[];
  detail: string;
}

/** A text for the subscribers of a trail's topic. A `topic-check` is what CloudTrail publishes when a topic is set (observed on AWS). */
export interface TopicMessage {
  kind: 'log-file' | 'topic-check';
  id: string;
  /** ARN. */
  trail: string;
  /** ARN; absent of a trail that has no topic. */
  topic?: string | undefined;
  text: string;
}

export interface EventMessage {
  kind: 'api-call' | 'state-change';
  envelope: Envelope;
}

export type Message = TopicMessage | EventMessage;

/** The kinds that there is something to choose about. */
export const KINDS = ['log-file', 'api-call', 'state-change'] as const;

export type Kind = (typeof KINDS)[number];

export function isEvent(message: Message): message is EventMessage {
  return 'envelope' in message;
}

/** Stays the same however often the message is sent. */
export function idOf(message: Message): string {
  return isEvent(message) ? message.envelope.id : message.id;
}

export function logFile(trail: string, topic: string | undefined, file: { bucket: string; key: string }): TopicMessage {
  const text = JSON.stringify({ s3Bucket: file.bucket, s3ObjectKey: [file.key] });
  return { kind: 'log-file', id: v4(), trail, topic, text };
}

export function topicCheck(trail: string, topic: string): TopicMessage {
  return { kind: 'topic-check', id: v4(), trail, topic, text: 'CloudTrail validation message.' };
}

export function stateChange({ account, region, now }: Scope, change: StateChange): EventMessage {
  const { source, detailType, resources, detail } = change;
  return {
    kind: 'state-change',
    envelope: {
      ...{ id: v4(), 'detail-type': detailType, source, account, time: timeText(now), region, resources },
      detail: JSON.stringify(detail),
    },
  };
}

/** Namespace of the ids that are made of event ids. */
const API_CALLS = '6f3c0d0a-3c0e-4a56-9f0b-6d1c4be5a1f7';

/** @param json the record's text */
export function apiCall(record: CloudTrailRecord, json: string): EventMessage {
  const { eventSource, eventID, eventTime, awsRegion, recipientAccountId } = record;
  return {
    kind: 'api-call',
    envelope: {
      id: v5(eventID, API_CALLS),
      'detail-type': 'AWS API Call via CloudTrail',
      source: `aws.${eventSource.split('.', 1)[0]}`,
      account: recipientAccountId,
      time: eventTime,
      region: awsRegion,
      resources: [],
      detail: json,
    },
  };
}

/** The whole event as JSON, its members in AWS's order. */
export function envelopeText(envelope: Envelope): string {
  const { id, source, account, time, region, resources, detail } = envelope;
  const head = { version: '0', id, 'detail-type': envelope['detail-type'], source, account, time, region, resources };
  return `${JSON.stringify(head).slice(0, -1)},"detail":${detail}}`;
}
