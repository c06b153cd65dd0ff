/**
 * requestParameters and responseElements: a modelled value in the form in which CloudTrail writes it. Member names lose the capital of
 * their first letter and nothing else, at every depth; map keys are left alone; members stand in the model's order, not the caller's;
 * what is hidden is absent; times are Java's text form. A projection is made once for each structure.
 */
import type { Member, Shape, StructureShape } from '../model/shapes.js';
import { isHidden } from './redaction.js';

type Project = (value: never) => unknown;

interface ProjectedMember {
  from: string;
  to: string;
  project: Project | undefined;
  /** Printed of a member that is not set. */
  default: unknown;
}

interface Projection {
  members: ProjectedMember[];
  /** Printed behind them. */
  internal: object | undefined;
}

type Projections = WeakMap<StructureShape, Projection>;

/** With and without what Glue's requests have beside the published model. */
const PUBLISHED: Projections = new WeakMap();
const WITH_INTERNAL: Projections = new WeakMap();

/**
 * A structure as a CloudTrail element; null when no member is left to show.
 *
 * @param withInternal whether members are printed that are none of the published model's
 */
export function elements(shape: StructureShape, value: Record<string, unknown>, withInternal = false): object | null {
  const projected = projectStructure(shape, value, withInternal ? WITH_INTERNAL : PUBLISHED);
  for (const _ in projected) return projected;
  return null;
}

function projectStructure(shape: StructureShape, value: Record<string, unknown>, projections: Projections): object {
  let projection = projections.get(shape);
  if (!projection) {
    const internal = projections === WITH_INTERNAL ? INTERNAL[shape.name] : undefined;
    projection = { members: projectedMembers(shape, projections), internal };
    projections.set(shape, projection);
  }
  const element: Record<string, unknown> = {};
  for (const { from, to, project, default: unset } of projection.members) {
    const member = value[from];
    if (member !== undefined) element[to] = project ? project(member as never) : member;
    else if (unset !== undefined) element[to] = unset;
  }
  return projection.internal ? Object.assign(element, projection.internal) : element;
}

function projectedMembers(shape: StructureShape, projections: Projections): ProjectedMember[] {
  return inPrintedOrder(shape)
    .filter((member) => !isHidden(member))
    .map(({ name, shape: member }) => ({
      from: name,
      to: firstLetterLowered(name),
      project: projectionOf(member, projections),
      default: DEFAULTS[shape.name]?.[name],
    }));
}

/** How values of a shape change; undefined for those that stay as they are. */
function projectionOf(shape: Shape, projections: Projections): Project | undefined {
  if (shape.kind === 'structure')
    return (value: Record<string, unknown>) => projectStructure(shape, value, projections);
  if (shape.kind === 'timestamp') return javaTime;
  if (shape.kind === 'list') {
    const element = projectionOf(shape.element, projections);
    return element && ((values: never[]) => values.map((value) => element(value)));
  }
  if (shape.kind === 'map') {
    const project = projectionOf(shape.value, projections);
    return (
      project &&
      ((map: object) => Object.fromEntries(Object.entries(map).map(([key, value]) => [key, project(value as never)])))
    );
  }
  return undefined;
}

/** The developer guide's sample prints these three otherwise than the model lists them. */
const PRINTED_ORDER: Record<string, string[]> = {
  PhysicalConnectionRequirements: ['SubnetId', 'AvailabilityZone', 'SecurityGroupIdList'],
};

function inPrintedOrder(shape: StructureShape): Member[] {
  const order = PRINTED_ORDER[shape.name];
  const members = [...shape.members.values()];
  return order ? members.sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)) : members;
}

/**
 * Members that Glue keeps as Java's primitives stand in records whether the caller set them or not. Here are those that were observed,
 * on CreateTable and GetConnections, wherever their structures are used. CreateConnection's sample shows that not every one does.
 */
const DEFAULTS: Record<string, Record<string, unknown>> = {
  TableInput: { Retention: 0 },
  StorageDescriptor: { Compressed: false, NumberOfBuckets: 0, StoredAsSubDirectories: false },
  GetConnectionRequest: { HidePassword: false },
  GetConnectionsRequest: { HidePassword: false },
};

/** Members of Glue's own that no caller can set; observed on GetDatabase and CreateTable, behind all others. */
const INTERNAL: Record<string, object> = {
  GetDatabaseRequest: { federateToSource: false },
  TableInput: { isRowFilteringEnabled: false },
};

function firstLetterLowered(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });
const TIME = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium', timeZone: 'UTC' });

/** Epoch seconds as java.util.Date prints them in the US locale, "Jul 9, 2026 5:24:05 PM": observed on services of Glue's family. */
function javaTime(epochSeconds: number): string {
  const date = new Date(epochSeconds * 1000);
  return `${DAY.format(date)} ${TIME.format(date)}`.replace('\u202f', ' ');
}
