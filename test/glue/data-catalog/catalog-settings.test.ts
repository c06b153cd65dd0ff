import {
  CreateConnectionCommand,
  GetCatalogImportStatusCommand,
  GetConnectionCommand,
  GetDataCatalogEncryptionSettingsCommand,
  GetDataCatalogExportConfigurationCommand,
  ImportCatalogToGlueCommand,
  PutDataCatalogEncryptionSettingsCommand,
  PutDataCatalogExportConfigurationCommand,
} from '@aws-sdk/client-glue';
import t from 'tap';
import { glueClient, glueServer, refusal, START } from '../../server.js';

t.test(
  'encryption settings are those of AWS until they are put, and each catalog and region has its own',
  async (t) => {
    const { glue, server } = await glueServer(t);
    const get = async (client = glue, CatalogId?: string) =>
      (await client.send(new GetDataCatalogEncryptionSettingsCommand({ CatalogId }))).DataCatalogEncryptionSettings;
    const defaults = {
      EncryptionAtRest: { CatalogEncryptionMode: 'DISABLED' as const },
      ConnectionPasswordEncryption: { ReturnConnectionPasswordEncrypted: false },
    };
    t.same(await get(), defaults);
    const EncryptionAtRest = { CatalogEncryptionMode: 'SSE-KMS' as const, SseAwsKmsKeyId: 'alias/aws/glue' };
    const put = (
      DataCatalogEncryptionSettings: PutDataCatalogEncryptionSettingsCommand['input']['DataCatalogEncryptionSettings'],
    ) => glue.send(new PutDataCatalogEncryptionSettingsCommand({ DataCatalogEncryptionSettings }));
    await put({ EncryptionAtRest });
    t.same(await get(), { ...defaults, EncryptionAtRest });
    t.same(await get(glue, '210987654321'), defaults);
    t.same(await get(glueClient(t, server, { region: 'eu-west-1' })), defaults);
    const refused = refusal(put({ EncryptionAtRest: { CatalogEncryptionMode: 'SSE-KMS-WITH-SERVICE-ROLE' } }));
    t.match(await refused, /^InvalidInputException: CatalogEncryptionServiceRole/);
  },
);

t.test('a password is answered encrypted when the settings say so, and by nobody’s wish otherwise', async (t) => {
  const { glue } = await glueServer(t);
  const ConnectionProperties = { USERNAME: 'app', PASSWORD: 'hunter2' };
  const ConnectionInput = { Name: 'c', ConnectionType: 'JDBC' as const, ConnectionProperties };
  await glue.send(new CreateConnectionCommand({ ConnectionInput }));
  const properties = async (HidePassword = false) =>
    (await glue.send(new GetConnectionCommand({ Name: 'c', HidePassword }))).Connection?.ConnectionProperties;
  t.same(await properties(), ConnectionProperties);
  const ConnectionPasswordEncryption = { ReturnConnectionPasswordEncrypted: true, AwsKmsKeyId: 'k' };
  const DataCatalogEncryptionSettings = { ConnectionPasswordEncryption };
  await glue.send(new PutDataCatalogEncryptionSettingsCommand({ DataCatalogEncryptionSettings }));
  t.match(await properties(), { USERNAME: 'app', ENCRYPTED_PASSWORD: /^.{44}$/, PASSWORD: undefined });
  t.same(await properties(true), { USERNAME: 'app' });
});

t.test('an import leaves who began it and when, and takes its time', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const status = async () => (await glue.send(new GetCatalogImportStatusCommand({}))).ImportStatus;
  t.same(await status(), { ImportCompleted: false });
  await glue.send(new ImportCatalogToGlueCommand({}));
  t.same(await status(), { ImportCompleted: false, ImportTime: new Date(START), ImportedBy: 'johndoe' });
  await server.clock.advance('10m');
  t.same(await status(), { ImportCompleted: true, ImportTime: new Date(START), ImportedBy: 'johndoe' });
});

t.test('the export is turned on and off in time, once for each client token', async (t) => {
  const { glue, server } = await glueServer(t, { runDuration: '10m' });
  const get = () => glue.send(new GetDataCatalogExportConfigurationCommand({}));
  const put = (
    ExportSetting: 'ENABLED' | 'DISABLED',
    more: Partial<PutDataCatalogExportConfigurationCommand['input']> = {},
  ) => glue.send(new PutDataCatalogExportConfigurationCommand({ ExportSetting, ...more }));
  t.equal(await refusal(get()), 'EntityNotFoundException: Data catalog export configuration not found.');
  const answer = { ExportSetting: 'ENABLED', EncryptionConfiguration: { SseAlgorithm: 'AES256' } };
  t.match(await put('ENABLED', { ClientToken: 'one' }), answer);
  t.match(await get(), {
    ...answer,
    Status: 'ENABLING',
    CreatedAt: new Date(START),
    S3TableBucketArn: /^arn:aws:s3tables:/,
  });
  t.match(await put('ENABLED', { ClientToken: 'one' }), answer, 'the same again changes nothing');
  t.match(await refusal(put('DISABLED', { ClientToken: 'one' })), /^ConflictException: The client token/);
  t.equal(await refusal(put('DISABLED')), 'ConflictException: The export of the data catalog is in ENABLING status.');
  await server.clock.advance('10m');
  t.equal((await get()).Status, 'ENABLED');
  const EncryptionConfiguration = { SseAlgorithm: 'aws:kms', KmsKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k' };
  await put('DISABLED', { EncryptionConfiguration });
  t.match(await get(), { Status: 'DISABLING', EncryptionConfiguration, CreatedAt: new Date(START) });
  await server.clock.advance('10m');
  t.match(await get(), { Status: 'DISABLED', UpdatedAt: new Date('2026-01-01T00:10:00Z') });
  for (const SseAlgorithm of ['aws:kms', 'rot13'])
    t.match(await refusal(put('ENABLED', { EncryptionConfiguration: { SseAlgorithm } })), /^InvalidInputException/);
});
