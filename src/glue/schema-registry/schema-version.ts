/** Versions of schemas: each a definition that has been compared with those before it. */
import type {
  GetSchemaVersionResponse,
  SchemaId,
  SchemaVersionErrorItem,
  SchemaVersionNumber,
} from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { schemaVersion as faults, schema as schemaFaults } from '../../faults/schema-registry.js';
import type { Id } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { DEFAULT_REGISTRY } from './registry-entity.js';
import { definitionsDiff, understand } from './schema-compatibility/index.js';
import { requireSchema, requireStaying } from './schema-entity.js';
import {
  addVersion,
  digestOf,
  findByDefinition,
  findById,
  type KeptVersion,
  latestAvailable,
  removeVersion,
  statusOf,
  versionId,
  versions,
} from './schema-version-entity.js';

export const schemaVersionHandlers: GlueHandlers = {
  /**
   * A definition that is there already is answered as the version that it is, a failed one too (observed).
   *
   * @limit Refuses Protobuf definitions with extensions or groups; reserved numbers and options are not compared.
   */
  RegisterSchemaVersion({ SchemaId, SchemaDefinition }, context) {
    const { id, schema } = requireSchema(context, SchemaId);
    requireStaying(schema);
    if (schema.Compatibility === 'DISABLED') throw schemaFaults.versioningDisabled(SchemaId);
    const digest = digestOf(schema.DataFormat, SchemaDefinition);
    const known = findByDefinition(context, id, digest);
    const version = known ?? addVersion(context, id, schema, SchemaDefinition, digest);
    const { SchemaVersionId, VersionNumber } = version;
    return { SchemaVersionId, VersionNumber, Status: statusOf(context, version) };
  },

  GetSchemaVersion(input, context) {
    return told(context, requireVersion(context, input).version);
  },

  GetSchemaByDefinition({ SchemaId, SchemaDefinition }, context) {
    const { id, schema } = requireSchema(context, SchemaId, DEFAULT_REGISTRY);
    const version = findByDefinition(context, id, digestOf(schema.DataFormat, SchemaDefinition));
    if (!version) throw faults.absent();
    const { SchemaVersionId, SchemaArn, DataFormat, CreatedTime } = version;
    return { SchemaVersionId, SchemaArn, DataFormat, Status: statusOf(context, version), CreatedTime };
  },

  ListSchemaVersions(input, context) {
    const { id } = requireSchema(context, input.SchemaId);
    const { items, NextToken } = versions.page(context, id, input, (version) => {
      const { SchemaDefinition: _, DataFormat: __, ...listed } = told(context, version);
      return listed;
    });
    return { Schemas: items, NextToken };
  },

  DeleteSchemaVersions({ SchemaId, Versions }, context) {
    const { id, schema } = requireSchema(context, SchemaId);
    requireStaying(schema);
    const numbers = numbersOf(Versions);
    if (numbers.includes(schema.SchemaCheckpoint)) throw faults.checkpoint();
    if (numbers.includes(1)) throw faults.first();
    const SchemaVersionErrors = numbers.flatMap((number) => {
      const version = versions.find(context, versionId(id, number));
      if (!version) return [missing(number)];
      removeVersion(context, id, version);
      return [];
    });
    return { SchemaVersionErrors };
  },

  /** @limit Of Protobuf definitions it is the difference of their descriptors as JSON. */
  GetSchemaVersionsDiff({ SchemaId, FirstSchemaVersionNumber, SecondSchemaVersionNumber }, context) {
    const { id, schema } = requireSchema(context, SchemaId);
    const [before, after] = [FirstSchemaVersionNumber, SecondSchemaVersionNumber].map(
      (number) => numberedVersion(context, id, number, SchemaId).SchemaDefinition,
    );
    return { Diff: definitionsDiff(schema.DataFormat, before ?? '', after ?? '') };
  },

  /** @limit Calls Protobuf definitions with extensions or groups invalid. */
  CheckSchemaVersionValidity({ DataFormat, SchemaDefinition }) {
    const understood = understand(DataFormat, SchemaDefinition);
    return 'reason' in understood ? { Valid: false, Error: understood.reason } : { Valid: true };
  },
};

/** Throws EntityNotFoundException, which begins with what serialiser clients look for. */
export function requireVersion(
  scope: Scope,
  { SchemaId, SchemaVersionId, SchemaVersionNumber }: Input<'GetSchemaVersion'>,
): { id: Id; version: KeptVersion } {
  if (SchemaVersionId === undefined) {
    const { id } = requireSchema(scope, SchemaId ?? {});
    const version = numberedVersion(scope, id, SchemaVersionNumber ?? {}, SchemaId ?? {});
    return { id: versionId(id, version.VersionNumber), version };
  }
  if (SchemaId || SchemaVersionNumber) throw faults.idAndMore();
  const found = findById(scope, SchemaVersionId);
  if (!found) throw faults.absentById(SchemaVersionId);
  return found;
}

/** The version of that number, or the latest one that can be used. */
export function numberedVersion(
  scope: Scope,
  schema: Id,
  asked: Wire<SchemaVersionNumber>,
  schemaAsked: Wire<SchemaId>,
): KeptVersion {
  const { LatestVersion, VersionNumber } = asked;
  if (LatestVersion && VersionNumber !== undefined) throw faults.numberedTwice();
  if (!LatestVersion && VersionNumber === undefined) throw faults.notNumbered();
  const version =
    VersionNumber === undefined
      ? latestAvailable(scope, schema)
      : versions.find(scope, versionId(schema, VersionNumber));
  if (!version) throw faults.absentByNumber(schemaAsked, asked);
  return version;
}

/** Bounds the answer: each number that is not there has an error in it. AWS's bound is not known. */
const MOST_DELETED = 1_000;

/** `5`, or `5-8` for 5, 6, 7 and 8. */
function numbersOf(range: string): number[] {
  const [first = 0, last = first] = range.split('-').map(Number);
  const count = last - first + 1;
  if (count < 1 || count > MOST_DELETED) throw faults.badRange(range, MOST_DELETED);
  return Array.from({ length: count }, (_, index) => first + index);
}

/** Observed. */
function missing(VersionNumber: number): Wire<SchemaVersionErrorItem> {
  const ErrorDetails = { ErrorCode: 'ResourceNotFoundException', ErrorMessage: 'Version number not found' };
  return { VersionNumber, ErrorDetails };
}

function told(scope: Scope, kept: KeptVersion): Wire<GetSchemaVersionResponse> {
  const { course: _, digest: __, ...version } = kept;
  return { ...version, Status: statusOf(scope, kept) };
}
