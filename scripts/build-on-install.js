/**
 * The `prepare` step: an install builds, if it brought the compiler. `npm ci --omit=dev` does not; it is for a copy that holds dist/
 * already, such as the container image, and without one it should say why nothing will start.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

if (existsSync('node_modules/typescript')) {
  const { status } = spawnSync('npm run build', { shell: true, stdio: 'inherit' });
  process.exitCode = status ?? 1;
} else if (!existsSync('dist/src/cli.js')) {
  process.stderr.write('gluetrail: nothing is built, and the compiler is a development dependency: run npm ci\n');
}
