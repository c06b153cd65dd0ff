/** Identifiers in the form that IAM gives them: a prefix that says of what, and characters of A-Z2-7. */
import { createHash } from 'node:crypto';

/** AIDA: a user's id, AROA: a role's, ASIA: an access key of a session. Their lengths as observed, the prefix not counted. */
const LENGTHS = { AIDA: 17, AROA: 17, ASIA: 16 } as const;
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** The same for the same subject, always. */
export function uniqueId(prefix: keyof typeof LENGTHS, subject: string): string {
  const digest = createHash('sha256').update(subject).digest();
  return prefix + [...digest.subarray(0, LENGTHS[prefix])].map((byte) => ALPHABET[byte % 32]).join('');
}
