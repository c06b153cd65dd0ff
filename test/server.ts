/** Set-up that tests through the real SDK clients share: a server, clients of it, and how a refused call reads. */
import { CloudTrail } from '@aws-sdk/client-cloudtrail';
import { Glue, type GlueServiceException } from '@aws-sdk/client-glue';
import type { Test } from 'tap';
import { type GlueTrail, type GlueTrailOptions, startGlueTrail } from '../src/index.js';

/** A virtual clock stands here unless a test says otherwise. */
export const START = '2026-01-01T00:00:00Z';

/** A server on a virtual clock and a client of it; both are closed when the test ends. */
export async function glueServer(t: Test, options: GlueTrailOptions = {}): Promise<{ server: GlueTrail; glue: Glue }> {
  const server = await startGlueTrail({ now: START, ...options });
  t.after(() => server.close());
  return { server, glue: glueClient(t, server) };
}

/** Another client of the server: of another access key, or in another region. Does not repeat what was refused. */
export function glueClient(t: Test, server: GlueTrail, given: { accessKeyId?: string; region?: string } = {}): Glue {
  const { accessKeyId = server.credentials.accessKeyId, region = 'us-east-1' } = given;
  const credentials = { ...server.credentials, accessKeyId };
  const glue = new Glue({ endpoint: server.endpoint, credentials, region, maxAttempts: 1 });
  t.after(() => glue.destroy());
  return glue;
}

/** The same for CloudTrail's own API. */
export function cloudTrailClient(
  t: Test,
  server: GlueTrail,
  {
    accessKeyId = server.credentials.accessKeyId,
    region = 'us-east-1',
  }: { accessKeyId?: string; region?: string } = {},
): CloudTrail {
  const credentials = { ...server.credentials, accessKeyId };
  const cloudtrail = new CloudTrail({ endpoint: server.endpoint, credentials, region, maxAttempts: 1 });
  t.after(() => cloudtrail.destroy());
  return cloudtrail;
}

/** A refused call as `Name: message`; throws if the call was not refused. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, message } = error as GlueServiceException;
    return `${name}: ${message}`;
  }
  throw new Error('the call was not refused');
}
