"""Whose strength a count is: the body that is counted, the side that is faced, the subject of the clause."""

from __future__ import annotations

from itertools import takewhile

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.forces import force, last_word
from pipeline.extract.claims.grammar.items import SIZES
from pipeline.extract.claims.grammar.lexicon import (
    AND,
    BY,
    CAPITAL,
    DETERMINER,
    GERUND,
    MATERIEL,
    NOT_A_COUNT,
    OF,
    PARTY,
    PERSON,
    PLAIN,
    PRONOUN,
    SUBORDINATOR,
)  # fmt: skip
from pipeline.extract.claims.grammar.nodes import NUMBER, THINGS, Node
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.strengths.sizes import number_of
from pipeline.extract.claims.strengths.strength import opened_at
from pipeline.extract.claims.victims.agents import clause_agent, rival_of_agent

_NEAR = 7
_SUMMING = ("totalling", "totaling", "numbering", "comprising")


def strength_holder(scene: Scene, draft: Draft) -> str | None:
    """The party whose people or materiel the strength counts, or None."""
    held = _Armies(scene).holder(draft)
    if held is None or draft.node.head is None or draft.node.head.word not in actor_lexicon().ties["foes"]:
        return held
    # "a firefight with 100 insurgents": no state's.
    return None if scene.actors.actor(held).actor_type.startswith("state_") else held


def bringer(nodes: list[Node], at: int) -> int | None:
    """The "by" of "X was attacked by a fleet of 30 ships": the ships are not X's."""
    k = back(nodes, at - 1)
    j = k - 1
    while j > 0 and k - j < 6 and nodes[j].tag in ("a", "w", "m", PLAIN, CAPITAL, MATERIEL, DETERMINER):
        j -= 1
    return j if k > 0 and nodes[k].tag == OF and nodes[j].tag == BY else None


