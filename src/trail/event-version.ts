/**
 * What each eventVersion of a Glue record has. Observed: Glue's records of 1.05 (2017-2020) have none of these members, although
 * readOnly is documented since 1.01; records of 1.08 and later have them.
 */
export const EVENT_VERSIONS = ['1.05', '1.08', '1.09', '1.10', '1.11'] as const;

export type EventVersion = (typeof EVENT_VERSIONS)[number];

/** The first version whose records have the member. */
const SINCE = { readOnly: '1.08', managementEvent: '1.08', eventCategory: '1.08' } as const satisfies Record<
  string,
  EventVersion
>;

export function has(version: EventVersion, member: keyof typeof SINCE): boolean {
  return EVENT_VERSIONS.indexOf(version) >= EVENT_VERSIONS.indexOf(SINCE[member]);
}
