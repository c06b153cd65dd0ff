/**
 * What each eventVersion of a Glue record has. 1.05 is the form of the developer guide's samples (2017); from 1.08 on a record is what AWS
 * writes today, and those versions differ in what is known to differ. Which records were seen, and what was decided: docs/decisions/008.
 */
export const EVENT_VERSIONS = ['1.05', '1.08', '1.09', '1.10', '1.11'] as const;

export type EventVersion = (typeof EVENT_VERSIONS)[number];

/** The first version of each thing that not all of them have. */
const SINCE = {
  /** Documented since 1.01 and absent from Glue's records of 1.05, as observed. */
  readOnly: '1.08',
  managementEvent: '1.08',
  eventCategory: '1.08',
  tlsDetails: '1.08',
  resources: '1.08',
  /** Observed in a record of 1.05 of the year 2020 too; the samples are older than what it tells of, Lake Formation. */
  additionalEventData: '1.08',
  /** Members that Glue's requests have beside its published model. */
  internalMembers: '1.08',
  /** Documented after 1.05: "the content of a field that exceeds the size limit is omitted". */
  omission: '1.08',
  /** Before it the time at which a session began stands behind whether it began with MFA. */
  creationDateFirst: '1.08',
  /** Before it a session shows empty objects where it has nothing to say. */
  noEmptyObjects: '1.09',
} as const satisfies Record<string, EventVersion>;

export function has(version: EventVersion, what: keyof typeof SINCE): boolean {
  return EVENT_VERSIONS.indexOf(version) >= EVENT_VERSIONS.indexOf(SINCE[what]);
}
