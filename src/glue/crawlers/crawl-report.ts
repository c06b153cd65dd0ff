/** What a crawl did, as ListCrawls' Summary, GetCrawlerMetrics and the crawl's ErrorMessage tell it. */

const ACTIONS = ['ADD', 'UPDATE', 'DELETE'] as const;
const SUBJECTS = ['TABLE', 'PARTITION'] as const;

export type Action = (typeof ACTIONS)[number];
export type Subject = (typeof SUBJECTS)[number];

/** Names that a report keeps of each; it counts all. */
const MOST_NAMES = 100;

/** ErrorMessage's bound in the model. */
const LONGEST_MESSAGE = 2048;

export class CrawlReport {
  readonly #counts = new Map<string, number>();
  readonly #names = new Map<string, string[]>();
  readonly #remarks: string[] = [];
  /** Whether something that should have been written was not. */
  failed = false;

  note(subject: Subject, action: Action, name: string): void {
    const key = subject + action;
    this.#counts.set(key, this.count(subject, action) + 1);
    const names = this.#names.get(key) ?? [];
    if (names.length < MOST_NAMES) names.push(name);
    this.#names.set(key, names);
  }

  count(subject: Subject, action: Action): number {
    return this.#counts.get(subject + action) ?? 0;
  }

  /** A sentence on what was not found, or not done. */
  remark(text: string): void {
    this.#remarks.push(text);
  }

  fail(text: string): void {
    this.failed = true;
    this.remark(text);
  }

  get message(): string | undefined {
    return this.#remarks.length > 0 ? this.#remarks.join(' ').slice(0, LONGEST_MESSAGE) : undefined;
  }

  /**
   * JSON in which each change is a text of JSON again: `{"TABLE":{"ADD":"{\"Details\":{\"names\":[…]},\"Count\":1}"}}`. Clients of AWS
   * read it so, and there is none of a crawl that changed nothing. The names of partitions are not observed.
   */
  get summary(): string | undefined {
    const changed = SUBJECTS.map((subject) => [subject, this.#changes(subject)] as const).filter(
      ([, changes]) => Object.keys(changes).length > 0,
    );
    return changed.length > 0 ? JSON.stringify(Object.fromEntries(changed)) : undefined;
  }

  #changes(subject: Subject): Record<string, string> {
    const changes = ACTIONS.filter((action) => this.count(subject, action) > 0);
    return Object.fromEntries(
      changes.map((action) => {
        const Details = { names: this.#names.get(subject + action) };
        return [action, JSON.stringify({ Details, Count: this.count(subject, action) })];
      }),
    );
  }
}
