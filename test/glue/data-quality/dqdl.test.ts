import t from 'tap';
import { type CheckedRule, parseRuleset, type Rule } from '../../../src/glue/data-quality/dqdl/index.js';

/** Each rule type in each of its forms, and each kind of condition, as the developer guide writes them. */
const VALID_RULES = [
  'AggregateMatch "avg(price)" "avg(reference.price)" >= 0.95',
  'ColumnCorrelation "price" "weight" between 0.4 and 0.8 where "price > 0"',
  'ColumnCorrelation of price and "net weight" > 0',
  'ColumnCount = 7',
  'ColumnCount != avg(std(last(10)))',
  'ColumnDataType "id" = "Integer" where "id > 3" with threshold between 0.4 and 0.8',
  'ColumnDataType "id" in ["Date", "Long"]',
  'ColumnExists "id"',
  'ColumnLength "zip" = 5 where "country = \'CH\'"',
  'ColumnNamesMatchPattern "col_[a-z]+"',
  'ColumnValues "age" not between 0 and 130',
  'ColumnValues "age" in [1, 2, NULL]',
  'ColumnValues "city" not in ["Bern", EMPTY, WHITESPACES_ONLY]',
  'ColumnValues "city" not matches "[A-Z]\\d+" with threshold <= 0.4',
  'ColumnValues "city" != NULL with threshold > 0.5',
  'ColumnValues "day" between (now() - 3 hours) and now()',
  'ColumnValues "day" in [now(), (now() + 4 days), "2026-01-01"]',
  'Completeness of city > (0.9 * avg(last(10)))',
  'CustomSql "select count(*) from primary" between 10 and 20',
  'CustomSql "select id from primary where id < 10" with threshold > 0.5',
  'DataFreshness "day" between 2 days and 4 days where "id > 1"',
  'DatasetMatch "reference" "id1->id2" = 0.99',
  'DatasetMatch "reference" "id" "city,zip" = 0.99',
  'DetectAnomalies "RowCount"',
  'DetectAnomalies of ColumnCorrelation of "a" and "b"',
  'DistinctValuesCount "city" between min(last(10))-1 and max(last(10))+1',
  'Entropy "city" <= 1.5',
  'FileFreshness "s3://bucket/in/" between "9:30 AM" and "9:30 PM" with timeZone = "America/New_York"',
  'FileFreshness > (now() - 24 hours) with threshold > 0.1',
  'FileMatch "s3://a/" "s3://b/"',
  'FileMatch in ["3ee0"] with "hashAlgorithm" = "MD5" with "note" = 3',
  'FileSize "s3://a/" between 2 MB and 3 GB with threshold > 0.7',
  'FileSize > 512',
  'FileUniqueness = 1',
  'IsComplete "id" where "zip > 0"',
  'IsPrimaryKey id "zip" "country"',
  'IsUnique "id"',
  'Mean "price" > -0.5',
  'ReferentialIntegrity "id,zip" "reference.{id,zip}" = 1',
  'RowCount in [1, 2]',
  'RowCount > avg(last(3)) where "id > 1"',
  'RowCountMatch "reference" = 1.0',
  'SchemaMatch "reference" >= 0.6',
  'StandardDeviation "price" <= 10.0',
  'Sum "price" > 100.0',
  'Uniqueness "id" between 0.1 and 0.2',
  'UniqueValueRatio "id" < 0.5',
];

t.test('every rule type of the developer guide is parsed, in each of its forms', async (t) => {
  for (const rule of VALID_RULES) {
    const { rules } = parseRuleset(`Rules = [ ${rule} ]`);
    t.same(
      rules.map(({ text }) => text),
      [rule],
    );
  }
  const all = parseRuleset(`Rules = [ ${VALID_RULES.join(',\n')} ]`);
  t.equal(all.rules.length, VALID_RULES.length);
});

