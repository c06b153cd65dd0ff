/**
 * The embedded store (LMDB): ordered keys, and one commit for all calls that arrive in the same turn of the event loop.
 *
 * A commit of its own for every call costs more than the call (measured: decisions/002); so `commit` queues the work and carries out
 * the whole queue in one transaction, each piece of work seeing the writes of those before it. The promise resolves after the commit:
 * what was answered is stored. A killed process loses nothing that was answered.
 */
import { type Database, open, type PutOptions, type RootDatabase } from 'lmdb';
import { checkFormat } from './folder-format.js';
import { lockFolder } from './folder-lock.js';
import { type Key, storedKey } from './key.js';
import { TemporaryFolder } from './temporary-folder.js';

export interface Range {
  /** Only keys that begin with these parts. */
  prefix: Key;
  /** Start behind (in a reverse range: before) this key, which need not exist. */
  after?: Key | undefined;
  limit?: number | undefined;
  reverse?: boolean;
}

export interface Entry<Value> {
  key: Key;
  value: Value;
}

/** Writes what belongs to a commit and answers what is to be done once it is stored. */
export type CommitHook = () => () => void;

interface QueuedWork {
  work: () => unknown;
  resolve: (result: never) => void;
  reject: (error: unknown) => void;
}

type Encoding = 'json' | 'string' | 'bytes';
/** A value as LMDB is given it. */
type Stored = string | Buffer;

/** What takes back a write. */
interface Undoing {
  database: Database<Stored, Key>;
  key: Key;
  /** Undefined if there was nothing. */
  before: Stored | undefined;
}

export class Store {
  readonly #temporary: TemporaryFolder | undefined;
  readonly #unlock: () => void;
  readonly #root: RootDatabase;
  readonly #collections = { json: new Map(), string: new Map(), bytes: new Map() } satisfies Record<
    Encoding,
    Map<string, Collection<unknown>>
  >;
  readonly #commitHooks: CommitHook[] = [];
  readonly #clearHooks: (() => void)[] = [];
  #queue: QueuedWork[] = [];
  /** What takes back the writes of the attempted work, in their order. */
  #undo: Undoing[] | undefined;

  /**
   * @param folder where state stays; without one it lives in a temporary folder and goes with the process
   * @throws DataFolderError if another process, or another store of this one, works on the folder, or another version has written it
   */
  constructor(folder?: string) {
    this.#temporary = folder === undefined ? new TemporaryFolder('gluetrail') : undefined;
    const path = folder ?? this.#temporary?.path ?? '';
    this.#unlock = lockFolder(path);
    try {
      this.#root = openRoot(path);
    } catch (error) {
      this.#unlock();
      throw error;
    }
  }

  /**
   * The named collection. A view of one that has text as bytes, for those who hand it on unread, is a collection too.
   *
   * @param encoding what its values are: JSON, text, or bytes
   */
  collection<Value>(name: string, encoding: Encoding = 'json'): Collection<Value> {
    const collections: Map<string, Collection<unknown>> = this.#collections[encoding];
    let collection = collections.get(name);
    if (!collection) {
      const { codec, stored } = ENCODINGS[encoding];
      const database = this.#root.openDB<Stored, Key>(name, { encoding: stored });
      collection = new Collection<unknown>(database, codec, (undoing) => this.#undo?.push(undoing));
      collections.set(name, collection);
    }
    return collection as Collection<Value>;
  }

  /** Carries out the work in the next commit and answers its result once that is stored. Work that throws leaves no writes. */
  commit<Result>(work: () => Result): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      if (this.#queue.push({ work, resolve, reject }) === 1) setImmediate(() => this.#commitQueue());
    });
  }

  /** Inside a commit: carries out work that leaves either all of its writes or, when it throws, none. Attempts nest. */
  attempt<Result>(work: () => Result): Result {
    const outer = this.#undo;
    const undo = outer ?? [];
    const savepoint = undo.length;
    this.#undo = undo;
    try {
      return work();
    } catch (error) {
      rollBack(undo, savepoint);
      throw error;
    } finally {
      this.#undo = outer;
    }
  }

  /** Registers what is written at the end of each commit, behind the work of all its calls. */
  onCommit(hook: CommitHook): void {
    this.#commitHooks.push(hook);
  }

  /** Registers what is done in the commit that empties the store: whoever keeps a part of it in memory forgets it then. */
  onClear(hook: () => void): void {
    this.#clearHooks.push(hook);
  }

  /** Empties every collection. */
  async clear(): Promise<void> {
    await this.commit(() => {
      for (const collections of Object.values(this.#collections))
        for (const collection of collections.values()) collection.clear();
      for (const hook of this.#clearHooks) hook();
    });
  }

  async close(): Promise<void> {
    this.#commitQueue();
    await this.#root.close();
    this.#unlock();
    this.#temporary?.remove();
  }

  #commitQueue(): void {
    const queue = this.#queue;
    this.#queue = [];
    if (queue.length === 0) return;
    const afterwards: (() => void)[] = [];
    try {
      this.#root.transactionSync(() => {
        for (const queued of queue) afterwards.push(this.#carryOut(queued));
        for (const hook of this.#commitHooks) afterwards.push(hook());
      });
    } catch (error) {
      for (const { reject } of queue) reject(error);
      return;
    }
    for (const tell of afterwards) tell();
  }

  #carryOut({ work, resolve, reject }: QueuedWork): () => void {
    try {
      const result = this.attempt(work);
      return () => resolve(result as never);
    } catch (error) {
      return () => reject(error);
    }
  }
}

