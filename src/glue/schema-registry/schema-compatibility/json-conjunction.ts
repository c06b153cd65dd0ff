/**
 * What several JSON schemas that hold at once say of a value: the views of them that a comparison needs. The schemas are flat: without
 * `$ref` and `allOf`.
 */
import { re2 } from '../../re2.js';
import { isObject, type Json, type JsonObject } from './json.js';

export type Schema = JsonObject | boolean;

/** The kinds of value, a number split by whether it is whole. */
const KINDS = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'] as const;
export type ValueKind = (typeof KINDS)[number];

/** The kinds that one schema allows. */
export function kindsOf({ type }: JsonObject): readonly ValueKind[] {
  if (type === undefined) return KINDS;
  const types = listOf(type);
  return KINDS.filter((kind) => types.includes(kind) || (types.includes('number') && isNumber(kind)));
}

/** The kinds that all of them allow. */
export function commonKinds(schemas: readonly JsonObject[]): readonly ValueKind[] {
  return KINDS.filter((kind) => schemas.every((schema) => kindsOf(schema).includes(kind)));
}

export function isNumber(kind: ValueKind): boolean {
  return kind === 'integer' || kind === 'fraction';
}

/** The strictest value of a keyword that bounds from below, such as minLength; `least` when none does. */
export function greatest(schemas: readonly JsonObject[], keyword: string, least: number): number {
  return Math.max(least, ...numbersOf(schemas, keyword));
}

/** The strictest value of a keyword that bounds from above. */
export function smallest(schemas: readonly JsonObject[], keyword: string): number {
  return Math.min(Number.POSITIVE_INFINITY, ...numbersOf(schemas, keyword));
}

export function numbersOf(schemas: readonly JsonObject[], keyword: string): number[] {
  return valuesOf(schemas, keyword).filter((value) => typeof value === 'number');
}

export function valuesOf(schemas: readonly JsonObject[], keyword: string): Json[] {
  return schemas.flatMap(({ [keyword]: value }) => (value === undefined ? [] : [value]));
}

export function requiredBy(schemas: readonly JsonObject[]): Json[] {
  return valuesOf(schemas, 'required').flatMap(listOf);
}

/** Where the values of a number begin or end. */
export interface Bound {
  at: number;
  excluded: boolean;
}

/** The strictest lower (sign 1) or, mirrored at zero, upper (sign -1) bound. draft-04 says by a boolean whether it is excluded. */
export function boundOf(schemas: readonly JsonObject[], sign: 1 | -1): Bound {
  const [keyword, exclusive] = sign === 1 ? ['minimum', 'exclusiveMinimum'] : ['maximum', 'exclusiveMaximum'];
  const bounds: Bound[] = schemas.flatMap(({ [keyword]: limit, [exclusive]: excluded }) => [
    ...(typeof limit === 'number' ? [{ at: limit * sign, excluded: excluded === true }] : []),
    ...(typeof excluded === 'number' ? [{ at: excluded * sign, excluded: true }] : []),
  ]);
  const none: Bound = { at: Number.NEGATIVE_INFINITY, excluded: false };
  return bounds.reduce((strictest, bound) => (isWithin(bound, strictest) ? bound : strictest), none);
}

export function isWithin(inner: Bound, outer: Bound): boolean {
  return inner.at > outer.at || (inner.at === outer.at && (inner.excluded || !outer.excluded));
}

/** The schemas that one schema has for the property of that name. */
export function propertySchemas(schema: JsonObject, name: string): Schema[] {
  const { properties, patternProperties } = schema;
  const declared = isObject(properties) && Object.hasOwn(properties, name) ? schemasOf(properties[name]) : [];
  const patterns = isObject(patternProperties) ? Object.entries(patternProperties) : [];
  const matching = patterns.flatMap(([pattern, each]) => (isSchema(each) && matches(pattern, name) ? [each] : []));
  const found = [...declared, ...matching];
  return found.length > 0 ? found : [additional(schema, 'additionalProperties')];
}

/** The schema that one schema has for the array element at that index. */
export function itemSchema(schema: JsonObject, index: number): Schema {
  const { items } = schema;
  if (!Array.isArray(items)) return isSchema(items) ? items : true;
  const item = items[index];
  return isSchema(item) ? item : additional(schema, 'additionalItems');
}

export function tupleLength({ items }: JsonObject): number {
  return Array.isArray(items) ? items.length : 0;
}

/** What holds for elements or properties that are not named one by one. */
export function additional(schema: JsonObject, keyword: 'additionalItems' | 'additionalProperties'): Schema {
  const rest = schema[keyword];
  return isSchema(rest) ? rest : true;
}

export function schemaMap(schema: JsonObject, keyword: 'properties' | 'patternProperties'): Record<string, Schema> {
  const map = schema[keyword];
  if (!isObject(map)) return {};
  return Object.fromEntries(Object.entries(map).filter((entry): entry is [string, Schema] => isSchema(entry[1])));
}

export function schemasOf(value: Json | undefined): Schema[] {
  return listOf(value).filter(isSchema);
}

export function isSchema(value: Json | undefined): value is Schema {
  return typeof value === 'boolean' || isObject(value);
}

export function listOf(value: Json | undefined): Json[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? value : [value];
}

/** In time that grows with the text alone, whatever the pattern. One that RE2 does not know, such as a look-ahead, matches nothing. */
export function matches(pattern: string, text: string): boolean {
  try {
    return re2().compile(pattern).matcher(text).find();
  } catch {
    return false;
  }
}
