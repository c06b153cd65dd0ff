/** Registries, schemas and their versions. */
import { RUN_OVER, type Step } from './step.js';

const RegistryId = { RegistryName: 'r' };
const SchemaId = { RegistryName: 'r', SchemaName: 's' };
const record = (...names: string[]) =>
  JSON.stringify({ type: 'record', name: 'Order', fields: names.map((name) => ({ name, type: 'int', default: 0 })) });
const SchemaVersionId = '$RegisterSchemaVersion.SchemaVersionId';
const MetadataKeyValue = { MetadataKey: 'owner', MetadataValue: 'me' };
const metadata = { SchemaId, SchemaVersionNumber: { VersionNumber: 2 }, MetadataKeyValue };

export const schemaRegistry: readonly Step[] = [
  ['CreateRegistry', { ...RegistryId, Description: 'old' }, RegistryId],
  ['GetRegistry', { RegistryId }, { ...RegistryId, Description: 'old', Status: 'AVAILABLE' }],
  ['UpdateRegistry', { RegistryId, Description: 'new' }, RegistryId],
  ['ListRegistries', {}, { Registries: [{ ...RegistryId, Description: 'new' }] }],
  ['CheckSchemaVersionValidity', { DataFormat: 'AVRO', SchemaDefinition: '{' }, { Valid: false, Error: /./ }],
  [
    'CreateSchema',
    { RegistryId, SchemaName: 's', DataFormat: 'AVRO', Compatibility: 'BACKWARD', SchemaDefinition: record('a') },
    { ...SchemaId, LatestSchemaVersion: 1 },
  ],
  ['GetSchema', { SchemaId }, { ...SchemaId, DataFormat: 'AVRO', Compatibility: 'BACKWARD', LatestSchemaVersion: 1 }],
  ['RegisterSchemaVersion', { SchemaId, SchemaDefinition: record('a', 'b') }, { VersionNumber: 2, Status: 'PENDING' }],
  RUN_OVER,
  ['GetSchemaVersion', { SchemaVersionId }, { SchemaDefinition: record('a', 'b'), VersionNumber: 2 }],
  ['GetSchemaByDefinition', { SchemaId, SchemaDefinition: record('a', 'b') }, { SchemaVersionId, Status: 'AVAILABLE' }],
  [
    'GetSchemaVersionsDiff',
    {
      SchemaId,
      FirstSchemaVersionNumber: { VersionNumber: 1 },
      SecondSchemaVersionNumber: { LatestVersion: true },
      SchemaDiffType: 'SYNTAX_DIFF',
    },
    { Diff: /./ },
  ],
  ['UpdateSchema', { SchemaId, Compatibility: 'NONE', SchemaVersionNumber: { VersionNumber: 1 } }, SchemaId],
  ['GetSchema', { SchemaId }, { Compatibility: 'NONE' }],
  ['ListSchemas', { RegistryId }, { Schemas: [{ ...SchemaId, SchemaStatus: 'AVAILABLE' }] }],
  ['PutSchemaVersionMetadata', { ...metadata, MetadataKeyValue: { MetadataKey: 'team', MetadataValue: 'us' } }],
  ['QuerySchemaVersionMetadata', { SchemaVersionId }, { MetadataInfoMap: { team: { MetadataValue: 'us' } } }],
  ['PutSchemaVersionMetadata', metadata, { ...MetadataKeyValue, SchemaVersionId, VersionNumber: 2 }],
  ['QuerySchemaVersionMetadata', { SchemaVersionId }, { MetadataInfoMap: { owner: { MetadataValue: 'me' } } }],
  ['RemoveSchemaVersionMetadata', metadata, MetadataKeyValue],
  ['QuerySchemaVersionMetadata', { SchemaVersionId }, { MetadataInfoMap: { owner: undefined } }],
  ['ListSchemaVersions', { SchemaId }, { Schemas: { length: 2 } }],
  ['DeleteSchemaVersions', { SchemaId, Versions: '2' }, { SchemaVersionErrors: { length: 0 } }],
  RUN_OVER,
  ['ListSchemaVersions', { SchemaId }, { Schemas: { length: 1, 0: { VersionNumber: 1 } } }],
  ['DeleteSchema', { SchemaId }, { SchemaName: 's', Status: 'DELETING' }],
  RUN_OVER,
  ['GetSchema', { SchemaId }, 'EntityNotFoundException'],
  ['DeleteRegistry', { RegistryId }, { ...RegistryId, Status: 'DELETING' }],
  RUN_OVER,
  ['GetRegistry', { RegistryId }, 'EntityNotFoundException'],
];
