/** Loads the SDK's client for S3 and reads the AWS settings: where S3 is, who asks it, and in which region. S3 itself is not asked. */
import type { S3Client, S3ClientConfig } from '@aws-sdk/client-s3';

export type Sdk = typeof import('@aws-sdk/client-s3');

/** What is the same for all regions. */
export interface Connection {
  sdk: Sdk;
  /** Where objects go to. */
  url: URL;
  /** Amazon's S3, not another server that speaks its protocol. */
  isAmazon: boolean;
  /** Of buckets that are not known to be elsewhere. */
  region: string;
  settings: S3ClientConfig;
}

/**
 * @param endpoint URL of a server that speaks S3; without it S3 is where the usual AWS settings have it
 * @throws for AWS settings that cannot be read
 */
export async function connect(endpoint: string | undefined): Promise<Connection> {
  const sdk = await import('@aws-sdk/client-s3');
  // The SDK knows AWS_REGION and the profile, the AWS CLI AWS_DEFAULT_REGION.
  const region = await new sdk.S3Client({}).config.region().catch(() => process.env.AWS_DEFAULT_REGION || 'us-east-1');
  const { credentials } = new sdk.S3Client({ region }).config;
  // Looked for before they are needed, which may first be when the server closes and has no time for it.
  credentials().catch(() => {});
  const settings =
    endpoint === undefined ? { credentials } : { endpoint, credentials: () => credentials().catch(() => ANYBODY) };
  const url = await urlOf(sdk, new sdk.S3Client({ ...settings, region, credentials: ANYBODY }));
  return { sdk, url, region, settings, isAmazon: AMAZON.test(url.hostname) };
}

const AMAZON = /\.amazonaws\.com(\.cn)?$/;

/** For a server that was named and may not care who comes, as those for tests do not: it is asked in this name if there is no other. */
const ANYBODY = { accessKeyId: 'gluetrail', secretAccessKey: 'gluetrail' };

/** Where the SDK would send requests to: it knows AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL and what the profile says. */
async function urlOf(sdk: Sdk, client: S3Client): Promise<URL> {
  const command = new sdk.ListBucketsCommand();
  let url = '';
  command.middlewareStack.add(
    () => async (args) => {
      const { protocol, hostname, port } = args.request as { protocol: string; hostname: string; port?: number };
      url = `${protocol}//${hostname}${port ? `:${port}` : ''}`;
      return { response: undefined, output: { $metadata: {} } };
    },
    { step: 'build', priority: 'high' },
  );
  await client.send(command);
  return new URL(url);
}
