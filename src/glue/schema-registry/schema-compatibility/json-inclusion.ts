/**
 * Whether every JSON value that one schema allows is allowed by another: then what was written with the first can be read with the
 * second. The developer guide's examples follow from it: a new optional property can be read back if the old schema allowed no
 * additional properties, else a value of another type may have been written under its name.
 *
 * What is said to be included is; what cannot be told (a `not` or an `if` that is not the writer's own, patterns that differ) is said
 * not to be. A `oneOf` of the reader is taken for an `anyOf`.
 */
import { Coinduction } from './coinduction.js';
import { canonicalText, isObject, type Json, type JsonObject } from './json.js';
import { commonKinds, isSchema, listOf, type Schema, schemasOf, valuesOf } from './json-conjunction.js';
import { VALUE_CHECKS } from './json-keywords.js';
import { References } from './json-references.js';

/** Asks whether values that all the writer's schemas allow are allowed by the reader's. */
export type Includes = (reader: Schema, writer: readonly Schema[]) => boolean;

export class Inclusion {
  readonly #reader: References;
  readonly #writer: References;
  readonly #documents: [reader: Json, writer: Json];
  readonly #pairs = new Coinduction();
  /** Schemas derived from others, so that the same ones are known again. */
  readonly #derived = new Map<JsonObject, Map<string, JsonObject[]>>();

  constructor(reader: Json, writer: Json) {
    this.#documents = [reader, writer];
    this.#reader = new References(reader);
    this.#writer = new References(writer);
  }

  holds(): boolean {
    const [reader, writer] = this.#documents;
    if (canonicalText(reader) === canonicalText(writer)) return true;
    return isSchema(reader) && isSchema(writer) && this.#includes(reader, [writer]);
  }

  readonly #includes: Includes = (reader, writer) => {
    const flat = this.#flattened(writer);
    if (!flat || reader === true || commonKinds(flat).length === 0) return true;
    if (reader === false) return this.#alternatives(flat)?.every((each) => this.#includes(reader, each)) ?? false;
    return this.#pairs.decide([reader, ...flat], () => {
      if (this.#allows(reader, flat)) return true;
      return this.#alternatives(flat)?.every((each) => this.#includes(reader, each)) ?? false;
    });
  };

  #allows(reader: JsonObject, writer: JsonObject[]): boolean {
    if (typeof reader.$ref === 'string') return this.#includes(this.#reader.resolve(reader.$ref) ?? false, writer);
    return (
      this.#allowsTogether(reader, writer) &&
      UNCOMPARED.every((keyword) => isSaidAlike(keyword, reader, writer)) &&
      VALUE_CHECKS.every((check) => check(reader, writer, this.#includes))
    );
  }

  #allowsTogether({ allOf, anyOf, oneOf }: JsonObject, writer: JsonObject[]): boolean {
    const includes = (reader: Schema) => this.#includes(reader, writer);
    if (!schemasOf(allOf).every(includes)) return false;
    return [anyOf, oneOf].every((any) => any === undefined || schemasOf(any).some(includes));
  }

  /** References and `allOf` resolved into one list of schemas; undefined when nothing is allowed at all. */
  #flattened(schemas: readonly Schema[]): JsonObject[] | undefined {
    const flat = new Set<JsonObject>();
    const seen = new Set<Schema>();
    const open = [...schemas];
    for (let schema = open.shift(); schema !== undefined; schema = open.shift()) {
      if (schema === false) return undefined;
      if (schema === true || seen.has(schema)) continue;
      seen.add(schema);
      if (typeof schema.$ref === 'string') open.push(this.#writer.resolve(schema.$ref) ?? true);
      else {
        flat.add(this.#alone(schema));
        open.push(...schemasOf(schema.allOf));
      }
    }
    return [...flat];
  }

  /** Without the `allOf` that has been resolved: else each case of a part would bring the whole part back. */
  #alone(schema: JsonObject): JsonObject {
    const { allOf, ...rest } = schema;
    return allOf === undefined ? schema : (this.#derive(schema, 'allOf', () => [rest])[0] ?? rest);
  }

  /** The cases that the writer leaves open, one of which each of its values is: undefined when there is nothing to tell apart. */
  #alternatives(writer: readonly JsonObject[]): (readonly Schema[])[] | undefined {
    for (const schema of writer) {
      const cases = this.#casesOf(schema);
      if (cases) return cases.map((each) => [...writer.filter((other) => other !== schema), ...each]);
    }
    return undefined;
  }

  #casesOf(schema: JsonObject): (readonly Schema[])[] | undefined {
    for (const keyword of ['anyOf', 'oneOf'] as const) {
      const { [keyword]: any, ...rest } = schema;
      if (any === undefined) continue;
      const others = this.#derive(schema, keyword, () => [rest]);
      return schemasOf(any).map((each) => [each, ...others]);
    }
    const { enum: values, type } = schema;
    if (values !== undefined)
      return this.#derive(schema, 'enum', () => constants(schema, values)).map((each) => [each]);
    if (schema.const !== undefined && !isConstant(schema))
      return this.#derive(schema, 'const', () => constants(schema, [schema.const ?? null])).map((each) => [each]);
    if (!Array.isArray(type) || type.length < 2) return undefined;
    return this.#derive(schema, 'type', () => type.map((each) => ({ ...schema, type: each }))).map((each) => [each]);
  }

  #derive(schema: JsonObject, how: string, derived: () => JsonObject[]): JsonObject[] {
    const known = this.#derived.get(schema) ?? new Map<string, JsonObject[]>();
    this.#derived.set(schema, known);
    const schemas = known.get(how) ?? derived();
    known.set(how, schemas);
    return schemas;
  }
}

/** Keywords that are only ever the same or not. */
const UNCOMPARED = ['not', 'if', 'then', 'else'];

function isSaidAlike(keyword: string, reader: JsonObject, writer: JsonObject[]): boolean {
  const wanted = reader[keyword];
  if (wanted === undefined) return true;
  const text = canonicalText(wanted);
  // A reference may lead to something else on the other side.
  return !text.includes('"$ref"') && valuesOf(writer, keyword).some((value) => canonicalText(value) === text);
}

/** Marks a schema that allows its `const` alone and says so in all keywords. */
const CONSTANT = Symbol('constant');

function isConstant(schema: object): boolean {
  return CONSTANT in schema;
}

/** One schema for each of the values, beside what else the schema says of them. */
function constants({ enum: _, const: __, ...rest }: JsonObject, values: Json): JsonObject[] {
  return listOf(values).map((value) => Object.assign(constant(value), { allOf: [rest] }));
}

/** The value as a schema that allows nothing else, told by every keyword that a reader may ask about. */
function constant(value: Json): JsonObject {
  return Object.assign({ const: value, ...extent(value) }, { [CONSTANT]: true });
}

function extent(value: Json): JsonObject {
  if (typeof value === 'number')
    return { type: Number.isInteger(value) ? 'integer' : 'number', minimum: value, maximum: value };
  if (typeof value === 'string') return { type: 'string', minLength: value.length, maxLength: value.length };
  if (Array.isArray(value)) {
    const unique = new Set(value.map(canonicalText)).size === value.length;
    const length = { minItems: value.length, maxItems: value.length, uniqueItems: unique };
    return { type: 'array', items: value.map(constant), additionalItems: false, ...length };
  }
  if (!isObject(value)) return { type: value === null ? 'null' : 'boolean' };
  const properties = Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, constant(inner)]));
  const required = Object.keys(value);
  return { type: 'object', properties, required, additionalProperties: false, maxProperties: required.length };
}
