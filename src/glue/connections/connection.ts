/**
 * Connections to data stores. What a caller gives in ConnectionProperties is told back to those who ask for the connection and to
 * nobody else: no fault repeats it. Nothing is connected to: a test of a connection looks at its properties only.
 */
import type {
  AuthenticationConfigurationInput,
  Connection,
  ConnectionInput,
  TestConnectionInput,
} from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { connection as faults } from '../../faults/connections.js';
import { arnParts } from '../../kinds/arn.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { errorsOf } from '../batch-error.js';
import { catalogOf } from '../data-catalog/catalog.js';
import { withPasswordProtected } from '../data-catalog/catalog-encryption.js';
import type { GlueHandlers } from '../handlers.js';
import { requireConnectionType } from './connection-type/registered.js';

/** Ids are [catalog, connection]. */
export const connections = new Kind<Wire<Connection>>({
  noun: 'connection',
  scope: 'catalog',
  tagged: true,
  faults: { absent: (name, _, [account = '']) => faults.absent(name, account), exists: faults.exists },
});

export const connectionHandlers: GlueHandlers = {
  /**
   * Of a connection without authentication AWS logs a null response: it answers no members (sample of the developer guide).
   *
   * @limit Connects to nothing and makes no secret; ValidateCredentials has no effect.
   */
  CreateConnection(input, context) {
    const { ConnectionInput } = input;
    requireConnectionType(context, ConnectionInput.ConnectionType);
    const connection = { ...described(ConnectionInput, context), CreationTime: timestamp(context) };
    connections.create(context, [catalogOf(input, context), ConnectionInput.Name], connection, input.Tags);
    return ConnectionInput.AuthenticationConfiguration ? { CreateConnectionStatus: 'READY' } : {};
  },

  GetConnection(input, context) {
    return { Connection: shown(context, connections.get(context, [catalogOf(input, context), input.Name]), input) };
  },

  GetConnections(input, context) {
    const { items, NextToken } = connections.page(context, [catalogOf(input, context)], input, (connection) =>
      isChosen(connection, input.Filter ?? {}) ? shown(context, connection, input) : undefined,
    );
    return { ConnectionList: items, NextToken };
  },

  /** @limit Connects to nothing and makes no secret; ValidateCredentials has no effect. */
  UpdateConnection(input, context) {
    const id = [catalogOf(input, context), input.Name];
    const { CreationTime, LastConnectionValidationTime } = connections.get(context, id);
    if (input.ConnectionInput.Name !== input.Name) throw faults.renamed();
    const connection = { ...described(input.ConnectionInput, context), CreationTime };
    connections.put(context, id, {
      ...connection,
      ...(LastConnectionValidationTime && { LastConnectionValidationTime }),
    });
    return {};
  },

  DeleteConnection(input, context) {
    connections.remove(context, [catalogOf(input, context), input.ConnectionName]);
    return {};
  },

  BatchDeleteConnection(input, context) {
    const Succeeded: string[] = [];
    const remove = (name: string) => {
      connections.remove(context, [catalogOf(input, context), name]);
      Succeeded.push(name);
    };
    const errors = errorsOf(input.ConnectionNameList, remove, (name, detail) => [name, detail] as const);
    return { Succeeded, Errors: Object.fromEntries(errors) };
  },

  /**
   * A connection that passes by its name is marked as validated.
   *
   * @limit Connects to nothing: only looks whether the properties are complete.
   */
  TestConnection(input, context) {
    const { ConnectionName, TestConnectionInput } = input;
    if (TestConnectionInput) requireTestable(TestConnectionInput);
    if (ConnectionName === undefined) {
      if (!TestConnectionInput) throw faults.nothingToTest();
      return {};
    }
    const id = [catalogOf(input, context), ConnectionName];
    const connection = connections.get(context, id);
    if (!TestConnectionInput) requireTestable(connection);
    connections.put(context, id, { ...connection, LastConnectionValidationTime: timestamp(context) });
    return {};
  },
};

