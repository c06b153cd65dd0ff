/** How the delivery of each trail went last: kept beside the trails, for GetTrailStatus and for health. */
import type { Collection, Store } from '../state/store.js';

/** Times in epoch milliseconds by the server's clock. */
export interface DeliveryFigures {
  lastAttemptTime?: number;
  lastSuccessTime?: number;
  /** Why the last attempt failed, and the error's name; absent when it did not. */
  lastError?: string;
  lastErrorCode?: string;
}

/** Of log files, by `[trail]`. */
export function deliveryFigures(store: Store): Collection<DeliveryFigures> {
  return store.collection<DeliveryFigures>('delivery-figures');
}

/** Of digests, by `[trail]`. */
export function digestFigures(store: Store): Collection<DeliveryFigures> {
  return store.collection<DeliveryFigures>('digest-figures');
}

/** Of messages to its topic, by `[trail]`. */
export function notificationFigures(store: Store): Collection<DeliveryFigures> {
  return store.collection<DeliveryFigures>('notification-figures');
}

/** The error's name in S3's words, as far as the folder that plays S3's part has one of them. */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'InternalError';
  if ('code' in error && ['EACCES', 'EPERM', 'EROFS'].includes(String(error.code))) return 'AccessDenied';
  return error.name === 'Error' ? 'InternalError' : error.name;
}
