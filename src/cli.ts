#!/usr/bin/env node
/**
 * The command line: argv → a command of commands/. Only the command that is named is loaded, and it loads only what it needs: how soon a
 * server answers is mostly how soon its modules are read.
 *
 * Exit status: 0 done, 1 a defect or a failed command, 2 a command line or an option that cannot be carried out.
 */
import { inspect } from 'node:util';
import { Command, CommanderError } from 'commander';
import { VERSION } from './version.js';

interface CommandModule {
  define(command: Command): void;
}

const COMMANDS: Record<string, { summary: string; load: () => Promise<CommandModule> }> = {
  serve: {
    summary: 'Serve the Glue API and write its CloudTrail log files.',
    load: () => import('./commands/serve.js'),
  },
  validate: {
    summary: 'Check the log files in a folder of buckets against their digests.',
    load: () => import('./commands/validate.js'),
  },
  demo: {
    summary: "Make the two calls of the developer guide's sample events and print what lies in the bucket then.",
    load: () => import('./commands/demo.js'),
  },
};

async function program(): Promise<Command> {
  const root = new Command('gluetrail')
    .description('An AWS Glue endpoint that keeps a true CloudTrail trail.')
    .version(VERSION)
    .exitOverride();
  for (const [name, { summary, load }] of Object.entries(COMMANDS)) {
    const command = root.command(name).description(summary);
    if (process.argv.includes(name)) (await load()).define(command);
  }
  return root;
}

/** Tells what went wrong; commander has told its own. */
function exitStatusOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const refused = error instanceof Error && error.name === 'OptionError';
  const text = refused ? error.message.replaceAll('\n', '\ngluetrail: ') : inspect(error);
  process.stderr.write(`gluetrail: ${text}\n`);
  return refused ? 2 : 1;
}

await (await program()).parseAsync().catch((error: unknown) => {
  process.exitCode = exitStatusOf(error);
});
