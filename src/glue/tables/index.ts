/** Tables and what belongs to them: versions, partitions, statistics, optimizers. */
import type { Family } from '../handlers.js';
import { columnStatisticsHandlers } from './column-statistics.js';
import { columnStatisticsRunHandlers, columnStatisticsRuns } from './column-statistics-run.js';
import { columnStatisticsSettingsHandlers, columnStatisticsSettingsTasks } from './column-statistics-settings.js';
import { materializedViewHandlers, materializedViewTasks } from './materialized-view.js';
import { partitionHandlers } from './partition.js';
import { partitionIndexHandlers } from './partition-index.js';
import { tableHandlers } from './table.js';
import { tableOptimizerHandlers } from './table-optimizer.js';
import { tableOptimizerTasks } from './table-optimizer-run.js';
import { tableSearchHandlers } from './table-search.js';
import { tableVersionHandlers } from './table-version.js';
import { unfilteredMetadataHandlers } from './unfiltered-metadata.js';

export const tables: Family = {
  handlers: [
    tableHandlers,
    tableVersionHandlers,
    partitionHandlers,
    partitionIndexHandlers,
    tableSearchHandlers,
    unfilteredMetadataHandlers,
    columnStatisticsHandlers,
    columnStatisticsRunHandlers,
    columnStatisticsSettingsHandlers,
    tableOptimizerHandlers,
    materializedViewHandlers,
  ],
  tasks: {
    ...columnStatisticsRuns.tasks,
    ...columnStatisticsSettingsTasks,
    ...tableOptimizerTasks,
    ...materializedViewTasks,
  },
};
