/** Which form the store's contents have: a version that read another's would answer wrongly without a word. */
import type { RootDatabase } from 'lmdb';
import { DataFolderError } from './data-folder-error.js';

/** Raised by every change of keys or values that the code before it cannot read, or that cannot be read by this one. */
const FORMAT = 1;

/**
 * Puts the format's number into a store that is new.
 *
 * @throws DataFolderError for a store of another format
 */
export function checkFormat(root: RootDatabase, folder: string): void {
  const names = [...root.getKeys()];
  const formats = root.openDB<number, string>('format', { encoding: 'json' });
  if (names.length === 0) formats.putSync('number', FORMAT);
  const format = formats.get('number');
  if (format === FORMAT) return;
  throw new DataFolderError(
    `${folder} was written by another version of gluetrail (format ${format ?? 0}, this one has ${FORMAT}): use an empty folder`,
  );
}
