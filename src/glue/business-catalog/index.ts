/** The business catalog: assets and their types, glossaries and terms. */
import type { Family } from '../handlers.js';
import { assetHandlers } from './asset.js';
import { glossaryHandlers } from './glossary.js';

export const businessCatalog: Family = {
  handlers: [glossaryHandlers, assetHandlers],
};
