/**
 * One process at a time works on a data folder: a lock file in it names the process. Two servers that number events in the same store would
 * lose some without a word.
 *
 * A killed process leaves its file behind, so a file counts only as long as its process lives. In a container every server may have the same
 * process id, hence the file also has when the process began, where the system tells (Linux does). Two containers that share a folder do
 * not see each other's processes, and are not kept apart.
 */
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataFolderError } from './data-folder-error.js';

const FILE = 'gluetrail.lock';

/**
 * Takes the folder, which is made if there is none.
 *
 * @returns gives it back
 * @throws DataFolderError if another process works on it; as the file system does for a folder that cannot be written
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, FILE);
  const own = nameOf(process.pid);
  while (!wasWritten(path, own)) {
    const holder = textOf(path) ?? '';
    if (isAlive(holder)) {
      const [pid] = holder.split(' ');
      throw new DataFolderError(
        `${folder} is in use by process ${pid}, as ${path} says: a data folder is for one server at a time`,
      );
    }
    rmSync(path, { force: true });
  }
  return () => rmSync(path, { force: true });
}

/** Whether there was no such file. It never is there without its text. */
function wasWritten(path: string, text: string): boolean {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, text);
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** `PID BEGUN`, or the id alone where the system does not tell when a process began. */
function nameOf(pid: number): string {
  const begun = beginningOf(pid);
  return begun === undefined ? `${pid}` : `${pid} ${begun}`;
}

function isAlive(holder: string): boolean {
  const pid = Number(holder.split(' ', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // It lives, and is another user's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
  return nameOf(pid) === holder;
}

/** Clock ticks since the system started (proc(5), field 22 of stat; the second field may hold spaces and parentheses). */
function beginningOf(pid: number): string | undefined {
  const stat = textOf(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
}
