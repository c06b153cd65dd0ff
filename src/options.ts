/**
 * All options of a server, once: the library's option types, the command line's flags (`--bucket-dir`), the environment
 * (`GLUETRAIL_BUCKET_DIR`) and the config file (`bucketDir`) are derived from this schema, and so are the refusals of bad values.
 */
import Type, { type Static, type TSchemaOptions } from 'typebox';
import { Check } from 'typebox/schema';
import { EVENT_VERSIONS } from './trail/event-version.js';

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

export const OptionsSchema = Type.Object(
  {
    port: Type.Integer({
      minimum: 0,
      maximum: 65535,
      default: 4590,
      description: 'Port to listen on; 0 is any free one.',
    }),
    host: Type.String({
      minLength: 1,
      default: '127.0.0.1',
      allowed: 'a name or address of this machine',
      description: 'Address to listen on.',
    }),
    bucketDir: Type.String({
      minLength: 1,
      default: './buckets',
      allowed: 'a folder',
      description: "Folder that plays S3's role: one subfolder a bucket.",
    }),
    dataDir: Type.Optional(
      Type.String({
        minLength: 1,
        allowed: 'a folder',
        description: 'Folder that keeps state, events and history; without it they go with the process.',
      }),
    ),
    deliveryInterval: duration('10ms', '1d', { default: '5s', description: 'How often log files are written.' }),
    eventVersion: Type.Enum(EVENT_VERSIONS, { default: '1.05', description: "The records' eventVersion." }),
    account: Type.String({
      pattern: '^\\d{12}$',
      default: '123456789012',
      allowed: '12 digits',
      description: 'Account of access keys that name none.',
    }),
    auth: Type.Enum(['identify'], {
      default: 'identify',
      description: 'identify: the Authorization header says who calls; signatures are not compared.',
    }),
    trustProxy: Type.Boolean({ default: false, description: 'Take sourceIPAddress from X-Forwarded-For.' }),
    runDuration: duration('0s', '365d', {
      default: '0s',
      description: 'How long a run takes, a crawl or whatever else takes time; 0 is at once.',
    }),
    bodyLimit: Type.Integer({
      minimum: 1024,
      maximum: 256 * 1024 * 1024,
      default: 16 * 1024 * 1024,
      description: 'Greatest request body in bytes.',
    }),
    historyLimit: Type.Integer({
      minimum: 1,
      default: 1_000_000,
      description: 'Events that Event history keeps, for 90 days.',
    }),
    seed: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Makes the order in log files and their names repeatable.' }),
    ),
    logLevel: Type.Enum(LOG_LEVELS, { default: 'info', description: 'What the server logs about itself.' }),
  },
  { additionalProperties: false },
);

/** Every option with its value. */
export type Options = Static<typeof OptionsSchema>;

/** One option as the command line, its help and the documentation need it. */
export interface OptionDescription {
  name: string;
  type: 'integer' | 'boolean' | 'string';
  description: string;
  /** What it may be, to stand behind "must be". */
  allowed: string;
  accepts(value: unknown): boolean;
  /** Absent for an option that may be left out altogether. */
  default?: string | number | boolean;
}

/** An option that does not exist, or not with its value; the message names it and says what is allowed. */
export class OptionError extends Error {
  override readonly name = 'OptionError';
}

export const optionDescriptions: readonly OptionDescription[] = Object.entries(OptionsSchema.properties).map(
  ([name, schema]) => describe(name, schema),
);

/**
 * Fills in the defaults and checks the values.
 *
 * @param spelling how those who gave the options know the one of that name: `--port`, `GLUETRAIL_PORT`
 * @throws OptionError with a line for each option that is wrong
 */
export function completeOptions(
  given: Readonly<Record<string, unknown>>,
  spelling: (name: string) => string = (name) => name,
): Options {
  const known = optionDescriptions.map(({ name }) => name);
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  const problems =
    unknown.length > 0
      ? [`no such option: ${unknown.map(spelling).join(', ')}; the options are ${known.join(', ')}`]
      : [];
  const options: Record<string, unknown> = {};
  for (const option of optionDescriptions) {
    const { name, allowed } = option;
    const value = given[name] === undefined ? option.default : given[name];
    if (value === undefined) continue;
    options[name] = value;
    if (!option.accepts(value)) problems.push(`${spelling(name)} must be ${allowed}, not ${JSON.stringify(value)}`);
  }
  if (problems.length > 0 || !Check(OptionsSchema, options)) throw new OptionError(problems.join('\n'));
  return options;
}

/** `2h`, `500ms`, `5s`; a bare number is seconds. Milliseconds. */
export function milliseconds(duration: string): number {
  const [, amount, unit = 's'] = DURATION.exec(duration) ?? [];
  if (amount === undefined) throw new TypeError(`${duration} is no duration such as 500ms, 5s, 10m, 2h or 1d`);
  return Number(amount) * (UNITS[unit] ?? 1_000);
}

/** A text that `milliseconds` reads, within bounds; `allowed` says so in refusals. */
export function duration(least: string, most: string, options: TSchemaOptions) {
  const allowed = `a duration from ${least} to ${most}, such as 500ms, 5s, 10m or 2h`;
  const isWithin = (value: string) =>
    milliseconds(value) >= milliseconds(least) && milliseconds(value) <= milliseconds(most);
  return Type.Refine(Type.String({ ...options, pattern: DURATION, allowed }), isWithin);
}

/** What the schemas above say, seen alike. */
interface OptionSchema {
  type?: OptionDescription['type'];
  enum?: readonly string[];
  minimum?: number;
  maximum?: number;
  default?: string | number | boolean;
  description?: string;
  allowed?: string;
}

function describe(name: string, schema: OptionSchema): OptionDescription {
  const { type = 'string', description = '', allowed = allowedBy(schema) } = schema;
  const accepts = (value: unknown) => Check(schema, value);
  return {
    name,
    type,
    description,
    allowed,
    accepts,
    ...(schema.default !== undefined && { default: schema.default }),
  };
}

function allowedBy({ enum: values, type, minimum, maximum }: OptionSchema): string {
  if (values) return values.length > 1 ? `one of ${values.join(', ')}` : values.join();
  if (type === 'boolean') return 'true or false';
  return maximum === undefined ? `an integer of at least ${minimum}` : `an integer from ${minimum} to ${maximum}`;
}
