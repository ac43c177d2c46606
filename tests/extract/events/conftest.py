"""Articles made of a few sentences, read by the real reader and the real actor registry."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from pipeline.extract.document import Document
from pipeline.extract.events import event_for, extract_events
from pipeline.model import Row, Tables
from pipeline.read.plain import read_plain

HEAD = """= Battle of Orvale =

Infobox
- Conflict: Battle of Orvale
- Place: Orvale, Segou Region, Mali
- Partof: Segou War
- Date: 9 May 2012
- Result: NLF victory
- Combatant1: border|20px GRM
- Combatant2: 25px NLF

"""


@dataclass
class Told:
    """The event tables of one text, with look-ups that tests need."""

    document: Document
    tables: Tables

    @property
    def events(self) -> list[Row]:
        return [event for event in self.tables["events"] if event["event_type"] != "war"]

    def of(self, event_type: str) -> Row:
        """The one event of that type that is not the main event."""
        (found,) = [e for e in self.events if e["event_type"] == event_type and not e["is_main"]]
        return found

    @property
    def main(self) -> Row:
        return self.tables["events"][0]

    def words(self, event: Row) -> str:
        return self.document.article.text[int(str(event["start"])) : int(str(event["end"]))]

    def who(self, event: Row) -> set[tuple[str, str]]:
        """(actor, role) of an event."""
        rows = self.tables["participants"]
        return {(str(p["actor_id"]), str(p["role"])) for p in rows if p["event_id"] == event["event_id"]}

    def where(self, event: Row) -> set[tuple[str, str]]:
        """(place, relation) of an event."""
        rows = self.tables["event_places"]
        return {(str(p["place_id"]), str(p["relation"])) for p in rows if p["event_id"] == event["event_id"]}

    def event_at(self, words: str) -> str:
        """The event that a number at the words belongs to."""
        offset = self.document.article.text.index(words)
        placed = self.document.passage_at(offset)
        assert placed is not None
        return event_for(self.document, placed.index, offset)


class Teller:
    """Reads a body of sections under the infobox, or a whole text of its own."""

    def __call__(self, body: str, *, head: str = HEAD) -> Told:
        article = read_plain(head + body + "\n", path="x.txt", title="x", sha256="0" * 64)
        document = Document(article)
        return Told(document, extract_events(document))


@pytest.fixture
def tell() -> Teller:
    return Teller()
