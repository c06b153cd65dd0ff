/**
 * resources: what a write of a database or a table was authorised for, the catalog first. Observed of CreateTable and UpdateDatabase that
 * succeeded, and of no read and no failed call; create, update and delete of both nouns are taken to be alike. Of partitions, batches and
 * catalogs in catalogs nothing was observed, and their records have none.
 */
import type { Call } from '../call.js';
import { ACCOUNT } from '../forms.js';
import type { Operation } from '../model/operations.js';
import type { CloudTrailRecord } from './record-schema.js';

type Input = Record<string, unknown>;
type Resource = NonNullable<CloudTrailRecord['resources']>[number];

/** Finds the resources of an operation's call that succeeded; undefined of one whose records have none. */
export type ResourcesOf = (call: Call, input: Input) => Resource[] | undefined;

export function resourcesOf({ name }: Operation): ResourcesOf | undefined {
  const [, noun] = /^(?:Create|Update|Delete)(Database|Table)$/.exec(name) ?? [];
  if (noun === 'Database') return (call, input) => resources(call, input, nameIn(input, input.DatabaseInput));
  if (noun === 'Table')
    return (call, input) => resources(call, input, input.DatabaseName, nameIn(input, input.TableInput));
  return undefined;
}

/** The name stands beside the description of what is written, or else in it. */
function nameIn({ Name }: Input, description: unknown): unknown {
  if (Name !== undefined) return Name;
  return typeof description === 'object' && description !== null && 'Name' in description
    ? description.Name
    : undefined;
}

/** Glue folds the names of both nouns. */
function resources({ caller, region }: Call, input: Input, ...names: unknown[]): Resource[] | undefined {
  const { CatalogId = caller.account } = input;
  if (!ACCOUNT.test(String(CatalogId)) || names.includes(undefined)) return undefined;
  const accountId = String(CatalogId);
  const arn = `arn:aws:glue:${region}:${accountId}:`;
  const [database, table] = names.map((name) => String(name).toLowerCase());
  return [
    { accountId, type: 'AWS::Glue::Catalog', ARN: `${arn}catalog` },
    { accountId, type: 'AWS::Glue::Database', ARN: `${arn}database/${database}` },
    ...(table === undefined ? [] : [{ accountId, type: 'AWS::Glue::Table', ARN: `${arn}table/${database}/${table}` }]),
  ];
}
