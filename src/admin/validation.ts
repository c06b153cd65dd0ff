/**
 * Checks requests against their TypeBox schemas and says what is wrong member by member: what each must be, and what it is.
 * Interpreted, not compiled: compiling costs every start more than these rare requests save.
 */
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import type { TLocalizedValidationError } from 'typebox/error';
import Value from 'typebox/value';
import { invalidRequest } from './error.js';

export const validatorCompiler: FastifySchemaCompiler<TSchema> =
  ({ schema, httpPart }) =>
  (given: unknown) => {
    // Queries and headers are text; a body has types of its own.
    const value = httpPart === 'body' ? given : Value.Convert(schema, given);
    const problems = Value.Errors(schema, value).map((error) => problemOf(error, schema, value));
    if (problems.length === 0) return { value };
    return { error: invalidRequest([...new Set(problems)].join('; ')) };
  };

function problemOf(error: TLocalizedValidationError, schema: TSchema, value: unknown): string {
  const member = error.instancePath.slice(1).replaceAll('/', '.');
  const { allowed, properties } = Value.Pointer.Get(schema, error.schemaPath.slice(1)) as SchemaPart;
  const given = JSON.stringify(Value.Pointer.Get(value, error.instancePath));
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
  properties?: object;
}
