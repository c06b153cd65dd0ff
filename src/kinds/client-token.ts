/** Client tokens: a call that is repeated with its token is carried out once, and answered as it was then. */
import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import { fingerprint } from './fingerprint.js';

interface Answered {
  /** A digest: what was asked may hold secrets. */
  asked: string;
  output: object;
}

/** Throws the mismatch when the token was used for something else. Without a token every call is one of its own. */
export function oncePerToken<Output extends object>(
  context: Context,
  { ClientToken, ...input }: { ClientToken?: string | undefined },
  mismatch: () => Error,
  carryOut: () => Output,
): Output {
  if (ClientToken === undefined) return carryOut();
  const rows = context.store.collection<Answered>('clientTokens');
  const key = [context.account, context.region, context.operation, ClientToken];
  const asked = createHash('sha256').update(fingerprint(input)).digest('base64');
  const before = rows.get(key);
  if (before && before.asked !== asked) throw mismatch();
  if (before) return before.output as Output;
  const output = carryOut();
  rows.put(key, { asked, output });
  return output;
}
