/**
 * `gluetrail validate FOLDER`: are the log files in a folder of buckets as they were delivered? Checks all digests and what they name, without
 * a server, and names each file that was changed, removed or exchanged. Like `aws cloudtrail validate-logs`, and it answers as that does:
 * exit status 1 if anything is invalid, or if there is nothing to go by.
 */
import type { Command } from 'commander';
import { OptionError } from '../options.js';
import { digestCheckOf, type Finding } from '../trail/digest-check.js';

export interface ValidateOptions {
  trail?: string;
  publicKeys?: string;
  verbose?: true;
}

export function define(command: Command): void {
  command
    .argument('<folder>', 'Folder whose subfolders are buckets, as --bucket-dir of a server.')
    .option('--trail <name>', 'Look at the digests of this trail only.')
    .option(
      '--public-keys <file>',
      'The keys to trust: what `aws cloudtrail list-public-keys` answered. (default: the file that the server keeps in the folder)',
    )
    .option('--verbose', 'Name the valid files too.')
    .action(async (folder: string, options: ValidateOptions) => {
      const isValid = await validate(folder, options, (text) => process.stdout.write(`${text}\n`));
      if (!isValid) process.exitCode = 1;
    });
}

/**
 * @param say takes what is printed, without a newline at its end
 * @returns whether all is valid
 * @throws OptionError for a folder that is none, or a file without keys
 */
export async function validate(
  folder: string,
  { trail, publicKeys, verbose }: ValidateOptions,
  say: (text: string) => void,
): Promise<boolean> {
  const check = await digestCheckOf(folder, publicKeys).catch((error: Error) => {
    throw new OptionError(error.message);
  });
  const counts = { digest: { valid: 0, all: 0 }, log: { valid: 0, all: 0 } };
  for await (const finding of check.findings(trail)) {
    const count = counts[finding.what];
    count.all += 1;
    if (finding.problem === undefined) count.valid += 1;
    if (finding.problem !== undefined || verbose) say(lineOf(finding));
  }
  say(summaryOf('digest', counts.digest));
  say(summaryOf('log', counts.log));
  return counts.digest.all > 0 && counts.digest.valid === counts.digest.all && counts.log.valid === counts.log.all;
}

function lineOf({ what, bucket, key, problem }: Finding): string {
  const kind = what === 'digest' ? 'Digest' : 'Log';
  return `${kind} file\ts3://${bucket}/${key}\t${problem === undefined ? 'valid' : `INVALID: ${problem}`}`;
}

interface Count {
  valid: number;
  all: number;
}

function summaryOf(what: string, { valid, all }: Count): string {
  if (all === 0) return `no ${what} files found`;
  const invalid = all - valid;
  return `${valid}/${all} ${what} files valid${invalid > 0 ? `, ${invalid}/${all} ${what} files INVALID` : ''}`;
}
