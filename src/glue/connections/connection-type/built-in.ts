/**
 * The connection types that Glue has of its own: all that CreateConnection takes (API reference of ListConnectionTypes), which are more than
 * the SDK's enum has. What of them is written down is what the API reference of ConnectionInput says; properties of the others are not, so
 * they are described without any.
 */
import type {
  AuthenticationType,
  ComputeEnvironment,
  ConnectionType,
  ConnectionTypeBrief,
  DataOperation,
  Property,
} from '@aws-sdk/client-glue';
import { constraintsOf } from '../../../model/constraints.js';
import type { Wire } from '../../../model/types.js';

/** Group → [its category, how its types authenticate, where they can be used, what can be done]. */
const GROUPS = {
  database: ['Database', ['BASIC'], ['SPARK', 'ATHENA', 'PYTHON'], ['READ', 'WRITE']],
  cloud: ['AWS', ['IAM'], ['SPARK', 'ATHENA'], ['READ']],
  application: ['SaaS', ['OAUTH2', 'CUSTOM'], ['SPARK'], ['READ', 'WRITE']],
  other: ['Other', ['BASIC', 'CUSTOM'], ['SPARK'], ['READ', 'WRITE']],
} as const satisfies Record<
  string,
  readonly [string, readonly AuthenticationType[], readonly ComputeEnvironment[], readonly DataOperation[]]
>;

/** Types that are no application, by group. Which operations and environments each of them has is told of the group as a whole. */
const MEMBERS: Partial<Record<keyof typeof GROUPS, readonly string[]>> = {
  database:
    'JDBC MONGODB AZURECOSMOS AZURESQL BIGQUERY CLOUDERAHIVE CLOUDERAIMPALA DB2 DB2AS400 DOCUMENTDB HBASE MYSQL ORACLE POSTGRESQL REDSHIFT SAPHANA SNOWFLAKE SQLSERVER SYNAPSE TERADATA TERADATANOS VERTICA'.split(
      ' ',
    ),
  cloud: 'ATHENA CLOUDWATCH CLOUDWATCHMETRICS CMDB DYNAMODB OPENSEARCH TIMESTREAM TPCDS'.split(' '),
  other: 'KAFKA NETWORK MARKETPLACE CUSTOM SFTP VIEW_VALIDATION_REDSHIFT VIEW_VALIDATION_ATHENA'.split(' '),
};

const TYPES = constraintsOf('glue').shapes.ConnectionType?.enum ?? [];

export function builtInTypes(): Wire<ConnectionTypeBrief>[] {
  return TYPES.map(brief);
}

export function builtInType(name: string): Wire<ConnectionTypeBrief> | undefined {
  return TYPES.includes(name) ? brief(name) : undefined;
}

function brief(type: string): Wire<ConnectionTypeBrief> {
  const group = GROUPS[groupOf(type)];
  const [category, authentication, environments, operations] = group;
  return {
    // The SDK's enum lacks some.
    ConnectionType: type as ConnectionType,
    DisplayName: type,
    ...(category === 'AWS' && { Vendor: category }),
    Categories: [category],
    Capabilities: {
      SupportedAuthenticationTypes: [...authentication],
      SupportedDataOperations: [...operations],
      SupportedComputeEnvironments: [...environments],
    },
  };
}

function groupOf(type: string): keyof typeof GROUPS {
  if (MEMBERS.database?.includes(type)) return 'database';
  if (MEMBERS.cloud?.includes(type)) return 'cloud';
  return MEMBERS.other?.includes(type) ? 'other' : 'application';
}

/** Properties of connections by type, those in parentheses being secrets and those with a star required (API reference). */
const PROPERTIES: Record<string, string> = {
  JDBC: 'HOST PORT JDBC_ENGINE JDBC_CONNECTION_URL USERNAME (PASSWORD) SECRET_ID JDBC_ENFORCE_SSL CUSTOM_JDBC_CERT CUSTOM_JDBC_CERT_STRING SKIP_CUSTOM_JDBC_CERT_VALIDATION',
  KAFKA:
    'KAFKA_BOOTSTRAP_SERVERS* KAFKA_SSL_ENABLED KAFKA_CUSTOM_CERT KAFKA_SKIP_CUSTOM_CERT_VALIDATION KAFKA_CLIENT_KEYSTORE (KAFKA_CLIENT_KEYSTORE_PASSWORD) (KAFKA_CLIENT_KEY_PASSWORD)',
  MONGODB: 'CONNECTION_URL* USERNAME (PASSWORD) SECRET_ID',
  MARKETPLACE: 'CONNECTOR_TYPE* CONNECTOR_CLASS_NAME CONNECTOR_URL* SECRET_ID',
  CUSTOM: 'CONNECTOR_TYPE* CONNECTOR_CLASS_NAME CONNECTOR_URL* SECRET_ID',
  SFTP: 'HOST* PORT USERNAME (PASSWORD) SECRET_ID',
  SALESFORCE: 'INSTANCE_URL',
};

export function propertiesOf(type: string): Record<string, Wire<Property>> {
  const names = PROPERTIES[type]?.split(' ') ?? [];
  return Object.fromEntries(
    names.map((marked) => {
      const Name = marked.replaceAll(/[()*]/g, '');
      const PropertyTypes = [marked.startsWith('(') ? ('SECRET' as const) : ('USER_INPUT' as const)];
      return [Name, { Name, Description: Name, Required: marked.endsWith('*'), PropertyTypes }];
    }),
  );
}
