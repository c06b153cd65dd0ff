/** Connections, their types, and what can be seen through them. */
import type { Family } from '../handlers.js';
import { connectedEntityHandlers } from './connected-entity.js';
import { connectionHandlers } from './connection.js';
import { connectionTypeHandlers } from './connection-type.js';

export const connections: Family = {
  handlers: [connectionHandlers, connectionTypeHandlers, connectedEntityHandlers],
};
