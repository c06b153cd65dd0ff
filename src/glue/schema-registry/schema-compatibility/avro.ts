/**
 * Avro definitions: avsc checks them, and what reads what is decided by the specification's rules for schema resolution, as Avro's own
 * SchemaCompatibility (Java, which AWS uses) does. avsc's resolvers are not asked: one that failed inside a union is found again and
 * taken for one that works, and names there are compared with their namespaces.
 */
import { createRequire } from 'node:module';
import type { Type, types } from 'avsc';
import { Coinduction } from './coinduction.js';
import type { SchemaFormat } from './index.js';
import { type Json, parseJson } from './json.js';

export const avro: SchemaFormat = {
  documentOf(definition) {
    const document = parseJson(definition);
    typeOf(document);
    return document;
  },

  reads(reader, writer) {
    return new Resolution().reads(typeOf(parseJson(reader)), typeOf(parseJson(writer)));
  },
};

/** Loaded with the first schema: a start does not pay for it. */
const load = createRequire(import.meta.url);
const library = (): typeof import('avsc') => load('avsc');

function typeOf(document: Json): Type {
  // A type may be called like a member of Object, hence the registry; a record without a name is avsc's own invention.
  const options = { noAnonymousTypes: true, wrapUnions: true, omitRecordMethods: true, registry: Object.create(null) };
  return library().Type.forSchema(document as Parameters<typeof Type.forSchema>[0], options);
}

/** Which primitive types a reader's type takes beside its own. */
const PROMOTED: Readonly<Record<string, readonly string[]>> = {
  long: ['int'],
  float: ['int', 'long'],
  double: ['int', 'long', 'float'],
  string: ['bytes'],
  bytes: ['string'],
};

class Resolution {
  readonly #pairs = new Coinduction();
  readonly #types = library().types;

  reads(reader: Type, writer: Type): boolean {
    return this.#pairs.decide([reader, writer], () => {
      const { WrappedUnionType } = this.#types;
      if (writer instanceof WrappedUnionType) return writer.types.every((branch) => this.reads(reader, branch));
      if (reader instanceof WrappedUnionType) return reader.types.some((branch) => this.reads(branch, writer));
      return this.#readsOne(reader, writer);
    });
  }

  #readsOne(reader: Type, writer: Type): boolean {
    const { RecordType, EnumType, FixedType, ArrayType, MapType } = this.#types;
    if (reader instanceof RecordType) return writer instanceof RecordType && this.#readsRecord(reader, writer);
    if (reader instanceof EnumType) return writer instanceof EnumType && readsEnum(reader, writer);
    if (reader instanceof FixedType)
      return writer instanceof FixedType && isNamed(reader, writer) && reader.size === writer.size;
    if (reader instanceof ArrayType)
      return writer instanceof ArrayType && this.reads(reader.itemsType, writer.itemsType);
    if (reader instanceof MapType) return writer instanceof MapType && this.reads(reader.valuesType, writer.valuesType);
    return reader.typeName === writer.typeName || (PROMOTED[reader.typeName]?.includes(writer.typeName) ?? false);
  }

  #readsRecord(reader: types.RecordType, writer: types.RecordType): boolean {
    const written = new Map(writer.fields.map((field) => [field.name, field.type]));
    return isNamed(reader, writer) && reader.fields.every((field) => this.#readsField(field, written));
  }

  /** A field that was not written needs a default; one that goes by two names in what was written is ambiguous. */
  #readsField(field: types.Field, written: ReadonlyMap<string, Type>): boolean {
    const [type, another] = [...new Set([field.name, ...field.aliases])].flatMap((name) => written.get(name) ?? []);
    if (another) return false;
    return type ? this.reads(field.type, type) : field.defaultValue() !== undefined;
  }
}

function readsEnum(reader: types.EnumType & { default?: string }, writer: types.EnumType): boolean {
  if (!isNamed(reader, writer)) return false;
  return reader.default !== undefined || writer.symbols.every((symbol) => reader.symbols.includes(symbol));
}

/** Namespaces do not count between the names themselves, but for an alias. */
function isNamed(reader: Type, writer: Type): boolean {
  return bare(reader.name) === bare(writer.name) || (reader.aliases ?? []).includes(writer.name ?? '');
}

function bare(name = ''): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