function described(input: Wire<ConnectionInput>, context: Context): Omit<Wire<Connection>, 'CreationTime'> {
  const { ValidateCredentials: _, ValidateForComputeEnvironments, AuthenticationConfiguration, ...given } = input;
  return {
    ...given,
    ...(AuthenticationConfiguration && {
      AuthenticationConfiguration: withoutSecrets(AuthenticationConfiguration),
      // Observed: a JDBC connection with a password among its properties has no status.
      Status: 'READY' as const,
    }),
    ...(ValidateForComputeEnvironments && { CompatibleComputeEnvironments: ValidateForComputeEnvironments }),
    ConnectionSchemaVersion: schemaVersion(input),
    LastUpdatedTime: timestamp(context),
    LastUpdatedBy: arnParts(context.caller.identity.arn)?.resource,
  };
}

/** "Version 2 supports properties for specific compute environments" (API reference); which others make a 2 of it is not observed. */
function schemaVersion(input: Wire<ConnectionInput>): number {
  const { SparkProperties, AthenaProperties, PythonProperties, AuthenticationConfiguration } = input;
  const needsSecond = [SparkProperties, AthenaProperties, PythonProperties, AuthenticationConfiguration];
  return needsSecond.some((member) => member !== undefined) ? 2 : 1;
}

/** Credentials go to a secret and are never answered: the output shape has no member for them. */
function withoutSecrets(
  input: Wire<AuthenticationConfigurationInput>,
): Wire<Connection>['AuthenticationConfiguration'] {
  const { BasicAuthenticationCredentials: _, CustomAuthenticationCredentials: __, OAuth2Properties, ...open } = input;
  if (!OAuth2Properties) return open;
  const { AuthorizationCodeProperties: ___, OAuth2Credentials: ____, ...openProperties } = OAuth2Properties;
  return { ...open, OAuth2Properties: openProperties };
}

const OVERRIDES = { SPARK: 'SparkProperties', ATHENA: 'AthenaProperties', PYTHON: 'PythonProperties' } as const;

/** Observed: HidePassword takes PASSWORD away and nothing else. */
function shown(scope: Scope, connection: Wire<Connection>, asked: Partial<Input<'GetConnection'>>): Wire<Connection> {
  const { HidePassword, ApplyOverrideForComputeEnvironment: environment } = asked;
  if (!connection.ConnectionProperties) return connection;
  const override = environment && connection[OVERRIDES[environment]];
  const all = { ...connection.ConnectionProperties, ...override };
  const { PASSWORD: _, ...open } = all;
  const told = HidePassword ? open : withPasswordProtected(scope, catalogOf(asked, scope), all);
  return { ...connection, ConnectionProperties: told };
}

function isChosen(connection: Wire<Connection>, filter: NonNullable<Input<'GetConnections'>['Filter']>): boolean {
  const { MatchCriteria = [], ConnectionType, ConnectionSchemaVersion } = filter;
  if (ConnectionType !== undefined && ConnectionType !== connection.ConnectionType) return false;
  if (ConnectionSchemaVersion !== undefined && ConnectionSchemaVersion !== connection.ConnectionSchemaVersion)
    return false;
  return MatchCriteria.every((criterion) => connection.MatchCriteria?.includes(criterion));
}

/** What the API reference requires of a connection that is tested; only these two types can be. */
function requireTestable({ ConnectionType, ...connection }: Wire<TestConnectionInput> | Wire<Connection>): void {
  if (ConnectionType !== 'JDBC' && ConnectionType !== 'SALESFORCE') throw faults.notTestable(ConnectionType);
  if (ConnectionType === 'SALESFORCE') {
    if (!connection.AuthenticationConfiguration) throw faults.incomplete('AuthenticationConfiguration is');
    return;
  }
  const { HOST, PORT, JDBC_ENGINE, JDBC_CONNECTION_URL, USERNAME, PASSWORD, SECRET_ID } =
    connection.ConnectionProperties ?? {};
  if (!JDBC_CONNECTION_URL && !(HOST && PORT && JDBC_ENGINE))
    throw faults.incomplete('HOST, PORT and JDBC_ENGINE, or JDBC_CONNECTION_URL, are');
  if (!SECRET_ID && !(USERNAME && PASSWORD)) throw faults.incomplete('USERNAME and PASSWORD, or SECRET_ID, are');
}
