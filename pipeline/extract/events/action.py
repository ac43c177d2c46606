"""A verb in its sentence: who did it, to whom, in which words."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.model import Event
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger

Found = list[tuple[str, int, int]]
_BY = re.compile(r"\bby\s+")


class Action:
    """A verb in its sentence with the regions of its subject and object, whichever way round the verb has them."""

    def __init__(self, sentence: Sentence, trigger: Trigger, stops: list[int]) -> None:
        self.sentence, self.trigger = sentence, trigger
        self.start, self.end = sentence.start + trigger.start, sentence.start + trigger.end
        self.subject = sentence.subject_region(self.start)
        self.behind = sentence.object_region(self.end, stops)
        self.rest = (self.end, min([stop for stop in stops if stop > self.end], default=sentence.end))
        by = _BY.search(sentence.between(*self.rest)) if trigger.passive else None
        self.agent_region = (self.end + by.end(), self.rest[1]) if by else None

    @cached_property
    def agent(self) -> Found:
        """Who did it."""
        if self.trigger.passive:
            return self.sentence.party(*self._noun_phrase(self.agent_region)) if self.agent_region else []
        return self.sentence.party(*self.subject)

    @cached_property
    def undergoer(self) -> Found:
        """To whom it was done."""
        low, high = self.subject if self.trigger.passive else self.behind
        if any(low <= mention.start < high for mention in self.sentence.places):
            return self.sentence.parties(low, high)
        return self.sentence.party(low, high)

    @property
    def object_region(self) -> tuple[int, int]:
        """Where that to which it was done stands."""
        return self.subject if self.trigger.passive else self.behind

    def _noun_phrase(self, region: tuple[int, int]) -> tuple[int, int]:
        return region[0], min(region[1], self.sentence.clause(region[0])[1])

    def make(self, context: Context, kind: str) -> Event:
        """The event of the clause."""
        start = self.subject[0] if self.subject[0] < self.subject[1] <= self.start else self.start
        # A subject that stands clauses before is not part of the words that tell of the event.
        if self.sentence.between(self.subject[1], self.start).strip(" ,"):
            start = self.start
        clause_end = self.sentence.clause(self.end - 1)[1]
        event = context.event(
            self.sentence, self.trigger, kind, start, max(self.behind[1], min(clause_end, self.rest[1]))
        )
        context.date(event, self.sentence, self.start)
        return event
