"""The party that a verb or a noun gives a loss or a strength to."""

from __future__ import annotations

from itertools import pairwise

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.agents import agent, clause_agent, rival_of_agent
from pipeline.extract.claims.armies import strength_holder
from pipeline.extract.claims.drafts import Draft, back
from pipeline.extract.claims.forces import force
from pipeline.extract.claims.lexicon import (
    ADVERB,
    BE,
    BY,
    CAPITAL,
    CAUSE,
    DETERMINER,
    GERUND,
    HAVE,
    LOSS,
    MATERIEL,
    OF,
    PARTY,
    PERSON,
    PRESENT,
    PRONOUN,
    SUBORDINATOR,
    lexicon,
)  # fmt: skip
from pipeline.extract.claims.nodes import LOSSES, NUMBER, PREDICATES, THINGS, Node
from pipeline.extract.claims.respective import respective, shares_respectively
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.subjects import clause_subject, noun_phrases_before

_AUXILIARIES = frozenset(
    ("also", "only", "reportedly", "had", "has", "have", "having", "would", "may", "then", "later")
)
_NOUNS_OF_LOSS = ("toll", "dead", "wounded", "killed", "total", "fatalities")
_FARTHEST, _NEARBY = 60, 18
_STATES = ("state_government",)


class Holders:
    """Looks around a draft for the party whose loss or strength it is."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes
        self._subject_taken: set[int] = set()

    def of_both(self, draft: Draft) -> bool:
        """Whether the count is of "both sides", "each side"."""
        behind = self._nodes[draft.at : draft.at + 5]
        sides = ("side", "sides")
        return any(a.word in ("both", "either", "each") and b.word in sides for a, b in pairwise(behind))

    def holder(self, draft: Draft) -> str | None:
        """The party that the sentence gives the count to, or None."""
        if (shaped := self._by_shape(draft)) is not None:
            return shaped[0]
        if self._of_ones_own(draft):
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
            return self._owner(draft.at) or self._with_losses(draft)
        found = (
            self._at_the_price(draft)
            or self._behind_predicate(draft)
            or self._before(draft)
            or self._on_a_side(draft)
            or self._attacked(draft)
            or self._aboard(draft)
        )
        if found is None and draft.node.tag == NUMBER and draft.measure in ("killed", "wounded", "missing"):
            return self._told_of_own(draft)
        if found is None and draft.node.tag == LOSSES:
            return self._with_losses(draft) or self._reported(draft)
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

    def _at_the_price(self, draft: Draft) -> str | None:
        """ "destroying two ships for three men injured": those who destroyed them have paid so."""
        nodes, k = self._nodes, back(self._nodes, draft.at - 1)
        if draft.shape != "subject" or k < 2 or nodes[k].word != "for" or not nodes[k - 1].is_counted:
            return None
        verbs = [j for j in range(k - 1) if nodes[j].tag in PREDICATES]
        return agent(self._scene, verbs[-1]) if verbs else None

    def _on_a_side(self, draft: Draft) -> str | None:
        """ "On the Danish side, 40 fell and 12 were captured": the side's that opens the clause."""
        nodes, head = self._nodes, draft.node.head
        if head is not None and head.tag == PERSON and head.word not in words_of("nobody") | words_of("soldiers"):
            # "30 rebels": the noun says whose.
            return None
        for k in range(draft.at - 1, 1, -1):
            if nodes[k].tag == ";" or (nodes[k].word in ("while", "whereas") and nodes[k + 1].word != "on"):
                return None
            if nodes[k].word == "side" and nodes[k - 1].tag in (PARTY, CAPITAL, PERSON):
                opener = nodes[k - 3] if nodes[k - 2].tag == DETERMINER and k > 2 else nodes[k - 2]
                on = opener.word in ("on", "for")
                return self._scene.party(nodes[k - 1].start, nodes[k - 1].end) if on else None
        return None

    def _by_shape(self, draft: Draft) -> tuple[str | None] | None:
        """The party of a count that is compared, gapped or a cost, whoever it is; None for counts of other shapes."""
        if draft.shape == "compared":
            before = self._nodes[draft.at - 2] if draft.at > 1 and self._nodes[draft.at - 1].tag == "'" else None
            return (self._scene.party(before.start, before.end) if before is not None else None,)
        if draft.shape == "gapped":
            return (self._named_before(draft),)
        owner = self._nodes[draft.at - 2 : draft.at] if draft.at > 1 and draft.measure != "strength" else []
        if len(owner) > 1 and owner[1].tag == "'" and owner[0].tag == PARTY:
            # "lost 12 killed to the Danes' 100 killed"
            return (self._scene.party(owner[0].start, owner[0].end),)
        if draft.shape == "cost" and draft.node.after and draft.node.after[0].word in ("them", "him"):
            return (self._opening_subject(draft.at),)
        return None

    def _of_ones_own(self, draft: Draft) -> bool:
        """ "40 dead of his own" """
        k = max(draft.at, draft.predicate if draft.predicate is not None else -1)
        end = next((j for j in range(k + 1, min(k + 5, len(self._nodes))) if self._nodes[j].is_counted), k + 5)
        words = [item.word for node in self._nodes[draft.at : end] for item in node.items]
        return any(
            words[j] in ("his", "their", "its", "her") and words[j - 1] == "of" and words[j + 1] == "own"
            for j in range(1, len(words) - 1)
        )

    def _named_before(self, draft: Draft) -> str | None:
        """ "... and the Swedes 150": whoever stands where the subject of the verb would."""
        naming = (PARTY, PERSON, CAPITAL)
        nodes = [n for n in self._nodes[: draft.at] if n.start >= draft.start and n.tag in naming]
        return self._scene.party(nodes[0].start, nodes[-1].end) if nodes else None

    def _before_losses(self, at: int) -> int:
        """The node before a list of bare losses: "with" of "with eleven dead and 27 injured"."""
        k = at - 1
        while k > 0 and (self._nodes[k].is_counted or self._nodes[k].tag in ("&", ",", "K", "J", ADVERB)):
            k -= 1
        return k

    def _aboard(self, draft: Draft) -> str | None:
        """ "The destroyer X was damaged, with eleven dead": they were of what was hit."""
        nodes, k = self._nodes, self._before_losses(draft.at)
        if draft.node.tag != NUMBER or k < 2 or nodes[k].word != "with":
            return None
        hit = any(node.word in words_of("hit") and before.tag == BE for before, node in pairwise(nodes[:k]))
        return agent(self._scene, k) if hit else None

    def _reported(self, draft: Draft) -> str | None:
        """ "General X reported 5,200 casualties": his own, where no others are named."""
        nodes = self._nodes
        k = draft.at - 1
        if k > 0 and nodes[k].word in ("admitted", "acknowledged", "conceded", "confirmed"):
            actor = agent(self._scene, k)
            return actor if actor is not None and self._scene.actors.rival(actor) is not None else None
        if k < 1 or nodes[k].word not in ("reported", "recorded", "suffering", "took") or draft.node.head is None:
            return None
        return agent(self._scene, k) if draft.node.head.word in ("casualties", "losses") else None

    def _told_of_own(self, draft: Draft) -> str | None:
        """ "The Danes reported 30 dead and 70 wounded": a side that reports bare losses means its own."""
        nodes, k = self._nodes, self._before_losses(draft.at)
        if k < 1 or nodes[k].word not in ("reported", "recorded", "admitted", "acknowledged", "confirmed", "suffered"):
            return None
        actor = agent(self._scene, k)
        return actor if actor is not None and self._scene.actors.rival(actor) is not None else None

    def _with_losses(self, draft: Draft) -> str | None:
        """ "X took the hill with 200 casualties": X's, unless X beat somebody "with heavy losses"."""
        nodes, k = self._nodes, back(self._nodes, draft.at - 1)
        if k < 1 or nodes[k].word != "with":
            return None
        beaten = any(node.word in words_of("attacking") and nodes[i - 1].tag != BE for i, node in enumerate(nodes[:k]))
        return None if beaten else agent(self._scene, k)

    def _behind_predicate(self, draft: Draft) -> str | None:
        """ "four killed in the CMA", "19 dead on the army's side", "inflicting 300 casualties on the X" """
        nodes = self._nodes
        k = max(draft.at, draft.predicate if draft.predicate is not None else -1) + 1
        if k + 1 >= len(nodes) or nodes[k].word not in ("in", "from", "among", "amongst", "on", "of", "to"):
            return None
        word, j = nodes[k].word, k + 1
        while j < len(nodes) and nodes[j].tag in (DETERMINER, ADVERB, "j"):
            j += 1
        if j >= len(nodes) or nodes[j].tag not in (PARTY, PERSON, CAPITAL, PRONOUN):
            return None
        target = nodes[j]
        sided = any(node.word in ("side", "sides") for node in nodes[j + 1 : j + 4])
        forces = j + 1 < len(nodes) and (nodes[j + 1].tag in (MATERIEL, PERSON) or nodes[j + 1].word in force().bodies)
        if word in ("in", "from") and (target.tag != PARTY or (self._is_state(target) and not forces)):
            return None
        if word == "to" and (draft.node.tag != LOSSES or any(node.tag == "'" for node in nodes[j + 1 : j + 2])):
            # "60 casualties to the rebels' 400" are others'.
            return None
        if word == "on" and not (sided or draft.node.tag == LOSSES):
            return None
        if target.tag in (CAPITAL, PRONOUN) and not (sided or (word == "on" and draft.node.tag == LOSSES)):
            return None
        end = (
            nodes[j + 1].end
            if target.tag == PARTY and j + 1 < len(nodes) and nodes[j + 1].tag == PERSON
            else target.end
        )
        actor = self._scene.party(target.start, end)
        if actor is not None and draft.predicate is not None:
            draft.end = max(draft.end, end)
        return actor

    def _is_state(self, node: Node) -> bool:
        actor_id = node.items[0].actor_id
        return actor_id is not None and self._scene.actors.actor(actor_id).actor_type in _STATES

    def _before(self, draft: Draft) -> str | None:
        """The party that "had", "lost" or "suffered" the count, that it was laid on, or whose losses it sums."""
        nodes = self._nodes
        verb = nodes[draft.predicate].verb if draft.predicate is not None and draft.predicate < draft.at else None
        if verb is not None and verb.loses and draft.predicate is not None:
            return self._subject(draft, draft.predicate)
        k = draft.at - 1
        if draft.shape in ("of", "toll", "among") and draft.start < draft.node.start:
            k = next((i for i in range(draft.at - 1, -1, -1) if nodes[i].start <= draft.start), k)
            owner = self._owner(k)
            if owner or draft.shape == "toll" or (k > 1 and nodes[k - 1].tag == "'"):
                # "X's casualties of 900" are nobody else's, whoever X is.
                return owner
            return (
                clause_agent(self._scene, k)
                if draft.measure in ("casualties", "lost") or nodes[k].word in lexicon().lists["prices"]
                else None
            )
        return self._giver(draft, k)

    def _giver(self, draft: Draft, k: int) -> str | None:
        """Left of ``k``: who "had" or "lost" it; "A lost 20 killed and B two killed and five wounded"."""
        nodes = self._nodes
        # A clause is never this long; without the bound a sentence of thousands of counts takes minutes.
        farthest = max(0, k - _FARTHEST)
        while k >= farthest:
            node = nodes[k]
            if node.tag == PARTY and draft.node.tag == NUMBER and k > 0 and nodes[k + 1].tag == NUMBER:
                return self._scene.party(node.start, node.end)
            if (
                node.tag == HAVE
                and node.word not in words_of("reckoning")
                and self._owns(k)
                and not (k and nodes[k - 1].tag == BE)
            ) or (node.verb is not None and node.verb.loses):
                return self._subject(draft, k)
            if node.tag == CAUSE:
                return self._indirect(k) or self._left_behind(k)
            if node.word in lexicon().lists["prices"] and k + 1 < len(nodes) and nodes[k + 1].tag == OF:
                return self._owner(k) or clause_agent(self._scene, k)
            if node.tag == LOSS and draft.shape in ("toll", "subject", "noun"):
                return self._owner(k)
            if self._parts(k):
                return None
            k -= 1
        return None

    def _parts(self, k: int) -> bool:
        """Whether the node at ``k`` parts the count from whoever stands before."""
        node, nodes = self._nodes[k], self._nodes
        if node.word == "as" and nodes[k + 1].is_counted:
            return False
        if node.tag in (GERUND, PRESENT, SUBORDINATOR, ";", "R", BY) or node.word == "with":
            return True
        counts_before = k > 0 and (nodes[k - 1].is_counted or nodes[k - 1].tag == PERSON)
        return node.tag in PREDICATES and not counts_before

    def _owns(self, k: int) -> bool:
        """Whether "had" is a verb of its own and no auxiliary ("had seen")."""
        if self._nodes[k].word not in lexicon().lists["have"]:
            # "suffered anywhere from 1,000 to 3,000"
            return True
        j = k + 1
        while j < len(self._nodes) and self._nodes[j].tag in (ADVERB, "j"):
            j += 1
        return j < len(self._nodes) and self._nodes[j].tag not in ("w", "K", BE)

    def _subject(self, draft: Draft, verb: int) -> str | None:
        if (own := self._absolute(verb)) is not None:
            return own
        at = self._scene.item_index(self._nodes[verb])
        spans = noun_phrases_before(self._scene.items, at, _AUXILIARIES)
        if not spans or self._nodes[verb].tag == GERUND:
            shared = clause_subject(self._scene.items, at)
            spans = [shared] if shared else []
        for start, end in spans[-1:]:
            actor = self._scene.joint(spans) if len(spans) > 1 else None
            actor = actor or self._scene.party(start, end)
            if actor is not None:
                if verb not in self._subject_taken and self._scene.text[start:end] and draft.start - end < 60:
                    self._subject_taken.add(verb)
                    draft.start = min(draft.start, start)
                return actor
            if draft.measure != "strength" and self._is_name(start, end):
                # Who lost them is said, by a name that nothing else in the article tells about.
                return self._scene.actors.introduce(start, end, "unknown")
        return agent(self._scene, verb)

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the subject is a name and no more: "Havfruen lost 40 men", "the Havfruen had 40 men killed"."""
        nodes = [node for node in self._nodes if start <= node.start and node.end <= end]
        if nodes and nodes[0].tag == DETERMINER:
            nodes = nodes[1:]
        opener = nodes[0].word.title() in actor_lexicon().openers if nodes else True
        return not opener and all(node.tag == CAPITAL for node in nodes)

    def _absolute(self, verb: int) -> str | None:
        """ "..., the Swedes losing 400 men": a participle with a subject of its own."""
        nodes = self._nodes
        if nodes[verb].tag != GERUND or verb < 2 or nodes[verb - 1].tag not in (PARTY, PERSON):
            return None
        opener = nodes[verb - 2] if nodes[verb - 2].tag != DETERMINER else nodes[max(0, verb - 3)]
        subject = nodes[verb - 1]
        return self._scene.party(subject.start, subject.end) if opener.tag in (",", "&") else None

    def _left_behind(self, k: int) -> str | None:
        """ "the X left 51 dead on the field", "withdrew, leaving 40 dead": those who leave have lost them."""
        nodes = self._nodes
        if nodes[k].word == "left" and k and nodes[k - 1].tag in (PARTY, PERSON):
            at = self._scene.item_index(nodes[k])
            spans = noun_phrases_before(self._scene.items, at, _AUXILIARIES)
            return self._scene.joint(spans) or self._scene.party(nodes[k - 1].start, nodes[k - 1].end)
        if nodes[k].word in ("left", "leaving") and any(node.word in words_of("retreating") for node in nodes[:k]):
            return agent(self._scene, k)
        return None

    def _indirect(self, cause: int) -> str | None:
        """ "causing them nearly 50 dead" """
        node = self._nodes[cause + 1] if cause + 1 < len(self._nodes) else None
        if node is not None and node.word == "them" and (rival := rival_of_agent(self._scene, cause)) is not None:
            return rival
        return self._scene.party(node.start, node.end) if node is not None and node.tag in (PRONOUN, PARTY) else None

    def _owner(self, k: int) -> str | None:
        """ "British losses were 20 killed", "its own losses", "the losses of the X amounted to" """
        nodes = self._nodes
        if k + 1 < len(nodes) and nodes[k + 1].word in ("of", "among", "on", "for"):
            j = k + 2
            while j < len(nodes) and nodes[j].tag in (DETERMINER, ADVERB, "j"):
                j += 1
            if (
                j < len(nodes)
                and nodes[j].tag in (PARTY, PERSON, CAPITAL)
                and (found := self._scene.party(nodes[j].start, nodes[j].end))
            ):
                return found
        j = k - 1
        while j >= 0 and nodes[j].tag in ("j", ADVERB, "'", "w"):
            j -= 1
        if j < 0:
            return None
        before = nodes[j]
        if before.tag == DETERMINER and before.word in ("its", "their", "his", "her"):
            return self._scene.party(before.start, before.end)
        if before.tag in (PARTY, PERSON):
            return self._scene.party(before.start, before.end)
        if before.items[-1].word in force().bodies and j and nodes[j - 1].tag == DETERMINER:
            return self._scene.party(nodes[j - 1].start, before.end)
        if before.tag == CAPITAL:
            return self._scene.party(before.start, before.end) or self._scene.party(before.start, nodes[k].end)
        return None

    def _attacked(self, draft: Draft) -> str | None:
        """ "attacked the X, killed 450 men": the object of the attack, for a bare number or soldiers without a side."""
        if draft.shape != "object":
            return None
        head = draft.node.head
        if draft.node.tag not in (NUMBER, THINGS) and (
            head is None or head.lexeme is None or (head.word != "men" and head.lexeme.noun_class != "combatant")
        ):
            return None
        nodes = self._nodes
        for k in range(draft.at - 1, -1, -1):
            if nodes[k].tag == ";" and nodes[k + 1].tag not in PREDICATES:
                return None
            if nodes[k].word in words_of("attacking") and not (k and nodes[k - 1].tag == BE):
                j = k + 1
                while j < len(nodes) and nodes[j].tag in (DETERMINER, "j", ADVERB):
                    j += 1
                if j < draft.at and nodes[j].tag in (PARTY, PERSON):
                    return self._scene.party(nodes[j].start, nodes[j].end)
                if j < draft.at and nodes[j].is_counted:
                    named = next((item for item in nodes[j].items if item.tag == PARTY), None)
                    return self._scene.party(named.start, named.end) if named is not None else None
                return None
        return None