class _Armies:
    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._nodes = scene.nodes

    def holder(self, draft: Draft) -> str | None:
        nodes, k = self._nodes, self._preposition(draft.at)
        if draft.end > draft.node.end and self._behind_clause(draft.at):
            return None
        if draft.at > 2 and nodes[draft.at - 1].word in ("his", "her") and nodes[draft.at - 2].word == "and":
            # "Captain X and his four ships"
            leader = nodes[draft.at - 3]
            return self._scene.party(leader.start, leader.end) if leader.tag == PARTY else None
        if (joined := self._whom_they_joined(draft.at)) is not None:
            return joined[0]
        if (beside := self._beside(k) or self._led(draft.at)) is not None:
            return beside
        if k >= 1 and nodes[k].tag == "'" and nodes[k - 1].items[-1].tag == PARTY:
            # "Holm's 2,300-man garrison", "almost all of Holm's"
            owner = nodes[k - 1].items[-1]
            return self._scene.party(owner.start, owner.end)
        if (by := self._list_head(draft.at)) is not None:
            return self._guarding(by)
        if k >= 1 and nodes[k].word in words_of("facing"):
            return rival_of_agent(self._scene, k)
        if (opened := opened_at(nodes, draft.at)) and (body := self._body(opened)):
            # "the Danish army (some 7,000 cavalry and 30,000 infantry)": that army's
            return body
        told = self._of_body(draft.at, k)
        return told[0] if told is not None else self._numbered(draft.at, k)

    def _whom_they_joined(self, at: int) -> tuple[str | None] | None:
        """ "4,000 troops joined Holm", "served in the Danish army": his, whoever he is; None where they join nobody."""
        nodes, k = self._nodes, at + 1
        words = [node.word for node in nodes[k : k + 2]]
        serving = len(words) > 1 and words[0] in ("served", "fought", "enlisted") and words[1] in ("in", "for", "under")
        if k + 2 >= len(nodes) or not (serving or words[0] in ("joined", "reinforced")):
            return None
        k += 1 + serving
        k += nodes[k].tag == DETERMINER
        named = k < len(nodes) and nodes[k].tag in (PARTY, CAPITAL, PRONOUN)
        return (self._scene.party(nodes[k].start, nodes[k].end),) if named else None

    def _behind_clause(self, at: int) -> bool:
        """ "As the Danes fell back, some 300 militiamen attacked": not the Danes', who act in the clause before."""
        opens = bool(self._nodes) and self._nodes[0].tag == SUBORDINATOR
        return opens and back(self._nodes, at - 1) > 0 and self._nodes[back(self._nodes, at - 1)].tag == ","

    def _of_body(self, at: int, k: int) -> tuple[str | None] | None:
        """Whose army it is of which the count is told, whoever that is; None where none is counted."""
        sized = last_word(self._nodes[k]) in force().bodies  # "an army estimated at 50,000"
        if self._nodes[k].word in _SUMMING and (verb := self._beating(k)) is not None:
            # "routed two armies totalling 63,000 men"
            return (rival_of_agent(self._scene, verb),)
        ranging = self._nodes[k].word in force().ranging  # "estimates of the Danish army range from"
        if k < 1 or not (self._nodes[k].word in ("of", "to", "at") or sized or ranging):
            return None
        if (verb := self._beating(k + sized)) is not None:
            # "met a Danish fleet of ten ships" says whose; "attacked a convoy of" only that it was the enemy's.
            named = any(item.tag == PARTY for node in self._nodes[verb + 1 : k] for item in node.items)
            return (self._body(k + sized) if named else rival_of_agent(self._scene, verb),)
        if body := self._body(k + sized):
            return (body,)
        by = bringer(self._nodes, at)
        return (rival_of_agent(self._scene, by),) if by is not None else None

    def _beside(self, k: int) -> str | None:
        """ "three Danish divisions with 27,000 troops", "General X with 4,000 men": the party before "with"."""
        if k < 1 or self._nodes[k].word != "with":
            return None
        beside = next((item for item in self._nodes[k - 1].items if item.tag == PARTY), None)
        return self._scene.party(beside.start, beside.end) if beside is not None else None

    def _led(self, at: int) -> str | None:
        """ "a battalion of 500 men under the Danish colonel X": the leader's side."""
        behind = self._nodes[at + 1 : at + 7]
        if not behind or behind[0].word not in ("under", "led", "commanded"):
            return None
        named = next((node for node in behind[1:] if node.tag == PARTY), None)
        actor = self._scene.party(named.start, named.end) if named is not None else None
        known = actor is not None and self._scene.actors.actor(actor).actor_type != "unknown"
        return actor if known or (actor is not None and self._scene.actors.side(actor) is not None) else None

    def _numbered(self, at: int, k: int) -> str | None:
        """Those whose number it says that it is, else whoever acts."""
        if k >= 1 and (number := number_of(self._nodes, at, k)) is not None:
            named = next((node for node in self._nodes[number + 2 : k] if node.tag in (PARTY, CAPITAL)), None)
            return self._scene.party(named.start, named.end) if named is not None else None
        found = self._sized(at) or self._strong(at) or self._place_or_gift(at) or self._led_before(at)
        return found if found or self._others(at) else clause_agent(self._scene, at)

    def _sized(self, at: int) -> str | None:
        """ "The strength of the whole Danish army was 60,000": that army's."""
        nodes = self._nodes
        size = next((k for k in range(at - 1, max(-1, at - 2 * _NEAR), -1) if nodes[k].word in force().sizes), None)
        if size is not None and nodes[size - 1].tag in (PARTY, CAPITAL):
            # "gives the Danish strength as 2,140 men"
            return self._scene.party(nodes[size - 1].start, nodes[size - 1].end)
        if size is None or nodes[size + 1].tag != OF:
            return None
        named = next((node for node in nodes[size + 2 : at] if node.tag in (PARTY, CAPITAL)), None)
        return self._scene.party(named.start, named.end) if named is not None else None

    def _led_before(self, at: int) -> str | None:
        """ "The right wing, under Holm, consisted of 8,000 men": his side's."""
        nodes = self._nodes
        bodies = force().bodies | force().wings
        body = next((k for k in range(at) if last_word(nodes[k]) in bodies), None)
        if body is None or nodes[body].tag == PARTY:
            return None
        k = body + 1 + (nodes[body + 1].tag == ",")
        k += nodes[k].word in ("led", "commanded")
        k += nodes[k].word in ("under", "by")
        while k < at and nodes[k].tag in (PERSON, CAPITAL, "d"):
            k += 1
        leads = nodes[k - 1].word in ("under", "by") or nodes[k - 1].tag in (PERSON, CAPITAL)
        named = k < at and k > body + 1 and leads and nodes[k].tag == PARTY
        return self._scene.party(nodes[k].start, nodes[k].end) if named else None

    def _others(self, at: int) -> bool:
        """ "120 soldiers of the 5th Cavalry and 40 Pawnee scouts": not of the 5th, whose else nothing tells."""
        nodes = self._nodes
        listed = at > 1 and nodes[at - 1].tag in (",", "&") and nodes[at - 2].is_counted
        return listed and bool(nodes[at - 2].after) and any(item.tag == CAPITAL for item in nodes[at].items)

    def _preposition(self, at: int) -> int:
        """The node before the count: "with" of "with a total of 27,000"."""
        nodes, k = self._nodes, back(self._nodes, at - 1)
        if k >= 2 and nodes[k].tag == OF and nodes[k - 1].word in ("total", "strength"):
            k -= 2
            while k >= 1 and nodes[k].tag in ("a", DETERMINER, "j"):
                k -= 1
        return k

    def _strong(self, at: int) -> str | None:
        """ "a 20,000-strong Danish army" """
        behind = self._nodes[at + 1 : at + 5]
        numbered = [node.word for node in behind[:2]] == ["in", "number"]
        if self._nodes[at].tag != NUMBER or not behind or not (numbered or behind[0].word in SIZES):
            return None
        # "9,000 strong while the Danes": the Danes of another clause are not those.
        inside = takewhile(lambda node: node.tag not in (SUBORDINATOR, AND, ",", ";", "("), behind[1:])
        named = self._apposed(at) or next((node for node in inside if node.tag in (PARTY, CAPITAL)), None)
        return self._scene.party(named.start, named.end) if named is not None else None

    def _apposed(self, at: int) -> Node | None:
        """ "the Danes under Holm, 90,000 strong": the party right before the comma, or before its leader."""
        nodes, j = self._nodes, back(self._nodes, at - 1)
        if j < 1 or nodes[j].tag != ",":
            return None
        j -= 1
        while j > 1 and nodes[j].tag in (CAPITAL, PERSON, PARTY) and nodes[j - 1].tag in (CAPITAL, PERSON, PARTY):
            j -= 1
        if j > 1 and nodes[j - 1].word in ("under", "by"):
            j -= 2
        return nodes[j] if nodes[j].tag == PARTY else None

    def _place_or_gift(self, at: int) -> str | None:
        """Whose camp it is in which they were, or to whom they were given."""
        nodes = self._nodes
        own = next((j for j in range(at) if nodes[j].tag == "'" and nodes[j - 1].tag == PARTY), 0)
        if own and any(node.word == "there" for node in nodes[own:at]):
            # "In Holm's camp there were 5,000 men"
            return self._scene.party(nodes[own - 1].start, nodes[own - 1].end)
        if at and nodes[at - 1].tag == PARTY and nodes[at - 2].tag in (DETERMINER, GERUND, "w"):
            # "giving the Danes 362 aircraft"
            return self._scene.party(nodes[at - 1].start, nodes[at - 1].end)
        return None

    def _list_head(self, at: int) -> int | None:
        """The "by" of "guarded by a brigade of infantry, 500 cavalry and six guns", from any count of the list."""
        nodes, k = self._nodes, at - 1
        while (
            k > 0
            and at - k < 16
            and (nodes[k].is_counted or nodes[k].tag in (",", "&", "w", "a", OF, MATERIEL, "x", "j"))
        ):
            k -= 1
        guards = k > 0 and nodes[k].word == "by" and nodes[k - 1].word in words_of("guarding")
        return k if guards else None

    def _guarding(self, k: int) -> str | None:
        """ "attacked a train guarded by 500 cavalry": those who are attacked; "X, escorted by 500 men, ...": X's."""
        nodes = self._nodes
        for j in range(k - 2, 0, -1):
            if nodes[j].word in words_of("attacking"):
                return rival_of_agent(self._scene, j)
            if nodes[j].tag in (";", SUBORDINATOR):
                break
        return clause_agent(self._scene, k)

    def _beating(self, k: int) -> int | None:
        """The verb of "routed an army of", "attacked a convoy of": the army is the enemy's."""
        nodes, j = self._nodes, k - 1
        inside = ("a", "j", "w", PLAIN, MATERIEL, THINGS, DETERMINER, NOT_A_COUNT)
        while j > 0 and k - j < _NEAR and nodes[j].tag in inside:
            if nodes[j].word in words_of("attacking") | words_of("facing"):
                break
            j -= 1
        return j if nodes[j].word in words_of("attacking") | words_of("facing") else None

    def _body(self, k: int) -> str | None:
        """The party in "a Macedonian army of", "his garrison of", "the army was reduced to"."""
        nodes = self._nodes
        j = k - 1
        while j >= 0 and last_word(nodes[j]) not in force().bodies and nodes[j].tag not in (",", ";", SUBORDINATOR):
            j -= 1
        if j < 0 or last_word(nodes[j]) not in force().bodies:
            return None
        end, begin = nodes[j].end, j
        while begin > 0 and nodes[begin - 1].tag in ("j", CAPITAL, PARTY, PERSON, "w", "'") and j - begin < 5:
            begin -= 1
        telling = [item for node in nodes[begin : j + 1] for item in node.items if item.tag in (PARTY, CAPITAL, PERSON)]
        if telling and nodes[j - 1].tag == "'" and nodes[j - 2].tag == PARTY:
            # "Holm's army": his side's.
            return self._scene.party(nodes[j - 2].start, nodes[j - 2].end)
        if telling:
            found = self._scene.party(telling[0].start, end)
            return found or self._scene.party(telling[0].start, telling[-1].end)
        if begin > 1 and nodes[begin - 1].word == "whose":
            # "Sfondrati, whose army consisted of ten regiments": his.
            who = nodes[begin - 2] if nodes[begin - 2].tag != "," else nodes[max(0, begin - 3)]
            return self._scene.party(who.start, who.end) if who.tag in (PARTY, PERSON) else None
        if begin > 0 and nodes[begin - 1].word in ("its", "their", "his", "her"):
            return self._scene.party(nodes[begin - 1].start, nodes[begin - 1].end)
        return None
