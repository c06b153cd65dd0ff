/** Labels of rules: `["team"="finance"]`, bounded as the developer guide says. */
import type { Reader } from './reader.js';

const MOST_LABELS = 10;
const LONGEST_KEY = 128;
const LONGEST_VALUE = 256;

/** Reads `= [ … ]`. */
export function labelsAt(reader: Reader): Record<string, string> {
  const at = reader.expect('=');
  const labels = reader.list(() => {
    const key = reader.expectText('a key in quotes');
    reader.expect('=');
    const value = reader.take('NULL', 'null') ? '' : reader.expectText('a value in quotes');
    if (key === '' || key.length > LONGEST_KEY) reader.fail(at, `A label key has 1 to ${LONGEST_KEY} characters`);
    if (value.length > LONGEST_VALUE) reader.fail(at, `A label value has at most ${LONGEST_VALUE} characters`);
    return [key, value] as const;
  });
  if (labels.length > MOST_LABELS) reader.fail(at, `A rule has at most ${MOST_LABELS} labels`);
  return Object.fromEntries(labels);
}
