/**
 * Which events a trail delivers: basic event selectors or advanced ones, each kind in place of the other. What a value may be, the service
 * checks itself. Sources: "AdvancedEventSelector" and "EventSelector" of the API reference, "Quotas" of the user guide.
 *
 * Freer than AWS, where management events can be excluded of two services alone and selected by three fields: here by any source and field.
 */
import type { AdvancedEventSelector, AdvancedFieldSelector, EventSelector } from '@aws-sdk/client-cloudtrail';
import { eventSelectors as faults } from '../faults/cloudtrail.js';
import type { Wire } from '../model/types.js';
import type { Selection } from '../trail/selection.js';
import type { CloudTrailHandlers, In } from './handlers.js';
import { trailToChange, trailToRead } from './trail-name.js';
import type { Trails } from './trails.js';

export function eventSelectorHandlers(trails: Trails): CloudTrailHandlers {
  return {
    PutEventSelectors(input, context) {
      const trail = trailToChange(trails, input.TrailName, context);
      const selection = selectionOf(input);
      trails.put({ ...trail, selection });
      return { TrailARN: trail.settings.TrailARN, ...selection };
    },

    GetEventSelectors({ TrailName }, context) {
      const { settings, selection } = trailToRead(trails, TrailName, context);
      return { TrailARN: settings.TrailARN, ...selection };
    },
  };
}

const MOST_SELECTORS = 5;
const MOST_DATA_RESOURCES = 250;
const MOST_ADVANCED_VALUES = 500;

function selectionOf({ EventSelectors, AdvancedEventSelectors }: In<'PutEventSelectors'>): Selection {
  if (EventSelectors && AdvancedEventSelectors) throw faults.bothKinds();
  if (AdvancedEventSelectors) return { AdvancedEventSelectors: checkedAdvanced(AdvancedEventSelectors) };
  return { EventSelectors: checkedBasic(EventSelectors ?? []) };
}

/** What is not given is as the API reference says that it is then. */
function checkedBasic(selectors: Wire<EventSelector>[]): Wire<EventSelector>[] {
  if (selectors.length < 1 || selectors.length > MOST_SELECTORS) throw faults.count();
  const completed = selectors.map(
    ({
      ReadWriteType = 'All',
      IncludeManagementEvents = true,
      DataResources = [],
      ExcludeManagementEventSources = [],
    }) => ({ ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources }),
  );
  for (const selector of completed) checkBasic(selector);
  const resources = completed.flatMap(({ DataResources }) => DataResources.flatMap(({ Values = [] }) => Values));
  if (resources.length > MOST_DATA_RESOURCES) throw faults.tooManyResources(MOST_DATA_RESOURCES);
  return completed;
}

const READ_WRITE_TYPES = ['ReadOnly', 'WriteOnly', 'All'];

/** Type → the ARNs of its resources, or what they begin with. Observed on AWS: a bucket has to have its slash. */
const DATA_RESOURCES: Record<string, RegExp> = {
  'AWS::DynamoDB::Table': /^arn:aws[\w-]*:dynamodb(:|$)/,
  'AWS::Lambda::Function': /^arn:aws[\w-]*:lambda(:|$)/,
  'AWS::S3::Object': /^arn:aws[\w-]*:s3(:::([^/]+\/.*)?)?$/s,
};

function checkBasic(selector: Wire<EventSelector>): void {
  const { ReadWriteType, IncludeManagementEvents, DataResources, ExcludeManagementEventSources } = selector;
  if (!IncludeManagementEvents && DataResources?.length === 0) throw faults.withoutEvents();
  if (!READ_WRITE_TYPES.includes(ReadWriteType ?? '')) throw faults.value('ReadWriteType', ReadWriteType ?? '');
  for (const { Type = '', Values = [] } of DataResources ?? []) {
    const arn = DATA_RESOURCES[Type];
    if (!arn) throw faults.dataType(Type, Object.keys(DATA_RESOURCES));
    for (const value of Values)
      if (!arn.test(value) || value.includes('*')) throw faults.value('DataResources.Values', value);
  }
  for (const source of ExcludeManagementEventSources ?? [])
    if (!/^[a-z0-9.-]+\.amazonaws\.com$/.test(source)) throw faults.value('ExcludeManagementEventSources', source);
}

/** Observed on AWS: fields are answered in the order of their names. */
function checkedAdvanced(selectors: Wire<AdvancedEventSelector>[]): Wire<AdvancedEventSelector>[] {
  if (selectors.length === 0) throw faults.count();
  for (const { FieldSelectors } of selectors) {
    if (!FieldSelectors.some(({ Field }) => Field === 'eventCategory')) throw faults.fieldsMissing(['eventCategory']);
    for (const selector of FieldSelectors) checkField(selector);
  }
  const values = selectors.flatMap(({ FieldSelectors }) => FieldSelectors.flatMap(valuesOf));
  if (values.length > MOST_ADVANCED_VALUES) throw faults.tooManyValues(MOST_ADVANCED_VALUES);
  return selectors.map(({ FieldSelectors, ...selector }) => ({
    ...selector,
    FieldSelectors: FieldSelectors.toSorted((one, other) => (one.Field < other.Field ? -1 : 1)),
  }));
}

const FIELDS = new Set([
  'errorCode',
  'eventCategory',
  'eventName',
  'eventSource',
  'eventType',
  'readOnly',
  'resources.ARN',
  'resources.type',
  'sessionCredentialFromConsole',
  'userIdentity.arn',
  'vpcEndpointId',
]);

/** Fields that can only be asked whether they are equal, and to what. */
const EQUAL_TO = new Map<string, readonly string[] | undefined>([
  ['eventCategory', ['Management', 'Data', 'NetworkActivity']],
  ['readOnly', ['true', 'false']],
  ['resources.type', undefined],
]);

function checkField(selector: Wire<AdvancedFieldSelector>): void {
  const { Field, Equals = [] } = selector;
  const values = valuesOf(selector);
  if (!FIELDS.has(Field)) throw faults.unknownField(Field);
  if (values.length === 0) throw faults.withoutOperator(Field);
  const unusable = values.find((value) => value.length < 1 || value.length > 2048);
  if (unusable !== undefined) throw faults.value(Field, unusable);
  if (!EQUAL_TO.has(Field)) return;
  if (values.length > Equals.length) throw faults.onlyEquals(Field);
  const stranger = Equals.find((value) => EQUAL_TO.get(Field)?.includes(value) === false);
  if (stranger !== undefined) throw faults.value(Field, stranger);
}

function valuesOf({ Field: _, ...operators }: Wire<AdvancedFieldSelector>): string[] {
  return Object.values(operators).flat();
}
