/** The bounds by which lists of data quality are narrowed. */

/** Both bounds are excluded, as their names say (`StartedAfter`, `StartedBefore`); all in epoch seconds. */
export function isBetween(at: number, after = Number.NEGATIVE_INFINITY, before = Number.POSITIVE_INFINITY): boolean {
  return at > after && at < before;
}
