/**
 * Checks requests against their TypeBox schemas and says what is wrong member by member: what each must be, and what it is.
 * Interpreted, not compiled: compiling costs every start more than these rare requests save.
 */
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import { Errors, Pointer } from 'typebox/schema';
import { invalidRequest } from './error.js';

export const validatorCompiler: FastifySchemaCompiler<TSchema> =
  ({ schema, httpPart }) =>
  (given: unknown) => {
    const value = httpPart === 'body' ? given : typed(given as Record<string, unknown>, schema);
    const [isValid, errors] = Errors(schema, value);
    if (isValid) return { value };
    const problems = errors.map((error) => problemOf(error, schema, value));
    return { error: invalidRequest([...new Set(problems)].join('; ')) };
  };

const NO_TEXT = /^(true|false|0|[1-9]\d{0,14})$/;

/** Queries and headers are text: what is to be a number or a boolean is taken for one, if that is how it reads. */
function typed(given: Record<string, unknown>, { properties = {} }: SchemaPart): Record<string, unknown> {
  const members = { ...given };
  for (const [name, { type }] of Object.entries(properties)) {
    const text = given[name];
    if (type !== 'string' && typeof text === 'string' && NO_TEXT.test(text)) members[name] = JSON.parse(text);
  }
  return members;
}

function problemOf(error: TLocalizedValidationError, schema: TSchema, value: unknown): string {
  const member = error.instancePath.slice(1).replaceAll('/', '.');
  const { allowed, properties } = Pointer.Get(schema, error.schemaPath.slice(1)) as SchemaPart;
  const given = JSON.stringify(Pointer.Get(value, error.instancePath));
  if (error.keyword === 'boolean') return `there is no ${member}`;
  const subject = member || 'the request';
  if (allowed !== undefined) return `${subject} must be ${allowed}, not ${given}`;
  if (error.keyword === 'enum')
    return `${subject} must be one of ${error.params.allowedValues.join(', ')}, not ${given}`;
  if (properties) return `${subject} ${error.message}; its members are ${Object.keys(properties).join(', ')}`;
  return `${subject} ${error.message}, not ${given}`;
}

/** What the text about an error takes from the part of the schema that was violated. */
interface SchemaPart {
  /** Stands behind "must be". */
  allowed?: string;
  type?: string;
  properties?: Record<string, SchemaPart>;
}
