"""The victims of a cell's items: by their own noun, a flag, a heading, or the column."""

from __future__ import annotations

from pipeline.countries import country_of_demonym
from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.lexicon import lexicon
from pipeline.extract.cells.parties import Parties
from pipeline.extract.document import Placed
from pipeline.model import Mark


class VictimReader:
    """Finds the victims of one cell's drafts, from left to right."""

    def __init__(self, parties: Parties, placed: Placed, flags: list[Mark], side: int | None) -> None:
        self._parties, self._placed, self._flags, self._side = parties, placed, flags, side
        self._behind = placed.passage.start - 1
        self._flagged: list[Mark] = []
        self._group = -1

    def fill(self, draft: Draft, default: str) -> None:
        """Fill actor, class and age of the draft."""
        self._pass_flags(draft)
        known = draft.noun
        if draft.counts_people():
            draft.people, draft.age = (known.people if known else "unspecified"), (known.age if known else "")
            if default == "strength" and draft.people in ("", "unspecified"):
                draft.people = "combatant"
        else:
            draft.people, draft.age = "", ""
        draft.actor_id = self._actor(draft)
        self._behind = max(self._behind, draft.end)

    def in_brackets(self, draft: Draft) -> None:
        """ "200 killed (Sweden), 40 killed (Norway)": whose they are, of a column of several.

        In cells that name sources the brackets hold those: call it when they are known.
        """
        if draft.named or draft.actor_id is not None or draft.item.nested:
            return
        for group in draft.item.groups:
            draft.actor_id = draft.actor_id or self._parties.of_column_named(group, self._side)

    def _pass_flags(self, draft: Draft) -> None:
        if draft.above.group != self._group:
            self._flagged, self._group = [], draft.above.group
        fresh = [f for f in self._flags if self._behind <= f.start <= draft.start]
        if fresh and not draft.item.nested:
            self._flagged = fresh

    def _by_noun(self, draft: Draft) -> tuple[bool, str | None]:
        """Whether the item's own noun settles whose it is, and the actor, if known.

        A lone common noun ("20 policemen") settles nothing: they are the column's own.
        """
        head = draft.reading.head
        end = max(head[-1].end, draft.end if draft.reading.measure == "" else 0)
        strange = draft.counts_people() and any(t.text[:1].isupper() and t.word not in lexicon().nouns for t in head)
        strange = strange or any(country_of_demonym(t.text) for t in head)
        named = strange or self._parties.are_named(self._placed.index, head[0].start, head[-1].end)
        lone = len(head) == 1 and not (strange and draft.counts_people())
        if draft.people != "civilian" and (lone or not named):
            return False, None
        actor = self._parties.of_span(head[0].start, end)
        if actor is not None and self._parties.is_made(actor) and (column := self._parties.of_column(self._side)):
            # A people that is named nowhere else fights for the only party of the column: "700 Europeans".
            return True, column
        # A people or population that the article does not list is not the column's, or not surely.
        return actor is not None or draft.people == "civilian" or (strange and draft.counts_people()), actor

    def _actor(self, draft: Draft) -> str | None:
        parent, last = draft.parent, draft.before
        if parent is not None and not draft.named and draft.above.party == parent.above.party:
            return parent.actor_id
        if draft.named:
            settled, actor = self._by_noun(draft)
            if settled:
                return actor
        elif draft.people == "civilian" and draft.above.people:
            return self._parties.of_civilians(draft.above.people)
        if parent is not None:
            own = draft.above.party and draft.above.party != parent.above.party
            return self._headed(draft) or parent.actor_id if own else parent.actor_id
        same = last is not None and last.above.group == draft.above.group
        if last is not None and same and last.actor_id and not draft.named and last.people == draft.people:
            return last.actor_id
        if self._flagged:
            return self._parties.of_flags(self._flagged, self._side)
        if draft.above.party:
            return self._headed(draft)
        return self._parties.of_column(self._side)

    def _headed(self, draft: Draft) -> str | None:
        party = draft.above.party
        return self._parties.of_heading(party[0].start, party[-1].end, self._side)
