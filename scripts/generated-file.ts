/** How a generated file is written, or with `--check` compared with what would be written: a stale one is told and fails the command. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

export function writeOrCheck(file: string, text: string, buildCommand: string): void {
  if (!process.argv.includes('--check')) {
    writeFileSync(file, text);
  } else if (!existsSync(file) || readFileSync(file, 'utf8') !== text) {
    process.stderr.write(`${file} is not what the code says: ${buildCommand}\n`);
    process.exitCode = 1;
  }
}
