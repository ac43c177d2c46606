"""Types, constraints and keys of many rows: the rules of the schema as DuckDB SQL, with the verdicts of Frictionless.

SQL passes over the cells that are certainly right and picks out the rest; those few are judged by Frictionless's own
reader of their column. Keys are compared in SQL. So a build too large for :mod:`.fields` is held to the same rules, and
whoever reads its report finds the same words.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.frugal import frugally, settings
from pipeline.schema import Field, ForeignKey, Schema, Table, quote_name, quote_text
from pipeline.validate.memory import LINES, MEMORY, scratch
from pipeline.validate.report import Finding
from pipeline.validate.wording import in_words

if TYPE_CHECKING:
    import duckdb

_LINE = "line_number"
_INTEGER = r"[ \t]*[+-]?[0-9]{1,18}[ \t]*"
_NUMBER = r"[ \t]*[+-]?[0-9]{1,15}([.][0-9]{0,15})?[ \t]*"
# A day that every month has; the others are looked at one by one.
_DATE = r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"


def check_fields_by_sql(folder: Path, schema: Schema) -> tuple[list[Finding], dict[str, int]] | None:
    """What :func:`pipeline.validate.fields.check_fields` finds, and each table's number of rows.

    None where a file is missing, has other columns than the schema or is no CSV: Frictionless says best what it is.
    """
    import duckdb

    findings: list[Finding] = []
    rows: dict[str, int] = {}
    with scratch(folder) as work, duckdb.connect(str(work / "check.duckdb")) as connection:
        connection.execute(settings(work / "spilled", MEMORY))
        for table in schema.tables.values():
            if not _load(connection, folder / f"{table.name}.csv", table):
                return None
        for table in schema.tables.values():
            rows[table.name] = _one(connection, f"SELECT count(*) FROM {_raw(table)}")  # noqa: S608 - our names
            findings += frugally(connection, partial(_check_table, connection, table, schema))
    return findings, rows


def _raw(table: Table) -> str:
    return quote_name(table.name)


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0


def _load(connection: duckdb.DuckDBPyConnection, path: Path, table: Table) -> bool:
    """Load a file as text, each row with its number in the file; whether that could be done."""
    import duckdb

    try:
        with path.open(encoding="utf-8", newline="") as file:
            header = file.readline().removesuffix("\n")
    except (OSError, UnicodeDecodeError):
        return False
    if header != ",".join(table.columns):
        return False
    columns = "{" + ", ".join(f"{quote_text(name)}: 'VARCHAR'" for name in table.columns) + "}"
    source = (
        f"read_csv({quote_text(str(path))}, auto_detect = false, header = true, delim = ',', quote = '\"', "
        f"escape = '\"', columns = {columns}"
    )
    cells = ", ".join(f"nullif({quote_name(name)}, '') AS {quote_name(name)}" for name in table.columns)
    # The header is the first row of the file.
    rows = f"SELECT {cells}, row_number() OVER () + 1 AS {_LINE} FROM {source}"  # noqa: S608 - names of the schema
    for lines in LINES:
        with suppress(duckdb.Error):
            connection.execute(f"CREATE TABLE {_raw(table)} AS {rows}{lines})")
            return True
    return False


def _check_table(connection: duckdb.DuckDBPyConnection, table: Table, schema: Schema) -> list[Finding]:
    return list(_findings(connection, table, schema))


def _findings(connection: duckdb.DuckDBPyConnection, table: Table, schema: Schema) -> Iterator[Finding]:
    blank = " AND ".join(f"{quote_name(name)} IS NULL" for name in table.columns)
    for (row,) in _select(connection, table, _row_id(table), blank):
        yield Finding(table.name, row, "", "", "blank row")
    for field in table.fields:
        yield from _check_cells(connection, table, field, f"NOT ({blank})")
    yield from _check_key(connection, table)
    for field in table.fields:
        # A repeated key is told once, as that.
        if field.unique and table.primary_key != (field.name,):
            yield from _check_unique(connection, table, field)
    for key in table.foreign_keys:
        yield from _check_foreign_key(connection, table, key, schema)


def _row_id(table: Table) -> str:
    """The name of a row in the report."""
    parts = " || '/' || ".join(f"coalesce({quote_name(name)}, '')" for name in table.primary_key)
    return f"CASE WHEN trim({parts}, '/') = '' THEN 'line ' || {_LINE} ELSE {parts} END"


def _select(connection: duckdb.DuckDBPyConnection, table: Table, what: str, where: str) -> Iterator[tuple[Any, ...]]:
    result = connection.cursor().execute(f"SELECT {what} FROM {_raw(table)} WHERE {where} ORDER BY {_LINE}")  # noqa: S608
    while some := result.fetchmany(10_000):
        yield from some


def _check_cells(
    connection: duckdb.DuckDBPyConnection, table: Table, field: Field, not_blank: str
) -> Iterator[Finding]:
    judge: Callable[[Any], Any] | None = None
    doubtful = f"{not_blank} AND NOT coalesce({_certain(field)}, {'false' if field.required else 'true'})"
    for row, cell in _select(connection, table, f"{_row_id(table)}, {quote_name(field.name)}", doubtful):
        judge = judge or _reader(field)
        _, notes = judge("" if cell is None else cell)
        for kind, note in (notes or {}).items():
            name = "type" if kind == "type" else "constraint"
            yield Finding(table.name, row, field.name, cell or "", in_words(name, note))


def _reader(field: Field) -> Callable[[Any], Any]:
    """Frictionless's reader of the column's cells."""
    from frictionless import Schema as FrictionlessSchema

    constraints = {
        "required": field.required or None,
        "unique": field.unique or None,
        "enum": list(field.enum) or None,
        "pattern": field.pattern,
        "minimum": field.minimum,
        "maximum": field.maximum,
    }
    descriptor: dict[str, Any] = {
        "name": field.name,
        "type": field.type,
        "constraints": {name: value for name, value in constraints.items() if value is not None},
    }
    made = FrictionlessSchema.from_descriptor({"fields": [descriptor]})
    reader: Callable[[Any], Any] = made.fields[0].create_cell_reader()
    return reader


def _certain(field: Field) -> str:
    """SQL that is true of a cell that breaks nothing; of others it may be false, or null of a missing one."""
    cell = quote_name(field.name)
    match field.type:
        case "integer":
            conditions = [f"regexp_full_match({cell}, '{_INTEGER}')"]
        case "number":
            conditions = [f"regexp_full_match({cell}, '{_NUMBER}')"]
        case "boolean":
            conditions = [f"{cell} IN ('true', 'false')"]
        case "date":
            conditions = [f"regexp_full_match({cell}, '{_DATE}') AND {cell} >= '0001'"]
        case _:
            conditions = [f"{cell} IS NOT NULL"]
    if field.enum:
        conditions.append(f"{cell} IN ({', '.join(map(quote_text, field.enum))})")
    if field.pattern:
        conditions.append(f"regexp_full_match({cell}, {quote_text(field.pattern)})")
    if field.minimum is not None:
        conditions.append(f"TRY_CAST(trim({cell}) AS DOUBLE) >= {field.minimum}")
    if field.maximum is not None:
        conditions.append(f"TRY_CAST(trim({cell}) AS DOUBLE) <= {field.maximum}")
    return "(" + " AND ".join(conditions) + ")"


def _value(table: Table, name: str) -> str:
    """SQL of a cell as keys compare it: a number by its value, nothing where it has not its type."""
    cell = quote_name(name)
    if table.field(name).type != "integer":
        return cell
    return (
        f"CASE WHEN regexp_full_match({cell}, '[ \\t]*[+-]?[0-9]+[ \\t]*') THEN TRY_CAST(trim({cell}) AS HUGEINT) END"
    )


def _check_key(connection: duckdb.DuckDBPyConnection, table: Table) -> Iterator[Finding]:
    values = [_value(table, name) for name in table.primary_key]
    missing = " AND ".join(f"({value}) IS NULL" for value in values)
    for (row,) in _select(connection, table, _row_id(table), missing):
        yield Finding(table.name, row, "", "", 'primary key: cells composing the primary keys are all "None"')
    for row, before, _ in _repeated(connection, table, values, f"NOT ({missing})", "NULL"):
        yield Finding(table.name, row, "", "", f"primary key: the same as in the row at position {before}")


def _check_unique(connection: duckdb.DuckDBPyConnection, table: Table, field: Field) -> Iterator[Finding]:
    value = _value(table, field.name)
    for row, before, cell in _repeated(connection, table, [value], f"{value} IS NOT NULL", quote_name(field.name)):
        yield Finding(table.name, row, field.name, cell, f"unique: the same as in the row at position {before}")


def _repeated(
    connection: duckdb.DuckDBPyConnection, table: Table, values: list[str], where: str, cell: str
) -> Iterator[tuple[str, int, str]]:
    """Rows whose values stood in a row before: the row's id, the number of the last such row, and a cell."""
    names = [f"key{number}" for number in range(len(values))]
    keys = ", ".join(f"{value} AS {name}" for value, name in zip(values, names, strict=True))
    rows = f"SELECT {keys}, {_row_id(table)} AS id, {cell} AS cell, {_LINE} FROM {_raw(table)} WHERE {where}"  # noqa: S608
    several = f"SELECT {', '.join(names)} FROM ({rows}) GROUP BY ALL HAVING count(*) > 1"  # noqa: S608 - our names
    same = " AND ".join(f"r.{name} IS NOT DISTINCT FROM s.{name}" for name in names)
    before = f"lag({_LINE}) OVER (PARTITION BY {', '.join('r.' + name for name in names)} ORDER BY {_LINE})"
    found = f"SELECT id, {before} AS before, cell FROM ({rows}) r JOIN ({several}) s ON {same}"  # noqa: S608 - our names
    yield from connection.execute(f"SELECT * FROM ({found}) WHERE before IS NOT NULL").fetchall()  # noqa: S608


