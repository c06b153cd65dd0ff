/** What a crawler is: its kind, what Glue fills in where the caller says nothing, and what it refuses. */

import type { Crawler, CrawlerTargets } from '@aws-sdk/client-glue';
import { crawler as faults } from '../../faults/crawlers.js';
import { arnParts } from '../../kinds/arn.js';
import { Kind } from '../../kinds/kind.js';
import type { Input, Wire } from '../../model/types.js';
import { jsonOf } from '../json.js';

/** Ids are [crawler]. */
export const crawlers = new Kind<Wire<Crawler>>({
  noun: 'crawler',
  tagged: true,
  faults: {
    absent: faults.absent,
    exists: (name, { account }) => faults.exists(name, account),
  },
});

/** Observed on GetCrawler: these members are there whether the caller gave them or not. */
export const DEFAULTS: Wire<Crawler> = {
  Classifiers: [],
  RecrawlPolicy: { RecrawlBehavior: 'CRAWL_EVERYTHING' },
  SchemaChangePolicy: { UpdateBehavior: 'UPDATE_IN_DATABASE', DeleteBehavior: 'DEPRECATE_IN_DATABASE' },
  LineageConfiguration: { CrawlerLineageSettings: 'DISABLE' },
  LakeFormationConfiguration: { UseLakeFormationCredentials: false, AccountId: '' },
  State: 'READY',
  CrawlElapsedTime: 0,
};

/** The crawler with what the caller gives; what an update does not give stays. */
export function merged(base: Wire<Crawler>, given: Omit<Input<'UpdateCrawler'>, 'Schedule'>): Wire<Crawler> {
  return {
    ...base,
    ...given,
    Role: given.Role === undefined ? base.Role : roleName(given.Role),
    Targets: given.Targets ? filledTargets(given.Targets) : base.Targets,
    RecrawlPolicy: { ...base.RecrawlPolicy, ...given.RecrawlPolicy },
    SchemaChangePolicy: { ...base.SchemaChangePolicy, ...given.SchemaChangePolicy },
    LineageConfiguration: { ...base.LineageConfiguration, ...given.LineageConfiguration },
    LakeFormationConfiguration: { ...base.LakeFormationConfiguration, ...given.LakeFormationConfiguration },
  };
}

/** Throws InvalidInputException for what Glue refuses, for a missing database before missing targets (observed); answers the crawler itself. */
export function checked(crawler: Wire<Crawler>): Wire<Crawler> {
  const { Targets = {}, DatabaseName, RecrawlPolicy, SchemaChangePolicy, Configuration } = crawler;
  if (!DatabaseName && !hasOnlyCatalogTargets(Targets)) throw faults.withoutDatabase();
  if (Object.values(Targets).every((targets) => targets.length === 0)) throw faults.withoutTargets();
  const onlyNew = RecrawlPolicy?.RecrawlBehavior === 'CRAWL_NEW_FOLDERS_ONLY' && Targets.S3Targets?.length;
  const onlyLogs = SchemaChangePolicy?.UpdateBehavior === 'LOG' && SchemaChangePolicy.DeleteBehavior === 'LOG';
  if (onlyNew && !onlyLogs) throw faults.newFoldersOnly();
  if (Configuration && jsonOf(Configuration) === undefined) throw faults.badConfiguration();
  return crawler;
}

/** These say themselves which tables they are of, and in which databases. */
function hasOnlyCatalogTargets({ CatalogTargets = [], ...others }: Wire<CrawlerTargets>): boolean {
  return CatalogTargets.length > 0 && Object.values(others).every((targets) => targets.length === 0);
}

/** Glue answers the role's name with its path, whatever way it was given: "service-role/AWSGlueServiceRole" (observed). */
function roleName(role: string): string {
  const resource = arnParts(role)?.resource;
  return resource?.startsWith('role/') ? resource.slice('role/'.length) : role;
}

/** Observed: every list of targets is there, and the exclusions of the two oldest types. */
function filledTargets(given: Wire<CrawlerTargets>): Wire<CrawlerTargets> {
  const { S3Targets = [], JdbcTargets = [] } = given;
  return {
    MongoDBTargets: [],
    DynamoDBTargets: [],
    CatalogTargets: [],
    DeltaTargets: [],
    IcebergTargets: [],
    HudiTargets: [],
    ...given,
    S3Targets: S3Targets.map((target) => ({ Exclusions: [], ...target })),
    JdbcTargets: JdbcTargets.map((target) => ({ Exclusions: [], ...target })),
  };
}
