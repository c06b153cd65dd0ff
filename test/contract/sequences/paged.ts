/** The laws of paging, over every operation of Glue that pages. Those of more than a few items are in kinds.test.ts. */
import type { Test } from 'tap';
import type { Operation } from '../../../src/model/operations.js';
import { GLUE } from '../../../src/model/service.js';
import { KINDS } from '../kinds.js';
import type { Fields } from '../send.js';
import type { Played, Player } from './player.js';

/** The members by which an operation pages. */
interface Paging {
  token: string;
  size?: string;
}

/** Zero-ETL integrations have names of their own for them. */
function pagingOf({ input }: Operation): Paging | undefined {
  if (input.members.has('Marker')) return { token: 'Marker', size: 'MaxRecords' };
  if (!input.members.has('NextToken')) return undefined;
  return input.members.has('MaxResults') ? { token: 'NextToken', size: 'MaxResults' } : { token: 'NextToken' };
}

/** Whose lists have more than one item elsewhere: kinds, and the one resource policy there is. */
const PAGED_ELSEWHERE = new Set([...KINDS.map(({ list: [operation] }) => operation), 'GetResourcePolicies']);

/** Tokens of nobody and of other operations are refused; pages are of their size and together all there is. */
export class Paged {
  readonly #t: Test;
  readonly #player: Player;
  readonly #operations = new Set<string>();
  #foreign = { token: '', operation: '' };

  constructor(t: Test, player: Player) {
    this.#t = t;
    this.#player = player;
  }

  async see(played: Played): Promise<void> {
    const { operation, answer } = played;
    const paging = pagingOf(operation);
    if (!paging || answer.error) return;
    await checkRefusal(this.#t, this.#player, played, paging.token, '?');
    const { token: foreign, operation: other } = this.#foreign;
    if (other !== operation.name) await checkRefusal(this.#t, this.#player, played, paging.token, foreign);
    const token = await checkPages(this.#t, this.#player, played, paging);
    if (token === undefined) return;
    this.#foreign = { token, operation: operation.name };
    this.#operations.add(operation.name);
  }

  /** Operations whose pages have been seen nowhere. */
  get unseen(): string[] {
    const paging = [...GLUE.operations.values()].filter((operation) => pagingOf(operation)?.size);
    const names = paging.map(({ name }) => name);
    return names.filter((name) => !this.#operations.has(name) && !PAGED_ELSEWHERE.has(name));
  }
}

async function checkRefusal(
  t: Test,
  player: Player,
  { operation, input, said }: Played,
  member: string,
  token: string,
): Promise<void> {
  const { error } = await player.call(operation, { ...input, [member]: token });
  t.match(error, { name: /^(InvalidInput|Validation)Exception$/, message: /./ }, `${said} with the token ${token}`);
}

/** Reads on in about three pages; answers the first token if there is one. */
async function checkPages(
  t: Test,
  player: Player,
  { operation, input, answer, said }: Played,
  { token, size }: Paging,
): Promise<string | undefined> {
  const all = listsOf(answer.body);
  const length = Math.max(...Object.values(all).map((list) => list.length));
  if (!size || length < 2) return undefined;
  const most = Math.ceil(length / 3);
  const pages: Fields[] = [];
  let next: unknown;
  do {
    const { error, body } = await player.call(operation, {
      ...input,
      [size]: most,
      ...(next !== undefined && { [token]: next }),
    });
    t.equal(error, undefined, `${said} in pages`);
    pages.push(body);
    next = body[token];
  } while (next !== undefined && pages.length <= length);
  await checkUnbounded(t, player, { operation, input, said }, size);
  const lists = pages.map(listsOf);
  t.ok(
    lists.every((page) => Object.values(page).every((list) => list.length <= most)),
    `${said} has pages of ${most}`,
  );
  for (const [member, whole] of Object.entries(all))
    t.same(
      lists.flatMap((page) => page[member] ?? []),
      whole,
      `${said}: ${member} is all there, in its order`,
    );
  return pages[0]?.[token] as string | undefined;
}

/** A size that the model does not bound is taken for the next one that is within the usual bounds. */
async function checkUnbounded(
  t: Test,
  player: Player,
  { operation, input, said }: Pick<Played, 'operation' | 'input' | 'said'>,
  size: string,
): Promise<void> {
  if (size === 'MaxRecords' || operation.input.members.get(size)?.shape.constraint?.min !== undefined) return;
  for (const [asked, most] of [
    [0, 1],
    [-1, 1],
    [1.5, 1],
    [2 ** 31 - 1, 1_000],
  ] as const) {
    const { error, body } = await player.call(operation, { ...input, [size]: asked });
    const longest = Math.max(...Object.values(listsOf(body)).map((list) => list.length));
    t.ok(!error && longest >= 1 && longest <= most, `${said} with a page of ${asked}: ${longest}`);
  }
}

/** The lists and maps of an answer by their members. */
function listsOf(body: Fields): Record<string, unknown[]> {
  const lists = Object.entries(body).filter(([, member]) => typeof member === 'object' && member !== null);
  return Object.fromEntries(
    lists.map(([name, member]) => [name, Array.isArray(member) ? member : Object.entries(member as object)]),
  );
}