t.test('every analyzer of the developer guide is parsed', async (t) => {
  const measuring = 'Completeness Uniqueness Mean Sum StandardDeviation Entropy DistinctValuesCount UniqueValueRatio';
  const ofColumns = `${measuring} ColumnLength ColumnValues AllStatistics Distribution CustomSql`.split(' ');
  const analyzers = ['RowCount', 'ColumnCount', 'ColumnCorrelation "a" "b"', ...ofColumns.map((type) => `${type} "a"`)];
  const parsed = parseRuleset(`Analyzers = [ ${analyzers.join(', ')} ]`).analyzers;
  t.same(
    parsed.map(({ text }) => text),
    analyzers,
  );
  const settings = 'Analyzers = [ Distribution "a" with bins = 20, rebin = false, RowCount ]';
  t.same(
    parseRuleset(settings).analyzers.map(({ type }) => type),
    ['Distribution', 'RowCount'],
  );
});

t.test('what a rule says is there to be read', async (t) => {
  const [rule] = parseRuleset(
    'Rules = [ ColumnValues "a b" between 1 and (2 + 3) * 2 where "c" with threshold > 0.5 ]',
  ).rules;
  t.match(rule, {
    type: 'ColumnValues',
    parameters: ['a b'],
    condition: { operator: 'between', operands: [{ number: 1 }, { number: 10 }] },
    where: 'c',
    threshold: { operator: '>', operands: [{ number: 0.5 }] },
  });
  const [dynamic] = parseRuleset('Rules = [ RowCount > 2 * last(3) ]').rules;
  t.notOk((dynamic as CheckedRule).condition?.operands[0]?.number, 'earlier runs are not known to the parser');
  const [leftToRight] = parseRuleset('Rules = [ RowCount > 1 + 2 * 3 ]').rules;
  t.equal((leftToRight as CheckedRule).condition?.operands[0]?.number, 9, "as AWS's grammar has it");
});

/** Operators in Polish notation, so that a test shows what binds what. */
function shape(rule: Rule): string {
  if (!('operator' in rule)) return rule.parameters[0] ?? '';
  return `${rule.operator}(${rule.rules.map(shape).join(' ')})`;
}

t.test('composite rules nest, and `and` binds more than `or`', async (t) => {
  const a = 'IsUnique "a"';
  const cases = {
    [`(${a}) and (IsUnique "b")`]: 'and(a b)',
    [`(${a}) AND (IsUnique "b") AND (IsUnique "c")`]: 'and(a b c)',
    [`${a} or IsUnique "b" and IsUnique "c"`]: 'or(a and(b c))',
    [`((${a}) or (IsUnique "b")) and (IsUnique "c")`]: 'and(or(a b) c)',
    [`(((${a})))`]: 'a',
  };
  for (const [text, expected] of Object.entries(cases)) {
    t.same(parseRuleset(`Rules = [ ${text} ]`).rules.map(shape), [expected], text);
  }
});

t.test('labels: those of a rule are added to the default ones and replace them', async (t) => {
  const { rules } = parseRuleset(`
    DefaultLabels = ["frequency"="monthly"]
    Rules = [
      RowCount > 0,
      ColumnCount > 1 labels=["foo"="bar", "frequency"="daily"],
      (RowCount > 0 and ColumnCount > 1) labels=["foo"=""]
    ]`);
  t.same(
    rules.map(({ labels }) => labels),
    [{ frequency: 'monthly' }, { frequency: 'daily', foo: 'bar' }, { frequency: 'monthly', foo: '' }],
  );
  t.notMatch(rules[1]?.text, /labels/);
});

t.test('constants, sections and comments', async (t) => {
  const { rules, analyzers } = parseRuleset(`
    Metadata = { "Version": "1.0" } # a comment
    DataSources = { "Primary": "orders", "AdditionalDataSources": ["reference"] }
    sql = "select \\"a\\" from primary" // another
    cities = ["Bern", "Basel"]
    Rules = [ /* and
      one of two lines */ CustomSql $sql = 0, ColumnValues "city" in $cities ]
    Analyzers = [ RowCount ]`);
  t.match(rules, [
    { parameters: ['select "a" from primary'], text: 'CustomSql $sql = 0' },
    { condition: { operator: 'in', operands: { length: 2 } } },
  ]);
  t.equal(analyzers.length, 1);
});

