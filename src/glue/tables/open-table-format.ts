/**
 * Tables in an open table format (Iceberg): what of it the catalog shows as the table. Glue describes the table in a first metadata file,
 * whose place it tells as `metadata_location`. Here no file is written there.
 */
import type {
  CreateIcebergTableInput,
  IcebergSchema,
  IcebergTableUpdate,
  OpenTableFormatInput,
  Table,
  TableInput,
  UpdateOpenTableFormatInput,
} from '@aws-sdk/client-glue';
import type { Scope } from '../../context.js';
import { table as faults } from '../../faults/tables.js';
import type { Wire } from '../../model/types.js';

type Described = Omit<Wire<TableInput>, 'Name'>;

/**
 * The description of a table that is made in its format, which says the rest in a TableInput or in a CreateIcebergTableInput. What is
 * refused, and with which text, is observed.
 */
export function openTable(
  scope: Scope,
  format: Wire<OpenTableFormatInput> | undefined,
  given: Described | undefined,
): Described {
  const iceberg = format?.IcebergInput;
  if (!iceberg) return { ...given };
  const { CreateIcebergTableInput } = iceberg;
  if (given && CreateIcebergTableInput) throw faults.icebergTwice();
  const described = CreateIcebergTableInput ? fromIceberg(CreateIcebergTableInput) : checked(given ?? {});
  const { Location } = described.StorageDescriptor ?? {};
  if (!Location) throw faults.icebergWithoutLocation();
  const metadata_location = `${Location.replace(/\/+$/, '')}/metadata/00000-${scope.newId()}.metadata.json`;
  return { ...described, Parameters: { ...described.Parameters, table_type: 'ICEBERG', metadata_location } };
}

function fromIceberg({ Location, Schema, Properties }: Wire<CreateIcebergTableInput>): Described {
  return {
    TableType: 'EXTERNAL_TABLE',
    ...(Properties && { Parameters: Properties }),
    StorageDescriptor: { Columns: columns(Schema), Location },
  };
}

function checked(given: Described): Described {
  const { TableType, Parameters = {} } = given;
  if (RESERVED.some((name) => Object.hasOwn(Parameters, name))) throw faults.icebergReserved();
  if (TableType !== 'EXTERNAL_TABLE') throw faults.icebergType();
  return given;
}

const RESERVED = ['table_type', 'metadata_location'];

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
