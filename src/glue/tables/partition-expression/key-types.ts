/**
 * The types of partition keys that AWS can filter on, and how their values are ordered. Each type turns a text into another
 * whose order, character by character, is the order of the values: so every comparison is one of strings, exact at any
 * precision, and a literal is turned once. Code unit order is also that of the service's own strings (Java).
 *
 * AWS's reference lists string, date, timestamp, int, bigint, long, tinyint, smallint and decimal; char and varchar are
 * accepted beside string, with lengths ignored. The message texts are observed on AWS, as moto's tests and reports of
 * Glue's users quote them.
 */

/** A partition key as the table declares it; one without a type is a string. */
export interface PartitionKey {
  Name: string;
  Type?: string;
}

export interface KeyType {
  /** AWS's name for the types that behave alike, in its messages. */
  readonly family: 'String' | 'Integral' | 'Decimal' | 'Date' | 'Timestamp';
  /** A text ordered as the value is; undefined for a text that is no value of the type. */
  order(text: string): string | undefined;
  /** What AWS says of a text that is no value of the type. */
  refusal(text: string): string;
}

/** The type for a declaration such as `bigint` or `Decimal(10,2)`; undefined for one that AWS cannot filter on. */
export function keyType(declared: string): KeyType | undefined {
  const name = /^\s*(\w+)\s*(?:\(.*\)\s*)?$/.exec(declared)?.[1];
  return name === undefined ? undefined : TYPES.get(name.toLowerCase());
}

const STRING: KeyType = { family: 'String', order: (text) => text, refusal: (text) => `${text} is not a string.` };

const INTEGRAL: KeyType = {
  family: 'Integral',
  order: orderInteger,
  refusal: (text) => `For input string: "${text}" is not an integer.`,
};

const DECIMAL: KeyType = { family: 'Decimal', order: orderDecimal, refusal: (text) => `${text} is not a decimal.` };

const DATE: KeyType = { family: 'Date', order: orderDate, refusal: (text) => `${text} is not a date.` };

const TIMESTAMP: KeyType = {
  family: 'Timestamp',
  order: orderTimestamp,
  refusal: (text) => `Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff] ${text} is not a timestamp.`,
};

const TYPES: ReadonlyMap<string, KeyType> = new Map([
  ['string', STRING],
  ['char', STRING],
  ['varchar', STRING],
  ['tinyint', INTEGRAL],
  ['smallint', INTEGRAL],
  ['int', INTEGRAL],
  ['bigint', INTEGRAL],
  ['long', INTEGRAL],
  ['decimal', DECIMAL],
  ['date', DATE],
  ['timestamp', TIMESTAMP],
]);

/**
 * AWS has one integer for all five types; a narrower type's range is not enforced, as moto observed. Ordered: a letter for the count of
 * digits, then the digits; below zero a sign that comes before all letters, then how far the number is above the least one.
 */
function orderInteger(text: string): string | undefined {
  if (PLAIN_INTEGER.test(text)) return orderDigits(text);
  if (!/^[+-]?\d+$/.test(text)) return undefined;
  const value = BigInt(text);
  if (BigInt.asIntN(64, value) !== value) return undefined;
  return value < 0n ? `-${orderDigits(`${value - INTEGER_MIN}`)}` : orderDigits(`${value}`);
}

/** As nearly all values are: without a sign, without leading zeros and within 64 bits by the length alone. */
const PLAIN_INTEGER = /^(?:0|[1-9]\d{0,17})$/;

const INTEGER_MIN = -(2n ** 63n);

/** By the count of digits, up to the 19 of 64 bits. */
const LETTERS = ' abcdefghijklmnopqrs';

function orderDigits(digits: string): string {
  return LETTERS.charAt(digits.length) + digits;
}

const EXPONENT_MAX = 2 ** 31 - 1;
const POWER_BIAS = 5e9;

/**
 * A number is ±0.DIGITS × 10^power without zeros at the ends of DIGITS. Ordered: sign, then power (biased, so always ten
 * digits), then DIGITS. Below zero all digits are complemented and a last character ranks the shorter after the longer.
 */
function orderDecimal(text: string): string | undefined {
  const match = /^([+-]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = match;
  if (Math.abs(Number(exponent)) > EXPONENT_MAX) return undefined;
  const written = whole + fraction;
  let start = 0;
  while (written.charAt(start) === '0') start++;
  let end = written.length;
  while (end > start && written.charAt(end - 1) === '0') end--;
  if (start === end) return '0';
  const power = whole.length - start + Number(exponent);
  const magnitude = `${power + POWER_BIAS}${written.slice(start, end)}`;
  return sign === '-' ? `-${magnitude.replace(/\d/g, (digit) => `${9 - Number(digit)}`)}~` : `1${magnitude}`;
}

function orderDate(text: string): string | undefined {
  const match = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = ''] = match;
  if (Number(day) < 1 || Number(day) > daysIn(Number(year), Number(month))) return undefined;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** 0 for a number that is no month. */
function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}

/** Up to nanoseconds, without a zone: the form of java.sql.Timestamp, whose words AWS's message repeats. */
function orderTimestamp(text: string): string | undefined {
  const match = /^([\d-]+) (\d{1,2}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,9}))?$/.exec(text);
  if (match === null) return undefined;
  const [, day = '', hour = '', minute = '', second = '', fraction = ''] = match;
  const date = orderDate(day);
  if (date === undefined || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const time = [hour, minute, second].map((part) => part.padStart(2, '0')).join(':');
  return `${date} ${time}.${fraction.padEnd(9, '0')}`;
}
