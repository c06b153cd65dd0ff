/** What is refused of connections, their types and the entities behind them. */
import { alreadyExists, entityNotFound, invalidInput } from './errors.js';

export const connection = {
  absent: (name: string, account: string) =>
    entityNotFound(`Connection with name ${name} in account ${account} is not found`),
  exists: () => alreadyExists('Connection already exists.'),
  /** The texts below are not observed. */
  renamed: () => invalidInput('A connection cannot be renamed.'),
  nothingToTest: () => invalidInput('Either ConnectionName or TestConnectionInput has to be given.'),
  notTestable: (type = 'unknown') => invalidInput(`Connections of type ${type} cannot be tested.`),
  incomplete: (needed: string) => invalidInput(`The connection properties are incomplete: ${needed} needed.`),
};

/** None of these texts is observed. */
const noConnectionType = (name: string) => `Connection type ${name} is not found.`;

export const connectionType = {
  absent: (name: string) => entityNotFound(noConnectionType(name)),
  /** DescribeConnectionType and CreateConnection cannot answer EntityNotFoundException for it: their models do not list it. */
  unknown: (name: string) => invalidInput(noConnectionType(name)),
  exists: (name: string) => invalidInput(`Connection type ${name} already exists.`),
  prefix: (prefix: string) => invalidInput(`The name of a connection type has to begin with ${prefix}`),
  incomplete: (member: string) => invalidInput(`The authentication types need ${member}.`),
  builtIn: (name: string) => invalidInput(`Connection type ${name} is built in and cannot be deleted.`),
};

/** None of these texts is observed. */
export const connectedEntity = {
  absent: (name: string) => entityNotFound(`Entity ${name} is not found.`),
  field: (field: string, entity: string) => invalidInput(`Entity ${entity} has no field ${field}.`),
};
