/** Glue as this server carries it out: the families of its nouns, each with its operations. */
import type { Implementation } from '../dispatch.js';
import { GLUE } from '../model/service.js';
import { businessCatalog } from './business-catalog/index.js';
import { catalogChanges } from './catalog-changes.js';
import { connections } from './connections/index.js';
import { crawlerTasks } from './crawlers/crawler.js';
import { crawlers } from './crawlers/index.js';
import type { ObjectSource } from './crawlers/s3-target/object-source.js';
import { dataCatalog } from './data-catalog/index.js';
import { dataQuality } from './data-quality/index.js';
import type { Family } from './handlers.js';
import { integrations } from './integrations/index.js';
import { interactive } from './interactive/index.js';
import { jobs } from './jobs/index.js';
import { mlTransforms } from './ml-transforms/index.js';
import { schemaRegistry } from './schema-registry/index.js';
import { security } from './security/index.js';
import { tables } from './tables/index.js';
import { tagHandlers } from './tag.js';
import { workflows } from './workflows/index.js';

const FAMILIES: readonly Family[] = [
  dataCatalog,
  tables,
  connections,
  crawlers,
  jobs,
  workflows,
  schemaRegistry,
  dataQuality,
  interactive,
  mlTransforms,
  integrations,
  security,
  businessCatalog,
];

export const glueHandlers: Implementation['handlers'] = [...FAMILIES.flatMap(({ handlers }) => handlers), tagHandlers];

/** @param objects where crawls of S3 look. */
export function glue(objects: ObjectSource): Implementation {
  const tasks = Object.assign({}, ...FAMILIES.map((family) => family.tasks), crawlerTasks(objects));
  return { service: GLUE, handlers: glueHandlers, tasks, changes: catalogChanges, refusals: refusals() };
}

function refusals(): Implementation['refusals'] {
  return Object.fromEntries(
    FAMILIES.flatMap(({ handlers, refusalOf }) =>
      refusalOf ? handlers.flatMap((noun) => Object.keys(noun).map((operation) => [operation, refusalOf])) : [],
    ),
  );
}
