/** The paging of zero-ETL integrations, which have a Marker and MaxRecords where the rest of Glue has NextToken and MaxResults. */
import { integration as faults } from '../../faults/integrations.js';
import type { PageRequest } from '../../kinds/page.js';

/** As with other markers of AWS, a page has at most 100 records. */
const LARGEST_PAGE = 100;

export function pageRequest<Query extends { Marker?: string | undefined; MaxRecords?: number | undefined }>({
  Marker,
  MaxRecords = LARGEST_PAGE,
  ...query
}: Query): PageRequest {
  if (MaxRecords < 1) throw faults.maxRecords();
  return {
    ...query,
    MaxResults: Math.min(MaxRecords, LARGEST_PAGE),
    ...(Marker !== undefined && { NextToken: Marker }),
  };
}

/** What the filters choose: each by one of the names that the list supports, with values of which one has to be there. */
export function filtered<Entity>(
  filters: readonly { Name?: string; Values?: string[] }[],
  values: Readonly<Record<string, (entity: Entity) => string | undefined>>,
): (entity: Entity) => boolean {
  const conditions = filters.map(({ Name = '', Values = [] }) => {
    const told = Object.hasOwn(values, Name) ? values[Name] : undefined;
    if (!told) throw faults.filter(Name);
    return (entity: Entity) => Values.includes(told(entity) ?? '');
  });
  return (entity) => conditions.every((holds) => holds(entity));
}
