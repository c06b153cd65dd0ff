import { cpSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import t, { type Test } from 'tap';
import { type ValidateOptions, validate } from '../../src/commands/validate.js';
import { startGlueTrail } from '../../src/index.js';
import { PUBLIC_KEY_FILE } from '../../src/trail/bucket/public-key-file.js';
import { cloudTrailClient, glueClient } from '../server.js';
import { gluetrail } from './spawned.js';

/** What a server leaves that had calls in two regions in two hours, and an hour without: eight digests, of which four name two files each. */
async function delivered(): Promise<string> {
  const bucketDir = t.testdir({});
  await using server = await startGlueTrail({ bucketDir, now: '2017-10-11T22:29:49Z' });
  const clients = ['us-east-1', 'eu-west-1'].map((region) => glueClient(t, server, { region }));
  for (const _hour of [1, 2]) {
    for (const _file of [1, 2]) {
      for (const client of clients) await client.getDatabases({});
      await server.flush();
    }
    await server.clock.advance('1h');
  }
  await server.clock.advance('1h');
  return bucketDir;
}

const untouched = await delivered();

function copyOf(t: Test): string {
  const folder = t.testdir({});
  cpSync(untouched, folder, { recursive: true });
  return folder;
}

interface Validated {
  isValid: boolean;
  said: string[];
}

async function validated(folder: string, options: ValidateOptions = {}): Promise<Validated> {
  const said: string[] = [];
  const isValid = await validate(folder, options, (text) => said.push(text));
  return { isValid, said };
}

/** The keys of a region, oldest digest first; log files in the order of their random names. */
function keysIn(folder: string, kind: 'CloudTrail' | 'CloudTrail-Digest', region = 'us-east-1'): string[] {
  const files = readdirSync(join(folder, 'trail-logs'), { recursive: true, encoding: 'utf8' });
  return files.filter((key) => key.includes(`/${kind}/${region}/`) && key.endsWith('.gz')).sort();
}

t.test('what a server delivered is valid, and every file is looked at', async (t) => {
  const folder = copyOf(t);
  t.same(await validated(folder), { isValid: true, said: ['8/8 digest files valid', '8/8 log files valid'] });
  const { said } = await validated(folder, { verbose: true });
  const names = ['CloudTrail-Digest', 'CloudTrail'] as const;
  const files = ['us-east-1', 'eu-west-1'].flatMap((region) => names.flatMap((kind) => keysIn(folder, kind, region)));
  const lines = said.filter((line) => line.endsWith('\tvalid')).map((line) => line.split('\t')[1]);
  t.same(lines.sort(), files.map((key) => `s3://trail-logs/${key}`).sort());
});

interface Tampering {
  what: string;
  /** Does it and answers which lines are to be said, and how many digests and log files are valid of how many. */
  tamper(path: (key: string) => string, logs: string[], digests: string[]): { lines: string[]; counts: string[] };
}

const line = (kind: string, key: string | undefined, problem: string) =>
  `${kind} file\ts3://trail-logs/${key}\tINVALID: ${problem}`;
const DIGESTS_VALID = '8/8 digest files valid';
const ONE_LOG_INVALID = [DIGESTS_VALID, '7/8 log files valid, 1/8 log files INVALID'];
const one = <Item>([item]: Item[]): Item => item as Item;

const TAMPERINGS: Tampering[] = [
  {
    what: 'a letter of a log file was changed',
    tamper(path, logs) {
      const log = one(logs);
      const text = gunzipSync(readFileSync(path(log))).toString();
      writeFileSync(path(log), gzipSync(text.replace('johndoe', 'janedoe')));
      return { lines: [line('Log', log, "hash value doesn't match")], counts: ONE_LOG_INVALID };
    },
  },
  {
    what: 'a byte of a log file was changed',
    tamper(path, logs) {
      const log = one(logs);
      const bytes = readFileSync(path(log));
      bytes[40] = (bytes[40] ?? 0) ^ 255;
      writeFileSync(path(log), bytes);
      return { lines: [line('Log', log, 'invalid format')], counts: ONE_LOG_INVALID };
    },
  },
  {
    what: 'a log file was removed',
    tamper(path, logs) {
      rmSync(path(one(logs)));
      return { lines: [line('Log', one(logs), 'not found')], counts: ONE_LOG_INVALID };
    },
  },
  {
    what: 'two log files were exchanged',
    tamper(path, logs) {
      const [first = '', second = ''] = logs;
      exchange(path(first), path(second));
      return {
        lines: [first, second].map((log) => line('Log', log, "hash value doesn't match")),
        counts: [DIGESTS_VALID, '6/8 log files valid, 2/8 log files INVALID'],
      };
    },
  },
  {
    what: 'a digest was changed',
    tamper(path, _logs, [, digest = '']) {
      const text = gunzipSync(readFileSync(path(digest))).toString();
      writeFileSync(path(digest), gzipSync(text.replace('"logFiles":[', '"logFiles":[ ')));
      return {
        lines: [line('Digest', digest, 'signature verification failed')],
        counts: ['7/8 digest files valid, 1/8 digest files INVALID', '6/6 log files valid'],
      };
    },
  },
  {
    what: "a digest's signature was taken away",
    tamper(path, _logs, digests) {
      const digest = digests[1];
      rmSync(`${path(digest ?? '')}.metadata.json`);
      return {
        lines: [line('Digest', digest, 'signature verification failed')],
        counts: ['7/8 digest files valid, 1/8 digest files INVALID', '6/6 log files valid'],
      };
    },
  },
  {
    what: 'a digest was emptied',
    tamper(path, _logs, digests) {
      const digest = digests[1];
      writeFileSync(path(digest ?? ''), gzipSync('{}'));
      return {
        lines: [line('Digest', digest, 'invalid format')],
        counts: ['7/8 digest files valid, 1/8 digest files INVALID', '6/6 log files valid'],
      };
    },
  },
  {
    what: 'a digest was removed',
    tamper(path, _logs, digests) {
      const digest = digests[1];
      rmSync(path(digest ?? ''));
      return {
        lines: [line('Digest', digest, 'not found')],
        counts: ['7/8 digest files valid, 1/8 digest files INVALID', '6/6 log files valid'],
      };
    },
  },
  {
    what: 'two digests were exchanged with their signatures',
    tamper(path, _logs, digests) {
      const [, first = '', second = ''] = digests;
      for (const suffix of ['', '.metadata.json']) exchange(path(first) + suffix, path(second) + suffix);
      return {
        lines: [first, second].map((digest) => line('Digest', digest, 'has been moved from its original location')),
        counts: ['6/8 digest files valid, 2/8 digest files INVALID', '4/4 log files valid'],
      };
    },
  },
];

function exchange(first: string, second: string): void {
  renameSync(first, `${first}.x`);
  renameSync(second, first);
  renameSync(`${first}.x`, second);
}

t.test('the file is named when', async (t) => {
  for (const { what, tamper } of TAMPERINGS) {
    await t.test(what, async (t) => {
      const folder = copyOf(t);
      const path = (key: string) => join(folder, 'trail-logs', key);
      const { lines, counts } = tamper(path, keysIn(folder, 'CloudTrail'), keysIn(folder, 'CloudTrail-Digest'));
      const { isValid, said } = await validated(folder);
      t.notOk(isValid);
      t.same(said.slice(0, -2).sort(), lines.sort());
      t.same(said.slice(-2), counts);
    });
  }
});

t.test('a digest that was signed for another content does not fit into the chain', async (t) => {
  const bucketDir = t.testdir({});
  const server = await startGlueTrail({ bucketDir, now: '2017-10-11T22:29:49Z' });
  t.after(() => server.close());
  const glue = glueClient(t, server);
  await glue.getDatabases({});
  await server.flush();
  await server.clock.advance('2h');
  t.ok((await validated(bucketDir)).isValid);
  // The same keys sign the same hour once more.
  await server.reset();
  await server.clock.set('2017-10-11T22:29:49Z');
  await glue.getTables({ DatabaseName: 'sales' }).catch(() => {});
  await server.flush();
  await server.clock.advance('1h');
  const [, digest] = keysIn(bucketDir, 'CloudTrail-Digest');
  t.same((await validated(bucketDir)).said[0], line('Digest', digest, "hash value doesn't match"));
});

t.test('one trail of several can be validated alone', async (t) => {
  const bucketDir = t.testdir({});
  const server = await startGlueTrail({ bucketDir, now: '2017-10-11T22:29:49Z' });
  t.after(() => server.close());
  const cloudtrail = cloudTrailClient(t, server);
  const settings = { S3BucketName: 'audit-logs', S3KeyPrefix: 'a/b', EnableLogFileValidation: true };
  await cloudtrail.createTrail({ Name: 'audit', ...settings });
  await cloudtrail.startLogging({ Name: 'audit' });
  await glueClient(t, server).getDatabases({});
  await server.flush();
  await server.clock.advance('1h');
  t.same((await validated(bucketDir)).said, ['4/4 digest files valid', '2/2 log files valid']);
  t.same((await validated(bucketDir, { trail: 'audit' })).said, ['2/2 digest files valid', '1/1 log files valid']);
  const none = await validated(bucketDir, { trail: 'other' });
  t.same(none, { isValid: false, said: ['no digest files found', 'no log files found'] });
});

t.test('only keys that are trusted count', async (t) => {
  const folder = copyOf(t);
  const keys = join(folder, PUBLIC_KEY_FILE);
  const { PublicKeyList } = JSON.parse(readFileSync(keys, 'utf8'));
  const kept = join(folder, 'kept.json');
  writeFileSync(kept, JSON.stringify({ PublicKeyList: PublicKeyList.slice(0, 1) }));
  const { isValid, said } = await validated(folder, { publicKeys: kept });
  t.notOk(isValid);
  t.match(said[0], /\tINVALID: public key not found for fingerprint [0-9a-f]{32}$/);
  t.match(said.at(-2), '4/8 digest files valid, 4/8 digest files INVALID');
});

t.test('what cannot be looked at is named', async (t) => {
  const folder = copyOf(t);
  const [nowhere, keyless] = [join(folder, 'none'), join(folder, 'none.json')];
  await t.rejects(validated(nowhere), { name: 'OptionError', message: `there is no folder ${nowhere}` });
  for (const content of [undefined, '{}', 'no JSON', '{"PublicKeyList":[{"Value":"AAAA"}]}']) {
    if (content !== undefined) writeFileSync(keyless, content);
    await t.rejects(validated(folder, { publicKeys: keyless }), {
      name: 'OptionError',
      message: new RegExp(`^no public keys in ${keyless} \\(--public-keys\\): `),
    });
  }
});

t.test('the command says it, with exit status 1 if a file is invalid', async (t) => {
  const folder = copyOf(t);
  const log = keysIn(folder, 'CloudTrail')[0];
  const valid = gluetrail(t, ['validate', untouched]).ended;
  rmSync(join(folder, 'trail-logs', log ?? ''));
  const invalid = gluetrail(t, ['validate', folder]).ended;
  t.match(await valid, { status: 0, stdout: '8/8 digest files valid\n8/8 log files valid\n', stderr: '' });
  t.match(await invalid, { status: 1, stdout: line('Log', log, 'not found') });
});
