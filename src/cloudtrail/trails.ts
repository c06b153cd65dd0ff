/**
 * The trails of all accounts: kept by account, home region and name. What they take follows from them (trail/coverage.ts).
 *
 * Every account has one from its first call on, without asking: `default`, in all regions, into the bucket trail-logs or another that
 * the server was told. Its home is the region of that call. It can be changed, stopped and deleted like any other.
 */
import type { InsightSelector, Trail } from '@aws-sdk/client-cloudtrail';
import { arnOf, arnParts } from '../kinds/arn.js';
import type { Wire } from '../model/types.js';
import type { Clock } from '../state/clock.js';
import type { Collection, Store } from '../state/store.js';
import type { Coverage, Coverages } from '../trail/coverage.js';
import { deliveryFigures, digestFigures, notificationFigures } from '../trail/delivery-figures.js';
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
  /** Of the default trails, in place of trail-logs. */
  defaultBucket?: string | undefined;
  /** Told, inside a commit, of the topic that a trail has been given. */
  onTopic?: (trailArn: string, topicArn: string) => void;
}

/** All accounts of a server are one organization, which has this id. */
const ORGANIZATION = 'o-exampleorgid';

const DEFAULT_NAME = 'default';
const DEFAULT_BUCKET = 'trail-logs';

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
    const { clock, defaultBucket = DEFAULT_BUCKET } = this.#parts;
    const trail = defaultTrail(account, region, clock.now(), defaultBucket);
    this.#rows.put(keyOf(trail), trail);
    this.#parts.coverages.begin(trail.settings.TrailARN, coverageOf(trail));
  }

  /**
   * Inside a commit: default trails that a server without another default bucket left behind go on into this one's; a bucket that
   * a client gave them stays.
   */
  moveDefaultTrails(): void {
    const { defaultBucket } = this.#parts;
    if (defaultBucket === undefined) return;
    for (const { value: trail } of [...this.#rows.range({ prefix: [] })]) {
      const { Name, S3BucketName } = trail.settings;
      if (Name === DEFAULT_NAME && S3BucketName === DEFAULT_BUCKET)
        this.put({ ...trail, settings: { ...trail.settings, S3BucketName: defaultBucket } });
    }
  }

  find(account: string, homeRegion: string, name: string): KeptTrail | undefined {
    return this.#rows.get([account, homeRegion, name]);
  }

  /** ARN of the topic that is told of the log files of the trail with this ARN. */
  topicOf(trailArn: string): string | undefined {
    const { account, region, resource } = arnParts(trailArn) ?? {};
    const name = resource?.slice('trail/'.length);
    return account && region && name ? this.find(account, region, name)?.settings.SnsTopicARN : undefined;
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
    const shared = this.sharedWith(account).filter(
      (trail) => trail.homeRegion === region || trail.settings.IsMultiRegionTrail,
    );
    return [...home, ...away, ...shared];
  }

  /** The organization's trails of other accounts. */
  sharedWith(account: string): KeptTrail[] {
    const all = Array.from(this.#rows.range({ prefix: [] }), ({ value }) => value);
    return all.filter((trail) => trail.account !== account && trail.settings.IsOrganizationTrail);
  }

  /** Inside a commit: keeps a trail that no one has kept before. */
  create(trail: KeptTrail): void {
    deliveryFigures(this.#parts.store).remove([trail.settings.TrailARN]);
    digestFigures(this.#parts.store).remove([trail.settings.TrailARN]);
    notificationFigures(this.#parts.store).remove([trail.settings.TrailARN]);
    this.put(trail);
  }

  /** Inside a commit: keeps the trail as it is from now on. */
  put(trail: KeptTrail): void {
    this.#rows.put(keyOf(trail), trail);
    this.#cover(trail.settings.TrailARN, trail.isLogging ? coverageOf(trail) : undefined);
  }

  /** Inside a commit: the trail was given a topic, to which CloudTrail then publishes for a first time (observed on AWS). */
  tellTopic({ settings: { TrailARN, SnsTopicARN } }: KeptTrail): void {
    if (SnsTopicARN) this.#parts.onTopic?.(TrailARN, SnsTopicARN);
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

function defaultTrail(account: string, homeRegion: string, now: number, S3BucketName: string): KeptTrail {
  const Name = DEFAULT_NAME;
  return {
    account,
    homeRegion,
    settings: {
      Name,
      S3BucketName,
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
