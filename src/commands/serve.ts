/** `gluetrail serve`: a server on a port until it is told to stop. What it says stands on standard output, its log on standard error. */
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { OptionError, type Options, USUAL_AWS } from '../options.js';
import type { Server } from '../server.js';
import { defineOptions, type Flags, readOptions, strangeVariables } from './read-options.js';
import { stopOnSignal } from './stop-on-signal.js';

export function define(command: Command): void {
  defineOptions(command).action((flags: Flags) => {
    for (const name of strangeVariables(process.env))
      process.stderr.write(`gluetrail: warning: ${name} is no option and has no effect\n`);
    return serve(readOptions(flags, process.env));
  });
}

/** @throws OptionError for a port, host or data folder that cannot be used */
export async function serve(options: Options): Promise<void> {
  const server = await open(options);
  await listen(server, options);
  stopOnSignal(() => server.close());
  process.stdout.write(readyText(server.endpoint, options));
}

async function open(options: Options): Promise<Server> {
  const { Server } = await import('../server.js');
  const logStream = await logStreamTo(process.stderr);
  try {
    return new Server(options, { logStream });
  } catch (error) {
    if (error instanceof OptionError || options.dataDir === undefined) throw error;
    if (error instanceof Error && error.name === 'DataFolderError')
      throw new OptionError(`--data-dir ${error.message}`);
    throw new OptionError(`--data-dir must be a folder that can be written, not ${options.dataDir}: ${textOf(error)}`);
  }
}

/** People read a terminal, programs anything else. */
async function logStreamTo(stream: typeof process.stderr): Promise<{ write(line: string): void }> {
  if (!stream.isTTY) return stream;
  const { default: pretty } = await import('pino-pretty');
  return pretty({ destination: stream.fd, sync: true, ignore: 'pid,hostname', translateTime: 'SYS:HH:MM:ss' });
}

async function listen(server: Server, { host, port }: Options): Promise<void> {
  try {
    await server.listen({ host, port });
  } catch (error) {
    if (error instanceof OptionError) throw error;
    const address = `${host}:${port}`;
    if (codeOf(error) === 'EADDRINUSE')
      throw new OptionError(`${address} is in use: choose another port with --port; 0 is any free one`);
    throw new OptionError(`cannot listen on ${address} (--host, --port): ${textOf(error)}`);
  }
}

/** Where the log files of the default trail go. */
function placeOf({ bucketDir, s3Bucket, s3Endpoint }: Options): string {
  if (s3Endpoint === undefined) return resolve(bucketDir);
  const bucket = s3Bucket === undefined ? 'S3' : `s3://${s3Bucket}`;
  return s3Endpoint === USUAL_AWS ? bucket : `${bucket} at ${s3Endpoint}`;
}

/** The two lines to copy work in any shell of Unix, for the AWS CLI and for SDKs that read the same variables. */
function readyText(endpoint: string, options: Options): string {
  const reachable = endpoint.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:');
  const variables = {
    AWS_ENDPOINT_URL_GLUE: reachable,
    AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
    AWS_DEFAULT_REGION: 'us-east-1',
    ...(options.tlsCert !== undefined && { AWS_CA_BUNDLE: resolve(options.tlsCert) }),
  };
  const assignments = Object.entries(variables).map((entry) => entry.join('='));
  return `gluetrail is ready on ${endpoint}; its log files go to ${placeOf(options)}

  export ${assignments.join(' ')}
  aws glue create-database --database-input Name=sales

`;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
