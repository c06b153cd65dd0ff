/**
 * GetPartitions' Expression: random conditions are printed (with random case, brackets and sides) for the code under test and
 * evaluated here as the trees they are, over true, false and undefined. Nothing of the code under test takes part in that.
 */
import t from 'tap';
import {
  compilePartitionExpression,
  InvalidPartitionValue,
  type PartitionKey,
} from '../../../../src/glue/tables/partition-expression/index.js';

const NULL = '__HIVE_DEFAULT_PARTITION__';

interface Sample {
  readonly key: PartitionKey;
  /** Texts of the type, for literals. */
  readonly literals: readonly string[];
  /** The same, texts that are not of the type, and NULL, for values. */
  readonly values: readonly string[];
  /** Orders the texts of the type. */
  readonly rank: ReadonlyMap<string, number>;
}

const SAMPLES: readonly Sample[] = [
  sample('s', 'string', [[''], ['A'], ['a'], ['a b'], ["b'c"], ['é']], []),
  sample(
    'i',
    'bigint',
    [['-9223372036854775808'], ['-12'], ['-3'], ['0', '-0'], ['5', '05'], ['9007199254740992'], ['9007199254740993']],
    ['x', '1.0'],
  ),
  sample(
    'd',
    'decimal(38,10)',
    [['-1e2', '-100'], ['-2.51'], ['-2.5'], ['-0.03'], ['0', '0.0'], ['3e-3'], ['1', '1.'], ['1.0000000001'], ['1e3']],
    ['x', '1,0'],
  ),
  sample('t', 'date', [['0001-01-01'], ['1999-12-31'], ['2000-02-29'], ['2000-03-01', '2000-3-1']], ['2000-02-30']),
  sample(
    'ts',
    'timestamp',
    [['1999-12-31 23:59:59.999999999'], ['2000-01-01 00:00:00', '2000-01-01 00:00:00.0'], ['2000-01-01 00:00:00.1']],
    ['2000-01-01'],
  ),
];

const OPERATORS: readonly (readonly [string, (x: number, y: number) => boolean])[] = [
  ['=', (x, y) => x === y],
  ['<>', (x, y) => x !== y],
  ['<', (x, y) => x < y],
  ['>', (x, y) => x > y],
  ['<=', (x, y) => x <= y],
  ['>=', (x, y) => x >= y],
];

let state = 20_200_101;

t.test('random expressions agree with a naive evaluator of three-valued logic', async () => {
  const disagreements: unknown[] = [];
  let matched = 0;
  for (let round = 0; round < 3000; round++) {
    const { text, truth } = condition(round % 5);
    const test = compilePartitionExpression(
      text,
      SAMPLES.map(({ key }) => key),
    );
    for (let i = 0; i < 10; i++) {
      const values = SAMPLES.map((each) => pick(each.values));
      const expected = truth(values) === true;
      if (expected) matched++;
      const answered = answer(test, values);
      if (answered === undefined ? values.every(isOfType) : answered !== expected) disagreements.push([text, values]);
    }
  }
  t.same(disagreements, []);
  t.ok(matched > 5000 && matched < 25_000, 'both outcomes are common');
});

/** Undefined where a value that is not of its type had to be compared. */
function answer(test: (values: readonly string[]) => boolean, values: readonly string[]): boolean | undefined {
  try {
    return test(values);
  } catch (error) {
    if (error instanceof InvalidPartitionValue) return undefined;
    throw error;
  }
}

function isOfType(value: string, at: number): boolean {
  return value === NULL || SAMPLES[at]?.rank.has(value) === true;
}

/** Texts in ascending order, those that are equal together; then texts that are not of the type. */
function sample(Name: string, Type: string, ascending: readonly string[][], alien: readonly string[]): Sample {
  const literals = ascending.flat();
  const rank = new Map(ascending.flatMap((texts, place) => texts.map((text) => [text, place] as const)));
  return { key: { Name, Type }, literals, values: [...literals, ...alien, NULL], rank };
}

interface Tree {
  readonly text: string;
  readonly truth: (values: readonly string[]) => boolean | undefined;
}

function condition(depth: number): Tree {
  const kind = depth === 0 ? 0 : random(4);
  if (kind === 0) return predicate(random(SAMPLES.length));
  if (kind === 1) return negation(condition(depth - 1));
  return junction(kind === 2, condition(depth - 1), condition(depth - 1));
}

function negation(term: Tree): Tree {
  return {
    text: `${cased('NOT')} (${term.text})`,
    truth: (values) => {
      const truth = term.truth(values);
      return truth === undefined ? undefined : !truth;
    },
  };
}

/** One false decides AND, one true decides OR. */
function junction(decisive: boolean, left: Tree, right: Tree): Tree {
  return {
    text: `(${left.text}) ${cased(decisive ? 'OR' : 'AND')} (${right.text})`,
    truth: (values) => {
      const truths = [left.truth(values), right.truth(values)];
      if (truths.includes(decisive)) return decisive;
      return truths.includes(undefined) ? undefined : !decisive;
    },
  };
}

function predicate(at: number): Tree {
  const { key, literals, rank } = SAMPLES[at] as Sample;
  const column = bracketed(cased(key.Name));
  const [a, b] = [pick(literals), pick(literals)];
  const [low, high] = [rank.get(a) ?? Number.NaN, rank.get(b) ?? Number.NaN];
  const known = (text: string, test: (place: number) => boolean): Tree => ({
    text,
    truth: (values) => {
      const place = rank.get(values[at] ?? NULL);
      return place === undefined ? undefined : test(place);
    },
  });
  const not = random(2) === 1;
  const word = not ? cased('NOT ') : '';
  switch (random(5)) {
    case 0:
      return { text: `${column} IS ${word}${cased('NULL')}`, truth: (values) => (values[at] === NULL) !== not };
    case 1:
      return known(`${column} ${word}IN(${quoted(a)},${quoted(b)})`, (place) => [low, high].includes(place) !== not);
    case 2:
      return known(
        `${column} ${word}${cased('BETWEEN')} ${quoted(a)} AND ${quoted(b)}`,
        (place) => (low <= place && place <= high) !== not,
      );
    case 3: {
      const [operator, test] = pick(OPERATORS);
      return known(`${column}${operator}${quoted(a)}`, (place) => test(place, low));
    }
    default: {
      const [operator, test] = pick(OPERATORS);
      return known(`${quoted(a)} ${operator} ${column}`, (place) => test(low, place));
    }
  }
}

function quoted(text: string): string {
  return bracketed(`'${text.replaceAll("'", "''")}'`);
}

function bracketed(text: string): string {
  return random(5) === 0 ? `( ${text})` : text;
}

function cased(word: string): string {
  return [...word].map((letter) => (random(2) === 0 ? letter.toLowerCase() : letter)).join('');
}

function pick<T>(from: readonly T[]): T {
  return from[random(from.length)] as T;
}

/** mulberry32: the same numbers in every run, as `state` begins with the same one. */
function random(below: number): number {
  state = (state + 0x6d2b79f5) | 0;
  let bits = Math.imul(state ^ (state >>> 15), 1 | state);
  bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
  return ((bits ^ (bits >>> 14)) >>> 0) % below;
}
