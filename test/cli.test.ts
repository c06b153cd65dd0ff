import t from 'tap';
import { VERSION } from '../src/version.js';
import { gluetrail } from './commands/spawned.js';

t.test('the version is that of the package', async (t) => {
  t.match(await gluetrail(t, ['--version']).ended, { status: 0, stdout: `${VERSION}\n`, stderr: '' });
});

const REFUSED: { args: string[]; env?: NodeJS.ProcessEnv; stderr: RegExp }[] = [
  {
    args: ['serve', '--prot', '1'],
    stderr: /unknown option '--prot'\n.*\nThe options are --config, --port, --host, .*--log-level\.\n$/,
  },
  {
    args: ['serve', '--port', 'http', '--auth', 'verify'],
    stderr:
      /^gluetrail: --port must be an integer from 0 to 65535, not "http"\ngluetrail: --auth must be identify, not "verify"\n$/,
  },
  {
    args: ['serve'],
    env: { GLUETRAIL_EVENT_VERSION: '2', GLUETRAIL_PROT: '1' },
    stderr: /GLUETRAIL_PROT is no option and has no effect\ngluetrail: GLUETRAIL_EVENT_VERSION must be one of 1\.05, /,
  },
  { args: ['serv'], stderr: /unknown command 'serv'/ },
  { args: [], stderr: /^Usage: gluetrail .*\n {2}serve .*\n {2}demo /s },
];

for (const { args, env, stderr } of REFUSED) {
  t.test(`${['gluetrail', ...args].join(' ')} ends with status 2 and says what is allowed`, async (t) => {
    const ended = await gluetrail(t, args, env).ended;
    t.match(ended, { status: 2, stdout: '', stderr });
    t.notMatch(ended.stderr, /^ +at /m, 'without a stack');
  });
}
