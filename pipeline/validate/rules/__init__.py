"""The rules across fields. Each ``.sql`` file of this folder is one; its first comment says what it demands.

A rule selects the rows that break it: ``table_name``, ``row_id`` (the primary key, its parts joined by ``/``),
``field`` and ``value``. The tables are those of ``datapackage.json``, typed; a cell that does not have its column's
type is null. Beside them stand ``evidence``, every row of any table that points at a stretch of a passage, and
``ids``, every row's primary key.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.frugal import frugally, settings
from pipeline.schema import Field, Schema, Table, quote_name, quote_text
from pipeline.validate.memory import LINES, MEMORY, database, scratch
from pipeline.validate.report import Finding

if TYPE_CHECKING:
    import duckdb

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Rule:
    """One demand and the SQL that selects what breaks it."""

    name: str
    title: str
    sql: str


def load_rules() -> list[Rule]:
    """All rules by the name of their file."""
    rules = []
    for path in sorted(FOLDER.glob("*.sql")):
        sql = path.read_text(encoding="utf-8")
        title = " ".join(line[2:].strip() for line in sql.splitlines() if line.startswith("--"))
        rules.append(Rule(path.stem, title, sql))
    return rules


def check_rules(folder: Path, schema: Schema) -> tuple[list[Finding], list[str]]:
    """What breaks a rule in the CSV files of the folder, and the titles of all rules."""
    import duckdb

    rules = load_rules()
    findings: list[Finding] = []
    # Text, so that a value looks in the report as it does in the file.
    shown = ", ".join(f"coalesce({name}::VARCHAR, '')" for name in ("table_name", "row_id", "field", "value"))
    with scratch(folder) as work, duckdb.connect(database(folder, work)) as connection:
        connection.execute(settings(work / "spilled", MEMORY))
        findings.extend(load_tables(connection, folder, schema))
        for rule in rules:
            rows = frugally(connection, partial(_select, connection, f"SELECT {shown} FROM ({rule.sql})"))  # noqa: S608
            findings.extend(Finding(table, row, field, value, rule.title) for table, row, field, value in rows)
    return findings, [rule.title for rule in rules]


def _select(connection: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[str, ...]]:
    return connection.execute(sql).fetchall()


def load_tables(connection: duckdb.DuckDBPyConnection, folder: Path, schema: Schema) -> list[Finding]:
    """Make every table of the schema out of its CSV file, empty where there is none or it cannot be read.

    What DuckDB cannot read, though it may be right otherwise, is a finding: no rule must pass for want of rows.
    """
    import duckdb

    unread = []
    tables = schema.tables.values()
    for table in tables:
        columns = ", ".join(f"{quote_name(field.name)} {field.duckdb_type}" for field in table.fields)
        connection.execute(f"CREATE TABLE {quote_name(table.name)} ({columns})")
        path = folder / f"{table.name}.csv"
        try:
            with path.open(encoding="utf-8") as file:
                header = file.readline().strip().split(",")
        except (OSError, UnicodeDecodeError):
            continue
        # A missing column, an unreadable file: Frictionless names it.
        shared = [field for field in table.fields if field.name in header]
        names = ", ".join(quote_name(field.name) for field in shared)
        cast = ", ".join(map(_cast, shared))
        source = f"read_csv({quote_text(str(path))}, header = true, all_varchar = true, delim = ',', quote = '\"'"
        reason = ""
        for lines in LINES:
            try:
                connection.execute(
                    f"INSERT INTO {quote_name(table.name)} ({names}) SELECT {cast} FROM {source}{lines})"  # noqa: S608
                )
                break
            except duckdb.Error as error:
                reason = " ".join(str(error).partition("\n")[0].split())
        else:
            unread.append(Finding(table.name, "", "", "", f"the rules across fields cannot read it: {reason}"))
    connection.execute("CREATE VIEW evidence AS " + " UNION ALL ".join(filter(None, map(_evidence, tables))))
    connection.execute("CREATE VIEW ids AS " + " UNION ALL ".join(f"SELECT {_key(table)}" for table in tables))
    return unread


def _cast(field: Field) -> str:
    """The field's value in its type, null where it is none."""
    name = quote_name(field.name)
    if field.duckdb_type == "VARCHAR":
        return name
    # DuckDB hands the cast of a bare column, but of no expression, to its reader of CSV, which one wrong value stops.
    return f"TRY_CAST(trim({name}) AS {field.duckdb_type})"


def _key(table: Table) -> str:
    """Name and row id of a table's rows, with the FROM clause left to say."""
    parts = " || '/' || ".join(f"coalesce({quote_name(name)}::VARCHAR, '')" for name in table.primary_key)
    return f"{quote_text(table.name)} AS table_name, {parts} AS row_id FROM {quote_name(table.name)}"


def _evidence(table: Table) -> str | None:
    columns = set(table.columns)
    if not {"passage_id", "start", "end"} <= columns or table.name == "passages":
        return None
    key, _, source = _key(table).rpartition(" FROM ")
    return f'SELECT {key}, passage_id, start, "end" FROM {source}'  # noqa: S608 - quoted names
