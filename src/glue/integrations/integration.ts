/**
 * Zero-ETL integrations: CREATING → ACTIVE, MODIFYING for a while when changed, DELETING when deleted. Nothing is replicated. Of a source
 * or target only Glue's own connections and databases are looked for.
 */
import type { InboundIntegration, Integration, IntegrationConfig, IntegrationStatus, Tag } from '@aws-sdk/client-glue';
import { type Context, type Scope, timestamp } from '../../context.js';
import { integration as faults } from '../../faults/integrations.js';
import { arnParts } from '../../kinds/arn.js';
import { type Course, courseOf, stateAt, turned } from '../../kinds/course.js';
import { type Id, Kind } from '../../kinds/kind.js';
import { leave, leavingTask } from '../../kinds/leaving.js';
import { type Tags, tagsOf } from '../../kinds/tags.js';
import type { Wire } from '../../model/types.js';
import { connections } from '../connections/connection.js';
import { databases } from '../data-catalog/database.js';
import type { GlueHandlers } from '../handlers.js';
import { filtered, pageRequest } from './marker.js';

interface KeptIntegration {
  integration: Omit<Wire<Integration>, 'Status' | 'Tags'>;
  course: Course<IntegrationStatus>;
  leaving?: boolean;
}

/** Ids are [integration id], a UUID. */
export const integrations = new Kind<KeptIntegration>({
  noun: 'integration',
  arnSeparator: ':',
  tagged: true,
  faults: { absent: faults.absent, exists: faults.nameTaken },
});

export const integrationHandlers: GlueHandlers = {
  /** @limit Replicates nothing; of sources and targets only Glue's own connections and databases are looked for. */
  CreateIntegration({ Tags = [], ...given }, context) {
    if (given.AdditionalEncryptionContext && !given.KmsKeyId) throw faults.contextWithoutKey();
    if (given.IntegrationConfig?.TargetNamespace && arnParts(given.TargetArn)?.service !== 's3tables')
      throw faults.namespace();
    for (const arn of [given.SourceArn, given.TargetArn]) if (isAbsent(context, arn)) throw faults.endAbsent(arn);
    requireFreeName(context, given.IntegrationName);
    const id = [context.newId()];
    const integration = { ...given, IntegrationArn: integrations.arn(context, id), CreateTime: timestamp(context) };
    const course = courseOf<IntegrationStatus>(context.now, [['CREATING', context.runMs]], 'ACTIVE');
    integrations.create(context, id, { integration, course }, tagMap(Tags));
    return { ...told(context, { integration, course }), Status: 'CREATING' };
  },

  ModifyIntegration({ IntegrationIdentifier, ...changes }, context) {
    const { id, kept } = required(context, IntegrationIdentifier);
    const { IntegrationName, IntegrationConfig: config = {} } = changes;
    const status = statusOf(context, kept);
    if (status !== 'ACTIVE') throw faults.inState(IntegrationIdentifier, status);
    if (IntegrationName && IntegrationName !== kept.integration.IntegrationName)
      requireFreeName(context, IntegrationName);
    requireRefreshOnly(config, kept.integration.IntegrationConfig);
    const IntegrationConfig = { ...kept.integration.IntegrationConfig, ...config };
    const integration = { ...kept.integration, ...changes, ...(changes.IntegrationConfig && { IntegrationConfig }) };
    const onwards = courseOf<IntegrationStatus>(context.now, [['MODIFYING', context.runMs]], 'ACTIVE');
    const changed = { integration, course: turned(kept.course, context.now, onwards) };
    integrations.put(context, id, changed);
    return { ...told(context, changed), Status: 'MODIFYING' };
  },

  DescribeIntegrations(input, context) {
    const { IntegrationIdentifier, Filters = [] } = input;
    const names = Filters.find(({ Name }) => Name === 'IntegrationName')?.Values ?? [];
    if (names.length > 1) throw faults.oneName();
    const isChosen = filtered<Wire<Integration>>(Filters, {
      Status: ({ Status }) => Status,
      IntegrationName: ({ IntegrationName }) => IntegrationName,
      SourceArn: ({ SourceArn }) => SourceArn,
    });
    const only = IntegrationIdentifier === undefined ? [] : required(context, IntegrationIdentifier).id;
    const { items, NextToken } = integrations.page(context, only, pageRequest(input), (kept) => {
      const integration = told(context, kept);
      return isChosen(integration) ? integration : undefined;
    });
    return { Integrations: items, ...(NextToken && { Marker: NextToken }) };
  },

  DescribeInboundIntegrations(input, context) {
    const { IntegrationArn, TargetArn } = input;
    if (TargetArn !== undefined && isAbsent(context, TargetArn)) throw faults.targetAbsent(TargetArn);
    const only = IntegrationArn === undefined ? [] : required(context, IntegrationArn).id;
    const { items, NextToken } = integrations.page(context, only, pageRequest(input), (kept) =>
      (TargetArn ?? kept.integration.TargetArn) === kept.integration.TargetArn ? inbound(context, kept) : undefined,
    );
    return { InboundIntegrations: items, ...(NextToken && { Marker: NextToken }) };
  },

  /** Of all that answer an integration this one has no member for its configuration. */
  DeleteIntegration({ IntegrationIdentifier }, context) {
    const { id, kept } = required(context, IntegrationIdentifier);
    if (kept.leaving) throw faults.inState(IntegrationIdentifier, 'DELETING');
    const { IntegrationConfig: _, ...answer } = told(context, { ...kept, leaving: true });
    leave(context, integrations, id, LEAVE_TASK, context.runMs);
    return answer;
  },
};

