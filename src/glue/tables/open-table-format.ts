/** Tables in an open table format (Iceberg): what of it the catalog shows as the table. No metadata file is written. */
import type {
  IcebergSchema,
  IcebergTableUpdate,
  OpenTableFormatInput,
  Table,
  TableInput,
  UpdateOpenTableFormatInput,
} from '@aws-sdk/client-glue';
import type { Wire } from '../../model/types.js';

export function openTable(format: Wire<OpenTableFormatInput> | undefined): Partial<Wire<TableInput>> {
  const iceberg = format?.IcebergInput;
  if (!iceberg) return {};
  const { Location, Schema, Properties } = iceberg.CreateIcebergTableInput ?? {};
  return {
    TableType: 'EXTERNAL_TABLE',
    Parameters: { ...Properties, table_type: 'ICEBERG' },
    StorageDescriptor: { ...(Schema && { Columns: columns(Schema) }), ...(Location !== undefined && { Location }) },
  };
}

/** The table with the updates of its format carried out, one after the other. */
export function updatedOpenTable(
  table: Wire<Table>,
  format: Wire<UpdateOpenTableFormatInput> | undefined,
): Wire<Table> {
  return (format?.UpdateIcebergInput?.UpdateIcebergTableInput.Updates ?? []).reduce(updated, table);
}

/** Each update names its schema and its place, whatever its action is; the model requires both. */
function updated(
  table: Wire<Table>,
  { Schema, Location, Properties = {}, Action }: Wire<IcebergTableUpdate>,
): Wire<Table> {
  const others = Object.entries(table.Parameters ?? {}).filter(([key]) => !Object.hasOwn(Properties, key));
  const given = Action === 'remove-properties' ? [] : Object.entries(Properties);
  return {
    ...table,
    Parameters: Object.fromEntries([...others, ...given]),
    StorageDescriptor: { ...table.StorageDescriptor, Columns: columns(Schema), Location },
  };
}

function columns({ Fields }: Wire<IcebergSchema>) {
  return Fields.map(({ Name, Type, Doc }) => ({
    Name,
    Type: typeName(Type),
    ...(Doc !== undefined && { Comment: Doc }),
  }));
}

/** Iceberg writes primitive types as text and nested ones as objects; columns carry text. */
function typeName(type: unknown): string {
  return typeof type === 'string' ? type : JSON.stringify(type);
}
