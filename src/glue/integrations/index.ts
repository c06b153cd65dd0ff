/** Zero-ETL integrations and their properties. */
import type { Family } from '../handlers.js';
import { integrationHandlers, integrationTasks } from './integration.js';
import { integrationPropertyHandlers } from './integration-property.js';

export const integrations: Family = {
  handlers: [integrationHandlers, integrationPropertyHandlers],
  tasks: integrationTasks,
};
