/** The import of an account's old Athena catalog. There is none to import from, so all it leaves is its mark in the status. */

import { timestamp } from '../../context.js';
import { arnParts } from '../../kinds/arn.js';
import { Setting } from '../../kinds/setting.js';
import type { GlueHandlers } from '../handlers.js';
import { catalogOf } from './catalog.js';

interface KeptImport {
  ImportTime: number;
  ImportedBy: string;
  /** Epoch milliseconds. */
  completedAt: number;
}

const imports = new Setting<KeptImport>('catalogImport');

export const catalogImportHandlers: GlueHandlers = {
  /** @limit There is no Athena catalog to import from: nothing comes of it but its status. */
  ImportCatalogToGlue(input, context) {
    const { account, now, runMs, caller } = context;
    const { userName, arn } = caller.identity;
    const ImportedBy = userName ?? arnParts(arn)?.resource ?? account;
    const kept = { ImportTime: timestamp(context), ImportedBy, completedAt: now + runMs };
    imports.put(context, kept, catalogOf(input, context));
    return {};
  },

  /** "True if the migration has completed, or False otherwise" (API reference): before one was begun, too. */
  GetCatalogImportStatus(input, context) {
    const kept = imports.find(context, catalogOf(input, context));
    if (!kept) return { ImportStatus: { ImportCompleted: false } };
    const { completedAt, ...status } = kept;
    return { ImportStatus: { ImportCompleted: completedAt <= context.now, ...status } };
  },
};
