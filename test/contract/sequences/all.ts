/** Sequences of calls that together make every operation of Glue succeed. */
import { businessCatalog } from './business-catalog.js';
import { connections } from './connections.js';
import { crawlers } from './crawlers.js';
import { dataCatalog } from './data-catalog.js';
import { dataQuality } from './data-quality.js';
import { integrations } from './integrations.js';
import { interactive } from './interactive.js';
import { jobs } from './jobs.js';
import { mlTransforms } from './ml-transforms.js';
import { schemaRegistry } from './schema-registry.js';
import { security } from './security.js';
import type { Step } from './step.js';
import { tables } from './tables.js';
import { workflows } from './workflows.js';

export const SEQUENCES: Readonly<Record<string, readonly Step[]>> = {
  dataCatalog,
  tables,
  connections,
  integrations,
  crawlers,
  jobs,
  workflows,
  interactive,
  mlTransforms,
  schemaRegistry,
  dataQuality,
  security,
  businessCatalog,
};
