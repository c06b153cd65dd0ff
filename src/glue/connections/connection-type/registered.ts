/** Types of connections that callers registered: what is refused of them, and how they are told, in the shape of AWS's own types. */
import type {
  AuthConfiguration,
  ConnectionType,
  ConnectionTypeBrief,
  ConnectorProperty,
  Property,
} from '@aws-sdk/client-glue';
import type { Scope } from '../../../context.js';
import { invalidTokenParameter } from '../../../faults/common.js';
import { connectionType as faults } from '../../../faults/connections.js';
import { Kind } from '../../../kinds/kind.js';
import type { Input, Output, Wire } from '../../../model/types.js';

export type Registered = Omit<Input<'RegisterConnectionType'>, 'Tags' | 'IntegrationType'>;

/** REST connectors read, and Spark alone has them (developer guide). */
export function capabilitiesOf({ ConnectorAuthenticationConfiguration }: Registered) {
  return {
    SupportedAuthenticationTypes: ConnectorAuthenticationConfiguration.AuthenticationTypes,
    SupportedDataOperations: ['READ' as const],
    SupportedComputeEnvironments: ['SPARK' as const],
  };
}

export function describedType(type: Registered): Output<'DescribeConnectionType'> {
  const { Url, AdditionalRequestParameters = [] } = type.ConnectionProperties;
  return {
    ConnectionType: type.ConnectionType,
    Description: type.Description,
    Capabilities: capabilitiesOf(type),
    ConnectionProperties: properties([...(Url ? [Url] : []), ...AdditionalRequestParameters]),
    AuthenticationConfiguration: authentication(type.ConnectorAuthenticationConfiguration),
    RestConfiguration: type.RestConfiguration,
  };
}

function authentication(given: Registered['ConnectorAuthenticationConfiguration']): Wire<AuthConfiguration> {
  const { AuthenticationTypes, OAuth2Properties, BasicAuthenticationProperties, CustomAuthenticationProperties } =
    given;
  const {
    ClientCredentialsProperties: client,
    JWTBearerProperties: bearer,
    AuthorizationCodeProperties: code,
  } = OAuth2Properties ?? {};
  const custom = CustomAuthenticationProperties?.AuthenticationParameters;
  return {
    AuthenticationType: {
      Name: 'AUTHENTICATION_TYPE',
      Description: 'The authentication type',
      Required: true,
      PropertyTypes: ['USER_INPUT'],
      AllowedValues: AuthenticationTypes.map((Value) => ({ Value })),
    },
    ...(OAuth2Properties && { OAuth2Properties: properties([client, bearer, code].flatMap(membersOf)) }),
    ...(BasicAuthenticationProperties && {
      BasicAuthenticationProperties: properties(membersOf(BasicAuthenticationProperties)),
    }),
    ...(custom && { CustomAuthenticationProperties: properties(custom) }),
  };
}

/** The properties among the members of a flow's configuration, whose others are words. */
function membersOf(flow: object | undefined): Wire<ConnectorProperty>[] {
  return Object.values(flow ?? {})
    .flat()
    .filter((member): member is Wire<ConnectorProperty> => typeof member === 'object' && member !== null);
}

function properties(given: readonly Wire<ConnectorProperty>[]): Record<string, Wire<Property>> {
  return Object.fromEntries(given.map((each) => [each.Name, property(each)]));
}

function property({ AllowedValues, PropertyType, Format: _, ...given }: Wire<ConnectorProperty>): Wire<Property> {
  return {
    ...given,
    Description: given.Name,
    PropertyTypes: [PropertyType],
    ...(AllowedValues && { AllowedValues: AllowedValues.map((Value) => ({ Value })) }),
  };
}

/** Ids are [connection type]. */
export const connectionTypes = new Kind<Registered>({
  noun: 'connectionType',
  tagged: true,
  faults: {
    absent: faults.absent,
    exists: faults.exists,
    invalidToken: invalidTokenParameter,
  },
});

export const PREFIX = 'REST-';

/** Throws InvalidInputException for a connection of a type that nobody has registered. */
export function requireConnectionType(scope: Scope, name: string): void {
  if (name.startsWith(PREFIX) && !connectionTypes.has(scope, [name])) throw faults.unknown(name);
}

export function requireComplete(given: Registered['ConnectorAuthenticationConfiguration']): void {
  const { AuthenticationTypes, OAuth2Properties, CustomAuthenticationProperties } = given;
  if (AuthenticationTypes.includes('OAUTH2') && !OAuth2Properties) throw faults.incomplete('OAuth2Properties');
  if (AuthenticationTypes.includes('CUSTOM') && !CustomAuthenticationProperties)
    throw faults.incomplete('CustomAuthenticationProperties');
}

export function brief(type: Registered): Wire<ConnectionTypeBrief> {
  return {
    // The model's enum has Glue's own types only; AWS answers registered names in the same member.
    ConnectionType: type.ConnectionType as ConnectionType,
    DisplayName: type.ConnectionType,
    ...(type.Description !== undefined && { Description: type.Description }),
    Categories: ['REST'],
    Capabilities: capabilitiesOf(type),
  };
}
