/** The metrics that rules and analyzers report, named as the developer guide names them ("DQDL rule type reference"). */
import type { StatisticEvaluationLevel } from '@aws-sdk/client-glue';
import type { Check, CheckedRule, Condition } from './dqdl/index.js';

/** Empty for what reports none. */
export function metricsOf(check: Check & Partial<CheckedRule>): readonly string[] {
  return METRICS[check.type]?.(check) ?? [];
}

/** The columns that have to be there. */
export function columnsOf({ type, parameters }: Check): readonly string[] {
  if (type === 'ReferentialIntegrity') return (parameters[0] ?? '').split(',').map((name) => name.trim());
  return OF_COLUMNS.includes(type) ? parameters : [];
}

/** Whether its metric is a share of the values that has to be whole, or over the threshold; else its condition is what it has to meet. */
export function isShare(check: CheckedRule): boolean {
  if (check.type === 'ColumnValues') return !isRange(check);
  return SHARES.includes(check.type) || (check.type === 'CustomSql' && !check.condition);
}

/** What a metric says of what: `Column.city.Completeness` is the Completeness of a column. */
export function describedMetric(metric: string): {
  name: string;
  level: StatisticEvaluationLevel;
  columns: readonly string[];
} {
  const [, level = 'Dataset', of = '', name = metric] = DESCRIBED.exec(metric) ?? [];
  if (level === 'Dataset') return { name, level, columns: [] };
  return level === 'Column' ? { name, level, columns: [of] } : { name, level: 'Multicolumn', columns: of.split(',') };
}

/** The name of a column may have dots; that of a metric has one at most, before Compliance. */
const DESCRIBED = /^(Dataset|Column|Multicolumn)\.(.*?)\.(\w+(?:\.Compliance)?)$/;

const SHARES =
  'ColumnDataType ColumnNamesMatchPattern DataFreshness FileFreshness FileMatch FileSize IsComplete IsPrimaryKey IsUnique'.split(
    ' ',
  );

const OF_COLUMNS = (
  'AllStatistics ColumnCorrelation ColumnDataType ColumnExists ColumnLength ColumnValues Completeness DataFreshness ' +
  'DistinctValuesCount Distribution Entropy IsComplete IsPrimaryKey IsUnique Mean StandardDeviation Sum Uniqueness UniqueValueRatio'
).split(' ');

type Named = (check: Check & Partial<CheckedRule>) => readonly string[];

const dataset =
  (metric: string): Named =>
  () => [`Dataset.*.${metric}`];
const reference =
  (metric: string): Named =>
  ({ parameters: [alias = ''] }) => [`Dataset.${alias}.${metric}`];

function ofColumn(...metrics: readonly string[]): Named {
  return ({ parameters }) => {
    const level = parameters.length > 1 ? 'Multicolumn' : 'Column';
    return metrics.map((metric) => `${level}.${parameters.join(',')}.${metric}`);
  };
}

const STATISTICS =
  'Completeness Uniqueness Minimum Maximum Entropy Mean StandardDeviation Sum MinimumLength MaximumLength'.split(' ');

const METRICS: Readonly<Record<string, Named>> = {
  AggregateMatch: ({ parameters }) => [`Column.${aggregated(parameters)}.AggregateMatch`],
  AllStatistics: (check) => ['Dataset.*.RowCount', ...ofColumn(...STATISTICS)(check)],
  ColumnCorrelation: ofColumn('ColumnCorrelation'),
  ColumnCount: dataset('ColumnCount'),
  ColumnDataType: ofColumn('ColumnDataType.Compliance'),
  ColumnLength: ofColumn('MinimumLength', 'MaximumLength'),
  ColumnNamesMatchPattern: dataset('ColumnNamesPatternMatchRatio'),
  ColumnValues: (check) => ofColumn(...(isRange(check) ? ['Minimum', 'Maximum'] : ['ColumnValues.Compliance']))(check),
  Completeness: ofColumn('Completeness'),
  CustomSql: ({ condition }) => [`Dataset.*.CustomSQL${condition ? '' : '.Compliance'}`],
  DataFreshness: ofColumn('DataFreshness.Compliance'),
  DatasetMatch: reference('DatasetMatch'),
  DistinctValuesCount: ofColumn('DistinctValuesCount'),
  Entropy: ofColumn('Entropy'),
  FileFreshness: dataset('FileFreshness.Compliance'),
  FileMatch: dataset('FileMatch.Compliance'),
  FileSize: dataset('FileSize.Compliance'),
  FileUniqueness: dataset('FileUniquenessRatio'),
  IsComplete: ofColumn('Completeness'),
  IsPrimaryKey: ofColumn('Uniqueness'),
  IsUnique: ofColumn('Uniqueness'),
  Mean: ofColumn('Mean'),
  ReferentialIntegrity: ({ parameters }) => [`Column.${parameters[1]}.ReferentialIntegrity`],
  RowCount: dataset('RowCount'),
  RowCountMatch: reference('RowCountMatch'),
  SchemaMatch: reference('SchemaMatch'),
  StandardDeviation: ofColumn('StandardDeviation'),
  Sum: ofColumn('Sum'),
  Uniqueness: ofColumn('Uniqueness'),
  UniqueValueRatio: ofColumn('UniqueValueRatio'),
};

/** `sum(a)` and `sum(reference.b)` are of the columns a and b, or of one when both are called the same. */
function aggregated(expressions: readonly string[]): string {
  const names = expressions.map((expression) => expression.replace(/^.*\((?:.*\.)?(.*)\).*$/, '$1'));
  return [...new Set(names)].join(',');
}

/** Whether a column's least and greatest value decide it; an analyzer tells those two as well. */
function isRange({ type, condition, threshold }: Check & Partial<CheckedRule>): boolean {
  return type === 'ColumnValues' && !threshold && (!condition || isInterval(condition));
}

function isInterval({ operator, operands }: Condition): boolean {
  return (
    ['=', '>', '>=', '<', '<=', 'between'].includes(operator) && operands.every(({ number }) => number !== undefined)
  );
}
