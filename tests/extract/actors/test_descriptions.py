"""Descriptions of a party by its people are names of the party."""

from __future__ import annotations

import hashlib

import pytest

from pipeline.extract import extract
from pipeline.read.plain import read_plain

_BOX = """Infobox
- Combatant1: Vessel Guard
- Combatant2: Coordination of Orla Movements
- Place: Orla, Mali

"""


def names(text: str) -> set[str]:
    """The forms by which the article names its actors."""
    full = f"= Clash of Orla =\n\n{_BOX}{text} The Imrad Tuaregs and the Idrane Tuaregs are clans of the Tuareg.\n"
    article = read_plain(full, path="x.txt", title="Clash of Orla", sha256=hashlib.sha256(full.encode()).hexdigest())
    return {str(row["name"]) for row in extract(article)["actor_names"]}


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The pro-state Vessel Guard Imrad Tuareg militia held Orla.", "pro-state Vessel Guard Imrad Tuareg militia"),
        (
            "Idrane Tuareg rebels from the Coordination of Orla Movements came.",
            "Idrane Tuareg rebels from the Coordination of Orla Movements",
        ),
    ],
)
def test_a_party_described_by_its_people_is_named_so(text: str, form: str) -> None:
    assert form in names(text)


def test_a_people_beside_a_party_is_no_description_of_it() -> None:
    assert not any(" and " in name for name in names("The Imrad Tuareg and the Vessel Guard met."))
