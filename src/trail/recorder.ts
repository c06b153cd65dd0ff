/** Records each call: makes the record's JSON text, once, inside the call's commit, and adds it to Event history. */
import type { Call, Outcome } from '../call.js';
import type { History } from './history.js';
import { type RecordForm, recordMaker, type ToRecord } from './record.js';
import { type PrintRecord, printerOf } from './size-limits.js';

export class Recorder {
  readonly #history: History;
  readonly #toRecord: ToRecord;
  readonly #print: PrintRecord;
  readonly #newId: () => string;

  constructor(history: History, form: RecordForm, newId: () => string) {
    this.#history = history;
    this.#toRecord = recordMaker(form);
    this.#print = printerOf(form.version);
    this.#newId = newId;
  }

  /** Inside a commit. */
  record(call: Call, outcome: Outcome): void {
    const record = this.#toRecord(call, outcome, this.#newId());
    this.#history.append({ account: record.recipientAccountId, region: record.awsRegion }, this.#print(record), record);
  }
}
