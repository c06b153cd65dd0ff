import t from 'tap';
import {
  type DigestedFile,
  type DigestSubject,
  digestContent,
  digestKey,
  hashOf,
  stringToSign,
} from '../../src/trail/digest.js';

const TRAIL = 'arn:aws:cloudtrail:us-west-2:111122223333:trail/your-trail-name';
const subject: DigestSubject = {
  account: '111122223333',
  region: 'us-east-2',
  trail: TRAIL,
  target: { bucket: 'trail-logs' },
  end: Date.parse('2015-08-17T15:01:31Z'),
};
const KEY =
  'AWSLogs/111122223333/CloudTrail-Digest/us-east-2/2015/08/17/111122223333_CloudTrail-Digest_us-east-2_your-trail-name_us-west-2_20150817T150131Z.json.gz';

const file = (number: number, oldest: string, newest: string): DigestedFile => ({
  bucket: 'trail-logs',
  key: `AWSLogs/${number}.json.gz`,
  hash: hashOf(String(number)),
  oldest,
  newest,
});
const FILES = [
  file(2, '2015-08-17T14:52:20Z', '2015-08-17T14:52:27Z'),
  file(1, '2015-08-17T14:42:27Z', '2015-08-17T14:50:00Z'),
];

t.test("a key names the scanned region, the trail, its home region and the hour's end", async (t) => {
  t.equal(digestKey(subject), KEY);
  t.equal(digestKey({ ...subject, target: { bucket: 'b', prefix: 'my/logs' } }), `my/logs/${KEY}`);
  const ofOrganization = digestKey({
    ...subject,
    target: { bucket: 'b', prefix: 'p', organization: 'o-exampleorgid' },
  });
  t.equal(ofOrganization, `p/${KEY.replace('AWSLogs/', 'AWSLogs/o-exampleorgid/')}`);
});

t.test('the date stands where validate-logs cuts it out, 24 characters from the end', async (t) => {
  t.equal(digestKey(subject).slice(-24, -8), '20150817T150131Z');
});

t.test('midnight belongs to the day that begins', async (t) => {
  t.match(digestKey({ ...subject, end: Date.parse('2016-01-01T00:00:00Z') }), '/2016/01/01/');
});

for (const [what, bad] of [
  ['account', { account: '../1' }],
  ['region', { region: 'us-east-1/..' }],
  ['ARN', { trail: 'arn:aws:cloudtrail:us-east-1:111122223333:trail/../x' }],
] as const) {
  t.test(`a bad ${what} becomes no key`, async (t) => {
    t.throws(() => digestKey({ ...subject, ...bad }));
  });
}

t.test("a digest has AWS's members in AWS's order", async (t) => {
  const previous = { bucket: 'other', key: 'before.json.gz', hash: '97fb', signature: '5088' };
  const content = digestContent(subject, FILES, previous, '31e8b5433410dfb61a9dc45cc65b22ff');
  t.equal(
    JSON.stringify(content),
    `{"awsAccountId":"111122223333","digestStartTime":"2015-08-17T14:01:31Z","digestEndTime":"2015-08-17T15:01:31Z",` +
      `"digestS3Bucket":"trail-logs","digestS3Object":"${KEY}","digestPublicKeyFingerprint":"31e8b5433410dfb61a9dc45cc65b22ff",` +
      `"digestSignatureAlgorithm":"SHA256withRSA","newestEventTime":"2015-08-17T14:52:27Z","oldestEventTime":"2015-08-17T14:42:27Z",` +
      `"previousDigestS3Bucket":"other","previousDigestS3Object":"before.json.gz","previousDigestHashValue":"97fb",` +
      `"previousDigestHashAlgorithm":"SHA-256","previousDigestSignature":"5088","logFiles":[` +
      `{"s3Bucket":"trail-logs","s3Object":"AWSLogs/2.json.gz","hashValue":"${hashOf('2')}","hashAlgorithm":"SHA-256",` +
      `"newestEventTime":"2015-08-17T14:52:27Z","oldestEventTime":"2015-08-17T14:52:20Z"},` +
      `{"s3Bucket":"trail-logs","s3Object":"AWSLogs/1.json.gz","hashValue":"${hashOf('1')}","hashAlgorithm":"SHA-256",` +
      `"newestEventTime":"2015-08-17T14:50:00Z","oldestEventTime":"2015-08-17T14:42:27Z"}]}`,
  );
});

t.test('an empty starting digest has null for times and for all that came before it', async (t) => {
  const content = digestContent(subject, [], undefined, 'f');
  const nulls = Object.entries(content).filter(([, value]) => value === null);
  t.same(
    nulls.map(([name]) => name),
    [
      'newestEventTime',
      'oldestEventTime',
      'previousDigestS3Bucket',
      'previousDigestS3Object',
      'previousDigestHashValue',
      'previousDigestHashAlgorithm',
      'previousDigestSignature',
    ],
  );
  t.same(content.logFiles, []);
});

t.test('four lines are signed, the last of a starting digest the word null', async (t) => {
  const content = digestContent(subject, [], undefined, 'f');
  const hash = hashOf('x');
  t.equal(stringToSign(content, hash), `2015-08-17T15:01:31Z\ntrail-logs/${KEY}\n${hash}\nnull`);
  t.match(stringToSign({ ...content, previousDigestSignature: '5088' }, hash), /\n5088$/);
});
