/** Types of connections: Glue's own, and those that callers register for REST interfaces, whose names begin with REST-. */
import { invalidTokenParameter } from '../../faults/common.js';
import { connectionType as faults } from '../../faults/connections.js';
import { sortedPage } from '../../kinds/sorted-page.js';
import type { GlueHandlers } from '../handlers.js';
import { builtInType, builtInTypes, propertiesOf } from './connection-type/built-in.js';
import { brief, connectionTypes, describedType, PREFIX, requireComplete } from './connection-type/registered.js';

export const connectionTypeHandlers: GlueHandlers = {
  /** @limit What it says of the REST interface is kept, and not tried. */
  RegisterConnectionType({ Tags, IntegrationType: _, ...type }, context) {
    const id = [type.ConnectionType];
    if (!type.ConnectionType.startsWith(PREFIX)) throw faults.prefix(PREFIX);
    requireComplete(type.ConnectorAuthenticationConfiguration);
    connectionTypes.create(context, id, type, Tags);
    return { ConnectionTypeArn: connectionTypes.arn(context, id) };
  },

  ListConnectionTypes(input, context) {
    const { items, NextToken } = sortedPage(context, input, {
      values: [...builtInTypes(), ...[...connectionTypes.all(context, [])].map(brief)],
      placeOf: ({ ConnectionType = '' }) => [ConnectionType],
      told: (type) => type,
      invalidToken: invalidTokenParameter,
    });
    return { ConnectionTypes: items, NextToken };
  },

  /** @limit Tells the properties of Glue's own types as far as the API reference gives them. */
  DescribeConnectionType({ ConnectionType }, context) {
    const registered = connectionTypes.find(context, [ConnectionType]);
    if (registered) return describedType(registered);
    const builtIn = builtInType(ConnectionType);
    if (!builtIn) throw faults.unknown(ConnectionType);
    const { Capabilities } = builtIn;
    return { ConnectionType, Capabilities, ConnectionProperties: propertiesOf(ConnectionType) };
  },

  DeleteConnectionType({ ConnectionType }, context) {
    if (builtInType(ConnectionType)) throw faults.builtIn(ConnectionType);
    connectionTypes.remove(context, [ConnectionType]);
    return {};
  },
};
