"""``README.md`` of a build: what it holds. The same in every build, byte for byte, so that it can be kept in git."""

from __future__ import annotations

from pathlib import Path

from pipeline.publish.macros import load_macros
from pipeline.publish.views import load_views
from pipeline.schema import load_schema

FILE_NAME = "README.md"
_TEMPLATE = Path(__file__).with_name("readme.md")


def readme() -> str:
    """The text of the file, with the tables of the schema, the views and the macros filled in."""
    lists = {
        "tables": [(table.name, table.description) for table in load_schema().tables.values()],
        "views": [(view.name, view.description) for view in load_views()],
        "macros": [(macro.call, macro.description) for macro in load_macros()],
    }
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, rows in lists.items():
        text = text.replace(f"{{{name}}}", "\n".join(f"| `{row[0]}` | {row[1]} |" for row in rows))
    return text


def write_readme(folder: Path) -> Path:
    """Write it into ``folder``."""
    target = folder / FILE_NAME
    target.write_text(readme(), encoding="utf-8", newline="\n")
    return target