def _check_foreign_key(
    connection: duckdb.DuckDBPyConnection, table: Table, key: ForeignKey, schema: Schema
) -> Iterator[Finding]:
    target = schema.tables[key.table]
    own = [_value(table, name) for name in key.fields]
    there = ", ".join(_value(target, name) for name in key.reference)
    some = " OR ".join(f"({value}) IS NOT NULL" for value in own)
    # As with Frictionless, a key of several parts that lacks one is looked up as it stands.
    known = f"SELECT {there} FROM {_raw(target)}"  # noqa: S608 - names of the schema
    if len(own) == 1:
        missing = f"{own[0]} NOT IN (SELECT * FROM ({known}) AS known(k) WHERE k IS NOT NULL)"  # noqa: S608
    else:
        names = [f"k{number}" for number in range(len(own))]
        same = " AND ".join(f"{value} IS NOT DISTINCT FROM {name}" for value, name in zip(own, names, strict=True))
        missing = f"NOT EXISTS (SELECT 1 FROM ({known}) AS known({', '.join(names)}) WHERE {same})"  # noqa: S608
    shown = "" if key.table == table.name else key.table
    cells = ", ".join(f"coalesce({quote_name(name)}, '')" for name in key.fields)
    fields, reference = ", ".join(key.fields), ", ".join(key.reference)
    for row, *values in _select(connection, table, f"{_row_id(table)}, {cells}", f"({some}) AND {missing}"):
        note = (
            f'foreign key: for "{fields}": values "{", ".join(values)}" not found in the lookup table '
            f'"{shown}" as "{reference}"'
        )
        yield Finding(table.name, row, ",".join(key.fields), "/".join(values), " ".join(note.split()))
