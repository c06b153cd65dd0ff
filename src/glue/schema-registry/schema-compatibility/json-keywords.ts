/** The keywords of JSON Schema that say something of a value, one kind of value after the other: whether a reader allows what a writer does. */
import { canonicalText, isObject, type JsonObject } from './json.js';
import {
  additional,
  boundOf,
  commonKinds,
  greatest,
  isNumber,
  isSchema,
  isWithin,
  itemSchema,
  kindsOf,
  listOf,
  matches,
  numbersOf,
  propertySchemas,
  requiredBy,
  type Schema,
  schemaMap,
  smallest,
  tupleLength,
  type ValueKind,
  valuesOf,
} from './json-conjunction.js';
import type { Includes } from './json-inclusion.js';

type ValueCheck = (reader: JsonObject, writer: readonly JsonObject[], includes: Includes) => boolean;

const allowsNumbers: ValueCheck = (reader, writer) =>
  ([1, -1] as const).every((sign) => isWithin(boundOf(writer, sign), boundOf([reader], sign))) &&
  numbersOf([reader], 'multipleOf').every((factor) => areMultiples(writer, factor));

function areMultiples(writer: readonly JsonObject[], factor: number): boolean {
  const whole = commonKinds(writer).includes('fraction') ? [] : [1];
  const factors = [...whole, ...numbersOf(writer, 'multipleOf'), ...numbersOf(writer, 'const')];
  return factors.some((each) => Number.isInteger(each / factor));
}

const allowsStrings: ValueCheck = (reader, writer) =>
  greatest(writer, 'minLength', 0) >= greatest([reader], 'minLength', 0) &&
  smallest(writer, 'maxLength') <= smallest([reader], 'maxLength') &&
  valuesOf([reader], 'format').every((format) => valuesOf(writer, 'format').includes(format)) &&
  valuesOf([reader], 'pattern').every((pattern) => haveForm(writer, String(pattern)));

function haveForm(writer: readonly JsonObject[], pattern: string): boolean {
  const constants = valuesOf(writer, 'const').filter((value) => typeof value === 'string');
  return valuesOf(writer, 'pattern').includes(pattern) || constants.some((value) => matches(pattern, value));
}

const allowsArrays: ValueCheck = (reader, writer, includes) => {
  const longest = smallest(writer, 'maxItems');
  if (longest > smallest([reader], 'maxItems')) return false;
  if (greatest(writer, 'minItems', 0) < greatest([reader], 'minItems', 0)) return false;
  if (reader.uniqueItems === true && longest > 1 && !valuesOf(writer, 'uniqueItems').includes(true)) return false;
  const written = valuesOf(writer, 'contains').filter(isSchema);
  const contained = (wanted: Schema) => written.some((each) => includes(wanted, [each]));
  if (!valuesOf([reader], 'contains').filter(isSchema).every(contained)) return false;
  // One behind the longest tuple stands for all that follow.
  const positions = Math.min(longest, Math.max(...[reader, ...writer].map(tupleLength)) + 1);
  const at = (index: number) => writer.map((schema) => itemSchema(schema, index));
  return Array.from({ length: positions }, (_, index) => index).every((index) =>
    includes(itemSchema(reader, index), at(index)),
  );
};

const allowsObjects: ValueCheck = (reader, writer, includes) => {
  const required = requiredBy(writer);
  if (!requiredBy([reader]).every((name) => required.includes(name))) return false;
  const fewest = Math.max(greatest(writer, 'minProperties', 0), new Set(required).size);
  if (fewest < greatest([reader], 'minProperties', 0)) return false;
  if (smallest(writer, 'maxProperties') > smallest([reader], 'maxProperties')) return false;
  return (
    allowsNames(reader, writer, includes) &&
    allowsNamed(reader, writer, includes) &&
    allowsOthers(reader, writer, includes) &&
    keepsDependencies(reader, writer, includes)
  );
};

const A_NAME: JsonObject = { type: 'string' };

function allowsNames({ propertyNames }: JsonObject, writer: readonly JsonObject[], includes: Includes): boolean {
  if (!isSchema(propertyNames)) return true;
  return includes(propertyNames, [A_NAME, ...valuesOf(writer, 'propertyNames').filter(isSchema)]);
}

