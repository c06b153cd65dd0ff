import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { lockFolder } from '../../src/state/folder-lock.js';

const fileIn = (folder: string) => join(folder, 'gluetrail.lock');

t.test('a folder is made, taken, refused to others and given back', async (t) => {
  const folder = join(t.testdir({}), 'not', 'there');
  const unlock = lockFolder(folder);
  t.throws(() => lockFolder(folder), {
    name: 'DataFolderError',
    message: `${folder} is in use by process ${process.pid}, as ${fileIn(folder)} says: a data folder is for one server at a time`,
  });
  unlock();
  t.notOk(existsSync(fileIn(folder)));
  lockFolder(folder)();
});

t.test('a process that lives keeps its folder, and one that was killed does not', async (t) => {
  const folder = t.testdir({});
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log("up")'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  const [, begun] = /^\d+ (\d+)$/.exec(lockedBy(child.pid ?? 0)) ?? [];
  writeFileSync(fileIn(folder), begun === undefined ? `${child.pid}` : `${child.pid} ${begun}`);
  t.throws(() => lockFolder(folder), { message: new RegExp(`by process ${child.pid},`) });
  child.kill('SIGKILL');
  await once(child, 'exit');
  lockFolder(folder)();
});

/** What a lock file of the process would say. */
function lockedBy(pid: number): string {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return stat === '' ? `${pid}` : `${pid} ${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
}

const STALE: [string, string][] = [
  ['nothing', ''],
  ['no process id', 'text'],
  ['a process id that cannot be', '-1'],
  ['a process that is gone', '4194999 1'],
];

for (const [what, text] of STALE) {
  t.test(`a file with ${what} holds nobody off`, async (t) => {
    const folder = t.testdir({ 'gluetrail.lock': text });
    lockFolder(folder)();
  });
}

t.test(
  'a process that began at another time is another one with the same id, as in a container',
  { skip: !existsSync('/proc/self/stat') && 'this system does not tell when a process began' },
  async (t) => {
    const folder = t.testdir({ 'gluetrail.lock': `${process.pid} 1` });
    lockFolder(folder)();
  },
);
