import {
  type Classifier,
  CreateClassifierCommand,
  DeleteClassifierCommand,
  GetClassifierCommand,
  GetClassifiersCommand,
  paginateGetClassifiers,
  UpdateClassifierCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueServer, refusal, START } from '../../server.js';

type Definition = CreateClassifierCommand['input'];

const DEFINITIONS: Record<keyof Classifier, Definition> = {
  GrokClassifier: {
    GrokClassifier: { Name: 'a', Classification: 'log', GrokPattern: '%{WORD:w}', CustomPatterns: 'X x' },
  },
  XMLClassifier: { XMLClassifier: { Name: 'a', Classification: 'xml', RowTag: 'row' } },
  JsonClassifier: { JsonClassifier: { Name: 'a', JsonPath: '$[*]' } },
  CsvClassifier: {
    CsvClassifier: { Name: 'a', Delimiter: ',', QuoteSymbol: '"', ContainsHeader: 'PRESENT', Header: ['x', 'y'] },
  },
};

const CHANGES: Record<keyof Classifier, UpdateClassifierCommand['input']> = {
  GrokClassifier: { GrokClassifier: { Name: 'a', Classification: 'other' } },
  XMLClassifier: { XMLClassifier: { Name: 'a', RowTag: 'item' } },
  JsonClassifier: { JsonClassifier: { Name: 'a', JsonPath: '$.rows[*]' } },
  CsvClassifier: { CsvClassifier: { Name: 'a', Delimiter: ';', CustomDatatypes: ['INT', 'DATE'] } },
};

for (const [type, definition] of Object.entries(DEFINITIONS) as [keyof Classifier, Definition][]) {
  t.test(`a ${type} is created, read, changed and deleted`, async (t) => {
    const { glue, server } = await glueServer(t);
    await glue.send(new CreateClassifierCommand(definition));
    const stamp = { CreationTime: new Date(START), LastUpdated: new Date(START), Version: 1 };
    const first = await glue.send(new GetClassifierCommand({ Name: 'a' }));
    const ofCsv = type === 'CsvClassifier' && { Serde: 'None' };
    t.same(first.Classifier, { [type]: { ...ofCsv, ...definition[type], ...stamp } });
    await server.clock.advance('1h');
    await glue.send(new UpdateClassifierCommand(CHANGES[type]));
    const second = await glue.send(new GetClassifiersCommand({}));
    const LastUpdated = new Date('2026-01-01T01:00:00Z');
    const kept = ofCsv ? { ...ofCsv, ...stamp } : { ...definition[type], ...stamp, LastUpdated };
    t.same(second.Classifiers, [{ [type]: { ...kept, ...CHANGES[type][type], Version: 2 } }]);
    await glue.send(new DeleteClassifierCommand({ Name: 'a' }));
    t.same((await glue.send(new GetClassifiersCommand({}))).Classifiers, []);
  });
}

t.test('what is absent or there already is refused in the words of AWS', async (t) => {
  const { glue } = await glueServer(t);
  const absent = 'EntityNotFoundException: Classifier a not found. not found.';
  t.equal(await refusal(glue.send(new GetClassifierCommand({ Name: 'a' }))), absent);
  t.equal(await refusal(glue.send(new DeleteClassifierCommand({ Name: 'a' }))), absent);
  t.equal(await refusal(glue.send(new UpdateClassifierCommand(CHANGES.XMLClassifier))), absent);
  await glue.send(new CreateClassifierCommand(DEFINITIONS.XMLClassifier));
  const twice = await refusal(glue.send(new CreateClassifierCommand(DEFINITIONS.CsvClassifier)));
  t.equal(twice, 'AlreadyExistsException: Classifier a already exists. already exists', 'the types share their names');
});

t.test('a classifier is of exactly one type, and stays of it', async (t) => {
  const { glue } = await glueServer(t);
  const oneOf =
    'InvalidInputException: Exactly one of GrokClassifier, XMLClassifier, JsonClassifier and CsvClassifier has to be given.';
  t.equal(await refusal(glue.send(new CreateClassifierCommand({}))), oneOf);
  const two = { ...DEFINITIONS.XMLClassifier, ...DEFINITIONS.JsonClassifier };
  t.equal(await refusal(glue.send(new CreateClassifierCommand(two))), oneOf);
  t.equal(await refusal(glue.send(new UpdateClassifierCommand(two))), oneOf);
  await glue.send(new CreateClassifierCommand(DEFINITIONS.XMLClassifier));
  const other = await refusal(glue.send(new UpdateClassifierCommand(CHANGES.CsvClassifier)));
  t.equal(other, 'InvalidInputException: Classifier a is of another type.');
});

t.test('a CSV classifier whose quote is its delimiter, or with an unknown datatype, is refused', async (t) => {
  const { glue } = await glueServer(t);
  const create = (CsvClassifier: Definition['CsvClassifier']) =>
    refusal(glue.send(new CreateClassifierCommand({ CsvClassifier })));
  const quote = await create({ Name: 'a', Delimiter: ';', QuoteSymbol: ';' });
  t.equal(quote, 'InvalidInputException: QuoteSymbol must be different from Delimiter.');
  const datatype = await create({ Name: 'a', CustomDatatypes: ['INT', 'MONEY'] });
  t.equal(datatype, 'InvalidInputException: MONEY is not a supported custom datatype.');
  t.same((await glue.send(new GetClassifiersCommand({}))).Classifiers, []);
});

t.test('classifiers are listed in pages, in order of names', async (t) => {
  const { glue } = await glueServer(t);
  for (const Name of ['c', 'a', 'b'])
    await glue.send(new CreateClassifierCommand({ JsonClassifier: { Name, JsonPath: '$' } }));
  const pages: (string | undefined)[][] = [];
  for await (const { Classifiers = [] } of paginateGetClassifiers({ client: glue, pageSize: 2 }, {})) {
    pages.push(Classifiers.map(({ JsonClassifier }) => JsonClassifier?.Name));
  }
  t.same(pages, [['a', 'b'], ['c']]);
});
