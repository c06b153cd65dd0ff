/**
 * Notifications: what happens is noted in the commit in which it happens, and told by a sender for each destination, in the background.
 * Without a destination nothing is noted, and calls pay nothing.
 */
import type { Scope } from '../context.js';
import type { Clock } from '../state/clock.js';
import type { Store } from '../state/store.js';
import type { LogFile } from '../trail/delivery.js';
import { errorCodeOf, notificationFigures } from '../trail/delivery-figures.js';
import type { History } from '../trail/history.js';
import { ApiCalls } from './api-calls.js';
import type { Destination, Receipt } from './destination.js';
import { isEvent, logFile, type Message, stateChange, topicCheck } from './message.js';
import { Outbox } from './outbox.js';
import { Positions } from './positions.js';
import { Sender, type SenderOptions, type SenderStatus } from './sender.js';
import { SNS } from './sns.js';
import type { Source } from './source.js';

export interface NotifierParts {
  store: Store;
  history: History;
  clock: Clock;
  destinations: readonly Destination[];
  /** Whether recorded calls that only read are told of as well. */
  withReads: boolean;
  /** ARN of the topic that a trail has by now, named by its ARN. */
  topicOf: (trail: string) => string | undefined;
  onFailure: (destination: string, error: Error) => void;
}

export class Notifier {
  readonly #parts: NotifierParts;
  readonly #positions: Positions;
  readonly #outbox: Outbox;
  readonly #calls: ApiCalls;
  readonly #senders: Sender[];
  #isStarted = false;

  /** After the history of the same store: its events are numbered first in each commit. */
  constructor(parts: NotifierParts, options?: SenderOptions) {
    const { store, history, destinations, withReads } = parts;
    this.#parts = parts;
    this.#positions = new Positions(store);
    const used = this.#positions.destinations().map((name) => this.#positions.get(name).outbox);
    this.#outbox = new Outbox(store, Math.max(1, ...used));
    this.#calls = new ApiCalls(history, withReads);
    this.#senders = destinations.map((destination) => this.#senderOf(destination, options));
    if (destinations.length > 0) store.onCommit(() => () => this.#wake());
    store.onClear(() => this.#beginAnew());
  }

  /** What notes a state change of Glue, inside its commit; undefined if nobody is to be told. */
  get announce(): Scope['announce'] {
    if (this.#parts.destinations.length === 0) return undefined;
    return (scope, change) => this.#add(stateChange(scope, change));
  }

  /** Inside the commit that marks a log file as delivered. */
  noteLogFile({ trail, bucket, key }: LogFile): void {
    this.#add(logFile(trail, this.#parts.topicOf(trail), { bucket, key }));
  }

  /** Inside a commit: a trail has been given a topic. */
  noteTopic(trail: string, topic: string): void {
    this.#add(topicCheck(trail, topic));
  }

  /** Begins to send. A destination that is new is told of what happens from here on; one that is gone keeps nothing back any more. */
  async start(): Promise<void> {
    const names: readonly string[] = this.#parts.destinations.map(({ name }) => name);
    await this.#parts.store.commit(() => {
      const known = this.#positions.destinations();
      for (const name of known) if (!names.includes(name)) this.#positions.remove(name);
      for (const name of names) if (!known.includes(name)) this.#beginAt(name);
    });
    this.#isStarted = true;
    this.#wake();
  }

  /** Resolves when nothing waits or all that does is for destinations that fail; after so many milliseconds at the latest. */
  async settled(limitMs: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([limit, Promise.all(this.#senders.map((sender) => sender.settled()))]);
    clearTimeout(timer);
  }

  /** Ends sending; what waits is sent after the next start, if the store is kept. */
  async stop(): Promise<void> {
    this.#isStarted = false;
    await Promise.all(this.#senders.map((sender) => sender.stop()));
  }

  status(): SenderStatus[] {
    return this.#senders.map((sender) => sender.status());
  }

  #add(message: Message): void {
    if (this.#parts.destinations.some((destination) => destination.takes(message))) this.#outbox.add(message);
  }

  #senderOf(destination: Destination, options?: SenderOptions): Sender {
    const { store, onFailure } = this.#parts;
    const sources: Source[] = destination.takesCalls ? [this.#outbox, this.#calls] : [this.#outbox];
    return new Sender(
      {
        ...{ store, positions: this.#positions, sources, destination, onFailure },
        onReceipt: (message, receipt) => this.#keepReceipt(destination, message, receipt),
        onMoved: (source) => source === this.#outbox && this.#forgetSent(),
      },
      options,
    );
  }

  #wake(): void {
    if (this.#isStarted) for (const sender of this.#senders) sender.wake();
  }

  #beginAnew(): void {
    for (const { name } of this.#parts.destinations) this.#beginAt(name);
    for (const sender of this.#senders) sender.hurry();
  }

  #beginAt(destination: string): void {
    this.#positions.put(destination, { outbox: this.#outbox.end, calls: this.#calls.end, sent: 0, dropped: 0 });
  }

  /** What everybody is past. */
  #forgetSent(): void {
    this.#outbox.forget(Math.min(...this.#parts.destinations.map(({ name }) => this.#positions.get(name).outbox)));
  }

  /** A trail's status tells how its topic fares. */
  #keepReceipt({ name }: Destination, message: Message, receipt: Receipt): void {
    if (name !== SNS || isEvent(message)) return;
    const { store, clock } = this.#parts;
    const figures = notificationFigures(store);
    const now = clock.now();
    const { lastSuccessTime } =
      receipt.status === 'sent' ? { lastSuccessTime: now } : (figures.get([message.trail]) ?? {});
    figures.put([message.trail], {
      lastAttemptTime: now,
      ...(lastSuccessTime !== undefined && { lastSuccessTime }),
      ...(receipt.status !== 'sent' && {
        lastError: receipt.error.message,
        lastErrorCode: errorCodeOf(receipt.error),
      }),
    });
  }
}
