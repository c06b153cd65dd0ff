/**
 * The trails of all accounts: kept by account, home region and name. What they take follows from them (trail/coverage.ts).
 *
 * Every account has one from its first call on, without asking: `default`, in all regions, into the bucket trail-logs. Its home is the
 * region of that call. It can be changed, stopped and deleted like any other.
 */
import type { InsightSelector, Trail } from '@aws-sdk/client-cloudtrail';
import { arnOf } from '../kinds/arn.js';
import type { Wire } from '../model/types.js';
import type { Clock } from '../state/clock.js';
import type { Collection, Store } from '../state/store.js';
import type { Coverage, Coverages } from '../trail/coverage.js';
import { deliveryFigures, digestFigures } from '../trail/delivery-figures.js';
import { type Selection, takesEverything } from '../trail/selection.js';
import type { Stream } from '../trail/stream.js';

/** What CreateTrail answers, and what UpdateTrail can change of it. */
export type TrailSettings = Wire<Omit<Trail, 'HomeRegion' | 'HasCustomEventSelectors' | 'HasInsightSelectors'>> & {
  Name: string;
  S3BucketName: string;
  TrailARN: string;
};

export interface KeptTrail {
  account: string;
  homeRegion: string;
  settings: TrailSettings;
  isLogging: boolean;
  /** Epoch milliseconds at which it was last started and stopped. */
  startedAt?: number;
  stoppedAt?: number;
  selection: Selection;
  /** Absent: insights are not enabled. */
  insights?: Wire<InsightSelector>[];
}

export interface TrailsParts {
  store: Store;
  coverages: Coverages;
  clock: Clock;
}

/** All accounts of a server are one organization, which has this id. */
const ORGANIZATION = 'o-exampleorgid';

export const DEFAULT_SELECTION: Selection = {
  EventSelectors: [
    { ReadWriteType: 'All', IncludeManagementEvents: true, DataResources: [], ExcludeManagementEventSources: [] },
  ],
};

export class Trails {
  readonly #parts: TrailsParts;
  readonly #rows: Collection<KeptTrail>;
  /** Accounts that have had their default trail. */
  readonly #opened: Collection<true>;

  constructor(parts: TrailsParts) {
    this.#parts = parts;
    this.#rows = parts.store.collection<KeptTrail>('trails');
    this.#opened = parts.store.collection<true>('trail-accounts');
  }

  /** Inside a commit: gives an account that has appeared in a region its default trail, unless it has had it. */
  open({ account, region }: Stream): void {
    if (this.#opened.has([account])) return;
    this.#opened.put([account], true);
    const trail = defaultTrail(account, region, this.#parts.clock.now());
    this.#rows.put(keyOf(trail), trail);
    this.#parts.coverages.begin(trail.settings.TrailARN, coverageOf(trail));
  }

  find(account: string, homeRegion: string, name: string): KeptTrail | undefined {
    return this.#rows.get([account, homeRegion, name]);
  }

  /** The account's own, by home region and name. */
  of(account: string): KeptTrail[] {
    return Array.from(this.#rows.range({ prefix: [account] }), ({ value }) => value);
  }

  /** Those that can be seen in a region: its own, then replications of others (shadow trails), an organization's in all its accounts. */
  visibleIn({ account, region }: Stream): KeptTrail[] {
    const own = this.of(account);
    const home = own.filter(({ homeRegion }) => homeRegion === region);
    const away = own.filter(({ homeRegion, settings }) => homeRegion !== region && settings.IsMultiRegionTrail);
    const shared = this.#ofOrganization().filter(
      (trail) => trail.account !== account && (trail.homeRegion === region || trail.settings.IsMultiRegionTrail),
    );
    return [...home, ...away, ...shared];
  }

  /** Inside a commit: keeps a trail that no one has kept before. */
  create(trail: KeptTrail): void {
    deliveryFigures(this.#parts.store).remove([trail.settings.TrailARN]);
    digestFigures(this.#parts.store).remove([trail.settings.TrailARN]);
    this.put(trail);
  }

  /** Inside a commit: keeps the trail as it is from now on. */
  put(trail: KeptTrail): void {
    this.#rows.put(keyOf(trail), trail);
    this.#cover(trail.settings.TrailARN, trail.isLogging ? coverageOf(trail) : undefined);
  }

  /** Inside a commit. */
  remove(trail: KeptTrail): void {
    this.#rows.remove(keyOf(trail));
    this.#cover(trail.settings.TrailARN, undefined);
  }

  #cover(arn: string, coverage: Coverage | undefined): void {
    const before = this.#parts.coverages.now(arn);
    if (JSON.stringify(before) !== JSON.stringify(coverage)) this.#parts.coverages.change(arn, coverage);
  }

  #ofOrganization(): KeptTrail[] {
    const all = Array.from(this.#rows.range({ prefix: [] }), ({ value }) => value);
    return all.filter(({ settings }) => settings.IsOrganizationTrail);
  }
}

export function trailArnOf(account: string, region: string, name: string): string {
  return arnOf({ service: 'cloudtrail', region, account, resource: `trail/${name}` });
}

function keyOf({ account, homeRegion, settings }: KeptTrail): string[] {
  return [account, homeRegion, settings.Name];
}

function coverageOf({ account, homeRegion, settings, selection }: KeptTrail): Coverage {
  return {
    account,
    ...(settings.IsOrganizationTrail && { organization: ORGANIZATION }),
    ...(!settings.IsMultiRegionTrail && { region: homeRegion }),
    bucket: settings.S3BucketName,
    ...(settings.S3KeyPrefix !== undefined && { prefix: settings.S3KeyPrefix }),
    ...(!takesEverything(selection) && { selection }),
    validation: settings.LogFileValidationEnabled ?? false,
  };
}

function defaultTrail(account: string, homeRegion: string, now: number): KeptTrail {
  const Name = 'default';
  return {
    account,
    homeRegion,
    settings: {
      Name,
      S3BucketName: 'trail-logs',
      IncludeGlobalServiceEvents: true,
      IsMultiRegionTrail: true,
      TrailARN: trailArnOf(account, homeRegion, Name),
      LogFileValidationEnabled: true,
      IsOrganizationTrail: false,
    },
    isLogging: true,
    startedAt: now,
    selection: DEFAULT_SELECTION,
  };
}
