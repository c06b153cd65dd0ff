/**
 * Versions of schemas as they are kept. A new one is PENDING while it is compared with those before it, then AVAILABLE or, incompatible,
 * a FAILURE that stays and has a number all the same (observed).
 */
import { createHash } from 'node:crypto';
import type { DataFormat, GetSchemaVersionResponse } from '@aws-sdk/client-glue';
import { isoTimestamp, type Scope } from '../../context.js';
import { schemaVersion as faults, schema as schemaFaults } from '../../faults/schema-registry.js';
import { type Course, courseOf, stateAt } from '../../kinds/course.js';
import { type Id, Kind } from '../../kinds/kind.js';
import { sortable } from '../../kinds/sequence.js';
import type { Wire } from '../../model/types.js';
import { isChecked, isCompatible, understand } from './schema-compatibility/index.js';
import { type KeptSchema, schemas } from './schema-entity.js';

type Status = 'PENDING' | 'AVAILABLE' | 'FAILURE';

export interface KeptVersion extends Required<Omit<Wire<GetSchemaVersionResponse>, 'Status'>> {
  course: Course<Status>;
  /** Of the definition: see digestOf. */
  digest: string;
}

/** Ids are [registry, schema, sortable number]. */
export const versions = new Kind<KeptVersion>({
  noun: 'schemaVersion',
  parent: schemas,
  pageSize: 25,
  faults,
});

/** Which version has a definition. Ids are [registry, schema, digest]. */
const definitions = new Kind<{ number: number }>({
  noun: 'schemaDefinition',
  parent: schemas,
  faults,
});

/** Which version has an id. Ids are [schema version id]. */
const versionIds = new Kind<{ id: Id }>({
  noun: 'schemaVersionId',
  faults,
});

export function versionId(schema: Id, number: number): Id {
  return [...schema, sortable(number)];
}

export function statusOf({ now }: Scope, { course }: KeptVersion): Status | undefined {
  return stateAt(course, now);
}

export function findByDefinition(scope: Scope, schema: Id, digest: string): KeptVersion | undefined {
  const kept = definitions.find(scope, [...schema, digest]);
  return kept && versions.find(scope, versionId(schema, kept.number));
}

export function findById(scope: Scope, id: string): { id: Id; version: KeptVersion } | undefined {
  const kept = versionIds.find(scope, [id]);
  const version = kept && versions.find(scope, kept.id);
  return version && { id: kept.id, version };
}

/** The newest one that is AVAILABLE, which is what AWS answers as the latest (observed). */
export function latestAvailable(scope: Scope, schema: Id): KeptVersion | undefined {
  for (const version of newestFirst(scope, schema)) if (statusOf(scope, version) === 'AVAILABLE') return version;
  return undefined;
}

/** The same for definitions that mean the same, however they are written. Throws InvalidInputException for one that means nothing. */
export function digestOf(format: DataFormat, definition: string): string {
  const understood = understand(format, definition);
  if ('reason' in understood) throw schemaFaults.badDefinition(format, understood.reason);
  return createHash('sha256').update(understood.canonical).digest('base64url');
}

/** The developer guide's limit for one account in one region. */
const MOST_VERSIONS = 10_000;

/** Registers the schema's next version, and counts it there. */
export function addVersion(scope: Scope, id: Id, schema: KeptSchema, definition: string, digest: string): KeptVersion {
  if (versions.rows(scope).count(versions.key(scope, [])) >= MOST_VERSIONS) throw faults.limit();
  const { NextSchemaVersion: number, SchemaArn, DataFormat } = schema;
  const now = isoTimestamp(scope);
  const version: KeptVersion = {
    SchemaVersionId: scope.newId(),
    SchemaDefinition: definition,
    DataFormat,
    SchemaArn,
    VersionNumber: number,
    CreatedTime: now,
    course: courseOfCheck(scope, id, schema, definition),
    digest,
  };
  versions.create(scope, versionId(id, number), version);
  definitions.create(scope, [...id, digest], { number });
  versionIds.create(scope, [version.SchemaVersionId], { id: versionId(id, number) });
  const counted = { LatestSchemaVersion: number, NextSchemaVersion: number + 1, UpdatedTime: now };
  schemas.put(scope, id, { ...schema, ...counted });
  return version;
}

/** The first version and those of a schema without checks are AVAILABLE from the beginning (API reference, RegisterSchemaVersion). */
function courseOfCheck(scope: Scope, id: Id, schema: KeptSchema, definition: string): Course<Status> {
  const { Compatibility, DataFormat, NextSchemaVersion, SchemaCheckpoint } = schema;
  if (NextSchemaVersion === 1 || !isChecked(Compatibility)) return courseOf(scope.now, [], 'AVAILABLE');
  const earlier = usableSince(scope, id, SchemaCheckpoint);
  const outcome = isCompatible(Compatibility, DataFormat, definition, earlier) ? 'AVAILABLE' : 'FAILURE';
  return courseOf<Status>(scope.now, [['PENDING', scope.runMs]], outcome);
}

/**
 * Definitions back to the checkpoint, newest first, of versions that are AVAILABLE or will be before the next is compared. The
 * developer guide has the checkpoint decide what is compared and the modes name the previous version or all: both hold here.
 */
function* usableSince(scope: Scope, id: Id, checkpoint: number): Generator<string> {
  for (const { VersionNumber, SchemaDefinition, course } of newestFirst(scope, id)) {
    if (VersionNumber < checkpoint) return;
    if (course.at(-1)?.state === 'AVAILABLE') yield SchemaDefinition;
  }
}

function* newestFirst(scope: Scope, schema: Id): Generator<KeptVersion> {
  const prefix = versions.key(scope, schema);
  for (const { value } of versions.rows(scope).range({ prefix, reverse: true })) yield value;
}

export function removeVersion(scope: Scope, schema: Id, { VersionNumber, SchemaVersionId, digest }: KeptVersion): void {
  versionIds.remove(scope, [SchemaVersionId]);
  definitions.remove(scope, [...schema, digest]);
  versions.remove(scope, versionId(schema, VersionNumber));
}

export function removeVersions(scope: Scope, schema: Id): void {
  for (const version of [...versions.all(scope, schema)]) removeVersion(scope, schema, version);
}
