/** What a machine learning transform is: its kind, what Glue fills in where the caller says nothing, and what it refuses. */
import type { GlueTable, MLTransform, SchemaColumn } from '@aws-sdk/client-glue';
import { type Context, timestamp } from '../../context.js';
import { mlTransform as faults } from '../../faults/ml-transforms.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { allColumns, tables } from '../tables/table-entity.js';
import { dpusOf } from '../worker.js';

export interface KeptTransform {
  /** As it was asked for: what the same name asked for again is compared with. */
  asked: string;
  transform: Wire<MLTransform>;
  leaving?: boolean;
}

/** Ids are [transform id]. */
export const mlTransforms = new Kind<KeptTransform>({
  noun: 'mlTransform',
  tagged: true,
  faults,
});

/** The defaults of the API reference. */
const DEFAULTS = { Description: '', GlueVersion: '0.9', Timeout: 2_880, MaxRetries: 0 };
const DEFAULT_CAPACITY = 10;

/** Throws InvalidInputException for what Glue refuses. */
export function created(
  given: Omit<Input<'CreateMLTransform'>, 'Tags'>,
  TransformId: string,
  context: Context,
): Wire<MLTransform> {
  const { MlUserDataEncryption: encryption } = given.TransformEncryption ?? {};
  if (encryption?.MlUserDataEncryptionMode === 'SSE-KMS' && !encryption.KmsKeyId) throw faults.kmsKey();
  const CreatedOn = timestamp(context);
  const Schema = schemaOf(given.InputRecordTables, context);
  return checked({ ...DEFAULTS, ...given, TransformId, CreatedOn, LastModifiedOn: CreatedOn, Schema });
}

/** The transform with the capacity that follows from what was given for it. */
export function checked(transform: Wire<MLTransform>): Wire<MLTransform> {
  const { Parameters, WorkerType, NumberOfWorkers, MaxCapacity } = transform;
  if (Parameters?.TransformType === 'FIND_MATCHES' && !Parameters.FindMatchesParameters) throw faults.parameters();
  if ((WorkerType === undefined) !== (NumberOfWorkers === undefined)) throw faults.workers();
  if (WorkerType !== undefined && NumberOfWorkers !== undefined) {
    if (MaxCapacity !== undefined) throw faults.workers();
    return { ...transform, MaxCapacity: NumberOfWorkers * dpusOf(WorkerType) };
  }
  if (MaxCapacity !== undefined && (MaxCapacity < 2 || MaxCapacity > 100)) throw faults.capacity();
  return { ...transform, MaxCapacity: MaxCapacity ?? DEFAULT_CAPACITY };
}

/** A transform's schema ends there (API reference). */
const MOST_COLUMNS = 100;

/** The columns of its tables. */
function schemaOf(inputs: readonly Wire<GlueTable>[], context: Context): Wire<SchemaColumn>[] {
  const columns = inputs.flatMap(({ CatalogId = context.account, DatabaseName, TableName }) => {
    const table = tables.find(context, [CatalogId, DatabaseName, TableName]);
    if (!table) throw faults.table(DatabaseName, TableName);
    return allColumns(table);
  });
  const schema = new Map(columns.map(({ Name, Type = 'string' }) => [Name, { Name, DataType: Type }]));
  return [...schema.values()].slice(0, MOST_COLUMNS);
}
