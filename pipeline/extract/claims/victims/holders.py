"""The party that a verb or a noun gives a loss or a strength to."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.claims.grammar.lexicon import AND, CAPITAL, DETERMINER, PARTY, PERSON, lexicon
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, THINGS, Node
from pipeline.extract.claims.grammar.subjects import clause_subject
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene
from pipeline.extract.claims.victims.agents import agent
from pipeline.extract.claims.victims.armies import strength_holder
from pipeline.extract.claims.victims.circumstances import Circumstances
from pipeline.extract.claims.victims.givers import Givers
from pipeline.extract.claims.victims.hits import Hits
from pipeline.extract.claims.victims.owners import Owners
from pipeline.extract.claims.victims.respective import respective, shares_respectively
from pipeline.extract.claims.victims.strikes import Strikes, of_fighters


class Holders:
    """Looks around a draft for the party whose loss or strength it is."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes
        self._owners = Owners(scene)
        self._givers = Givers(scene, self._owners)
        self._circumstances = Circumstances(scene)
        self._strikes = Strikes(scene)
        self._hits = Hits(scene)

    def of_both(self, draft: Draft) -> bool:
        """Whether the count is of "both sides", "each side"."""
        behind = self._nodes[draft.at : draft.at + 5]
        sides = ("side", "sides")
        return any(a.word in ("both", "either", "each") and b.word in sides for a, b in pairwise(behind))

    def holder(self, draft: Draft) -> str | None:
        """The party that the sentence gives the count to, or None."""
        if (shaped := self._by_shape(draft)) is not None:
            return shaped[0]
        if self.of_ones_own(draft):
            speaker = self._scene.speaker(draft.start)
            if speaker is not None and self._scene.is_person(speaker):
                return self._scene.served(speaker)
            return speaker or agent(self._scene, draft.at)
        if shares_respectively(self._nodes):
            told = respective(self._nodes, draft.at)
            return self._scene.party(told.start, told.end) if told is not None else None
        if draft.measure == "strength":
            return strength_holder(self._scene, draft)
        if draft.shape == "vague":
            return self._owners.owner(draft.at) or self._circumstances.with_losses(draft)
        found = (
            self._circumstances.at_the_price(draft)
            or self._owners.inflicted_on(draft.at)
            or self._owners.of_body(draft.at)
            or self._owners.of_its_own(draft.at)
            or self._owners.behind_predicate(draft)
            or self._givers.named_in_list(draft.at)
            or self._givers.before(draft)
            or self._owners.on_a_side(draft)
            or self._hits.suffered(draft)
            or self._strikes.struck(draft)
            or self._circumstances.attacked(draft)
            or self._circumstances.aboard(draft)
        )
        if found is None and draft.node.tag == NUMBER and draft.measure in ("killed", "wounded", "missing"):
            return self._circumstances.told_of_own(draft)
        if found is None and draft.node.tag == LOSSES:
            return self._circumstances.with_losses(draft) or self._circumstances.reported(draft)
        return found

    def _opening_subject(self, at: int) -> str | None:
        """ "The Danes made three attacks, which cost them 300 men": those of whom the sentence tells."""
        span = clause_subject(self._scene.items, self._scene.item_index(self._nodes[0]) + 1)
        first = next((k for k in range(at) if self._nodes[k].tag in (PARTY, PERSON)), None)
        opens = first is not None and all(
            node.tag in (DETERMINER, "j", "d", "p", ",", "w", CAPITAL) for node in self._nodes[:first]
        )
        if first is None or not opens:
            return self._scene.party(*span) if span else None
        return self._scene.party(self._nodes[first].start, self._nodes[first].end)

    def _by_shape(self, draft: Draft) -> tuple[str | None] | None:
        """The party of a count that is compared, gapped or a cost, whoever it is; None for counts of other shapes."""
        if draft.shape == "compared":
            before = self._nodes[draft.at - 2] if draft.at > 1 and self._nodes[draft.at - 1].tag == "'" else None
            whose = before or self._for_whom(draft.at)
            return (self._scene.party(whose.start, whose.end) if whose is not None else None,)
        if draft.shape == "gapped":
            told = self._named_before(draft) or self._owners.of_its_own(draft.at)
            return (told or self._owners.behind_predicate(draft),)
        if draft.shape == "ranging" and draft.predicate is not None:
            return (self._owners.owner(draft.predicate),)
        owner = self._nodes[draft.at - 2 : draft.at] if draft.at > 1 and draft.measure != "strength" else []
        if len(owner) > 1 and owner[1].tag == "'" and owner[0].tag == PARTY:
            # "lost 12 killed to the Danes' 100 killed"
            return (self._scene.party(owner[0].start, owner[0].end),)
        hands = draft.node.head is not None and draft.node.head.word == "hands"
        if draft.shape == "along" and (hands or of_fighters(draft.node)):
            # "Holm was killed along with 40 men", "went down with all hands, 144 men"
            return (self._givers.payer(draft.at),)
        if draft.shape == "among" and draft.measure == "captured" and draft.node.tag == THINGS:
            return (self._despoiled(draft),)
        if draft.shape == "cost" and draft.node.after and draft.node.after[0].word in ("them", "him"):
            return (self._opening_subject(draft.at),)
        return None

    def _despoiled(self, draft: Draft) -> str | None:
        """ "The booty included 14 guns": theirs who fight the owner of the booty, else the victors."""
        booty = next((k for k in range(draft.at, -1, -1) if self._nodes[k].word in lexicon().lists["booty"]), None)
        victor = self._owners.owner(booty) if booty is not None else None
        victor = victor or self._scene.actors.winners()
        return self._scene.actors.rival(victor) if victor is not None else None

    def _for_whom(self, at: int) -> Node | None:
        """ "compared with 1,200 for the Swedes", "against 300 on the Danish side" """
        k = at + 1
        if k >= len(self._nodes) or self._nodes[k].word not in ("for", "of", "among", "on"):
            return None
        while k + 1 < len(self._nodes) and self._nodes[k + 1].tag == DETERMINER:
            k += 1
        named = self._nodes[k + 1] if k + 1 < len(self._nodes) else None
        return named if named is not None and named.tag in (PARTY, PERSON, CAPITAL) else None

    def of_ones_own(self, draft: Draft) -> bool:
        """ "40 dead of his own" """
        k = max(draft.at, draft.predicate if draft.predicate is not None else -1)
        end = next((j for j in range(k + 1, min(k + 5, len(self._nodes))) if self._nodes[j].is_counted), k + 5)
        words = [item.word for node in self._nodes[draft.at : end] for item in node.items]
        return any(
            words[j] in ("his", "their", "its", "her") and words[j - 1].split()[-1:] == ["of"] and words[j + 1] == "own"
            for j in range(1, len(words) - 1)
        )

    def _named_before(self, draft: Draft) -> str | None:
        """ "... and the Swedes 150": whoever stands where the subject of the verb would."""
        naming = (PARTY, PERSON, CAPITAL)
        nodes = [n for n in self._nodes[: draft.at] if n.start >= draft.start and n.tag in naming]
        joined = any(n.tag == AND for n in self._nodes[: draft.at] if n.start > draft.start)
        if len(nodes) == 2 and joined and (both := self._scene.joint([(n.start, n.end) for n in nodes])):
            return both
        return self._scene.party(nodes[0].start, nodes[-1].end) if nodes else None
