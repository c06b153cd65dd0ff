/**
 * Builds src/model/constraints.json: what the AWS SDK's schemas leave out of the service models - bounds, patterns, enum values, each
 * operation's errors, boxed numbers and the model order of members (the SDK hoists required ones; CloudTrail prints model order).
 *
 *   npm run build:constraints -- FOLDER      FOLDER holds glue-api-constraints.json, cloudtrail-… and sts-…
 *
 * Enums have the SDK's values as well. Shapes that say no more than their type already does in the SDK's schema (plain strings, timestamps, blobs) are left out.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as cloudtrail from '@aws-sdk/client-cloudtrail';
import * as glue from '@aws-sdk/client-glue';
import * as sts from '@aws-sdk/client-sts';
import type { ConstraintTable, ServiceConstraints, ShapeConstraint } from '../src/model/constraints.js';

interface Source {
  operations: Record<string, { errors: string[] }>;
  structures: Record<string, { members: Record<string, string> }>;
  shapes: Record<string, ShapeConstraint & { sensitive?: boolean; timestampFormat?: string }>;
}

/** What the API reference states by now and the files do not: GlueVersion may be `auto`. */
const NEWER: Record<string, Partial<ShapeConstraint>> = {
  GlueVersionString: { pattern: '^((\\w+\\.)+\\w+|auto)$' },
};

const SERVICES: Record<string, object> = { cloudtrail, glue, sts };
const UNTYPED = new Set(['string', 'timestamp', 'blob', 'boolean']);

function saysMore(shape: ShapeConstraint): boolean {
  return !UNTYPED.has(shape.type) || Object.keys(shape).length > 1 || shape.type === 'boolean';
}

/**
 * Values that AWS takes and that neither the files nor the SDK's enums have. Types and property maps: SageMaker's developer guide (SQL
 * extension), DataZone's API reference and Terraform's provider, which adds SNOWFLAKE and SparkProperties to the SDK's enums as AWS
 * confirmed them. ENFORCE_SSL: observed of a connection of type POSTGRESQL.
 */
const UNLISTED: Record<string, readonly string[]> = {
  ConnectionType: ['SNOWFLAKE', 'REDSHIFT', 'ATHENA'],
  ConnectionPropertyKey: ['SparkProperties', 'PythonProperties', 'ENFORCE_SSL'],
};

/** The SDK exports each enum as an object of its values; it is the newer source, the model's order is AWS's. */
function withValuesOf(sdk: object, name: string, shape: ShapeConstraint): ShapeConstraint {
  const values: unknown = Reflect.get(sdk, name);
  if (!shape.enum || typeof values !== 'object' || values === null) return shape;
  return { ...shape, enum: [...new Set([...shape.enum, ...Object.values(values), ...(UNLISTED[name] ?? [])])] };
}

/** Enums that callers can add to: RegisterConnectionType's names are connection types like AWS's own (developer guide). */
const REGISTERED_PREFIX: Record<string, string> = { ConnectionType: 'REST-' };

function compact(source: Source, sdk: object): ServiceConstraints {
  const shapes: Record<string, ShapeConstraint> = {};
  for (const [name, { sensitive: _, timestampFormat: __, ...shape }] of Object.entries(source.shapes)) {
    if (!saysMore(shape)) continue;
    const prefix = REGISTERED_PREFIX[name];
    shapes[name] = { ...withValuesOf(sdk, name, shape), ...NEWER[name], ...(prefix && { prefix }) };
  }
  return {
    errors: Object.fromEntries(Object.entries(source.operations).map(([name, { errors }]) => [name, errors])),
    structures: Object.fromEntries(Object.entries(source.structures).map(([name, { members }]) => [name, members])),
    shapes,
  };
}

/** One line for each operation, structure and shape, so that a change of the model reads well in a diff. */
function print(table: ConstraintTable): string {
  const section = (entries: object) =>
    Object.entries(entries)
      .map(([name, value]) => `   ${JSON.stringify(name)}:${JSON.stringify(value)}`)
      .join(',\n');
  const service = (constraints: ServiceConstraints) =>
    Object.entries(constraints)
      .map(([part, entries]) => `  ${JSON.stringify(part)}:{\n${section(entries)}\n  }`)
      .join(',\n');
  return `{\n${Object.entries(table)
    .map(([name, constraints]) => ` ${JSON.stringify(name)}:{\n${service(constraints)}\n }`)
    .join(',\n')}\n}\n`;
}

const folder = process.argv[2];
if (!folder) throw new Error('usage: npm run build:constraints -- FOLDER');
const table: ConstraintTable = {};
for (const [name, sdk] of Object.entries(SERVICES)) {
  table[name] = compact(JSON.parse(readFileSync(join(folder, `${name}-api-constraints.json`), 'utf8')), sdk);
}
writeFileSync('src/model/constraints.json', print(table));
