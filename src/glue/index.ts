/** Glue as this server carries it out: the nouns of its API, each with its operations. */
import type { Implementation } from '../dispatch.js';
import { GLUE } from '../model/service.js';
import { classifierHandlers } from './classifier.js';
import { connectionHandlers } from './connection.js';
import { crawlerHandlers, crawlerTasks } from './crawler.js';
import { databaseHandlers } from './database.js';
import { partitionHandlers } from './partition.js';
import { partitionIndexHandlers } from './partition-index.js';
import { tableHandlers } from './table.js';
import { tableVersionHandlers } from './table-version.js';
import { tagHandlers } from './tag.js';
import { userDefinedFunctionHandlers } from './user-defined-function.js';

export const glue: Implementation = {
  service: GLUE,
  handlers: [
    databaseHandlers,
    tableHandlers,
    tableVersionHandlers,
    partitionHandlers,
    partitionIndexHandlers,
    connectionHandlers,
    crawlerHandlers,
    classifierHandlers,
    userDefinedFunctionHandlers,
    tagHandlers,
  ],
  tasks: crawlerTasks,
};
