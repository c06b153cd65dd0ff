import t from 'tap';
import { EVENT_VERSIONS, has } from '../../src/trail/event-version.js';
import { recordMaker } from '../../src/trail/record.js';
import type { CloudTrailRecord } from '../../src/trail/record-schema.js';
import { printerOf } from '../../src/trail/size-limits.js';
import { callOf } from './called.js';

const KB = 1024;

/** A record whose requestParameters and responseElements have so many bytes of JSON. */
function recordWith(parameterBytes: number, responseBytes = 0, character = 'a'): CloudTrailRecord {
  const record = recordMaker({ version: '1.11', responses: 'documented' })(
    callOf('GetTags'),
    { input: undefined, output: {} },
    'event-id',
  );
  const element = (bytes: number) => ({
    x: character.repeat((bytes - '{"x":""}'.length) / Buffer.byteLength(character)),
  });
  record.requestParameters = element(parameterBytes);
  if (responseBytes > 0) record.responseElements = element(responseBytes);
  return record;
}

const omitted = (member: string, originalSize: number) => ({
  reason: `${member} too large`,
  omitted: true,
  originalSize,
});

for (const version of EVENT_VERSIONS) {
  t.test(`${version} ${has(version, 'omission') ? 'omits' : 'keeps'} elements of more than 100 KB`, async (t) => {
    const print = printerOf(version);
    for (const bytes of [50 * KB, 100 * KB]) {
      const record = recordWith(bytes);
      t.equal(print(record), JSON.stringify(recordWith(bytes)), `${bytes} bytes stay`);
    }
    const record = recordWith(100 * KB + 1, 150 * KB);
    const { requestParameters, responseElements } = JSON.parse(print(record));
    if (!has(version, 'omission')) return t.equal(Buffer.byteLength(JSON.stringify(requestParameters)), 100 * KB + 1);
    t.same(requestParameters, omitted('requestParameters', 100 * KB + 1));
    t.same(responseElements, omitted('responseElements', 150 * KB));
    t.same(record.requestParameters, requestParameters, 'the record says what its text says');
    t.equal(Object.keys(requestParameters).join(), 'reason,omitted,originalSize');
  });
}

t.test('bytes count, not characters', async (t) => {
  const print = printerOf('1.11');
  t.match(JSON.parse(print(recordWith(2 + 120 * KB, 0, 'é'))), { requestParameters: { originalSize: 2 + 120 * KB } });
  t.ok(Buffer.byteLength(print(recordWith(3 * 1_000 + 8, 0, '語'))) < 5 * KB);
});

t.test('no record exceeds 256 KB', async (t) => {
  const text = 'x'.repeat(300 * KB);
  const fault = { code: 'InvalidInputException', message: text, statusCode: 400 as const };
  const make = recordMaker({ version: '1.11', responses: 'documented' });
  const call = callOf('UpdateTable', { userAgent: text });
  const largest = [
    make(call, { input: { DatabaseName: 'd', TableInput: { Name: 't', Description: text } }, fault }, 'event-id'),
    recordWith(100 * KB, 100 * KB),
  ];
  for (const record of largest) t.ok(Buffer.byteLength(printerOf('1.11')(record)) < 256 * KB);
});
