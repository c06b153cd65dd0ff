/** What a custom classifier is: one of four types under one set of names. */
import type { Classifier, CsvClassifier } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { classifier as faults } from '../../faults/crawlers.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';

/** Ids are [classifier]. */
export const classifiers = new Kind<Wire<Classifier>>({
  noun: 'classifier',
  faults,
});

export function nameOf(input: { [Type in keyof Wire<Classifier>]?: { Name: string } }): string {
  const given = [input.GrokClassifier, input.XMLClassifier, input.JsonClassifier, input.CsvClassifier];
  const [classifier, ...more] = given.filter((candidate) => candidate !== undefined);
  if (!classifier || more.length > 0) throw faults.oneOf();
  return classifier.Name;
}

export function created(input: Input<'CreateClassifier'>, scope: Scope): Wire<Classifier> {
  const { GrokClassifier, XMLClassifier, JsonClassifier, CsvClassifier } = input;
  const stamp = { CreationTime: timestamp(scope), LastUpdated: timestamp(scope), Version: 1 };
  return {
    ...(GrokClassifier && { GrokClassifier: { ...GrokClassifier, ...stamp } }),
    ...(XMLClassifier && { XMLClassifier: { ...XMLClassifier, ...stamp } }),
    ...(JsonClassifier && { JsonClassifier: { ...JsonClassifier, ...stamp } }),
    ...(CsvClassifier && { CsvClassifier: { Serde: 'None', ...CsvClassifier, ...stamp } }),
  };
}

/**
 * Members that are not given stay: all but the name are optional in an update. But those of a CSV classifier are gone afterwards, and
 * its LastUpdated stays (observed on AWS). The type cannot change.
 */
export function updated(before: Wire<Classifier>, input: Input<'UpdateClassifier'>, scope: Scope): Wire<Classifier> {
  const { GrokClassifier: grok, XMLClassifier: xml, JsonClassifier: json, CsvClassifier: csv } = before;
  const stamp = ({ Version = 0 }) => ({ LastUpdated: timestamp(scope), Version: Version + 1 });
  if (grok && input.GrokClassifier) return { GrokClassifier: { ...grok, ...input.GrokClassifier, ...stamp(grok) } };
  if (xml && input.XMLClassifier) return { XMLClassifier: { ...xml, ...input.XMLClassifier, ...stamp(xml) } };
  if (json && input.JsonClassifier) return { JsonClassifier: { ...json, ...input.JsonClassifier, ...stamp(json) } };
  if (csv && input.CsvClassifier) {
    const { CreationTime, LastUpdated, Version = 0 } = csv;
    const kept = { Serde: 'None' as const, CreationTime, LastUpdated };
    return { CsvClassifier: { ...kept, ...input.CsvClassifier, Version: Version + 1 } };
  }
  throw faults.otherType(nameOf(input));
}

export function checked(classifier: Wire<Classifier>): Wire<Classifier> {
  if (classifier.CsvClassifier) checkCsv(classifier.CsvClassifier);
  return classifier;
}

/** The list of the API reference. */
const DATATYPES = 'BINARY BOOLEAN DATE DECIMAL DOUBLE FLOAT INT LONG SHORT STRING TIMESTAMP'.split(' ');

function checkCsv({ Delimiter, QuoteSymbol, CustomDatatypes = [] }: Wire<CsvClassifier>): void {
  if (QuoteSymbol !== undefined && QuoteSymbol === Delimiter) throw faults.quoteIsDelimiter();
  const unknown = CustomDatatypes.find((datatype) => !DATATYPES.includes(datatype.toUpperCase()));
  if (unknown !== undefined) throw faults.unknownDatatype(unknown);
}
