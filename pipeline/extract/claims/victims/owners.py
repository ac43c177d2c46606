"""Whose losses they are said to be: "the British losses", "four killed in the army", "on the Danish side"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import force, last_word
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    MATERIEL,
    OF,
    PARTY,
    PERSON,
    PRONOUN,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PREDICATES, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, role_words, words_of

_NEAR = 6
_AMOUNTING = frozenset(("at", "to", "as", "stood", "came", "amounted", "put", "totalled", "totaled"))


class Owners:
    """Reads whose losses a possessive, an adjective or "of the X" makes them."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes

    def owner(self, k: int) -> str | None:
        """ "British losses were 20 killed", "its own losses", "the losses of the X amounted to" """
        nodes = self._nodes
        if k > 1 and nodes[k - 1].tag == "'" and nodes[k - 2].word in (*words_of("owning_bodies"), "military"):
            # "put the army's losses at 30"
            return self._scene.party(nodes[k - 2].start, nodes[k - 2].end)
        return self._behind(k) or self._before(k)

    def _behind(self, k: int) -> str | None:
        """ "the losses of the X" """
        nodes = self._nodes
        if k + 1 < len(nodes) and nodes[k + 1].word in ("of", "among", "on", "for"):
            j = k + 2
            while j < len(nodes) and nodes[j].tag in (DETERMINER, ADVERB, "j"):
                j += 1
            if (
                j < len(nodes)
                and (nodes[j].tag in (PARTY, PERSON, CAPITAL) or nodes[j].word in role_words())
                and (found := self._scene.party(nodes[j].start, nodes[j].end))
            ):
                return found
        return None

    def _before(self, k: int) -> str | None:
        """ "British losses", "their losses" """
        nodes = self._nodes
        j = k - 1
        while j >= 0 and (nodes[j].tag in ("j", ADVERB, "'", "w") or nodes[j].word == "death"):
            j -= 1
        if j < 0:
            return None
        before = nodes[j]
        if before.tag == DETERMINER and before.word in ("its", "their", "his", "her"):
            return self._scene.party(before.start, before.end)
        if before.tag == PARTY and j > 1 and nodes[j - 1].tag == AND and nodes[j - 2].tag in (PARTY, CAPITAL):
            # "French and Spanish casualties"
            first = j - 2
            while first > 1 and nodes[first - 1].tag == "," and nodes[first - 2].tag in (PARTY, CAPITAL):
                first -= 2
            listed = [node for node in nodes[first : j + 1] if node.tag in (PARTY, CAPITAL)]
            both = self._scene.joint([(node.start, node.end) for node in listed])
            return both or self._scene.party(before.start, before.end)
        if before.tag in (PARTY, PERSON):
            return self._scene.party(before.start, before.end)
        if before.items[-1].word in force().bodies and j and nodes[j - 1].tag == DETERMINER:
            return self._scene.party(nodes[j - 1].start, before.end)
        if before.tag == CAPITAL:
            # "Bosnian Serb military casualties": whoever the name means, not the army that the article calls so.
            whole = self._scene.party(before.start, nodes[k].end) if j == k - 1 else None
            return self._scene.party(before.start, before.end) or whole
        return None

    def of_its_own(self, at: int) -> str | None:
        """ "enemy losses were 61 killed; its own stood at six dead": its own losses, that is."""
        nodes, k = self._nodes, at - 1
        while k > 1 and (nodes[k].tag in (BE, ADVERB, AND, ",", *PREDICATES) or nodes[k].word in _AMOUNTING):
            k -= 1
        whose = nodes[k - 1] if k > 0 and nodes[k].word == "own" else None
        own = whose is not None and whose.word in ("its", "their", "his", "her")
        return self._scene.party(whose.start, whose.end) if whose is not None and own else None

    def of_body(self, at: int) -> str | None:
        """ "Its crew of 40 was captured", "the Danish garrison of 300 was massacred": whose body it is."""
        nodes, k = self._nodes, at - 2
        if k < 0 or nodes[at - 1].tag != OF or last_word(nodes[k]) not in force().bodies:
            return None
        return self._scene.party(nodes[k].start, nodes[k].end) if nodes[k].tag == PARTY else self.owner(k)

    def behind_predicate(self, draft: Draft) -> str | None:
        """ "four killed in the CMA", "19 dead on the army's side", "inflicting 300 casualties on the X" """
        nodes = self._nodes
        first, k = self._opener(draft)
        if k is None:
            return None
        listed, word, j = k > first, nodes[k].word, k + 1
        opposed = [node.word for node in nodes[k : k + 4]] == ["on", "the", "side", "of"]
        j += 3 * opposed
        while j < len(nodes) and nodes[j].tag in (DETERMINER, ADVERB, "j"):
            j += 1
        sided = opposed or any(node.word in ("side", "sides") for node in nodes[j + 1 : j + 4])
        body = sided and j < len(nodes) and nodes[j].word in words_of("owning_bodies")  # "on the army's side"
        if j >= len(nodes) or not (nodes[j].tag in (PARTY, PERSON, CAPITAL, PRONOUN) or body):
            return None
        target = nodes[j]
        forces = j + 1 < len(nodes) and (nodes[j + 1].tag in (MATERIEL, PERSON) or nodes[j + 1].word in force().bodies)
        theirs = j + 1 < len(nodes) and nodes[j + 1].tag == "'"  # "nine were wounded in Holm's report"
        if word in ("in", "from") and (theirs or target.tag != PARTY or (self._is_state(target) and not forces)):
            return None
        given = draft.node.head is not None and draft.node.head.word in lexicon().lists["bodies"]
        if word == "to" and (draft.node.tag != LOSSES or given or theirs):
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
        if draft.predicate is not None and nodes[draft.predicate].word.endswith("the hands"):
            # "fell into the hands of the X": their enemy's.
            return self._scene.actors.rival(actor) if actor is not None else None
        if actor is not None and draft.predicate is not None and not listed:
            side = next((node for node in nodes[j + 1 : j + 2] if node.word == "side" and not opposed), target)
            draft.end = max(draft.end, end, side.end)
        return actor

    def _opener(self, draft: Draft) -> tuple[int, int | None]:
        """What follows the count and its predicate, and the word that opens the phrase of those who bear it.

        The counts of a list may share that phrase: "31 killed, 66 wounded and 20 captured on the Danish side".
        """
        nodes = self._nodes
        first = max(draft.at, draft.predicate if draft.predicate is not None else -1) + 1
        men = draft.node.head is not None and draft.node.head.word == "men"
        last = _behind_fates(nodes, first) if men or draft.node.tag in (NUMBER, LOSSES) else first
        opens = last + 1 < len(nodes) and _may_open(nodes[last].word, draft)
        if last > first:
            opens = opens and nodes[last].word in ("on", "among", "amongst")
        return first, last if opens else None

    def inflicted_on(self, at: int) -> str | None:
        """ "inflicted losses of 40 killed and three tanks on the X" """
        nodes = self._nodes
        if not any(node.word.startswith("inflict") for node in nodes[max(0, at - _NEAR) : at]):
            return None
        for k in range(at + 1, min(at + 2 * _NEAR, len(nodes) - 1)):
            if nodes[k].is_counted and nodes[k].after:
                # "three tanks on the X" is one phrase.
                last = nodes[k].after[-1]
                return self._scene.party(last.start, last.end) if last.tag in (PARTY, PERSON) else None
            if nodes[k].word in ("on", "upon"):
                j = k + 1 + (nodes[k + 1].tag == DETERMINER)
                named = j < len(nodes) and nodes[j].tag in (PARTY, PERSON)
                return self._scene.party(nodes[j].start, nodes[j].end) if named else None
            if nodes[k].tag not in (*PREDICATES, AND, ",", ADVERB, DETERMINER) and not nodes[k].is_counted:
                return None
        return None

    def _is_state(self, node: Node) -> bool:
        actor_id = node.items[0].actor_id
        return actor_id is not None and self._scene.actors.actor(actor_id).actor_type == "state_government"

    def on_a_side(self, draft: Draft) -> str | None:
        """ "On the Danish side, 40 fell and 12 were captured": the side's that opens the clause."""
        nodes, head = self._nodes, draft.node.head
        if head is not None and head.tag == PERSON and head.word not in words_of("nobody") | words_of("soldiers"):
            # "30 rebels": the noun says whose.
            return None
        for k in range(draft.at - 1, -1, -1):
            if nodes[k].tag == ";" or (nodes[k].word in ("while", "whereas") and nodes[k + 1].word != "on"):
                return None
            opens = nodes[k].word in ("among", "amongst") or (k == 0 and nodes[k].tag == OF)
            if opens and (named := self._among(k, draft.at)) is not None:
                return self._scene.party(named.start, named.end)
            if k > 1 and nodes[k].word == "side" and nodes[k - 1].tag in (PARTY, CAPITAL, PERSON):
                opener = nodes[k - 3] if nodes[k - 2].tag == DETERMINER and k > 2 else nodes[k - 2]
                on = opener.word in ("on", "for")
                return self._scene.party(nodes[k - 1].start, nodes[k - 1].end) if on else None
        return None

    def _among(self, k: int, at: int) -> Node | None:
        """The party of "among the Danes, 40 were killed", right before the count."""
        j = k + 1 + (k + 1 < len(self._nodes) and self._nodes[k + 1].tag == DETERMINER)
        named = self._nodes[j] if j < at else None
        between = self._nodes[j + 1 : at]
        right = named is not None and named.tag in (PARTY, PERSON)
        return named if right and all(node.tag in (",", ADVERB) for node in between) else None


def _behind_fates(nodes: list[Node], k: int) -> int:
    """Behind "31 killed, 66 wounded and 20 captured", where the others of the list follow the first's predicate."""
    while k + 2 < len(nodes) and nodes[k].tag in (",", AND):
        j = k + 1 + (nodes[k].tag == "," and nodes[k + 1].tag == AND)
        if nodes[j].tag != NUMBER or j + 1 >= len(nodes) or nodes[j + 1].tag not in PREDICATES:
            return k
        k = j + 2
    return k


def _may_open(word: str, draft: Draft) -> bool:
    """Whether the word behind a loss may open the phrase of those who bear it: "4,674 casualties for the division"."""
    counted = draft.node.tag == LOSSES or draft.shape == "gapped"  # "and 900 for the Swedes"
    return word in ("in", "from", "among", "amongst", "on", "of", "to") or (word == "for" and counted)
