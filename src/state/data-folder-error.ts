/** A data folder that cannot be used as it is; the message names it and says why. */
export class DataFolderError extends Error {
  override readonly name = 'DataFolderError';
}