/** Wrong rulesets with the place and the beginning of the reason. */
const WRONG: [string, string][] = [
  ['', "1:0 mismatched input '<EOF>' expecting 'Rules' or 'Analyzers'"],
  ['Rules = [ ]', '1:11 No rules or analyzers provided.'],
  ['Rules = [ ] Analyzers = [ ]', '1:27 No rules or analyzers provided.'],
  ['Rules = {', "1:8 mismatched input '{' expecting '['"],
  ['Rules = [', "1:9 mismatched input '<EOF>' expecting a rule type"],
  ['Rules = [ IsComplete "a"', "1:24 mismatched input '<EOF>' expecting ']'"],
  ['Rules = [ IsComplete "a", ]', "1:26 mismatched input ']' expecting a rule type"],
  ['Rules = [ IsComplete "a" ] more', "1:27 mismatched input 'more' expecting 'Analyzers' or <EOF>"],
  ['Rules11 = [ IsComplete "a" ]', "1:12 mismatched input 'IsComplete' expecting a text"],
  ['Rules = [\n  IsComplete "a",\n  IsFoo "b"\n]', '3:2 Rule Type: IsFoo is not valid'],
  ['Rules = [ isComplete "a" ]', '1:10 Rule Type: isComplete is not valid'],
  ['Rules = [ 11RowCount > 1 ]', "1:10 mismatched input '11' expecting a rule type"],
  ['Rules = [ IsComplete "a ]', "1:21 token recognition error at: '\"a ]'"],
  ['Rules = [ IsComplete ; ]', "1:21 token recognition error at: '; ]'"],
  ['Rules = [ RowCount "id" > 1 ]', '1:10 Unexpected number of parameters: RowCount'],
  ['Rules = [ ReferentialIntegrity "a" = 1 ]', '1:10 Unexpected number of parameters: ReferentialIntegrity'],
  ['Rules = [ DetectAnomalies ]', '1:10 Unexpected number of parameters: DetectAnomalies'],
  ['Rules = [ Completeness "a" ]', '1:10 Unexpected condition for rule of type Completeness with number return type'],
  ['Rules = [ IsComplete "a" > 1 ]', '1:10 Unexpected condition for rule of type IsComplete with boolean return type'],
  ['Rules = [ FileMatch "a" ]', '1:10 Unexpected condition for rule of type FileMatch with text return type'],
  ['Rules = [ FileMatch "a" "b" in ["c"] ]', '1:10 Unexpected condition for rule of type FileMatch'],
  [
    'Rules = [ ColumnDataType "a" > 3 ]',
    '1:10 Unexpected condition for rule of type ColumnDataType with text return type',
  ],
  ['Rules = [ ColumnValues "a" in [1, "2"] ]', '1:10 Unexpected condition for rule of type ColumnValues'],
  ['Rules = [ ColumnValues "a" > "b" ]', '1:10 Unexpected condition for rule of type ColumnValues'],
  ['Rules = [ ColumnValues "a" in [ ] ]', "1:32 mismatched input ']' expecting a value"],
  ['Rules = [ ColumnValues "a" matches ]', "1:35 mismatched input ']' expecting a regular expression"],
  ['Rules = [ ColumnValues "a" not > 1 ]', "1:31 mismatched input '>' expecting 'between', 'in' or 'matches'"],
  ['Rules = [ ColumnValues "a" between 1 ]', "1:37 mismatched input ']' expecting 'and'"],
  ['Rules = [ ColumnValues "a" = (now() - 3 weeks) ]', "1:40 mismatched input 'weeks' expecting days, hours, minutes"],
  ['Rules = [ ColumnValues "a" > now() + 1 hours ]', "1:35 mismatched input '+' expecting ']'"],
  ['Rules = [ ColumnValues "a" in $b ]', "1:31 Variable 'b' is not defined"],
  ['b = ["1"] Rules = [ ColumnValues "a" = $b ]', "1:39 mismatched input '$' expecting a single value"],
  ['b = "1" b = "2" Rules = [ RowCount > 1 ]', "1:8 Variable 'b' is already defined"],
  ['Rules = [ DataFreshness "a" <= 3 ]', '1:10 Unexpected condition for rule of type DataFreshness with duration'],
  ['Rules = [ DataFreshness "a" between 2 and 4 days ]', '1:10 Unexpected condition for rule of type DataFreshness'],
  ['Rules = [ FileSize > 1 ZB ]', "1:23 mismatched input 'ZB' expecting ']'"],
  ['Rules = [ FileSize > 1.5 ]', '1:10 Unexpected condition for rule of type FileSize with size return type'],
  ['Rules = [ SchemaMatch "a" > 0 where "x" ]', '1:30 Where clause is not supported for rule type: SchemaMatch'],
  ['Rules = [ IsComplete "a" where " " ]', '1:25 Empty where condition provided for rule type: IsComplete'],
  ['Rules = [ Mean "a" > 0 with threshold > 1 ]', '1:28 Threshold condition not supported for rule type: Mean'],
  ['Rules = [ ColumnValues "a" > 0 with threshold > 1 with threshold > 2 ]', '1:55 Only one threshold condition'],
  ['Rules = [ ColumnValues "a" > 0 with threshold ]', "1:46 mismatched input ']' expecting a condition"],
  ['Rules = [ FileSize > 1 KB with tag != "a" ]', "1:35 mismatched input '!=' expecting '='"],
  ['Rules = [ AllStatistics "a" ]', '1:10 Analyzer Type: AllStatistics is not supported in rules section'],
  ['Analyzers = [ IsComplete "a" ]', '1:14 Analyzer Type: IsComplete is not supported'],
  ['Analyzers = [ Completeness "a" > 1 ]', "1:31 mismatched input '>' expecting ']'"],
  ['Rules = [ ((RowCount > 0) and IsUnique "a" ]', "1:43 mismatched input ']' expecting ')'"],
  ['Rules = [ (IsUnique "a") and (RowCount > 0) labels=["a"="b"] ]', '1:44 Labels must be applied to the entire'],
  ['Rules = [ (IsUnique "a" labels=["a"="b"]) ]', "1:24 mismatched input 'labels' expecting ')'"],
  ['Rules = [ IsUnique "a" labels=[""="b"] ]', '1:29 A label key has 1 to 128 characters'],
  [`Rules = [ RowCount > 1 labels=[${'"a"="b",'.repeat(10)}"a"="b"] ]`, '1:29 A rule has at most 10 labels'],
  ['Metadata = { "Author": "me" } Rules = [ RowCount > 1 ]', '1:13 Unsupported key provided in Metadata section'],
  [`Rules = [ ${'('.repeat(7)}RowCount > 1${')'.repeat(7)} ]`, '1:16 Maximum nested expression depth of 5 reached'],
  [`Rules = [ RowCount > ${'('.repeat(51)}1 ]`, '1:71 Maximum nested expression depth of 50 reached'],
];

t.test('a wrong ruleset is refused with the place and the reason', async (t) => {
  for (const [ruleset, expected] of WRONG) {
    try {
      parseRuleset(ruleset);
      t.fail(ruleset);
    } catch (error) {
      const { name, message } = error as Error;
      t.equal(name, 'InvalidDqdl', ruleset);
      t.ok(message.startsWith(`Parsing Error: line ${expected}`), `${ruleset}: ${message}`);
    }
  }
});

t.test('no ruleset of the largest size takes long to refuse', async (t) => {
  const size = 65_536;
  for (const piece of ['(', '/*', '\\', '"', '#\n', 'a.', '[', '1+', '$']) {
    const before = process.cpuUsage().user;
    t.throws(() => parseRuleset(`Rules = [ ${piece.repeat(size / piece.length)}`), { name: 'InvalidDqdl' });
    t.ok(process.cpuUsage().user - before < 2_000_000, piece);
  }
});
