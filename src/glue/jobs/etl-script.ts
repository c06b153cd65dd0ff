/**
 * Scripts that Glue generates: code out of a graph (CreateScript) or a mapping (GetPlan), the graph out of a Python script
 * (GetDataflowGraph), and mappings out of the catalog's tables (GetMapping). Nothing is kept and nothing is run.
 */
import type { CatalogEntry, Column, Language } from '@aws-sdk/client-glue';
import type { Context } from '../../context.js';
import type { Wire } from '../../model/types.js';
import type { GlueHandlers } from '../handlers.js';
import { allColumns, requireTable } from '../tables/table-entity.js';
import { stepsOf } from './etl-script/dag.js';
import { graphOf } from './etl-script/parse.js';
import { planOf } from './etl-script/plan.js';
import { pythonScript } from './etl-script/python.js';
import { scalaScript } from './etl-script/scala.js';

export const etlScriptHandlers: GlueHandlers = {
  CreateScript({ DagNodes = [], DagEdges = [], Language }) {
    return written(stepsOf(DagNodes, DagEdges), Language);
  },

  GetPlan(input) {
    const { nodes, edges } = planOf(input);
    return written(stepsOf(nodes, edges), input.Language);
  },

  /** @limit Reads generated scripts by their annotations; program text without them is left out. */
  GetDataflowGraph({ PythonScript = '' }) {
    return graphOf(PythonScript);
  },

  /**
   * Each column goes to the sink's column of its name; without a sink it goes to one like itself.
   *
   * @limit Location has no effect.
   */
  GetMapping({ Source, Sinks = [] }, context) {
    const columns = columnsOf(Source, context);
    const targets = Sinks.length > 0 ? Sinks : [Source];
    return {
      Mapping: targets.flatMap((sink) => {
        const targetColumns = columnsOf(sink, context);
        return columns.flatMap(({ Name, Type }) => {
          const target = targetColumns.find((column) => column.Name.toLowerCase() === Name.toLowerCase());
          if (!target) return [];
          const from = { SourceTable: Source.TableName, SourcePath: Name, SourceType: frameType(Type) };
          return [
            { ...from, TargetTable: sink.TableName, TargetPath: target.Name, TargetType: frameType(target.Type) },
          ];
        });
      }),
    };
  },
};

function written(steps: ReturnType<typeof stepsOf>, language: Language = 'PYTHON') {
  return language === 'SCALA' ? { ScalaCode: scalaScript(steps) } : { PythonScript: pythonScript(steps) };
}

function columnsOf(entry: Wire<CatalogEntry>, context: Context): Wire<Column>[] {
  return allColumns(requireTable(context, entry).table);
}

/** Types that dynamic frames call by other names than the catalog. */
const FRAME_TYPES: Record<string, string> = { bigint: 'long', smallint: 'short', tinyint: 'byte', integer: 'int' };

/** A catalog type as a dynamic frame has it: nested ones without what is in them. */
function frameType(type = 'string'): string {
  const [name = ''] = type.toLowerCase().split('<');
  if (/^(var)?char\(/.test(name)) return 'string';
  return FRAME_TYPES[name] ?? name;
}
