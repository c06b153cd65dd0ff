import {
  CreateDatabaseCommand,
  CreateTableCommand,
  GetDatabaseCommand,
  GetDatabasesCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import Value from 'typebox/value';
import { EVENT_VERSIONS } from '../../src/trail/event-version.js';
import { CloudTrailRecordSchema } from '../../src/trail/record-schema.js';
import { glueClient, glueServer, refusal } from '../server.js';

t.test('every record is as its schema says, with its members in that order', async (t) => {
  for (const eventVersion of EVENT_VERSIONS) {
    const { server, glue } = await glueServer(t, { eventVersion });
    await glue.send(new CreateDatabaseCommand({ DatabaseInput: { Name: 'sales' } }));
    await glue.send(new GetDatabasesCommand({}));
    await refusal(glue.send(new GetDatabaseCommand({ Name: 'absent' })));
    await refusal(glue.send(new GetDatabaseCommand({ Name: '' })));
    const Description = 'x'.repeat(2_048);
    const Columns = Array.from({ length: 500 }, (_, index) => ({ Name: `c${index}`, Comment: 'x'.repeat(255) }));
    const TableInput = { Name: 'wide', Description, StorageDescriptor: { Columns } };
    await glue.send(new CreateTableCommand({ DatabaseName: 'sales', TableInput }));
    await glueClient(t, server, { accessKeyId: '210987654321' }).send(new GetDatabasesCommand({}));
    t.equal(server.events().length, 6);
    for (const record of server.events()) {
      t.same(Value.Errors(CloudTrailRecordSchema, record), [], `${eventVersion} ${record.eventName}`);
      const order = Object.keys(CloudTrailRecordSchema.properties).filter((member) => member in record);
      t.same(Object.keys(record), order);
    }
  }
});
