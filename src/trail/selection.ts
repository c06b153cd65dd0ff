/**
 * Which events a trail takes: its event selectors, basic or advanced, as a test of records.
 * Source: "Logging management events" and "How CloudTrail evaluates multiple conditions for a field" of the CloudTrail user guide.
 *
 * All that is recorded here are management events; what asks for data events alone takes nothing.
 */
import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import { isReadOnly } from '../model/operations.js';
import type { Wire } from '../model/types.js';
import type { CloudTrailRecord } from './record-schema.js';

/** One of them; an event that any of its selectors takes is taken. */
export interface Selection {
  EventSelectors?: Wire<EventSelector>[];
  AdvancedEventSelectors?: Wire<AdvancedEventSelector>[];
}

export type RecordTest = (record: CloudTrailRecord) => boolean;

export function recordTest({ EventSelectors = [], AdvancedEventSelectors = [] }: Selection): RecordTest {
  const tests = [...EventSelectors.map(basicTest), ...AdvancedEventSelectors.map(advancedTest)];
  return (record) => tests.some((takes) => takes(record));
}

/** Whether no event is left out, so that no record has to be looked at. */
export function takesEverything({ EventSelectors = [] }: Selection): boolean {
  return EventSelectors.some(
    ({ IncludeManagementEvents = true, ReadWriteType = 'All', ExcludeManagementEventSources = [] }) =>
      IncludeManagementEvents && ReadWriteType === 'All' && ExcludeManagementEventSources.length === 0,
  );
}

function basicTest({
  IncludeManagementEvents = true,
  ReadWriteType = 'All',
  ExcludeManagementEventSources = [],
}: Wire<EventSelector>): RecordTest {
  if (!IncludeManagementEvents) return () => false;
  return (record) =>
    (ReadWriteType === 'All' || (ReadWriteType === 'ReadOnly') === isRead(record)) &&
    !ExcludeManagementEventSources.includes(record.eventSource);
}

function advancedTest({ FieldSelectors }: Wire<AdvancedEventSelector>): RecordTest {
  const tests = FieldSelectors.map(fieldTest);
  return (record) => tests.every((holds) => holds(record));
}

/** One of the operators that select has to hold, if there are any, and none of those that deselect. */
function fieldTest({ Field, ...operators }: Wire<AdvancedFieldSelector>): RecordTest {
  const {
    Equals = [],
    StartsWith = [],
    EndsWith = [],
    NotEquals = [],
    NotStartsWith = [],
    NotEndsWith = [],
  } = operators;
  const read = FIELDS[Field] ?? (() => undefined);
  const hasPositive = Equals.length + StartsWith.length + EndsWith.length > 0;
  const matchesAny = (value: string, equal: string[], start: string[], end: string[]) =>
    equal.includes(value) || start.some((each) => value.startsWith(each)) || end.some((each) => value.endsWith(each));
  return (record) => {
    const value = read(record);
    if (value === undefined) return !hasPositive;
    if (matchesAny(value, NotEquals, NotStartsWith, NotEndsWith)) return false;
    return !hasPositive || matchesAny(value, Equals, StartsWith, EndsWith);
  };
}

/** What can be asked of management events; the fields of other events are never set here. */
const FIELDS: Record<string, (record: CloudTrailRecord) => string | undefined> = {
  eventCategory: ({ eventCategory = 'Management' }) => eventCategory,
  readOnly: (record) => String(isRead(record)),
  eventSource: ({ eventSource }) => eventSource,
  eventName: ({ eventName }) => eventName,
  eventType: ({ eventType }) => eventType,
  errorCode: ({ errorCode }) => errorCode,
  'userIdentity.arn': ({ userIdentity }) => userIdentity.arn,
};

/** Records of older event versions do not say it. */
export function isRead({ readOnly, eventName }: CloudTrailRecord): boolean {
  return readOnly ?? isReadOnly(eventName);
}
