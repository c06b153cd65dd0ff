import t from 'tap';
import { type EventFilter, finder, matches } from '../../src/trail/event-filter.js';
import { recordMaker } from '../../src/trail/record.js';
import { callOf, USER } from './called.js';

const toRecord = recordMaker({ version: '1.05', responses: 'documented' });
const odd = 'Ü "quoted"\\\n\u2028\ud83d\ude00';
const RECORDS = [
  toRecord(callOf('GetTable'), { input: {}, output: {} }, 'one'),
  toRecord(callOf('GetTable', { region: 'us-east-1' }), { input: { Name: 'CreateTable' }, output: {} }, 'two'),
  toRecord(callOf('CreateTable'), { input: {}, fault: { code: 'X', message: 'GetTable', statusCode: 400 } }, 'three'),
  toRecord(
    callOf('GetTables', { caller: { account: '210987654321', identity: { ...USER, userName: odd } } }),
    { input: {}, output: {} },
    odd,
  ),
];
const FILTERS: EventFilter[] = [
  {},
  { eventName: 'GetTable' },
  { eventName: 'GetTable', awsRegion: 'us-east-1' },
  { eventName: undefined, eventID: 'three' },
  { eventID: odd },
  { userName: odd },
  { userName: 'me' },
  { userName: 'me', failed: false },
  { failed: true },
  { errorCode: 'X' },
  { accessKeyId: USER.accessKeyId, recipientAccountId: '210987654321' },
  { eventSource: 'glue.amazonaws.com', requestID: 'request-id' },
  { eventName: 'nothing' },
  { eventName: '' },
];

t.test('in texts the same records are found as among the records', async (t) => {
  const found = new Set<unknown>();
  for (const [number, filter] of FILTERS.entries()) {
    const find = finder(filter);
    const expected = RECORDS.filter((record) => matches(record, filter));
    const inTexts = RECORDS.flatMap((record) => find(JSON.stringify(record)) ?? []);
    t.same(inTexts, JSON.parse(JSON.stringify(expected)), `filter ${number}`);
    found.add(expected.length);
  }
  t.same([...found].sort(), [0, 1, 2, 3, 4], 'and the filters tell them apart');
});
