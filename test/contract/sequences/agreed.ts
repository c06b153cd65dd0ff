/** What is told of a resource is the same wherever it is told: by its own read, in lists, in batches, in searches. */
import type { Test } from 'tap';
import type { Operation } from '../../../src/model/operations.js';
import type { Shape } from '../../../src/model/shapes.js';
import type { Fields } from '../send.js';
import type { Played, Player } from './player.js';

/** The members that name a resource, those of its own before those of what it belongs to. */
const NAMES = [
  ...['SchemaVersionId', 'SchemaArn', 'RegistryArn', 'IntegrationArn', 'ResourceArn', 'CrawlId', 'StatisticId'],
  ...['WorkflowRunId', 'ColumnStatisticsTaskRunId', 'MaterializedViewRefreshTaskRunId', 'TaskRunId', 'TransformId'],
  ...[
    'ResultId',
    'RunId',
    'AssetId',
    'Id',
    'EndpointName',
    'CrawlerName',
    'FunctionName',
    'IndexName',
    'Values',
    'Name',
  ],
];

/** Shapes of one resource are named after it, with what they are for around it. */
const AROUND =
  /^(Get|Describe|List|Create|Update|Put|Batch)|(Response|Result|Output|List)?(Item|Details|Description|Brief|Response)?$/g;

class Told {
  readonly #t: Test;
  /** By resource: the first telling and who told it. */
  readonly #first = new Map<string, { teller: string; told: Fields }>();
  compared = 0;

  constructor(t: Test) {
    this.#t = t;
  }

  /** Time has passed or something has changed. */
  forget(): void {
    this.#first.clear();
  }

  see({ name, output }: Operation, body: Fields): void {
    for (const [resource, told] of resources(output, body)) {
      const first = this.#first.get(resource);
      if (!first) this.#first.set(resource, { teller: name, told });
      else if (first.teller !== name) {
        this.compared += 1;
        this.#t.same(...shared(first.told, told), `${first.teller} and ${name} of ${resource}`);
      }
    }
  }
}

/** Everything in a value that has a name. */
function* resources(shape: Shape, value: unknown): Generator<[resource: string, told: Fields]> {
  if (shape.kind === 'list') for (const each of value as unknown[]) yield* resources(shape.element, each);
  if (shape.kind === 'map') for (const each of Object.values(value as Fields)) yield* resources(shape.value, each);
  if (shape.kind !== 'structure') return;
  const told = value as Fields;
  const naming = NAMES.find((name) => told[name] !== undefined);
  if (naming && shape.name !== 'Column') {
    const { DatabaseName, TableName, CatalogId, VersionId } = told;
    const noun = shape.name.replaceAll(AROUND, '');
    yield [JSON.stringify([noun, naming, told[naming], DatabaseName, TableName, CatalogId, VersionId]), told];
  }
  for (const [name, inner] of Object.entries(told)) {
    const member = shape.members.get(name);
    // The graph of a workflow has its nodes without runs, that of a run with them.
    if (member && name !== 'Graph') yield* resources(member.shape, inner);
  }
}

/** Of two values what both have: parts of a resource are told only when they are asked for. */
function shared(one: unknown, other: unknown): [unknown, unknown] {
  if (!isFields(one) || !isFields(other)) return [one, other];
  const both = Object.keys(one).filter((key) => key in other);
  const pairs = both.map((key) => [key, ...shared(one[key], other[key])] as const);
  return [
    Object.fromEntries(pairs.map(([key, first]) => [key, first])),
    Object.fromEntries(pairs.map(([key, , second]) => [key, second])),
  ];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Compares what is answered of a change with the reads behind it, and before something is deleted all that was read. */
export class Agreed {
  readonly #player: Player;
  readonly #behind: Told;
  readonly #before: Told;
  #reads = new Map<string, { operation: Operation; input: Fields }>();
  #sequence = '';
  #hasNew = false;

  constructor(t: Test, player: Player) {
    this.#player = player;
    this.#behind = new Told(t);
    this.#before = new Told(t);
  }

  get compared(): number {
    return this.#behind.compared + this.#before.compared;
  }

  async see(played: Played): Promise<void> {
    const { operation, answer, next } = played;
    if (!operation.readOnly) this.#behind.forget();
    if (!answer.error && !isDelete(operation.name)) this.#behind.see(operation, answer.body);
    if (next === undefined) this.#behind.forget();
    if (operation.readOnly && !answer.error) this.#remember(played);
    if (this.#hasNew && next !== undefined && isDelete(next)) await this.#readAgain();
  }

  #remember({ sequence, operation, input, said }: Played): void {
    if (sequence !== this.#sequence) this.#reads = new Map();
    this.#sequence = sequence;
    this.#reads.set(said, { operation, input });
    this.#hasNew = true;
  }

  async #readAgain(): Promise<void> {
    this.#hasNew = false;
    this.#before.forget();
    for (const { operation, input } of this.#reads.values()) {
      const { error, body } = await this.#player.call(operation, input);
      if (!error) this.#before.see(operation, body);
    }
  }
}

function isDelete(operation: string): boolean {
  return operation.includes('Delete');
}