function openRoot(path: string): RootDatabase {
  // noSync: durable against a killed process, not against a power cut, which a test environment starts over from (decisions/002).
  // noSubdir: unless told, lmdb takes a folder with a dot in its name for a file.
  const root = open({ path, noSubdir: false, maxDbs: 32, noSync: true, noMemInit: true });
  try {
    checkFormat(root, path);
    return root;
  } catch (error) {
    void root.close();
    throw error;
  }
}

function rollBack(undo: Undoing[], savepoint: number): void {
  for (const { database, key, before } of undo.splice(savepoint).reverse()) {
    if (before === undefined) database.removeSync(key);
    else database.putSync(key, before);
  }
}

/** One ordered map from keys to values. Writes belong inside `Store.commit`. */
export class Collection<Value> {
  readonly #database: Database<Stored, Key>;
  readonly #codec: Codec;
  readonly #remember: (undoing: Undoing) => void;

  constructor(database: Database<Stored, Key>, codec: Codec, remember: (undoing: Undoing) => void) {
    this.#database = database;
    this.#codec = codec;
    this.#remember = remember;
  }

  get(key: Key): Value | undefined {
    const stored = this.#database.get(storedKey(key));
    return stored === undefined ? undefined : (this.#codec.decode(stored) as Value);
  }

  has(key: Key): boolean {
    return this.#database.doesExist(storedKey(key));
  }

  put(key: Key, value: Value): void {
    const stored = this.#remembered(key);
    this.#database.putSync(stored, this.#codec.encode(value));
  }

  /** Puts a value where there is none; answers whether it did. One way down the tree instead of two. */
  add(key: Key, value: Value): boolean {
    const stored = storedKey(key);
    // It answers whether it did, which its types leave out.
    const added: unknown = this.#database.putSync(stored, this.#codec.encode(value), NO_OVERWRITE);
    if (added === true) this.#remember({ database: this.#database, key: stored, before: undefined });
    return added === true;
  }

  remove(key: Key): void {
    this.#database.removeSync(this.#remembered(key));
  }

  removeAll(prefix: Key): void {
    for (const key of [...this.keys({ prefix })]) this.remove(key);
  }

  /** Entries in key order; cost grows with what is taken, not with the collection. Keys come as they are stored (see key.ts). */
  range(range: Range): Iterable<Entry<Value>> {
    const entries = this.#database.getRange(bounds(range));
    return entries.map(({ key, value }) => ({ key: asParts(key), value: this.#codec.decode(value) as Value }));
  }

  keys(range: Range): Iterable<Key> {
    return this.#database.getKeys(bounds(range)).map(asParts);
  }

  count(prefix: Key): number {
    return this.#database.getKeysCount(bounds({ prefix }));
  }

  clear(): void {
    this.#database.clearSync();
  }

  #remembered(key: Key): Key {
    const stored = storedKey(key);
    this.#remember({ database: this.#database, key: stored, before: this.#database.get(stored) });
    return stored;
  }
}

const NO_OVERWRITE: PutOptions = { noOverwrite: true };

interface Codec {
  encode(value: unknown): Stored;
  decode(stored: Stored): unknown;
}

/** JSON is text to LMDB, whose own encoding of it copies each once more. */
const ENCODINGS: Record<Encoding, { stored: 'string' | 'binary'; codec: Codec }> = {
  json: { stored: 'string', codec: { encode: JSON.stringify, decode: (text) => JSON.parse(String(text)) } },
  string: { stored: 'string', codec: { encode: String, decode: (text) => text } },
  bytes: { stored: 'binary', codec: { encode: (bytes) => bytes as Buffer, decode: (bytes) => bytes } },
};

/** LMDB hands out a key of one part as that part. */
function asParts(key: Key | string | number): Key {
  return Array.isArray(key) ? key : [key];
}

/** Sorts behind every string and number. */
const LAST = new Uint8Array([0xff]);

function bounds({ prefix, after, limit, reverse }: Range): object {
  const first = storedKey(prefix);
  const last = [...first, LAST];
  const from = after === undefined ? undefined : storedKey(after);
  if (reverse) return { start: from ?? last, end: first, exclusiveStart: from !== undefined, limit, reverse };
  return { start: from ?? first, end: last, exclusiveStart: from !== undefined, limit };
}
