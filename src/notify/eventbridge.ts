/**
 * EventBridge: events go by PutEvents to one bus, each in the account and region where it happened.
 *
 * EventBridge itself takes no source that begins with `aws.` from anyone but AWS: there each entry is refused with
 * NotAuthorizedForSourceException (user guide, "PutEvents"). Emulators take them.
 */
import type { EventBridgeClient, PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { awsReceipt, Clients, clientConfig, originOf, sendOptions } from './aws.js';
import { type Destination, type Receipt, SENT } from './destination.js';
import { type Envelope, isEvent, type Message } from './message.js';

/** "You can send up to 10 events in each request", of 256 KB in all (user guide, "PutEvents"): CloudTrail sends no greater event either. */
const ENTRIES_AT_ONCE = 10;
const REQUEST_BYTES = 256 * 1024;

export class EventBus implements Destination {
  readonly name = 'eventbridge';
  readonly takesCalls = true;
  readonly batchSize = ENTRIES_AT_ONCE;
  readonly origin: string | undefined;
  readonly #endpoint: string;
  readonly #bus: string;
  #clients: Clients<EventBridgeClient> | undefined;

  /** @param endpoint a URL, or USUAL_AWS */
  constructor(endpoint: string, bus: string) {
    this.#endpoint = endpoint;
    this.origin = originOf(endpoint, 'EVENTBRIDGE');
    this.#bus = bus;
  }

  takes(message: Message): boolean {
    return isEvent(message);
  }

  /** Events of one account and region share a request. */
  async send(messages: readonly Message[], signal: AbortSignal): Promise<Receipt[]> {
    const receipts: Receipt[] = messages.map(() => SENT);
    const requests = new Map<string, Request>();
    messages.forEach((message, index) => {
      if (!isEvent(message)) return;
      if (sizeOf(message.envelope) > REQUEST_BYTES) receipts[index] = TOO_LARGE;
      else addTo(requests, message.envelope, index);
    });
    for (const { envelopes, indexes } of requests.values()) {
      const found = await this.#put(envelopes, signal);
      found.forEach((receipt, place) => {
        receipts[indexes[place] ?? -1] = receipt;
      });
    }
    return receipts;
  }

  async #put(envelopes: readonly Envelope[], signal: AbortSignal): Promise<Receipt[]> {
    const [first] = envelopes;
    if (!first) return [];
    try {
      const { EventBridgeClient, PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
      this.#clients ??= new Clients((place) => new EventBridgeClient(clientConfig(this.#endpoint, place)));
      const command = new PutEventsCommand({ Entries: envelopes.map((envelope) => this.#entryOf(envelope)) });
      const { Entries = [] } = await this.#clients.at(first).send(command, sendOptions(signal));
      return envelopes.map((_, index) => entryReceipt(Entries[index]));
    } catch (error) {
      return envelopes.map(() => awsReceipt(error));
    }
  }

  #entryOf({ source, resources, detail, time, ...envelope }: Envelope): PutEventsRequestEntry {
    return {
      Time: new Date(time),
      Source: source,
      Resources: [...resources],
      DetailType: envelope['detail-type'],
      Detail: detail,
      EventBusName: this.#bus,
    };
  }
}

interface Request {
  envelopes: Envelope[];
  /** Where each stands among the messages. */
  indexes: number[];
  bytes: number;
}

/** To the request of its account and region, or another one if that would become too large. */
function addTo(requests: Map<string, Request>, envelope: Envelope, index: number): void {
  const bytes = sizeOf(envelope);
  let name = `${envelope.account} ${envelope.region}`;
  while ((requests.get(name)?.bytes ?? 0) + bytes > REQUEST_BYTES) name += '+';
  const request = requests.get(name) ?? { envelopes: [], indexes: [], bytes: 0 };
  request.envelopes.push(envelope);
  request.indexes.push(index);
  request.bytes += bytes;
  requests.set(name, request);
}

/** As EventBridge counts (user guide, "Calculating PutEvents event entry size"). */
function sizeOf(envelope: Envelope): number {
  const { source, resources, detail } = envelope;
  const texts = [source, envelope['detail-type'], detail, ...resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text), 14);
}

const TOO_LARGE: Receipt = { status: 'refused', error: new Error('an event is larger than 256 KB') };

/** EventBridge refuses entries one by one: what is its own failure may go next time. */
function entryReceipt(entry: { ErrorCode?: string; ErrorMessage?: string } | undefined): Receipt {
  const { ErrorCode, ErrorMessage = '' } = entry ?? {};
  if (ErrorCode === undefined) return SENT;
  const isPassing = /Throttl|Internal|LimitExceeded/.test(ErrorCode);
  return { status: isPassing ? 'unavailable' : 'refused', error: new Error(`${ErrorCode}: ${ErrorMessage}`) };
}
