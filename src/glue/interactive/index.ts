/** Interactive work: sessions, statements, development endpoints. */
import type { Family } from '../handlers.js';
import { devEndpointHandlers, devEndpointTasks } from './dev-endpoint.js';
import { sessionHandlers } from './session.js';
import { statementHandlers } from './statement.js';

export const interactive: Family = {
  handlers: [sessionHandlers, statementHandlers, devEndpointHandlers],
  tasks: devEndpointTasks,
};
