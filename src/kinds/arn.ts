/** Amazon Resource Names: `arn:PARTITION:SERVICE:REGION:ACCOUNT:TYPE/NAME`. */

export interface ArnParts {
  service: string;
  region: string;
  account: string;
  /** `TYPE/NAME`; a catalog is `catalog`. */
  resource: string;
}

export function arnOf({ service, region, account, resource }: ArnParts): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
}

/** The parts of an ARN, or undefined for anything else. Names may hold colons and slashes. */
export function arnParts(arn: string): ArnParts | undefined {
  const [prefix, partition, service, region, account, ...resource] = arn.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || !account || resource.length === 0)
    return undefined;
  return { service, region, account, resource: resource.join(':') };
}

function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  if (region.startsWith('us-gov-')) return 'aws-us-gov';
  return 'aws';
}
