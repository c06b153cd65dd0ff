/** Which source handles an operation, and what it says it does not do. */
import t from 'tap';
import { handlerSources } from '../../scripts/handler-sources.js';

const served = new Set(['GetTable', 'DeleteTable']);

const handlers = (comment: string) => `
export const tableHandlers: GlueHandlers = {
  GetTable(input, context) {
    return { Table: found(input, context) };
  },

  ${comment}
  DeleteTable(input, context) {
    return {};
  },
};
`;

t.test('a handler is found with the limit in its comment', async (t) => {
  const folder = t.testdir({
    tables: { 'table.ts': handlers('/** Its versions go too.\n   *\n   * @limit Leaves\n   *   the data. */') },
  });
  const file = `${folder}/tables/table.ts`;
  t.strictSame(
    [...handlerSources(folder, served)],
    [
      ['GetTable', { noun: 'table', file }],
      ['DeleteTable', { noun: 'table', file, limit: 'Leaves the data.' }],
    ],
  );
});

const WRONG: Record<string, string> = {
  'a limit of an operation that is not served': handlers('/** @limit Is not served. */\n  DropTable() {},\n'),
  'a limit on something else': `${handlers('')}/** @limit Is no handler. */\nfunction found() {}\n`,
  'an operation that is served and has no source': 'export const tableHandlers = { GetTable() {} };\n',
};

for (const [what, text] of Object.entries(WRONG))
  t.test(`${what} is refused`, async (t) => {
    const folder = t.testdir({ 'table.ts': text });
    t.throws(() => handlerSources(folder, served));
  });
