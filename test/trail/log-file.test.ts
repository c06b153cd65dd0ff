import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import t from 'tap';
import { Random } from '../../src/state/random.js';
import { logFileContent, logFileKey } from '../../src/trail/log-file.js';
import { checkStream } from '../../src/trail/stream.js';

const STREAM = { account: '123456789012', region: 'us-east-1' };

function keyAt(time: string, prefix?: string): string {
  return logFileKey({ ...(prefix !== undefined && { prefix }) }, STREAM, Date.parse(time), new Random('seed'));
}

t.test('a key says account, region and date, and ends in sixteen letters and digits', async (t) => {
  const folder = 'AWSLogs/123456789012/CloudTrail/us-east-1/2026/03/07/';
  const name = /123456789012_CloudTrail_us-east-1_20260307T1925Z_[0-9A-Za-z]{16}\.json\.gz$/;
  t.equal(keyAt('2026-03-07T19:25:00Z').slice(0, folder.length), folder);
  t.match(keyAt('2026-03-07T19:25:00Z'), name);
  t.equal(keyAt('2026-03-07T19:25:00Z', 'my/prefix'), `my/prefix/${keyAt('2026-03-07T19:25:00Z')}`);
});

t.test("an organization's files lie under its id", async (t) => {
  const key = logFileKey({ prefix: 'p', organization: 'o-exampleorgid' }, STREAM, 0, new Random(''));
  t.match(key, /^p\/AWSLogs\/o-exampleorgid\/123456789012\/CloudTrail\//);
});

const WINDOWS: [string, string][] = [
  ['2026-03-07T19:27:06Z', '2026/03/07 20260307T1930Z'],
  ['2026-03-07T17:24:16Z', '2026/03/07 20260307T1725Z'],
  ['2026-03-07T19:25:00.000Z', '2026/03/07 20260307T1925Z'],
  ['2026-03-07T19:25:00.001Z', '2026/03/07 20260307T1930Z'],
  ['2026-03-07T23:58:00Z', '2026/03/08 20260308T0000Z'],
  ['2025-12-31T23:55:01Z', '2026/01/01 20260101T0000Z'],
];

for (const [time, expected] of WINDOWS) {
  t.test(`a file delivered at ${time} is of the window that ends at ${expected.slice(11)}`, async (t) => {
    const [, date, stamp] = /us-east-1\/(.{10})\/\d+_CloudTrail_us-east-1_(.{14})_/.exec(keyAt(time)) ?? [];
    t.equal(`${date} ${stamp}`, expected);
  });
}

t.test('one source of chance never gives two files of a window the same key', async (t) => {
  const random = new Random('seed');
  const keys = Array.from({ length: 1_000 }, () => logFileKey({}, STREAM, 0, random));
  t.equal(new Set(keys).size, keys.length);
});

for (const region of ['us-east-1', 'us-gov-west-1', 'ap-southeast-7', 'us-isob-east-1', 'eusc-de-east-1']) {
  t.test(`${region} is a region`, async (t) => {
    t.match(logFileKey({}, { ...STREAM, region }, 0, new Random('')), `/${region}/`);
  });
}

const BAD_STREAMS = [
  ...[
    '../../etc',
    '',
    'us-east-1/..',
    'US-EAST-1',
    'us-east-1\n',
    'us_east_1',
    'us-east',
    `us-${'a'.repeat(300)}-1`,
  ].map((region) => ({ ...STREAM, region })),
  ...['', '12345678901', '1234567890123', '12345678901x', '../123456789', '123456789012\n'].map((account) => ({
    ...STREAM,
    account,
  })),
];

for (const stream of BAD_STREAMS) {
  t.test(`${JSON.stringify(stream).slice(0, 70)} becomes part of no key`, async (t) => {
    t.throws(() => logFileKey({}, stream, 0, new Random('')), { message: /does not have the form/ });
    t.throws(() => checkStream(stream));
  });
}

t.test('the content is one line of JSON with the records as they came, in one gzip member', async (t) => {
  const records = ['{"eventName":"GetTable","n":1.50}', '{"eventName":"Übung\\n"}'];
  const { body, hashValue } = await logFileContent(records.map((record) => Buffer.from(record)));
  const text = `{"Records":[${records.join(',')}]}`;
  t.equal(gunzipSync(body).toString(), text);
  t.equal(hashValue, createHash('sha256').update(text).digest('hex'));
  t.same(await logFileContent(records.map((record) => Buffer.from(record))), { body, hashValue }, 'the same each time');
});
