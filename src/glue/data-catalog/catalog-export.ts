/** Whether the catalog's metadata is exported to S3 Tables. Turning it on and off takes time; nothing is exported. */

import type { ExportStatus } from '@aws-sdk/client-glue';
import { timestamp } from '../../context.js';
import { clientToken } from '../../faults/common.js';
import { exportConfiguration as faults } from '../../faults/data-catalog.js';
import { arnOf } from '../../kinds/arn.js';
import { type Course, courseOf, isOver, stateAt } from '../../kinds/course.js';
import { Setting } from '../../kinds/setting.js';
import type { Input, Output } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';

type Told = Output<'GetDataCatalogExportConfiguration'>;

interface KeptExport extends Omit<Told, 'Status'> {
  course: Course<ExportStatus>;
  clientToken?: string;
}

const configurations = new Setting<KeptExport>('exportConfiguration');

export const catalogExportHandlers: GlueHandlers = {
  GetDataCatalogExportConfiguration(_, context) {
    const kept = configurations.find(context);
    if (!kept) throw faults.absent();
    const { course, clientToken, ...told } = kept;
    return { ...told, Status: stateAt(course, context.now) };
  },

  /**
   * The same token again answers the same and changes nothing.
   *
   * @limit Exports nothing, and makes no table bucket.
   */
  PutDataCatalogExportConfiguration(input, context) {
    const { ExportSetting, ClientToken } = input;
    const answer = { ExportSetting, EncryptionConfiguration: encryption(input) };
    const before = configurations.find(context);
    if (before && ClientToken !== undefined && ClientToken === before.clientToken) {
      if (!isSame(before, answer)) throw clientToken.conflict();
      return answer;
    }
    if (before && !isOver(before.course, context.now)) throw faults.busy(stateAt(before.course, context.now) ?? '');
    const { now, runMs, account, region } = context;
    const changing = ExportSetting === 'ENABLED' ? 'ENABLING' : 'DISABLING';
    const from = before?.ExportSetting ?? 'DISABLED';
    configurations.put(context, {
      ...answer,
      // The name of the bucket that AWS makes for it has not been observed.
      S3TableBucketArn: arnOf({ service: 's3tables', region, account, resource: 'bucket/aws-glue-catalog-export' }),
      CreatedAt: before?.CreatedAt ?? timestamp(context),
      UpdatedAt: timestamp(context),
      course: courseOf<ExportStatus>(now, from === ExportSetting ? [] : [[changing, runMs]], ExportSetting),
      ...(ClientToken !== undefined && { clientToken: ClientToken }),
    });
    return answer;
  },
};

/** AES256 unless told; a key goes with aws:kms and with nothing else. */
function encryption({ EncryptionConfiguration: given = {} }: Input<'PutDataCatalogExportConfiguration'>) {
  const { SseAlgorithm = 'AES256', KmsKeyArn } = given;
  const isPlain = SseAlgorithm === 'AES256' && !KmsKeyArn;
  if (!isPlain && !(SseAlgorithm === 'aws:kms' && KmsKeyArn)) throw faults.algorithm();
  return { SseAlgorithm, ...(KmsKeyArn && { KmsKeyArn }) };
}

function isSame(before: KeptExport, { ExportSetting, EncryptionConfiguration }: Told): boolean {
  const configurationOf = (told: Told) => JSON.stringify([told.ExportSetting, told.EncryptionConfiguration]);
  return configurationOf(before) === configurationOf({ ExportSetting, EncryptionConfiguration });
}
