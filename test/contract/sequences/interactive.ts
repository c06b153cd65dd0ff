/** Sessions with their statements, and development endpoints. */
import { Role, RUN_OVER, type Step } from './step.js';

const Id = 's';
const session = { Id };
const statement = { SessionId: Id, Id: '$RunStatement.Id' };
const endpoint = { EndpointName: 'e' };

export const interactive: readonly Step[] = [
  ['CreateSession', { Id, Role, Command: { Name: 'glueetl' } }, { Session: { Id, Status: 'PROVISIONING' } }],
  ['GetSession', session, { Session: { Id, Role, Status: 'PROVISIONING' } }],
  ['CreateSession', { Id: 'connect', Role, Command: { Name: 'glueetl' }, SessionType: 'SPARK_CONNECT' }],
  ['GetSession', { Id: 'connect' }, { Session: { SessionType: 'SPARK_CONNECT' } }],
  RUN_OVER,
  ['ListSessions', {}, { Ids: ['connect', Id], Sessions: [{}, { Id, Status: 'READY' }] }],
  ['GetSessionEndpoint', { SessionId: 'connect' }, { SparkConnect: { AuthToken: /./ } }],
  ['GetSystemLogsForSession', session, { SystemLogsUrl: /^http/ }],
  ['GetDashboardUrl', { ResourceId: Id, ResourceType: 'SESSION' }, { Url: /^http/ }],
  ['RunStatement', { SessionId: Id, Code: '1 + 1' }],
  ['GetStatement', statement, { Statement: { Code: '1 + 1', State: 'RUNNING' } }],
  ['CancelStatement', statement],
  ['ListStatements', { SessionId: Id }, { Statements: [{ Code: '1 + 1', State: 'CANCELLING' }] }],
  ['StopSession', session, session],
  ['GetSession', session, { Session: { Status: 'STOPPING' } }],
  RUN_OVER,
  ['DeleteSession', session, session],
  ['GetSession', session, 'EntityNotFoundException'],

  ['CreateDevEndpoint', { ...endpoint, RoleArn: Role, PublicKey: 'old' }, { ...endpoint, Status: 'PROVISIONING' }],
  ['GetDevEndpoint', endpoint, { DevEndpoint: { ...endpoint, PublicKey: 'old' } }],
  ['UpdateDevEndpoint', { ...endpoint, PublicKey: 'new' }],
  ['GetDevEndpoints', {}, { DevEndpoints: [{ ...endpoint, PublicKey: 'new' }] }],
  ['CreateDevEndpoint', { EndpointName: 'f', RoleArn: Role }, { EndpointName: 'f' }],
  ['ListDevEndpoints', {}, { DevEndpointNames: ['e', 'f'] }],
  ['BatchGetDevEndpoints', { DevEndpointNames: ['e', 'x'] }, { DevEndpoints: [endpoint], DevEndpointsNotFound: ['x'] }],
  ['DeleteDevEndpoint', endpoint],
  ['GetDevEndpoint', endpoint, { DevEndpoint: { Status: 'TERMINATING' } }],
];
