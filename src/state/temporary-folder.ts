/**
 * Folders that go with the process. Who makes one removes it; what is left when the process ends goes then, for test runners end theirs
 * without closing what tests have left open. Only a process that is killed leaves them behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

export class TemporaryFolder {
  readonly path: string;

  /** @param name what its name begins with, in the system's folder for temporary files */
  constructor(name: string) {
    this.path = mkdtempSync(join(tmpdir(), `${name}-`));
    if (folders.size === 0) process.on('exit', removeAll);
    folders.add(this.path);
  }

  remove(): void {
    remove(this.path);
    folders.delete(this.path);
    if (folders.size === 0) process.off('exit', removeAll);
  }
}

function removeAll(): void {
  for (const path of folders) remove(path);
}

function remove(path: string): void {
  rmSync(path, { recursive: true, force: true });
}
