/** What a blueprint is. */
import type { Blueprint, BlueprintStatus, LastActiveDefinition } from '@aws-sdk/client-glue';
import type { Scope } from '../context.js';
import { blueprint as faults } from '../faults/jobs.js';
import { invalidToken } from '../faults.js';
import { type Course, stateAt } from '../kinds/course.js';
import { Kind } from '../kinds/kind.js';
import type { Wire } from '../model/types.js';

export interface KeptBlueprint {
  blueprint: Wire<Blueprint>;
  course: Course<BlueprintStatus>;
  /** The definition before the one that is being registered. */
  lastActive?: Wire<LastActiveDefinition>;
}

/** Ids are [blueprint]. */
export const blueprints = new Kind<KeptBlueprint>({
  service: 'glue',
  noun: 'blueprint',
  scope: 'account',
  tagged: true,
  faults: { absent: ([name = '']) => faults.absent(name), exists: faults.exists, invalidToken },
});

export function statusOf({ now }: Scope, { course }: KeptBlueprint): BlueprintStatus {
  return stateAt(course, now) ?? 'CREATING';
}
