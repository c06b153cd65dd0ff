/**
 * Event history: the management events of the last 90 days in the caller's account and region, newest first, whatever trails there are.
 * What a value may be, the service checks itself.
 */
import type { Event, LookupAttribute } from '@aws-sdk/client-cloudtrail';
import type { Context } from '../context.js';
import { lookup as faults } from '../faults/cloudtrail.js';
import { page } from '../kinds/page.js';
import type { Wire } from '../model/types.js';
import type { Entry } from '../state/store.js';
import { type EventSummary, LOOKUP_KEYS, summaryOf, valuesOf } from '../trail/event-summary.js';
import type { History } from '../trail/history.js';
import { ANY } from '../trail/lookup-block.js';
import type { Lookup, LookupIndex } from '../trail/lookup-index.js';
import type { CloudTrailHandlers, In } from './handlers.js';

export interface LookupParts {
  history: History;
  index: LookupIndex;
}

const MOST_RESULTS = 50;
const LONGEST_VALUE = 2_000;
const KEPT_SECONDS = 90 * 24 * 60 * 60;

export function lookupHandlers(parts: LookupParts): CloudTrailHandlers {
  return {
    LookupEvents(input, context) {
      const query = checkedQuery(input, context);
      const { items, NextToken } = page(context, input, {
        prefix: [],
        entries: (after) => entries(parts, { ...query, before: Number(after?.[0] ?? Number.POSITIVE_INFINITY) }),
        size: MOST_RESULTS,
        select: ({ value }) => value,
        invalidToken: faults.token,
      });
      return { Events: items, ...(NextToken !== undefined && { NextToken }) };
    },
  };
}

type Query = Omit<Lookup, 'before'>;

function checkedQuery(input: In<'LookupEvents'>, { account, region, now }: Context): Query {
  const { StartTime, EndTime, MaxResults, EventCategory, LookupAttributes = [] } = input;
  if (MaxResults !== undefined && (MaxResults < 1 || MaxResults > MOST_RESULTS)) throw faults.maxResults(MaxResults);
  const seconds = now / 1000;
  if (StartTime !== undefined && EndTime !== undefined && StartTime > EndTime)
    throw faults.timeRange('The start time has to be before the end time.');
  if (StartTime !== undefined && StartTime > seconds) throw faults.timeRange('The start time is in the future.');
  if (EventCategory !== undefined && EventCategory !== 'insight') throw faults.category(EventCategory);
  const query = { account, region, ...checkedAttribute(LookupAttributes) };
  // There are no insights.
  if (EventCategory === 'insight') return { ...query, from: Number.POSITIVE_INFINITY, to: 0 };
  return { ...query, from: Math.max(StartTime ?? 0, seconds - KEPT_SECONDS), to: EndTime ?? Number.POSITIVE_INFINITY };
}

function checkedAttribute([attribute, ...others]: Wire<LookupAttribute>[]): Pick<Query, 'key' | 'value'> {
  if (others.length > 0) throw faults.attributeCount();
  if (!attribute) return { key: ANY, value: '' };
  const { AttributeKey, AttributeValue: value } = attribute;
  const key = LOOKUP_KEYS.find((each) => each === AttributeKey);
  if (!key) throw faults.attributeKey();
  if (value === '') throw faults.noAttributeValue();
  if (value.length > LONGEST_VALUE) throw faults.attributeValue();
  if (key === 'ReadOnly' && value !== 'true' && value !== 'false') throw faults.attributeValue();
  return { key, value };
}

function* entries({ history, index }: LookupParts, lookup: Lookup): Generator<Entry<Wire<Event>>> {
  const { key, value } = lookup;
  for (const { sequence, json } of history.pick(lookup, index.find(lookup))) {
    const summary = summaryOf(JSON.parse(json));
    if (key === ANY || valuesOf(summary, key).includes(value)) yield { key: [sequence], value: eventOf(summary, json) };
  }
}

function eventOf({ Resources, AccessKeyId, Username, ...summary }: EventSummary, json: string): Wire<Event> {
  return {
    ...summary,
    ...(AccessKeyId !== undefined && { AccessKeyId }),
    ...(Username !== undefined && { Username }),
    Resources: [...Resources],
    CloudTrailEvent: json,
  };
}
