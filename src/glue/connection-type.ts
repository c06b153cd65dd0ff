/** Types of connections: Glue's own, and those that callers register for REST interfaces, whose names begin with REST-. */
import type { ConnectionType, ConnectionTypeBrief } from '@aws-sdk/client-glue';
import type { Scope } from '../context.js';
import { connectionType as faults } from '../faults/integration.js';
import { Kind } from '../kinds/kind.js';
import { sortedPage } from '../kinds/sorted-page.js';
import type { Wire } from '../model/types.js';
import { builtInType, builtInTypes, propertiesOf } from './connection-type/built-in.js';
import { capabilitiesOf, describedType, type Registered } from './connection-type/registered.js';
import type { GlueHandlers } from './handlers.js';

/** Ids are [connection type]. */
export const connectionTypes = new Kind<Registered>({
  service: 'glue',
  noun: 'connectionType',
  scope: 'account',
  tagged: true,
  faults: {
    absent: ([name = '']) => faults.absent(name),
    exists: ([name = '']) => faults.exists(name),
    invalidToken: faults.invalidToken,
  },
});

export const connectionTypeHandlers: GlueHandlers = {
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
      invalidToken: faults.invalidToken,
    });
    return { ConnectionTypes: items, NextToken };
  },

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

const PREFIX = 'REST-';

/** Throws InvalidInputException for a connection of a type that nobody has registered. */
export function requireConnectionType(scope: Scope, name: string): void {
  if (name.startsWith(PREFIX) && !connectionTypes.has(scope, [name])) throw faults.unknown(name);
}

function requireComplete(given: Registered['ConnectorAuthenticationConfiguration']): void {
  const { AuthenticationTypes, OAuth2Properties, CustomAuthenticationProperties } = given;
  if (AuthenticationTypes.includes('OAUTH2') && !OAuth2Properties) throw faults.incomplete('OAuth2Properties');
  if (AuthenticationTypes.includes('CUSTOM') && !CustomAuthenticationProperties)
    throw faults.incomplete('CustomAuthenticationProperties');
}

function brief(type: Registered): Wire<ConnectionTypeBrief> {
  return {
    // The model's enum has Glue's own types only; AWS answers registered names in the same member.
    ConnectionType: type.ConnectionType as ConnectionType,
    DisplayName: type.ConnectionType,
    ...(type.Description !== undefined && { Description: type.Description }),
    Categories: ['REST'],
    Capabilities: capabilitiesOf(type),
  };
}
