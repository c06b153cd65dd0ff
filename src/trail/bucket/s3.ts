/**
 * Buckets of Amazon S3, or of a server that speaks its protocol. Objects have the content type and encoding that CloudTrail gives them
 * (observed on AWS); digests carry their signature as user metadata.
 *
 * A put is repeated, with pauses that grow, as the SDK does it and as AWS_MAX_ATTEMPTS and AWS_RETRY_MODE say; what fails nevertheless is
 * delivery's to try again in a later round, under the same key with the same content. The SDK is loaded when a server with S3 starts:
 * others do not pay for it.
 */
import type { PutObjectCommandInput, S3Client } from '@aws-sdk/client-s3';
import type { Bucket, UserMetadata } from './bucket.js';
import { type Connection, connect } from './s3-connection.js';
import { failureOf } from './s3-failure.js';

/** Of one attempt, milliseconds. */
const TIMEOUTS = {
  connectionTimeout: 3_000,
  requestTimeout: 10_000,
  socketTimeout: 10_000,
  throwOnRequestTimeout: true,
};
/** Of a put with all its attempts, and with the search for credentials, which has no limit of its own. */
const LONGEST_PUT_MS = 40_000;

export class S3Bucket implements Bucket {
  readonly #endpoint: string | undefined;
  readonly #clients = new Map<string, S3Client>();
  /** Of the buckets that turned out to be in another region than the first. */
  readonly #regions = new Map<string, string>();
  readonly #running = new Set<AbortController>();
  #connection: Promise<Connection> | undefined;
  #patience: NodeJS.Timeout | undefined;
  #gaveUp: Error | undefined;

  /** @param endpoint URL of a server that speaks S3; without it S3 is where the usual AWS settings have it. */
  constructor(endpoint?: string) {
    this.#endpoint = endpoint;
  }

  /**
   * Loads the SDK and reads the AWS settings; S3 is not asked.
   *
   * @returns the URL to which objects will go
   * @throws for AWS settings that cannot be read
   */
  async open(): Promise<URL> {
    return (await this.#connected()).url;
  }

  /** @throws an error whose name is S3's code for what is wrong, ServiceUnavailable if S3 did not say. */
  async put(bucket: string, key: string, body: Uint8Array, metadata?: UserMetadata): Promise<void> {
    const connection = await this.#connected();
    const object = {
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/json',
      ContentEncoding: 'gzip',
      ...(metadata && { Metadata: { ...metadata } }),
    };
    try {
      await this.#limited((abortSignal) => this.#putInItsRegion(connection, object, abortSignal));
    } catch (error) {
      throw failureOf(error, connection.sdk, `cannot put s3://${bucket}/${key} at ${connection.url.origin}`);
    }
    this.#patience?.refresh();
  }

  hurry(patienceMs: number): void {
    this.#patience = setTimeout(() => {
      if (this.#running.size === 0) return; // It is not S3 that is waited for.
      this.#gaveUp = new Error(`the server closes, and nothing could be stored for ${patienceMs} ms`);
      for (const controller of this.#running) controller.abort(this.#gaveUp);
    }, patienceMs);
  }

  close(): void {
    clearTimeout(this.#patience);
    for (const client of this.#clients.values()) client.destroy();
  }

  /** A bucket is where S3 says it is: whoever asks in the wrong region is told the right one. */
  async #putInItsRegion(
    connection: Connection,
    object: PutObjectCommandInput & { Bucket: string },
    abortSignal: AbortSignal,
  ): Promise<void> {
    const putIn = (region: string) =>
      this.#client(connection, region).send(new connection.sdk.PutObjectCommand(object), { abortSignal });
    const region = this.#regions.get(object.Bucket) ?? connection.region;
    try {
      await putIn(region);
    } catch (error) {
      const its = error instanceof connection.sdk.S3ServiceException && error.$response?.headers['x-amz-bucket-region'];
      if (!its || its === region) throw error;
      this.#regions.set(object.Bucket, its);
      await putIn(its);
    }
  }

  #client({ sdk, settings, isAmazon }: Connection, region: string): S3Client {
    const known = this.#clients.get(region);
    if (known) return known;
    const client = new sdk.S3Client({
      ...settings,
      region,
      // Other servers rarely have a host name for each bucket.
      forcePathStyle: !isAmazon,
      requestHandler: TIMEOUTS,
    });
    this.#clients.set(region, client);
    return client;
  }

  /** Carries out work until it has taken too long, or the server's closing cannot wait for it. */
  async #limited<Result>(work: (signal: AbortSignal) => Promise<Result>): Promise<Result> {
    if (this.#gaveUp) throw this.#gaveUp;
    const controller = new AbortController();
    const { signal } = controller;
    const tooLong = () => controller.abort(new Error(`it took longer than ${LONGEST_PUT_MS} ms`));
    const timer = setTimeout(tooLong, LONGEST_PUT_MS);
    this.#running.add(controller);
    this.#patience?.refresh();
    try {
      return await Promise.race([work(signal), abortOf(signal)]);
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    } finally {
      clearTimeout(timer);
      this.#running.delete(controller);
    }
  }

  #connected(): Promise<Connection> {
    this.#connection ??= connect(this.#endpoint);
    return this.#connection;
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
