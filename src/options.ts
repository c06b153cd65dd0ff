/**
 * All options of a server, once: the library's option types, the command line's flags (`--bucket-dir`), the environment
 * (`GLUETRAIL_BUCKET_DIR`) and the config file (`bucketDir`) are derived from this schema, and so are the refusals of bad values.
 */
import Type, { type Static, type TSchemaOptions } from 'typebox';
import { Check } from 'typebox/schema';
import { isBucketName } from './trail/bucket/object-path.js';
import { EVENT_VERSIONS } from './trail/event-version.js';
import { LOGGED_RESPONSES } from './trail/null-responses.js';

const UNITS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DURATION = /^(\d+(?:\.\d+)?)(ms|s|m|h|d)?$/;
const WEBHOOK_KIND = '(log-file|api-call|state-change)';
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** As an endpoint: the one of the usual AWS settings. */
export const USUAL_AWS = 'aws';

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
    s3Endpoint: Type.Optional(endpoint('Where S3 is, to deliver into it and not into the folder.')),
    s3Bucket: Type.Optional(
      Type.Refine(
        Type.String({
          allowed: "a bucket's name",
          description: 'Bucket of the default trail in S3, in place of trail-logs, which on AWS is not yours.',
        }),
        isBucketName,
      ),
    ),
    dataDir: Type.Optional(
      Type.String({
        minLength: 1,
        allowed: 'a folder',
        description: 'Folder that keeps state, events and history; without it they go with the process.',
      }),
    ),
    deliveryInterval: duration('10ms', '1d', { default: '5s', description: 'How often log files are written.' }),
    eventVersion: Type.Enum(EVENT_VERSIONS, { default: '1.05', description: "The records' eventVersion." }),
    responses: Type.Enum(LOGGED_RESPONSES, {
      default: 'documented',
      description:
        "Glue's responses that records have as null: documented, those of the developer guide's list; read-only, those of all other reads as well.",
    }),
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
    tlsCert: Type.Optional(
      Type.String({
        minLength: 1,
        allowed: 'a file in PEM form',
        description: 'Certificate to serve https with, and those between it and a known one.',
      }),
    ),
    tlsKey: Type.Optional(
      Type.String({ minLength: 1, allowed: 'a file in PEM form', description: 'Private key of the certificate.' }),
    ),
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
    snsEndpoint: Type.Optional(
      endpoint('Where SNS is, for trails that have a topic; without it their messages go nowhere.'),
    ),
    eventbridgeEndpoint: Type.Optional(
      endpoint("Where EventBridge is, which is told of calls and of Glue's state changes."),
    ),
    eventbridgeBus: Type.String({
      pattern: '^[A-Za-z0-9._/:-]{1,1600}$',
      default: 'default',
      allowed: 'the name or the ARN of an event bus',
      description: 'The event bus for them.',
    }),
    webhook: Type.Optional(
      Type.Refine(
        Type.String({
          allowed: 'an http or https URL',
          secret: true,
          description: 'Gets log files, calls and state changes by HTTP POST, without SNS or EventBridge.',
        }),
        isWebUrl,
      ),
    ),
    webhookKinds: Type.String({
      pattern: `^${WEBHOOK_KIND}(,${WEBHOOK_KIND})*$`,
      default: 'log-file,api-call,state-change',
      allowed: 'some of log-file, api-call and state-change, separated by commas',
      description: 'What the webhook gets.',
    }),
    notifyReads: Type.Boolean({
      default: false,
      description: 'Tell EventBridge and the webhook of calls that only read as well.',
    }),
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
  /** Whether its value may hold credentials, and is not repeated where it is refused. */
  secret: boolean;
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
    if (option.accepts(value)) continue;
    problems.push(`${spelling(name)} must be ${allowed}${option.secret ? '' : `, not ${JSON.stringify(value)}`}`);
  }
  if ((options.tlsCert === undefined) !== (options.tlsKey === undefined))
    problems.push(`${spelling('tlsCert')} and ${spelling('tlsKey')} must be given together`);
  if (options.s3Endpoint === USUAL_AWS && options.s3Bucket === undefined)
    problems.push(
      `${spelling('s3Endpoint')} ${USUAL_AWS} needs ${spelling('s3Bucket')}: there, trail-logs is not yours`,
    );
  if (options.s3Bucket !== undefined && options.s3Endpoint === undefined)
    problems.push(`${spelling('s3Bucket')} needs ${spelling('s3Endpoint')}: a URL, or ${USUAL_AWS}`);
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

/** Of a service that messages go to: `aws` for the one of the usual AWS settings. */
export function endpoint(description: string) {
  return Type.Refine(
    Type.String({ allowed: 'a URL such as http://127.0.0.1:4566, or aws for the usual AWS settings', description }),
    (value: string) => value === USUAL_AWS || isWebUrl(value),
  );
}

function isWebUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const { protocol, username, password } = new URL(value);
  return /^https?:$/.test(protocol) && !/%(?![0-9a-f]{2})/i.test(username + password);
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
  secret?: boolean;
}

function describe(name: string, schema: OptionSchema): OptionDescription {
  const { type = 'string', description = '', allowed = allowedBy(schema), secret = false } = schema;
  const accepts = (value: unknown) => Check(schema, value);
  return {
    name,
    type,
    description,
    allowed,
    accepts,
    secret,
    ...(schema.default !== undefined && { default: schema.default }),
  };
}

function allowedBy({ enum: values, type, minimum, maximum }: OptionSchema): string {
  if (values) return values.length > 1 ? `one of ${values.join(', ')}` : values.join();
  if (type === 'boolean') return 'true or false';
  return maximum === undefined ? `an integer of at least ${minimum}` : `an integer from ${minimum} to ${maximum}`;
}