const LEAVE_TASK = 'integrationLeaves';
export const integrationTasks = { [LEAVE_TASK]: leavingTask(integrations) };

/** Whether an ARN names a connection or a database of Glue that is not there. Other services' resources are taken for granted. */
export function isAbsent(scope: Scope, arn: string): boolean {
  return [connections, databases].some((kind) => {
    const id = kind.idOf(scope, arn);
    return id !== undefined && !kind.has(scope, id);
  });
}

/** Tags as a map, as the rest of Glue has them. */
export function tagMap(tags: readonly Wire<Tag>[]): Tags {
  return Object.fromEntries(tags.map(({ key = '', value = '' }) => [key, value]));
}

/** The integration of an ARN; throws IntegrationNotFoundFault when there is none. */
function required(scope: Scope, arn: string): { id: Id; kept: KeptIntegration } {
  const id = integrations.idOf(scope, arn);
  const kept = id && integrations.find(scope, id);
  if (!id || !kept) throw faults.absent(arn);
  return { id, kept };
}

function requireFreeName(scope: Scope, name: string): void {
  for (const { integration } of integrations.all(scope, []))
    if (integration.IntegrationName === name) throw faults.nameTaken(name);
}

function requireRefreshOnly(
  { RefreshInterval: _, ...others }: IntegrationConfig,
  before: IntegrationConfig = {},
): void {
  const wanted = JSON.stringify({ ...before, ...others });
  if (wanted !== JSON.stringify(before)) throw faults.fixedConfig();
}

function statusOf({ now }: Scope, { course, leaving }: KeptIntegration): IntegrationStatus {
  return leaving ? 'DELETING' : (stateAt(course, now) ?? 'ACTIVE');
}

function told(scope: Scope, kept: KeptIntegration): Wire<Integration> {
  const tags = Object.entries(tagsOf(scope, kept.integration.IntegrationArn));
  const Tags = tags.map(([key, value]) => ({ key, value }));
  return { ...kept.integration, ...(Tags.length > 0 && { Tags }), Status: statusOf(scope, kept) };
}

function inbound(context: Context, kept: KeptIntegration): Wire<InboundIntegration> {
  const { SourceArn, TargetArn, IntegrationArn, CreateTime, IntegrationConfig } = kept.integration;
  const config = IntegrationConfig && { IntegrationConfig };
  return { SourceArn, TargetArn, IntegrationArn, Status: statusOf(context, kept), CreateTime, ...config };
}
