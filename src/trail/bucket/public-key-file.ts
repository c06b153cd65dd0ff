/**
 * The file in the folder of buckets, beside them, with the public keys of all digests that a server ever wrote there: what validates the
 * folder when no server runs, and what a later server answers ListPublicKeys with although it has the private keys no more.
 *
 * It is in the form of ListPublicKeys' answer, with each key's region. Whoever can change the logs can change this file too: to be sure
 * against that, keep a copy elsewhere, or what `aws cloudtrail list-public-keys` prints.
 */
import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fingerprintOf, type PublicKey } from '../signing-keys.js';
import { writeWhole } from './folder.js';

/** Hidden, and no bucket's name. */
export const PUBLIC_KEY_FILE = '.public-keys.json';

/** The keys of this folder, as far as they can be read. */
export async function readPublicKeys(root: string): Promise<PublicKey[]> {
  return (await readEntries(root)).flatMap((entry) => {
    try {
      return [publicKeyOf(entry)];
    } catch {
      return [];
    }
  });
}

export async function addPublicKey(root: string, key: PublicKey): Promise<void> {
  const entries = await readEntries(root);
  if (entries.some(({ Value }) => Value === key.value)) return;
  const list = { PublicKeyList: [...entries, entryOf(key)] };
  await writeWhole(join(root, PUBLIC_KEY_FILE), `${JSON.stringify(list, null, 2)}\n`);
}

async function readEntries(root: string): Promise<KeyEntry[]> {
  const text = await readFile(join(root, PUBLIC_KEY_FILE), 'utf8').catch(() => '{"PublicKeyList":[]}');
  try {
    return entriesIn(text);
  } catch {
    return [];
  }
}

/**
 * The keys in a file, by the fingerprint that digests name.
 *
 * @throws as the file system does, or for a file that does not have the form
 */
export async function verifyingKeys(path: string): Promise<Map<string, KeyObject>> {
  const entries = entriesIn(await readFile(path, 'utf8'));
  return new Map(entries.map(({ Value }) => verifyingKey(Buffer.from(String(Value), 'base64'))));
}

/** A key as ListPublicKeys answers it, times in epoch seconds. */
interface KeyEntry {
  Value: string;
  ValidityStartTime: number;
  ValidityEndTime: number;
  Fingerprint: string;
  Region: string;
}

function entriesIn(text: string): KeyEntry[] {
  const { PublicKeyList } = JSON.parse(text);
  if (!Array.isArray(PublicKeyList)) throw new Error('it has no PublicKeyList');
  return PublicKeyList;
}

function entryOf({ value, validFrom, validTo, fingerprint, region }: PublicKey): KeyEntry {
  return {
    Value: value,
    ValidityStartTime: validFrom / 1000,
    ValidityEndTime: validTo / 1000,
    Fingerprint: fingerprint,
    Region: region,
  };
}

function publicKeyOf({ Value, ValidityStartTime, ValidityEndTime, Region }: KeyEntry): PublicKey {
  const validFrom = Number(ValidityStartTime) * 1000;
  const validTo = Number(ValidityEndTime) * 1000;
  const [fingerprint] = verifyingKey(Buffer.from(Value, 'base64'));
  if (!(validFrom <= validTo) || typeof Region !== 'string') throw new Error('a key has no region or validity');
  return { region: Region, fingerprint, value: Value, validFrom, validTo };
}

function verifyingKey(der: Buffer): [fingerprint: string, key: KeyObject] {
  return [fingerprintOf(der), createPublicKey({ key: der, format: 'der', type: 'pkcs1' })];
}
