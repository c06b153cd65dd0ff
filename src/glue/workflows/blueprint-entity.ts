/**
 * What a blueprint is. The archive at its location is not read, so it has no parameters of its own to check, and is registered once its
 * time has passed.
 */
import type { Blueprint, BlueprintStatus, LastActiveDefinition } from '@aws-sdk/client-glue';
import { type Scope, timestamp } from '../../context.js';
import { blueprint as faults } from '../../faults/workflows.js';
import { type Course, courseOf, stateAt } from '../../kinds/course.js';
import { Kind } from '../../kinds/kind.js';
import type { Wire } from '../../model/types.js';

export interface KeptBlueprint {
  blueprint: Wire<Blueprint>;
  course: Course<BlueprintStatus>;
  /** The definition before the one that is being registered. */
  lastActive?: Wire<LastActiveDefinition>;
}

/** Ids are [blueprint]. */
export const blueprints = new Kind<KeptBlueprint>({
  noun: 'blueprint',
  tagged: true,
  faults,
});

export function statusOf({ now }: Scope, { course }: KeptBlueprint): BlueprintStatus {
  return stateAt(course, now) ?? 'CREATING';
}

type Definition = Pick<Wire<Blueprint>, 'Description' | 'BlueprintLocation'>;

export function registered(
  { Description, BlueprintLocation = '' }: Definition,
  context: Scope,
): Wire<LastActiveDefinition> {
  const { account, region } = context;
  return {
    Description,
    LastModifiedOn: timestamp(context),
    BlueprintLocation,
    BlueprintServiceLocation: BlueprintLocation.replace(
      /^s3:\/\/[^/]+/,
      `s3://aws-glue-blueprints-${account}-${region}`,
    ),
    ParameterSpec: '{}',
  };
}

export function courseBy({ now, runMs }: Scope, status: BlueprintStatus) {
  return courseOf<BlueprintStatus>(now, [[status, runMs]], 'ACTIVE');
}

/** The former definition is told until the new one is active. */
export function told(scope: Scope, kept: KeptBlueprint, includeParameterSpec: boolean | undefined): Wire<Blueprint> {
  const { ParameterSpec, ...blueprint } = kept.blueprint;
  const Status = statusOf(scope, kept);
  return {
    ...blueprint,
    Status,
    ...(includeParameterSpec && { ParameterSpec }),
    ...(Status === 'UPDATING' && { LastActiveDefinition: kept.lastActive }),
  };
}
