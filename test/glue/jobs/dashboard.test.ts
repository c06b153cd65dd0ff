import t from 'tap';
import { glueServer, refusal } from '../../server.js';

t.test('sessions and Spark jobs have dashboards', async (t) => {
  const { glue } = await glueServer(t);
  const Role = 'arn:aws:iam::123456789012:role/glue';
  await glue.createSession({ Id: 's', Role, Command: { Name: 'glueetl' } });
  await glue.createJob({ Name: 'spark', Role, Command: { Name: 'glueetl' } });
  await glue.createJob({ Name: 'shell', Role, Command: { Name: 'pythonshell' } });
  const { JobRunId } = await glue.startJobRun({ JobName: 'spark' });
  const url = async (ResourceType: 'SESSION' | 'JOB', ResourceId: string) =>
    (await glue.getDashboardUrl({ ResourceType, ResourceId })).Url;
  t.match(await url('SESSION', 's'), /^https:.*\/123456789012\/session\/s\?/);
  t.match(await url('JOB', 'spark'), /\/job\/spark\?/);
  t.match(await url('JOB', JobRunId ?? ''), /\/job\/jr_/);
  t.equal(await refusal(url('SESSION', 'x')), 'EntityNotFoundException: Session x not found.');
  t.equal(await refusal(url('JOB', 'x')), 'EntityNotFoundException: Job x not found.');
  t.equal(await refusal(url('JOB', 'shell')), 'OperationNotSupportedException: Job shell does not run on Spark.');
});
