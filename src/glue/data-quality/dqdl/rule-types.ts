/** The rule types of the developer guide ("DQDL rule type reference"): what each takes and where it may stand. */
import type { Value } from './ruleset.js';

export interface RuleType {
  readonly name: string;
  /** How many parameters it takes. */
  readonly least: number;
  readonly most: number;
  /** What it answers, and so is compared with; `boolean` needs no condition. */
  readonly answers: readonly (Value | 'boolean')[];
  /** Whether it may have a `where` clause. */
  readonly filtered: boolean;
  /** Whether it may have a `with threshold` clause. */
  readonly threshold: boolean;
  readonly isRule: boolean;
  readonly isAnalyzer: boolean;
}

/** Undefined when there is no type of that name with that many parameters. */
export function ruleType(name: string, parameters: number): RuleType | undefined {
  return typesNamed(name).find(({ least, most }) => parameters >= least && parameters <= most);
}

/** Empty when no type is called that. */
export function typesNamed(name: string): readonly RuleType[] {
  return RULE_TYPES.filter((type) => type.name === name);
}

const ANY = Number.POSITIVE_INFINITY;

type Traits = Partial<Omit<RuleType, 'name' | 'least' | 'most' | 'answers'>>;

const FILTERED: Traits = { filtered: true };
const MEASURED: Traits = { filtered: true, isAnalyzer: true };
const ANALYZER_ONLY: Traits = { isRule: false, isAnalyzer: true };

function type(name: string, [least, most]: [number, number], answers: RuleType['answers'], traits?: Traits): RuleType {
  return { name, least, most, answers, filtered: false, threshold: false, isRule: true, isAnalyzer: false, ...traits };
}

/** A name twice has two forms. */
const RULE_TYPES: readonly RuleType[] = [
  type('AggregateMatch', [2, 2], ['number']),
  type('AllStatistics', [1, 1], [], ANALYZER_ONLY),
  type('ColumnCorrelation', [2, 2], ['number'], MEASURED),
  type('ColumnCount', [0, 0], ['number'], { isAnalyzer: true }),
  type('ColumnDataType', [1, 1], ['text'], { filtered: true, threshold: true }),
  type('ColumnExists', [1, 1], ['boolean']),
  type('ColumnLength', [1, 1], ['number'], MEASURED),
  type('ColumnNamesMatchPattern', [1, 1], ['boolean']),
  type('ColumnValues', [1, 1], ['text', 'number', 'date'], { ...MEASURED, threshold: true }),
  type('Completeness', [1, 1], ['number'], MEASURED),
  type('CustomSql', [1, 1], ['number', 'boolean'], { isAnalyzer: true, threshold: true }),
  type('DataFreshness', [1, 1], ['duration'], FILTERED),
  type('DatasetMatch', [2, 3], ['number']),
  type('DetectAnomalies', [1, ANY], ['boolean']),
  type('DistinctValuesCount', [1, 1], ['number'], MEASURED),
  type('Distribution', [1, 1], [], ANALYZER_ONLY),
  type('Entropy', [1, 1], ['number'], MEASURED),
  type('FileFreshness', [0, 1], ['date'], { threshold: true }),
  type('FileMatch', [0, 1], ['text']),
  type('FileMatch', [2, 2], ['boolean']),
  type('FileSize', [0, 1], ['size'], { threshold: true }),
  type('FileUniqueness', [0, 1], ['number']),
  type('IsComplete', [1, 1], ['boolean'], FILTERED),
  type('IsPrimaryKey', [1, ANY], ['boolean'], FILTERED),
  type('IsUnique', [1, 1], ['boolean'], FILTERED),
  type('Mean', [1, 1], ['number'], MEASURED),
  type('ReferentialIntegrity', [2, 2], ['number']),
  type('RowCount', [0, 0], ['number'], MEASURED),
  type('RowCountMatch', [1, 1], ['number']),
  type('SchemaMatch', [1, 1], ['number']),
  type('StandardDeviation', [1, 1], ['number'], MEASURED),
  type('Sum', [1, 1], ['number'], MEASURED),
  type('Uniqueness', [1, 1], ['number'], MEASURED),
  type('UniqueValueRatio', [1, 1], ['number'], MEASURED),
];
