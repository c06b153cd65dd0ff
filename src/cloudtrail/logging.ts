/** Whether a trail logs, and how its deliveries are doing: the figures are those of delivery itself. */
import type { Context } from '../context.js';
import { timeText } from '../state/clock.js';
import { deliveryFigures, digestFigures, notificationFigures } from '../trail/delivery-figures.js';
import type { CloudTrailHandlers, Out } from './handlers.js';
import { trailToChange, trailToRead } from './trail-name.js';
import type { KeptTrail, Trails } from './trails.js';

export function loggingHandlers(trails: Trails): CloudTrailHandlers {
  return {
    /** Again and again is no fault, and leaves the time at which it began. */
    StartLogging({ Name }, context) {
      const trail = trailToChange(trails, Name, context);
      if (!trail.isLogging) trails.put({ ...trail, isLogging: true, startedAt: context.now });
      return {};
    },

    StopLogging({ Name }, context) {
      const trail = trailToChange(trails, Name, context);
      if (trail.isLogging) trails.put({ ...trail, isLogging: false, stoppedAt: context.now });
      return {};
    },

    GetTrailStatus({ Name }, context) {
      return status(trailToRead(trails, Name, context), context);
    },
  };
}

/**
 * Observed on AWS: times that there are stand as numbers, and some a second time as texts, which are empty where there is none.
 * Those of CloudWatch Logs are of a trail that sends none.
 */
function status({ settings, isLogging, startedAt, stoppedAt }: KeptTrail, { store }: Context): Out<'GetTrailStatus'> {
  const { lastAttemptTime, lastSuccessTime, lastErrorCode } = deliveryFigures(store).get([settings.TrailARN]) ?? {};
  const digests = digestFigures(store).get([settings.TrailARN]);
  const notifications = notificationFigures(store).get([settings.TrailARN]);
  return {
    IsLogging: isLogging,
    ...(lastErrorCode !== undefined && { LatestDeliveryError: lastErrorCode }),
    ...(lastSuccessTime !== undefined && { LatestDeliveryTime: lastSuccessTime / 1000 }),
    ...(notifications?.lastErrorCode !== undefined && { LatestNotificationError: notifications.lastErrorCode }),
    ...(notifications?.lastSuccessTime !== undefined && {
      LatestNotificationTime: notifications.lastSuccessTime / 1000,
    }),
    ...(startedAt !== undefined && { StartLoggingTime: startedAt / 1000 }),
    ...(stoppedAt !== undefined && { StopLoggingTime: stoppedAt / 1000 }),
    ...(digests?.lastSuccessTime !== undefined && { LatestDigestDeliveryTime: digests.lastSuccessTime / 1000 }),
    ...(digests?.lastErrorCode !== undefined && { LatestDigestDeliveryError: digests.lastErrorCode }),
    LatestDeliveryAttemptTime: timeOrNone(lastAttemptTime),
    LatestNotificationAttemptTime: timeOrNone(notifications?.lastAttemptTime),
    LatestNotificationAttemptSucceeded: timeOrNone(notifications?.lastSuccessTime),
    LatestDeliveryAttemptSucceeded: timeOrNone(lastSuccessTime),
    TimeLoggingStarted: timeOrNone(startedAt),
    TimeLoggingStopped: timeOrNone(stoppedAt),
  };
}

function timeOrNone(epochMs: number | undefined): string {
  return epochMs === undefined ? '' : timeText(epochMs);
}