/** Properties that one side names. */
function allowsNamed(reader: JsonObject, writer: readonly JsonObject[], includes: Includes): boolean {
  const names = new Set([reader, ...writer].flatMap((schema) => Object.keys(schemaMap(schema, 'properties'))));
  return [...names].every((name) => {
    const written = writer.flatMap((schema) => propertySchemas(schema, name));
    return propertySchemas(reader, name).every((wanted) => includes(wanted, written));
  });
}

/** Properties that nobody names: those that no pattern of the writer's matches, then for each such pattern those that it matches. */
function allowsOthers(reader: JsonObject, writer: readonly JsonObject[], includes: Includes): boolean {
  const patternsOf = (schema: JsonObject) => Object.keys(schemaMap(schema, 'patternProperties'));
  const wanted = schemaMap(reader, 'patternProperties');
  const rest = additional(reader, 'additionalProperties');
  const unmatched = writer.map((schema) => additional(schema, 'additionalProperties'));
  const patterns = new Set(writer.flatMap(patternsOf));
  const wantedElsewhere = Object.keys(wanted).filter((pattern) => !patterns.has(pattern));
  const isAllowed = (written: readonly Schema[], readers: readonly Schema[]) =>
    readers.every((each) => includes(each, written));
  const elsewhere = wantedElsewhere.map((pattern) => wanted[pattern] ?? true);
  if (!isAllowed(unmatched, [rest, ...elsewhere])) return false;
  return [...patterns].every((pattern) => {
    const written = writer.map((schema) => underPattern(schema, pattern));
    return isAllowed(written, [wanted[pattern] ?? rest, ...elsewhere]);
  });
}

/** What a schema has for names that match the pattern; where it has other patterns, they may match as well. */
function underPattern(schema: JsonObject, pattern: string): Schema {
  const patterns = schemaMap(schema, 'patternProperties');
  if (Object.hasOwn(patterns, pattern)) return patterns[pattern] ?? true;
  return Object.keys(patterns).length > 0 ? true : additional(schema, 'additionalProperties');
}

/** Where a property is, others have to be (a list of names) or more has to hold (a schema). */
function keepsDependencies(reader: JsonObject, writer: readonly JsonObject[], includes: Includes): boolean {
  if (!isObject(reader.dependencies)) return true;
  return Object.entries(reader.dependencies).every(([name, wanted]) => {
    if (writer.some((schema) => propertySchemas(schema, name).includes(false))) return true;
    const written = valuesOf(writer, 'dependencies').flatMap((each) => (isObject(each) ? valuesOf([each], name) : []));
    if (isSchema(wanted)) return includes(wanted, [...writer, ...written.filter(isSchema)]);
    const present = [...requiredBy(writer), ...written.filter(Array.isArray).flat()];
    return listOf(wanted).every((other) => present.includes(other));
  });
}

const allowsKinds: ValueCheck = (reader, writer) => {
  const allowed = kindsOf(reader);
  return commonKinds(writer).every((kind) => allowed.includes(kind));
};

/** Holds for single values, into which the writer's cases are taken apart. */
const allowsValues: ValueCheck = (reader, writer) => {
  const constants = valuesOf(writer, 'const').map(canonicalText);
  const isAmong = (values: string[]) => values.some((value) => constants.includes(value));
  if (reader.const !== undefined && !isAmong([canonicalText(reader.const)])) return false;
  return reader.enum === undefined || isAmong(listOf(reader.enum).map(canonicalText));
};

/** What is said of one kind of value says nothing of the others. */
function ofKinds(kinds: (kind: ValueKind) => boolean, check: ValueCheck): ValueCheck {
  return (reader, writer, includes) => !commonKinds(writer).some(kinds) || check(reader, writer, includes);
}

export const VALUE_CHECKS: readonly ValueCheck[] = [
  allowsKinds,
  allowsValues,
  ofKinds(isNumber, allowsNumbers),
  ofKinds((kind) => kind === 'string', allowsStrings),
  ofKinds((kind) => kind === 'array', allowsArrays),
  ofKinds((kind) => kind === 'object', allowsObjects),
];
