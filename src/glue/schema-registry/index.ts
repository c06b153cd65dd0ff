/** The schema registry: registries, schemas, versions. */
import type { Family } from '../handlers.js';
import { refusalOf } from './refusal.js';
import { registryHandlers, registryTasks } from './registry.js';
import { schemaHandlers, schemaTasks } from './schema.js';
import { schemaVersionHandlers } from './schema-version.js';
import { schemaVersionMetadataHandlers } from './schema-version-metadata.js';

export const schemaRegistry: Family = {
  handlers: [registryHandlers, schemaHandlers, schemaVersionHandlers, schemaVersionMetadataHandlers],
  tasks: { ...registryTasks, ...schemaTasks },
  refusalOf,
};
