/** Records each call: makes the record's JSON text, once, inside the call's commit, and adds it to Event history. */
import type { Call, Outcome } from '../call.js';
import type { EventVersion } from './event-version.js';
import type { History } from './history.js';
import { toRecord } from './record.js';

export class Recorder {
  readonly #history: History;
  readonly #version: EventVersion;
  readonly #newId: () => string;

  constructor(history: History, version: EventVersion, newId: () => string) {
    this.#history = history;
    this.#version = version;
    this.#newId = newId;
  }

  /** Inside a commit. */
  record(call: Call, outcome: Outcome): void {
    const record = toRecord(call, outcome, this.#newId(), this.#version);
    this.#history.append(
      { account: record.recipientAccountId, region: record.awsRegion },
      JSON.stringify(record),
      record,
    );
  }
}
