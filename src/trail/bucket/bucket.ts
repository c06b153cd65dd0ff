/** What delivery needs of a bucket: the folder and S3 are the two there are. */
export interface Bucket {
  /** Stores an object under a key, whole or not at all; the same key twice is the same object written again. */
  put(bucket: string, key: string, body: Uint8Array, metadata?: UserMetadata): Promise<void>;
  /**
   * The server is about to close: once nothing could be stored for so long, what is under way fails, and what comes after it at once.
   * Only a bucket that can keep one waiting has it.
   */
  hurry?(patienceMs: number): void;
  /** Lets go of what it holds open. */
  close?(): void;
}

/** An object's own words about itself, which S3 answers as `x-amz-meta-NAME`: names in lower case. */
export type UserMetadata = Readonly<Record<string, string>>;
