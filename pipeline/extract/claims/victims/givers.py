"""Who "had", "lost" or "suffered" a count, whom it was laid on, who left it behind."""

from __future__ import annotations

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.acting import nearest_subject
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    BY,
    CAPITAL,
    CAUSE,
    DETERMINER,
    GERUND,
    HAVE,
    LOSS,
    NOT_A_COUNT,
    OF,
    PARTY,
    PAST,
    PERSON,
    PREPOSITION,
    PRESENT,
    PRONOUN,
    SUBORDINATOR,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, PREDICATES
from pipeline.extract.claims.grammar.subjects import before_hearsay, clause_subject, noun_phrases_before
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.tolls import losses_before
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.agents import agent, clause_agent, rival_of_agent
from pipeline.extract.claims.victims.owners import Owners
from pipeline.extract.claims.victims.strikes import party_of_object

_AUXILIARIES = frozenset(
    ("also", "only", "reportedly", "had", "has", "have", "having", "would", "may", "then", "later")
)
_FARTHEST, _NEAR, _NEAR_TEXT = 60, 14, 60


class Givers:
    """Finds the subject or the indirect object of a verb that gives a loss to somebody."""

    def __init__(self, scene: Scene, owners: Owners) -> None:
        self._scene = scene
        self._nodes = scene.nodes
        self._owners = owners
        self._subject_taken: set[int] = set()

    def before(self, draft: Draft) -> str | None:
        """The party that "had", "lost" or "suffered" the count, that it was laid on, or whose losses it sums."""
        nodes = self._nodes
        verb = nodes[draft.predicate].verb if draft.predicate is not None and draft.predicate < draft.at else None
        if verb is not None and draft.predicate is not None and (verb.loses or self._surrenders(draft)):
            return self._subject(draft, draft.predicate)
        k = draft.at - 1
        if draft.shape in ("of", "toll", "among") and draft.start < draft.node.start:
            k = next((i for i in range(draft.at - 1, -1, -1) if nodes[i].start <= draft.start), k)
            if nodes[k].word in words_of("deeds_done") and k and nodes[k - 1].tag in (PARTY, CAPITAL, "'"):
                # "the Danish capture of 300 men": others'.
                doer = self._owners.owner(k)
                return self._scene.actors.rival(doer) if doer is not None else None
            if k + 1 < len(nodes) and nodes[k + 1].word == "them":
                losses = losses_before(nodes, k + 1)
                return self._owners.owner(losses) if losses is not None else None
            owner = None if self._told_anew(k) else self._owners.owner(k)
            if owner or draft.shape == "toll" or (k > 1 and nodes[k - 1].tag == "'"):
                # "X's casualties of 900" are nobody else's, whoever X is.
                return owner
            priced = draft.measure in ("casualties", "lost") or nodes[k].word in lexicon().lists["prices"]
            return self.payer(k) if priced else None
        return self._giver(draft, k)

    def named_in_list(self, at: int) -> str | None:
        """ "X had nine killed; the Danes, six killed": the name that opens the clause right before the count."""
        nodes, name = self._nodes, at - 2
        if name < 1 or nodes[at - 1].tag != "," or nodes[name].tag not in (PARTY, CAPITAL):
            return None
        first = name
        while first > 0 and nodes[first - 1].tag in (PARTY, CAPITAL):
            first -= 1
        opener = first - 1 - (nodes[first - 1].tag == DETERMINER)
        opener -= opener > 0 and nodes[opener].tag == AND
        if opener < 1 or nodes[opener].tag != ";":
            return None
        start, end = nodes[first].start, nodes[name].end
        return self._scene.party(start, end) or self._scene.actors.introduce(start, end, "unknown")

    def _beside_number(self, k: int) -> str | None:
        """ "The Danes lost 7,000, the Norwegians and Swedes 3,000 killed": the last two's."""
        nodes, before = self._nodes, k - 2
        joined = before > 0 and nodes[k - 1].tag == AND and nodes[before].tag in (PARTY, CAPITAL)
        both = [nodes[before], nodes[k]] if joined else []
        found = self._scene.joint([(node.start, node.end) for node in both])
        return found or self._scene.party(nodes[k].start, nodes[k].end)

    def _told_anew(self, k: int) -> bool:
        """ "The army raised its toll to 70": the toll that it gives, of anybody's."""
        nodes = self._nodes
        its = k > 1 and nodes[k].word in ("toll", "estimate", "count", "figure")
        return its and nodes[k - 1].word in ("its", "their", "his", "her") and nodes[k - 2].word in words_of("revising")

    def _surrenders(self, draft: Draft) -> bool:
        """ "The Danes surrendered with 300 men", "abandoning seven tanks"; not "forced the surrender of 300 men" """
        verb = self._nodes[draft.predicate] if draft.predicate is not None else None
        return draft.measure in ("surrendered", "lost") and verb is not None and verb.tag in (PAST, GERUND, PRESENT)

    def _giver(self, draft: Draft, k: int) -> str | None:
        """Left of ``k``: who "had" or "lost" it; "A lost 20 killed and B two killed and five wounded"."""
        nodes = self._nodes
        # A clause is never this long; without the bound a sentence of thousands of counts takes minutes.
        farthest = max(0, k - _FARTHEST)
        if draft.node.tag == NUMBER and nodes[k].tag == CAPITAL and nodes[k - 1].tag == AND:
            # "the French and Bavarians 3,000 killed": theirs, be they known or not.
            return self._beside_number(k)
        while k >= farthest:
            node = nodes[k]
            if node.tag == PARTY and draft.node.tag == NUMBER and k > 0 and nodes[k + 1].tag == NUMBER:
                return self._beside_number(k)
            if (
                node.tag == HAVE
                and node.word not in words_of("reckoning")
                and self._owns(k)
                and not (k and nodes[k - 1].tag == BE)
            ) or (node.verb is not None and node.verb.loses):
                # "X had 500 prisoners beheaded": those of others.
                if self._of_captives(draft):
                    return rival_of_agent(self._scene, k)
                # "X had thirty officers strangled": X ordered it, and whose they were nothing says.
                return None if self._executed(draft, k) else self._subject(draft, k)
            gives = node.word in words_of("giving") and not (k and nodes[k - 1].tag in (DETERMINER, "a"))
            if node.tag == CAUSE or gives:
                return self._indirect(k) or self._left_behind(k)
            if node.word in lexicon().lists["prices"] and k + 1 < len(nodes) and nodes[k + 1].tag == OF:
                return self._owners.owner(k) or self.payer(k)
            if node.tag == LOSS and draft.shape in ("toll", "subject", "noun"):
                return self._owners.owner(k)
            if self._parts(k):
                return None
            k -= 1
        return None

    @staticmethod
    def _of_captives(draft: Draft) -> bool:
        head = draft.node.head
        return draft.measure == "killed" and head is not None and head.word in words_of("captives")

    def _executed(self, draft: Draft, had: int) -> bool:
        """ "had them hanged", where "had 300 men killed" tells of a loss."""
        verb = self._nodes[draft.predicate].word if draft.predicate is not None else ""
        return self._nodes[had].tag == HAVE and verb in words_of("executed")

    def payer(self, price: int) -> str | None:
        """Whose "the loss of" is: theirs who act, but "sank the X with the loss of all hands" tells of those aboard."""
        nodes = self._nodes
        near = range(price - 1, max(0, price - _NEAR), -1)
        sinks = next((j for j in near if nodes[j].word in words_of("sinking")), 0)
        active = sinks and nodes[sinks - 1].tag != BE and nodes[sinks + 1].tag not in (",", PREPOSITION, BY, ADVERB)
        if not active or not any(node.word == "with" for node in nodes[sinks:price]):
            return clause_agent(self._scene, price)
        return party_of_object(self._scene, sinks + 1, price)

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
        at = before_hearsay(self._scene.items, self._scene.item_index(self._nodes[verb]))
        spans = noun_phrases_before(self._scene.items, at, _AUXILIARIES)
        if not spans or self._nodes[verb].tag == GERUND:
            shared = clause_subject(self._scene.items, at)
            nearest = nearest_subject(self._nodes, verb)
            if shared and nearest and nearest[0] > shared[1]:
                # "Holm's men changed sides and the army collapsed, losing 8,000 dead"
                shared = nearest
            spans = [shared] if shared else []
        for start, end in spans[-1:]:
            actor = self._scene.joint(spans) if len(spans) > 1 else None
            actor = actor or self._scene.party(start, end)
            if actor is not None:
                counted = any(end <= node.start < draft.start and node.is_counted for node in self._nodes)
                if verb not in self._subject_taken and not counted and draft.start - end < _NEAR_TEXT:
                    self._subject_taken.add(verb)
                    draft.start = min(draft.start, start)
                return actor
            if draft.measure not in ("strength", "surrendered") and self._is_name(start, end):
                # Who lost them is said, by a name that nothing else in the article tells about.
                article = self._scene.text[start:end].lower().startswith("the ")
                return self._scene.actors.introduce(start + len("the ") * article, end, "unknown")
            if self._is_somebody(start, end):
                return None
        return agent(self._scene, verb)

    def _is_somebody(self, start: int, end: int) -> bool:
        """Whether the subject is of people whom the text does not place: "the victors", "the count lost 1,500 men"."""
        nodes = [node for node in self._nodes if start <= node.start and node.end <= end]
        if len(nodes) < 2 or nodes[0].tag != DETERMINER:
            return False
        plural = nodes[-1].tag in (PERSON, WORD) and nodes[-1].word.endswith("s")
        # "The Danes charged, and the attack lost its force": what they did is nobody.
        one = nodes[-1].tag == WORD and nodes[0].word == "the" and nodes[-1].word not in words_of("happenings")
        return plural or one

    def _is_name(self, start: int, end: int) -> bool:
        """Whether the subject is a name and no more: "Havfruen lost 40 men", "the Havfruen had 40 men killed"."""
        nodes = [node for node in self._nodes if start <= node.start and node.end <= end]
        behind = next((node for node in self._nodes if node.start >= end), None)
        if behind is not None and behind.tag == NOT_A_COUNT:
            # "Convoy SC 7 lost 20 ships": a part of a name.
            return False
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
        if nodes[k].word == "left" and k and nodes[k - 1].word in ("who", "which"):
            return agent(self._scene, k)
        subject = k - 1
        while subject > 0 and nodes[subject].tag in (HAVE, ADVERB):
            subject -= 1
        if nodes[k].word == "left" and k and nodes[subject].tag in (PARTY, PERSON):
            at = self._scene.item_index(nodes[k])
            spans = noun_phrases_before(self._scene.items, at, _AUXILIARIES)
            return self._scene.joint(spans) or self._scene.party(nodes[subject].start, nodes[subject].end)
        if nodes[k].word in ("left", "leaving") and any(node.word in words_of("retreating") for node in nodes[:k]):
            return agent(self._scene, k)
        return None

    def _indirect(self, cause: int) -> str | None:
        """ "causing them nearly 50 dead", "cost the Danes 331 casualties", "gives the Danes 1,800 dead" """
        k = cause + 1
        while k < len(self._nodes) and self._nodes[k].tag == DETERMINER:
            k += 1
        node = self._nodes[k] if k < len(self._nodes) else None
        if node is not None and node.word == "them" and (rival := rival_of_agent(self._scene, cause)) is not None:
            return rival
        return self._scene.party(node.start, node.end) if node is not None and node.tag in (PRONOUN, PARTY) else None
