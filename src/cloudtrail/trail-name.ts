/** How a call names a trail: by its name, which means one of the caller's account and region, or by its ARN. */
import type { Context } from '../context.js';
import { trailArn as arnFaults, trailName as faults, trail as trailFaults } from '../faults/cloudtrail.js';
import { arnParts } from '../kinds/arn.js';
import { type KeptTrail, type Trails, trailArnOf } from './trails.js';

/** The rules of the CloudTrail user guide, "Naming requirements". */
export function checkTrailName(name: string): void {
  const { length } = name;
  if (length === 0) throw faults.blank();
  if (length < 3) throw faults.tooShort(length);
  if (length > 128) throw faults.tooLong(length);
  if (!/^[A-Za-z0-9]/.test(name)) throw faults.badStart();
  if (!/[A-Za-z0-9]$/.test(name)) throw faults.badEnd();
  if (!/^[A-Za-z0-9._-]+$/.test(name)) throw faults.badCharacter();
  if (/[._-]{2}/.test(name)) throw faults.adjacentMarks();
  if (/^\d+\.\d+\.\d+\.\d+$/.test(name)) throw faults.address();
}

/** What a name or an ARN stands for. */
export function trailId(
  nameOrArn: string,
  { account, region }: Context,
): { account: string; region: string; name: string } {
  if (!nameOrArn.startsWith('arn:')) {
    checkTrailName(nameOrArn);
    return { account, region, name: nameOrArn };
  }
  const parts = arnParts(nameOrArn);
  const [, name = ''] = /^trail\/(.*)$/s.exec(parts?.resource ?? '') ?? [];
  if (parts?.service !== 'cloudtrail' || name === '') throw arnFaults.malformed(nameOrArn);
  checkTrailName(name);
  return { account: parts.account, region: parts.region, name };
}

/**
 * A trail to read: the caller's own, or its organization's by ARN. A replication in another region has to be named by its ARN.
 *
 * @param printed how the fault names what there is not; by its ARN, unless told
 */
export function trailToRead(trails: Trails, nameOrArn: string, context: Context, printed?: string): KeptTrail {
  const { account, region, name } = trailId(nameOrArn, context);
  const trail = trails.find(account, region, name);
  if (!trail || !isReadableBy(trail, context.account))
    throw trailFaults.absent(printed ?? trailArnOf(account, region, name), context.account);
  return trail;
}

/** A trail to change, which only its own account can do, and only in its home region. */
export function trailToChange(trails: Trails, nameOrArn: string, context: Context): KeptTrail {
  const { account, region, name } = trailId(nameOrArn, context);
  const trail =
    trails.find(account, region, name) ??
    trails.visibleIn(context).find(({ settings }) => !nameOrArn.startsWith('arn:') && settings.Name === name);
  if (!trail || !isReadableBy(trail, context.account))
    throw trailFaults.absent(trailArnOf(account, region, name), context.account);
  if (trail.account !== context.account) throw trailFaults.notManagementAccount();
  if (trail.homeRegion !== context.region) throw trailFaults.notHome(trail.settings.TrailARN, trail.homeRegion);
  return trail;
}

function isReadableBy({ account, settings }: KeptTrail, reader: string): boolean {
  return account === reader || settings.IsOrganizationTrail === true;
}
