/** The catalog around its tables: catalogs, databases, functions, settings, policies. */
import type { Family } from '../handlers.js';
import { catalogEncryptionHandlers } from './catalog-encryption.js';
import { catalogExportHandlers } from './catalog-export.js';
import { catalogImportHandlers } from './catalog-import.js';
import { databaseHandlers } from './database.js';
import { catalogHandlers } from './nested-catalog.js';
import { resourcePolicyHandlers } from './resource-policy.js';
import { userDefinedFunctionHandlers } from './user-defined-function.js';

export const dataCatalog: Family = {
  handlers: [
    catalogHandlers,
    catalogEncryptionHandlers,
    catalogExportHandlers,
    catalogImportHandlers,
    resourcePolicyHandlers,
    databaseHandlers,
    userDefinedFunctionHandlers,
  ],
};
