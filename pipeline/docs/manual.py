"""The coding manual: its text is ``manual.md``; its examples are what the extractor makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.docs.text import table

if TYPE_CHECKING:
    from pipeline.model import Row, Tables

# One sentence a form, a measure and a habit of writing.
EXAMPLES = (
    "Forty soldiers were killed.",
    "At least 40 soldiers were killed.",
    "More than 40 soldiers were wounded.",
    "Fewer than 40 soldiers were wounded.",
    "Up to 40 soldiers were killed.",
    "Between ten and thirty rebels were killed.",
    "33 to 39 rebels were captured.",
    "About 40 soldiers were captured.",
    "Several dozen rebels were killed.",
    "Some rebels were injured.",
    "No soldiers were killed.",
    "The commander of the rebels, Ivo Marn, was killed.",
    "A dozen soldiers were killed and 1,200 were wounded.",
    "Six soldiers were killed, three of them officers.",
    "The rebels lost 40 killed and wounded.",
    "The army suffered 250 casualties.",
    "Twelve soldiers went missing.",
    "Forty rebels surrendered.",
    "Thirty soldiers deserted.",
    "The rebels freed 20 prisoners.",
    "Three tanks were destroyed and two were damaged.",
    "Four guns were captured.",
    "Some 3,000 people were displaced.",
    "An army of 5,000 men marched on the town.",
)
# What stands in an infobox in the line of a side's losses.
CELLS = (
    "40 killed (per Northland)",
    "33–39 captured",
    "About 200 killed, 500 wounded",
    "2,000 killed, wounded or captured",
    "12 tanks, 3 aircraft",
    "1,500 casualties: 300 killed, 1,200 wounded",
    "Heavy",
    "Unknown",
    "None",
)
SAYINGS = (
    "Northland said that 40 of its soldiers were killed.",
    "According to Southland, 40 soldiers were killed.",
    "Ivo Marn, a spokesman for Southland, said that seven soldiers were killed.",
    "AFP reported that 40 soldiers were killed.",
    "Southland told AFP that 40 soldiers were killed.",
    "A local resident said that 12 civilians were killed.",
    "Forty soldiers were killed.",
)
NO_COUNTS = (
    "The 28th Brigade marched 12 miles in 1912.",
    "Aged 34, he led the second attack at 6:30.",
    "The army paid 5,000 dollars and lost 40 killed in three hours.",
)
_INFOBOX = "Infobox\n- Conflict: Example\n- Combatant1: Northland\n- Combatant2: Southland\n"


def coding_manual() -> str:
    """The page, with rows for what the extractor finds in the examples."""
    text = Path(__file__).with_name("manual.md").read_text(encoding="utf-8")
    filled = {"examples": readings(), "cells": cells(), "sayings": sayings(), "no_counts": no_counts()}
    for name, rows in filled.items():
        text = text.replace(f"{{{name}}}", _body(rows))
    return text


def readings() -> Iterator[list[str]]:
    """Sentence, measure, unit, form, low and high of each claim in the examples."""
    for sentence in EXAMPLES:
        for claim in _claims(_read(f"{sentence}\n")):
            yield [sentence, *_what(claim)]


def cells() -> Iterator[list[str]]:
    """The same of each claim in the cells."""
    for cell in CELLS:
        for claim in _claims(_read(f"{_INFOBOX}- Casualties1: {cell}\n\nIt was fought.\n")):
            yield [cell, *_what(claim)]


def sayings() -> Iterator[list[str]]:
    """Sentence, claimant, principal and medium of each claim in the sentences that name them."""
    for sentence in SAYINGS:
        tables = _read(f"{_INFOBOX}\n{sentence}\n")
        names = {actor["actor_id"]: str(actor["name"]) for actor in tables["actors"]}
        for claim in _claims(tables):
            told = [row for row in tables["claim_sources"] if row["claim_id"] == claim["claim_id"]]
            roles = ([names[row["actor_id"]] for row in told if row["role"] == role] for role in _ROLES)
            yield [sentence, *map("; ".join, roles)]


def no_counts() -> Iterator[list[str]]:
    """Sentence, number and outcome of each number in the sentences, with the reason where it is no claim."""
    for sentence in NO_COUNTS:
        for row in _read(f"{sentence}\n")["numbers"]:
            outcome = " ".join(f"`{row[name]}`" for name in ("outcome", "reason") if row.get(name))
            yield [sentence, str(row["text"]), outcome]


_ROLES = ("claimant", "principal", "medium")


def _read(body: str) -> Tables:
    from pipeline.extract import extract
    from pipeline.read.plain import read_plain

    return extract(read_plain(f"= Example =\n\n{body}", path="example.txt", title="Example", sha256="0" * 64))


def _claims(tables: Tables) -> list[Row]:
    return sorted(tables["claims"], key=lambda row: (row["start"], row["claim_id"]))


def _what(claim: Row) -> list[str]:
    values = (claim.get(name) for name in ("measure", "unit", "form", "value_low", "value_high"))
    return ["" if value is None else str(value) for value in values]


def _body(rows: Iterable[list[str]]) -> str:
    return "\n".join(table([], rows).splitlines()[2:])
