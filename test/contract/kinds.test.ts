/** What holds for every kind of resource: the same laws over all of them. Versions of tables, which nobody creates, are in their own test. */
import type { GlueClient } from '@aws-sdk/client-glue';
import t, { type Test } from 'tap';
import { glueServer } from '../server.js';
import { KINDS, type KindCase, type Request } from './kinds.js';
import { call, type Fields, succeed } from './send.js';

async function serverFor(t: Test, { before }: KindCase): Promise<GlueClient> {
  const { glue } = await glueServer(t);
  for (const request of before) await succeed(glue, ...request);
  return glue;
}

/** A refused call as `Name: message`; undefined if it was not refused. */
async function refusalOf(glue: GlueClient, request: Request): Promise<string | undefined> {
  const { error } = await call(glue, ...request);
  return error && `${error.name}: ${error.message}`;
}

async function names(glue: GlueClient, { list, namesOf }: KindCase): Promise<unknown[]> {
  return namesOf(await succeed(glue, ...list));
}

/** What a resource shows, wherever it shows it. */
async function show(glue: GlueClient, { read, entityOf, list }: KindCase, name: string): Promise<unknown> {
  if (read && entityOf) return entityOf(await succeed(glue, ...read(name)));
  const [resource] = Object.values(await succeed(glue, ...list))
    .filter(Array.isArray)
    .flat();
  return resource;
}

const notFound = (text: string) => `EntityNotFoundException: ${text}`;

for (const kind of KINDS) {
  const { create, read, update, remove, absent, absentToUpdate = absent, absentToRemove = absent } = kind;

  t.test(`a ${kind.kind} is created, read, listed, updated and removed`, async (t) => {
    const glue = await serverFor(t, kind);
    t.same(await names(glue, kind), []);
    await succeed(glue, ...create('first'));
    t.match(await show(glue, kind, 'first'), kind.created);
    await succeed(glue, ...create('second'));
    t.same(await names(glue, kind), ['first', 'second']);
    if (update) {
      await succeed(glue, ...update('first'));
      t.match(await show(glue, kind, 'first'), kind.updated as Fields);
      t.match(await show(glue, kind, 'second'), kind.created, 'the other is as it was');
    }
    await succeed(glue, ...remove('first'));
    if (read) t.equal(await refusalOf(glue, read('first')), notFound(absent('first')));
    t.same(await names(glue, kind), ['second']);
  });

  t.test(`a ${kind.kind} cannot be created twice, and stays as it was`, async (t) => {
    const glue = await serverFor(t, kind);
    await succeed(glue, ...create('first'));
    const before = await show(glue, kind, 'first');
    t.equal(await refusalOf(glue, create('first')), `AlreadyExistsException: ${kind.exists('first')}`);
    t.same(await show(glue, kind, 'first'), before);
    t.same(await names(glue, kind), ['first']);
  });

  t.test(`a ${kind.kind} that is removed can be created again, as new`, async (t) => {
    const glue = await serverFor(t, kind);
    await succeed(glue, ...create('first'));
    if (update) await succeed(glue, ...update('first'));
    await succeed(glue, ...remove('first'));
    await succeed(glue, ...create('first'));
    t.match(await show(glue, kind, 'first'), kind.created);
  });

  t.test(`a ${kind.kind} that is not there cannot be read, updated or removed`, async (t) => {
    const glue = await serverFor(t, kind);
    await succeed(glue, ...create('first'));
    if (read) t.equal(await refusalOf(glue, read('second')), notFound(absent('second')));
    if (update) t.equal(await refusalOf(glue, update('second')), notFound(absentToUpdate('second')));
    const removal = kind.removesAbsent ? undefined : notFound(absentToRemove('second'));
    t.equal(await refusalOf(glue, remove('second')), removal);
    t.same(await names(glue, kind), ['first']);
  });

  if (kind.most !== undefined) continue;

  t.test(`a list of 25 of the kind ${kind.kind} has pages of 10, complete and disjoint`, async (t) => {
    const glue = await serverFor(t, kind);
    const all = Array.from({ length: 25 }, (_, index) => `n${10 + index}`);
    for (const name of all.toReversed()) await succeed(glue, ...create(name));
    const pages = await pagesOf(glue, kind, 10);
    t.same(
      pages.map((page) => page.length),
      [10, 10, 5],
    );
    t.same(pages.flat(), all, 'in the order of their names');
    t.equal((await names(glue, kind)).length, 25, 'and one page holds them all when none is asked for');
  });
}

/** The names on each page; an empty last page, which partitions have, is none. */
async function pagesOf(
  glue: GlueClient,
  { list: [operation, input], namesOf }: KindCase,
  MaxResults: number,
): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  let NextToken: unknown;
  do {
    const output = await succeed(glue, operation, {
      ...input,
      MaxResults,
      ...(NextToken !== undefined && { NextToken }),
    });
    const page = namesOf(output);
    if (page.length > 0) pages.push(page);
    NextToken = output.NextToken;
  } while (NextToken !== undefined && pages.length < 100);
  return pages;
}
