/**
 * The key pairs that digests are signed with: as on AWS one for a region at a time, valid for 30 days, of 2,048 bits; the public half is
 * known by the MD5 of its PKCS#1 form (observed on AWS) and told by ListPublicKeys.
 *
 * A pair takes a tenth of a second of computing, so it is made when the first digest of its region is due, off the main thread. Pairs
 * outlive a reset: what they signed lies in the bucket still.
 */
import { createHash, createPrivateKey, generateKeyPair, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { Collection, Store } from '../state/store.js';

/** Times in epoch milliseconds. */
export interface PublicKey {
  region: string;
  /** Lower-case hex. */
  fingerprint: string;
  /** Base64 of the DER of a PKCS#1 RSAPublicKey. */
  value: string;
  validFrom: number;
  validTo: number;
}

export interface SigningKey {
  fingerprint: string;
  privateKey: KeyObject;
}

interface StoredKey extends PublicKey {
  /** Base64 of PKCS#8. Absent of a pair that another server made, whose public half lay in the bucket folder. */
  privateValue?: string;
}

const VALID_MS = 30 * 24 * 60 * 60_000;
const DAY_MS = 24 * 60 * 60_000;

export class SigningKeys {
  readonly #store: Store;
  readonly #publish: (key: PublicKey) => Promise<void>;
  /** Those in use, which are published. */
  readonly #inUse = new Map<string, SigningKey & { validFrom: number; validTo: number }>();

  /** @param publish told of a key before anything is signed with it; may be told again after a restart */
  constructor(store: Store, publish: (key: PublicKey) => Promise<void>) {
    this.#store = store;
    this.#publish = publish;
  }

  /** Adds public keys whose private halves are gone with the server that made them, so that ListPublicKeys knows them. */
  async adopt(keys: readonly PublicKey[]): Promise<void> {
    const stored = keysIn(this.#store);
    await this.#store.commit(() => {
      for (const key of keys) if (!stored.has(rowOf(key))) stored.put(rowOf(key), key);
    });
  }

  /** The key that signs what is of a time. */
  async keyFor(region: string, time: number): Promise<SigningKey> {
    const used = this.#inUse.get(region);
    if (used && isValid(used, time)) return used;
    const key = signingKeyIn(this.#store, region, time) ?? (await this.#make(region, time));
    await this.#publish(publicPartOf(key));
    const { fingerprint, validFrom, validTo, privateValue } = key;
    const der = Buffer.from(privateValue, 'base64');
    const inUse = {
      fingerprint,
      validFrom,
      validTo,
      privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    };
    this.#inUse.set(region, inUse);
    return inUse;
  }

  /** Carries out work that empties the store, and puts the keys back. */
  async keepOver(work: () => Promise<void>): Promise<void> {
    const stored = keysIn(this.#store);
    const rows = [...stored.range({ prefix: [] })];
    await work();
    await this.#store.commit(() => {
      for (const { key, value } of rows) stored.put(key, value);
    });
  }

  async #make(region: string, time: number): Promise<Required<StoredKey>> {
    const made = storedKey(region, time, await promisify(generateKeyPair)('rsa', FORM));
    return this.#store.commit(() => {
      const known = signingKeyIn(this.#store, region, time);
      if (!known) keysIn(this.#store).put(rowOf(made), made);
      return known ?? made;
    });
  }
}

/**
 * Inside a commit: the region's public keys that are valid at any time between two, oldest first. AWS always has a key for the present:
 * if there is none yet, it is made here, at once.
 *
 * @param now epoch milliseconds
 */
export function publicKeys(store: Store, region: string, from: number, to: number, now: number): PublicKey[] {
  if (from <= now && now <= to && !signingKeyIn(store, region, now)) {
    const made = storedKey(region, now, generateKeyPairSync('rsa', FORM));
    keysIn(store).put(rowOf(made), made);
  }
  const keys = Array.from(keysIn(store).range({ prefix: [region] }), ({ value }) => publicPartOf(value));
  return keys.filter(({ validFrom, validTo }) => validFrom <= to && validTo >= from);
}

/** Lower-case hex MD5 of the DER of a PKCS#1 RSAPublicKey. */
export function fingerprintOf(der: Uint8Array): string {
  return createHash('md5').update(der).digest('hex');
}

const FORM = {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'pkcs1', format: 'der' },
  privateKeyEncoding: { type: 'pkcs8', format: 'der' },
} as const;

function keysIn(store: Store): Collection<StoredKey> {
  return store.collection<StoredKey>('signing-keys');
}

function rowOf({ region, validFrom, fingerprint }: PublicKey): [string, number, string] {
  return [region, validFrom, fingerprint];
}

/** Valid from the midnight before it was first needed: so the hour whose digest needs it falls into its time. */
function storedKey(region: string, time: number, pair: { publicKey: Buffer; privateKey: Buffer }): Required<StoredKey> {
  const validFrom = Math.floor(time / DAY_MS) * DAY_MS;
  return {
    region,
    fingerprint: fingerprintOf(pair.publicKey),
    value: pair.publicKey.toString('base64'),
    validFrom,
    validTo: validFrom + VALID_MS,
    privateValue: pair.privateKey.toString('base64'),
  };
}

function signingKeyIn(store: Store, region: string, time: number): Required<StoredKey> | undefined {
  for (const { value } of keysIn(store).range({ prefix: [region] })) {
    const { privateValue } = value;
    if (privateValue !== undefined && isValid(value, time)) return { ...value, privateValue };
  }
  return undefined;
}

function isValid({ validFrom, validTo }: Pick<PublicKey, 'validFrom' | 'validTo'>, time: number): boolean {
  return validFrom <= time && time < validTo;
}

function publicPartOf({ region, fingerprint, value, validFrom, validTo }: StoredKey): PublicKey {
  return { region, fingerprint, value, validFrom, validTo };
}
