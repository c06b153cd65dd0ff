/** Schemas of the schema registry. One that is deleted can be seen going, its versions are gone at once. */
import type { GetSchemaResponse, RegistryId, SchemaListItem } from '@aws-sdk/client-glue';
import { isoTimestamp, type Scope } from '../../context.js';
import { schema as faults, schemaVersion as versionFaults } from '../../faults/schema-registry.js';
import { leave, leavingTask } from '../../kinds/leaving.js';
import type { Input, Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import {
  createRegistry,
  DEFAULT_REGISTRY,
  type KeptRegistry,
  registries,
  registryNameOf,
  requireStaying as requireStayingRegistry,
} from './registry-entity.js';
import { type KeptSchema, requireSchema, requireStaying, schemas } from './schema-entity.js';
import { numberedVersion } from './schema-version.js';
import { addVersion, digestOf, removeVersions, statusOf } from './schema-version-entity.js';

export const schemaHandlers: GlueHandlers = {
  /**
   * AWS refuses one without Compatibility or SchemaDefinition, which the model calls optional (observed).
   *
   * @limit Refuses Protobuf definitions with extensions or groups.
   */
  CreateSchema(input, context) {
    const { SchemaName, DataFormat, Compatibility, SchemaDefinition, Tags } = input;
    const registry = registryToUse(context, input.RegistryId ?? {});
    requireStayingRegistry(registry);
    if (!Compatibility) throw faults.badCompatibility();
    if (!SchemaDefinition) throw faults.withoutDefinition();
    const digest = digestOf(DataFormat, SchemaDefinition);
    const id = [registry.RegistryName, SchemaName];
    const schema = schemas.create(context, id, described(context, registry, { ...input, Compatibility }), Tags);
    const version = addVersion(context, id, schema, SchemaDefinition, digest);
    const { CreatedTime: _, UpdatedTime: __, ...answered } = told(schemas.get(context, id));
    const SchemaVersionStatus = statusOf(context, version);
    return { ...answered, Tags, SchemaVersionId: version.SchemaVersionId, SchemaVersionStatus };
  },

  GetSchema({ SchemaId }, context) {
    return told(requireSchema(context, SchemaId).schema);
  },

  ListSchemas(input, context) {
    const registry = registryNameOf(context, input.RegistryId ?? {});
    const parents = registry === undefined ? [] : [registry];
    const { items, NextToken } = schemas.page(context, parents, input, listed);
    return { Schemas: items, NextToken };
  },

  /** The checkpoint is needed whatever is to be changed (API reference). */
  UpdateSchema({ SchemaId, SchemaVersionNumber, Compatibility, Description }, context) {
    const { id, schema } = requireSchema(context, SchemaId);
    requireStaying(schema);
    if (!SchemaVersionNumber) throw faults.withoutCheckpoint();
    const checkpoint = numberedVersion(context, id, SchemaVersionNumber, SchemaId);
    const status = statusOf(context, checkpoint) ?? '';
    if (status !== 'AVAILABLE') throw versionFaults.unusable(checkpoint.VersionNumber, status);
    schemas.put(context, id, {
      ...schema,
      ...(Compatibility && { Compatibility }),
      ...(Description !== undefined && { Description }),
      SchemaCheckpoint: checkpoint.VersionNumber,
      UpdatedTime: isoTimestamp(context),
    });
    const { SchemaArn, SchemaName, RegistryName } = schema;
    return { SchemaArn, SchemaName, RegistryName };
  },

  DeleteSchema({ SchemaId }, context) {
    const { id, schema } = requireSchema(context, SchemaId);
    removeVersions(context, id);
    leave(context, schemas, id, LEAVE_TASK, context.runMs);
    const { SchemaArn, SchemaName } = schema;
    return { SchemaArn, SchemaName, Status: 'DELETING' };
  },
};

const LEAVE_TASK = 'schemaLeaves';
export const schemaTasks = { [LEAVE_TASK]: leavingTask(schemas) };

function registryToUse(scope: Scope, asked: Wire<RegistryId>): KeptRegistry {
  const name = registryNameOf(scope, asked) ?? DEFAULT_REGISTRY;
  const registry = registries.find(scope, [name]);
  if (!registry && name === DEFAULT_REGISTRY) return createRegistry(scope, name);
  return registries.get(scope, [name]);
}

/** Before its first version, which counts it. */
function described(
  scope: Scope,
  { RegistryName, RegistryArn }: KeptRegistry,
  given: Input<'CreateSchema'> & Pick<KeptSchema, 'Compatibility'>,
): KeptSchema {
  const { SchemaName, DataFormat, Compatibility, Description } = given;
  const now = isoTimestamp(scope);
  const SchemaArn = schemas.arn(scope, [RegistryName, SchemaName]);
  const counts = { SchemaCheckpoint: 1, LatestSchemaVersion: 0, NextSchemaVersion: 1 };
  const names = { RegistryName, RegistryArn, SchemaName, SchemaArn };
  return { ...names, Description, DataFormat, Compatibility, ...counts, CreatedTime: now, UpdatedTime: now };
}

function told({ leaving, ...schema }: KeptSchema): Wire<GetSchemaResponse> {
  return { ...schema, SchemaStatus: leaving ? 'DELETING' : 'AVAILABLE' };
}

function listed(schema: KeptSchema): Wire<SchemaListItem> | undefined {
  if (schema.leaving) return undefined;
  const { RegistryName, SchemaName, SchemaArn, Description, CreatedTime, UpdatedTime } = schema;
  return { RegistryName, SchemaName, SchemaArn, Description, SchemaStatus: 'AVAILABLE', CreatedTime, UpdatedTime };
}
