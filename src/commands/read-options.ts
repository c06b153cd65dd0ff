/**
 * A server's options as a command is given them: flags win over the environment, that over the config file, that over the defaults.
 * All of it is derived from the schema in options.ts: an option that is added there is a flag, a variable and a config member.
 */
import { readFileSync } from 'node:fs';
import { type Command, Option } from 'commander';
import { completeOptions, type OptionDescription, OptionError, type Options, optionDescriptions } from '../options.js';

/** What commander hands to an action: of the flags that were given, by camelCase name, the text, or true where none follows. */
export type Flags = Readonly<Record<string, string | true | undefined>>;

const PREFIX = 'GLUETRAIL_';
const CONFIG = `${PREFIX}CONFIG`;

/** Gives the command a flag for every option, and `--config`. */
export function defineOptions(command: Command): Command {
  command.option('--config <file>', `JSON file with options by their camelCase names. (${CONFIG})`);
  for (const option of optionDescriptions) command.addOption(flagOf(option));
  return command.showHelpAfterError(`The options are ${command.options.map(({ long }) => long).join(', ')}.`);
}

/**
 * @throws OptionError for an option that does not exist, a value that is not allowed or a config file that cannot be read; its message
 * spells the option as it was given
 */
export function readOptions({ config, ...flags }: Flags, env: NodeJS.ProcessEnv): Options {
  const given = new Map<string, Given>([
    ...fromFile(config ?? env[CONFIG]),
    ...fromTexts((name) => env[variableName(name)] || undefined, variableName),
    ...fromTexts((name) => flags[name], flagName),
  ]);
  const values = Object.fromEntries([...given].map(([name, { value }]) => [name, value]));
  return completeOptions(values, (name) => given.get(name)?.spelling ?? flagName(name));
}

/** Variables that look like options and are none: misspelled perhaps, or set by others, so not refused. */
export function strangeVariables(env: NodeJS.ProcessEnv): string[] {
  const known = new Set([CONFIG, ...optionDescriptions.map(({ name }) => variableName(name))]);
  return Object.keys(env).filter((name) => name.startsWith(PREFIX) && !known.has(name));
}

/** `--bucket-dir` */
export function flagName(name: string): string {
  return `--${words(name).join('-')}`;
}

/** `GLUETRAIL_BUCKET_DIR` */
export function variableName(name: string): string {
  return PREFIX + words(name).join('_').toUpperCase();
}

interface Given {
  value: unknown;
  /** How the option is called where it was given. */
  spelling: string;
}

function words(camelCase: string): string[] {
  return camelCase.split(/(?=[A-Z])/).map((word) => word.toLowerCase());
}

function flagOf({ name, type, description, allowed, default: value }: OptionDescription): Option {
  const facts = [allowed, ...(value === undefined ? [] : [`default ${value}`]), variableName(name)];
  const flag = new Option(`${flagName(name)} ${type === 'boolean' ? '[value]' : '<value>'}`);
  flag.description = `${description} (${facts.join('; ')})`;
  return flag;
}

function fromTexts(textOf: (name: string) => Flags[string], spelling: (name: string) => string): [string, Given][] {
  return optionDescriptions.flatMap(({ name, type }): [string, Given][] => {
    const text = textOf(name);
    return text === undefined ? [] : [[name, { value: typed(text, type), spelling: spelling(name) }]];
  });
}

/** A text that is none of its type stays a text, which the schema refuses. */
function typed(text: string | true, type: OptionDescription['type']): unknown {
  if (text === true) return text;
  if (type === 'integer' && /^-?\d+$/.test(text)) return Number(text);
  if (type === 'boolean' && /^(true|false)$/.test(text)) return text === 'true';
  return text;
}

function fromFile(path: Flags[string]): [string, Given][] {
  if (typeof path !== 'string' || path === '') return [];
  const members = parsed(path);
  if (typeof members !== 'object' || members === null || Array.isArray(members))
    throw new OptionError(`the config file ${path} must hold one JSON object`);
  return Object.entries(members).map(([name, value]) => [name, { value, spelling: `${name} in ${path}` }]);
}

function parsed(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new OptionError(`the config file ${path} cannot be read (--config, ${CONFIG}): ${(error as Error).message}`);
  }
}
