/**
 * JSON Schema definitions of draft-04, draft-06 and draft-07, the drafts that the developer guide names. A definition is checked against
 * the meta-schema of its draft (without `$schema`: of any), and its references have to lead somewhere inside it.
 */
import { createRequire } from 'node:module';
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import type { SchemaFormat } from './index.js';
import { isObject, type Json, parseJson } from './json.js';
import { Inclusion } from './json-inclusion.js';
import { References } from './json-references.js';

export const jsonSchema: SchemaFormat = {
  documentOf(definition) {
    const document = parseJson(definition);
    checkDraft(document);
    checkReferences(document);
    return document;
  },

  reads(reader, writer) {
    const [readerDocument, writerDocument] = [parseJson(reader), parseJson(writer)];
    return new Inclusion(readerDocument, writerDocument).holds();
  },
};

/** Loaded with the first schema: a start does not pay for it. */
const load = createRequire(import.meta.url);

const DRAFTS: Readonly<Record<string, () => AnySchemaObject>> = {
  'json-schema.org/draft-07/schema': () => load('ajv/dist/refs/json-schema-draft-07.json'),
  'json-schema.org/draft-06/schema': draft06,
  'json-schema.org/draft-04/schema': draft04,
};

function draft06(): AnySchemaObject {
  return load('ajv/dist/refs/json-schema-draft-06.json');
}

/** What draft-06 changed of draft-04 ("Changelog" of draft-wright-json-schema-validation-01), undone; keywords new in it stay unharmed. */
function draft04(): AnySchemaObject {
  const { properties, ...rest } = draft06();
  const boolean = { type: 'boolean' };
  const booleanOrSchema = { anyOf: [boolean, { $ref: '#' }] };
  return {
    ...rest,
    $id: 'http://json-schema.org/draft-04/schema#',
    type: 'object',
    properties: {
      ...properties,
      exclusiveMinimum: boolean,
      exclusiveMaximum: boolean,
      additionalItems: booleanOrSchema,
      additionalProperties: booleanOrSchema,
    },
  };
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(draft: string, metaSchema: () => AnySchemaObject): ValidateFunction {
  const { Ajv }: typeof import('ajv') = load('ajv');
  const options = { strict: false, validateFormats: false, validateSchema: false, meta: false };
  const validate = validators.get(draft) ?? new Ajv(options).compile(metaSchema());
  validators.set(draft, validate);
  return validate;
}

function checkDraft(document: Json): void {
  const drafts = Object.entries(DRAFTS).filter(([draft]) => isOf(document, draft));
  if (drafts.length === 0) throw new Error('$schema has to be draft-04, draft-06 or draft-07 of JSON Schema');
  let message: string | undefined;
  for (const [draft, metaSchema] of drafts) {
    const validate = validatorOf(draft, metaSchema);
    if (validate(document)) return;
    const [first] = validate.errors ?? [];
    message ??= `#${first?.instancePath ?? ''}: ${first?.message ?? 'is not valid'}`;
  }
  throw new Error(message);
}

function isOf(document: Json, draft: string): boolean {
  if (!isObject(document) || document.$schema === undefined) return true;
  return typeof document.$schema === 'string' && document.$schema.replace(/^https?:\/\/|#$/g, '') === draft;
}

function checkReferences(document: Json): void {
  const references = new References(document);
  for (const reference of references.all) {
    if (references.resolve(reference) === undefined) throw new Error(`$ref ${reference} does not lead anywhere`);
  }
}
