"""``README.md`` of a build: what it holds. The same in every build, byte for byte, so that it can be kept in git."""

from __future__ import annotations

from pathlib import Path

from pipeline.schema import load_schema

FILE_NAME = "README.md"
_TEMPLATE = Path(__file__).with_name("readme.md")


def readme() -> str:
    """The text of the file, with the tables of the schema filled in."""
    tables = "\n".join(f"| `{table.name}` | {table.description} |" for table in load_schema().tables.values())
    return _TEMPLATE.read_text(encoding="utf-8").replace("{tables}", tables)


def write_readme(folder: Path) -> Path:
    """Write it into ``folder``."""
    target = folder / FILE_NAME
    target.write_text(readme(), encoding="utf-8", newline="\n")
    return target
