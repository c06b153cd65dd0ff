/**
 * Pages of a key range. Tokens are stateless: the key to go on behind, bound to the query by a digest, so that a token of another
 * operation, of other parameters or of another account is refused, as AWS refuses it.
 */
import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import { invalidToken as badToken } from '../faults/common.js';
import type { Key } from '../state/key.js';
import type { Entry } from '../state/store.js';

/** The members by which Glue pages; everything else of an input is the query. */
export interface PageRequest {
  NextToken?: string | undefined;
  MaxResults?: number | undefined;
}

export interface Page<Item> {
  items: Item[];
  NextToken?: string;
}

export interface PageQuery<Value, Item> {
  /** What all keys of the range begin with. */
  prefix: Key;
  /** The range's entries in order, from behind a key on, which need not exist. */
  entries: (after: Key | undefined) => Iterable<Entry<Value>>;
  /** Page size when MaxResults is absent. */
  size: number;
  /** Chooses an entry and what is answered of it; undefined leaves it out. */
  select: (entry: Entry<Value>) => Item | undefined;
  /** Thrown for a token that is not of this query; Glue's InvalidInputException unless told. */
  invalidToken?: (() => Error) | undefined;
  /** Answers a token behind the last item too, where AWS does. */
  tokenAtEnd?: boolean;
}

/** Reads on behind the request's token until the page is full; costs what it reads, wherever in the range it is. */
export function page<Value, Item>(context: Context, request: PageRequest, query: PageQuery<Value, Item>): Page<Item> {
  const limit = Math.trunc(Math.min(Math.max(request.MaxResults ?? query.size, 1), LARGEST_PAGE));
  const after = request.NextToken === undefined ? undefined : openToken(context, request, query);
  const items: Item[] = [];
  let last: Key | undefined;
  for (const entry of query.entries(after)) {
    const item = query.select(entry);
    if (item === undefined) continue;
    if (items.length === limit && last) return { items, NextToken: sealToken(context, request, query.prefix, last) };
    items.push(item);
    last = entry.key;
  }
  if (query.tokenAtEnd && last) return { items, NextToken: sealToken(context, request, query.prefix, last) };
  return { items };
}

/** The bound of most lists. The model has closer ones of some, and of a few none at all: their sizes are taken for the next that can be. */
const LARGEST_PAGE = 1_000;
const DIGEST_LENGTH = 12;

function sealToken(context: Context, request: PageRequest, prefix: Key, last: Key): string {
  const position = JSON.stringify(last.slice(prefix.length));
  return Buffer.from(queryDigest(context, request) + position).toString('base64url');
}

function openToken<Value, Item>(context: Context, request: PageRequest, query: PageQuery<Value, Item>): Key {
  const { prefix, invalidToken = badToken } = query;
  const token = Buffer.from(request.NextToken ?? '', 'base64url').toString();
  if (token.slice(0, DIGEST_LENGTH) !== queryDigest(context, request)) throw invalidToken();
  try {
    const position: unknown = JSON.parse(token.slice(DIGEST_LENGTH));
    if (isPosition(position)) return [...prefix, ...position];
  } catch {
    // Falls through: the token was cut or changed behind its digest.
  }
  throw invalidToken();
}

function isPosition(value: unknown): value is Key {
  return Array.isArray(value) && value.every((part) => typeof part === 'string' || typeof part === 'number');
}

function queryDigest({ account, region, operation }: Context, request: PageRequest): string {
  const { NextToken: _, MaxResults: __, ...query } = request;
  const text = JSON.stringify([account, region, operation, query]);
  return createHash('sha256').update(text).digest('base64url').slice(0, DIGEST_LENGTH);
}
