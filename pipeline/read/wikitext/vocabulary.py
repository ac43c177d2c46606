"""What the mapping file says of templates, fields and sections."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from importlib.resources import files

_DATA = tomllib.loads(files("pipeline.read.wikitext").joinpath("templates.toml").read_text("utf-8"))

INFOBOXES = frozenset(_DATA["infoboxes"])
IGNORED_FIELDS = frozenset(_DATA["ignored_fields"])
COUNT_FIELDS: tuple[str, ...] = tuple(_DATA["count_fields"])
SKIPPED_SECTIONS = frozenset(_DATA["skipped_sections"])
HIDDEN = frozenset(_DATA["hidden"])
HIDDEN_PREFIXES: tuple[str, ...] = tuple(_DATA["hidden_prefixes"])
NOTES = frozenset(_DATA["notes"])
PARAMETER: dict[str, list[str]] = _DATA["parameter"]
PATTERN: dict[str, str] = _DATA["pattern"]
SHIP: dict[str, str] = _DATA["ship"]
FLAG: dict[str, str] = _DATA["flag"]
FATE: dict[str, str] = _DATA["fate"]
FATE_PAGES: dict[str, str] = _DATA["fate_pages"]
COUNTRIES: dict[str, str] = _DATA["countries"]
LIST: dict[str, str] = _DATA["list"]
COMPUTED = frozenset(
    [
        "coord",
        "coor",
        "coordinates",
        "convert",
        "cvt",
        "conv",
        "start date",
        "start date and age",
        "end date",
        "end date and age",
        "start and end dates",
        "dts",
        "date",
        "formatnum",
    ]
)

_KINDS: tuple[tuple[str, Iterable[str]], ...] = (
    ("fate", FATE),
    ("flag", FLAG),
    ("list", LIST),
    ("parameter", PARAMETER),
    ("pattern", PATTERN),
    ("ship", SHIP),
    ("computed", COMPUTED),
)
KIND = {name: kind for kind, names in reversed(_KINDS) for name in names}
SHOWN = frozenset(KIND)

_NAME = re.compile(r"\{\{\s*([^|{}\[\]\x0e]{1,80})")


def template_name(text: str, start: int) -> str:
    """The normal name of the template that opens at ``start``: lower case, spaces single; '' where it has none."""
    match = _NAME.match(text, start)
    return normal(match[1]) if match else ""


def normal(name: str) -> str:
    """Names that MediaWiki takes for one are made equal."""
    name = " ".join(name.replace("_", " ").replace("\x06", " ").split()).lower()
    name = name.removeprefix("template:").removeprefix("subst:")
    if ":" in name and not name.startswith("#"):
        function, _, _ = name.partition(":")
        return function if function in ("formatnum", "uc", "lc") else name
    return "#tag:ref" if name.startswith("#tag:ref") else name


def kind_of(name: str) -> str:
    """Which kind of template it is, '' where nothing is known of it."""
    return KIND.get(name) or ("parameter" if name.startswith("lang-") else "")


def is_hidden(name: str) -> bool:
    """Whether the template shows nothing."""
    return name in HIDDEN or (name not in SHOWN and name.startswith(HIDDEN_PREFIXES))


def is_shown(name: str) -> bool:
    """Whether it is known what the template shows."""
    return bool(kind_of(name))
