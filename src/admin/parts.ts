/** What the admin routes are given of a server. */
import type { FaultInjection } from '../fault-injection.js';
import type { Service } from '../model/service.js';
import type { SenderStatus } from '../notify/sender.js';
import type { Clock } from '../state/clock.js';
import type { DeliveredFile, DeliveryStatus } from '../trail/delivery.js';
import type { EventVersion } from '../trail/event-version.js';
import type { History } from '../trail/history.js';

/** What a route may do to the server as a whole. */
export interface ServerControls {
  flush(): Promise<DeliveredFile[]>;
  deliveryStatus(): DeliveryStatus[];
  notificationStatus(): SenderStatus[];
  settle(): Promise<void>;
  reset(): Promise<void>;
}

export interface AdminParts {
  server: ServerControls;
  services: readonly Service[];
  /** How many operations have a handler. */
  operationsServed: number;
  account: string;
  eventVersion: EventVersion;
  clock: Clock;
  history: History;
  faultInjection: FaultInjection;
}
