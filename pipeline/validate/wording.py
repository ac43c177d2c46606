"""What Frictionless notes of a cell, in words for whoever mends the data."""

from __future__ import annotations

import ast
import re

_CONSTRAINT = re.compile(r'constraint "(\w+)" is "(.*)"')
_TYPE = re.compile(r'type is "(\w+)/default"')


def in_words(kind: str, note: str) -> str:
    """Kind of the error and its note in one line: "enum: is none of exact, range"; other notes as they stand."""
    note = " ".join(note.split())
    if found := _TYPE.fullmatch(note):
        return f"{kind}: is no {found[1]}"
    found = _CONSTRAINT.fullmatch(note)
    if found is None:
        return f"{kind}: {note}" if note else kind
    name, wanted = found.groups()
    match name:
        case "required":
            return "required: is empty"
        case "enum":
            return f"enum: is none of {', '.join(map(str, ast.literal_eval(wanted)))}"
        case "minimum" | "maximum":
            return f"{name}: is {'less' if name == 'minimum' else 'more'} than {wanted}"
        case _:
            return f"{name}: is not of the form {wanted}"
