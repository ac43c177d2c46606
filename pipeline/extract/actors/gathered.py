"""What the walk over an article finds."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.extract.actors.infobox import InfoboxName
from pipeline.extract.actors.people import Introduction
from pipeline.extract.actors.roster import Roster


@dataclass
class Gathered:
    """What the walk found besides the roster: infobox names with their actors, persons as introduced."""

    roster: Roster
    listed: tuple[InfoboxName, ...] = ()
    """Every name of the infobox, headings too."""
    columns: list[tuple[InfoboxName, str]] = field(default_factory=list)
    people: list[tuple[int, Introduction, str]] = field(default_factory=list)
    """Passage index, introduction, actor id."""
