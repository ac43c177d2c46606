"""Names of people in a list, each with what may stand around it: ranks, an apposition, brackets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from pipeline.extract.actors.lexicon import lexicon
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    GERUND,
    HAVE,
    OF,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    WORD,
)
from pipeline.extract.claims.grammar.lexicon import lexicon as claim_words
from pipeline.extract.claims.grammar.node import Node

_BEFORE = (DETERMINER, PLAIN, WORD, PERSON, ADVERB, PARTY)
_INSIDE = ("of", "to", "for", "'s", "’s")
_PARTICLES = frozenset(
    ("von", "van", "de", "del", "der", "den", "la", "le", "du", "da", "di", "al", "el", "bin", "ibn", "ag")
)
_LONGEST, _LEAST = 10, 2


@dataclass(frozen=True, slots=True)
class Name:
    """A member of a list: the node of its name, where it stands among the nodes, and whether a rank tells a person."""

    node: Node
    at: int
    titled: bool
    known: bool

    @property
    def full(self) -> bool:
        """Whether more than one capitalised word shows that the name is somebody's."""
        return self.known or self.titled or len(self.node.items) > 1


class Names:
    """Reads lists of names in one sentence; ``is_person`` tells whether an actor id is a person's."""

    def __init__(self, nodes: list[Node], is_person: Callable[[str], bool]) -> None:
        self._nodes = nodes
        self._is_person = is_person

    def at(self, k: int) -> tuple[list[Name], int]:
        """The names that begin at ``k``, joined by commas and "and", and the index behind them."""
        names: list[Name] = []
        nodes = self._nodes
        while (found := self._name(k)) is not None:
            name, k = found
            titled = name.titled or (k + 1 < len(nodes) and nodes[k].tag == "," and self.title_at(k + 1))
            if not name.known and self._bears_title(k):
                # "Edmund, Earl of Orm" whom the article calls so elsewhere
                name, titled, k = Name(nodes[k + 1], k + 1, True, True), True, k + 2
            names.append(replace(name, titled=titled))
            while (behind := self._over_apposition(k)) != k:
                k = behind
            k = self._behind_title(k)
            joint = k
            while joint < len(nodes) and (nodes[joint].tag in (AND, ",") or self.word(joint) == "then"):
                joint += 1
            if joint == k or joint >= len(nodes) or self._name(joint) is None:
                return names, k + (k < len(nodes) and nodes[k].tag == "," and self._verb_follows(k + 1))
            k = joint
        return names, k

    def _verb_follows(self, k: int) -> bool:
        return k < len(self._nodes) and (self._nodes[k].tag in (BE, HAVE) or self.word(k) == "both")

    def _name(self, k: int) -> tuple[Name, int] | None:
        """The name behind ranks and adjectives at ``k``, and the index behind it."""
        nodes, first, titled = self._nodes, k, False
        if self.word(k) in ("of", "to", "for"):
            return None
        while k < len(nodes) and k - first <= _LONGEST:
            node = nodes[k]
            if self._known(node):
                return Name(node, k, titled, True), self._name_end(k)
            if node.tag == CAPITAL:
                end = self._name_end(k)
                begin = k + 1 if k > first and nodes[k - 1].word in ("of", "to", "for") else k
                name = self._capitals(begin, end, titled)
                titled = name.titled
                if not (self._goes_on_as_common(end) or (begin > k and len(name.node.items) < _LEAST)):
                    # not "CIA contractors", "U.S. Ambassador to Libya J. Lind", "the consul of X"
                    bare = nodes[first].tag == DETERMINER and not name.full
                    return None if bare or not _stands_alone(name.node.items) else (name, end)
                k = end
            elif (behind := self._over_rank(first, k, titled)) is not None:
                kin = node.word in claim_words().lists["kin"]
                titled = titled or kin or node.tag == PERSON or node.word in lexicon().roles
                k = behind
            else:
                return None
        return None

    def _capitals(self, begin: int, end: int, titled: bool) -> Name:
        """The capitalised words of the nodes as a name; a title among them tells a person."""
        items = [item for part in self._nodes[begin:end] for item in part.items if item.tag in (CAPITAL, PARTY, WORD)]
        while len(items) > 1 and f"{items[0].word.rstrip('.').title()}." in lexicon().titles:
            # "Cpl. Nils Brand"
            items, titled = items[1:], True
        titled = titled or any(item.word.title() in lexicon().title_words for item in items)
        return Name(Node(CAPITAL, items), begin, titled, False)

    def _over_rank(self, first: int, k: int, titled: bool) -> int | None:
        """Behind one word before a name, and the comma of "his deputy, Nils Lund,"; None where it is none."""
        nodes, node = self._nodes, self._nodes[k]
        if node.tag not in _BEFORE and node.word not in _INSIDE:
            return None
        if node.tag == WORD and k > first and nodes[k - 1].tag == PERSON:
            return None
        if node.tag in (PERSON, WORD) and k + 1 < len(nodes) and nodes[k + 1].tag == ",":
            kin = node.word in claim_words().lists["kin"]
            rank = titled or kin or node.tag == PERSON or node.word in lexicon().roles
            return k + 2 if rank and nodes[first].tag == DETERMINER else None
        return k + 1

    def _known(self, node: Node) -> bool:
        actor_id = node.items[0].actor_id
        return node.tag == PARTY and actor_id is not None and self._is_person(actor_id)

    def _name_end(self, k: int) -> int:
        """Behind the last node of the name at ``k``: initials, particles and "the Great" are parts of it."""
        nodes = self._nodes
        end = k + 1
        while end < len(nodes):
            tag, word = nodes[end].tag, self.word(end)
            following = nodes[end + 1].tag if end + 1 < len(nodes) else ""
            initial = tag == "." and len(self.word(end - 1)) == 1
            if tag == CAPITAL or (initial and following in (CAPITAL, PLAIN, PERSON, WORD, ".")):
                end += 1
            elif (following == CAPITAL and word in (*_PARTICLES, "of")) or (
                word == "the" and following in (CAPITAL, PARTY)
            ):
                end += 2
            else:
                return end
        return end

    def _goes_on_as_common(self, end: int) -> bool:
        """Whether the capitals are no name yet: "CIA contractors", "Foreign Service Officer"."""
        if end >= len(self._nodes):
            return False
        node = self._nodes[end]
        behind = self._nodes[end + 1].tag if end + 1 < len(self._nodes) else ""
        if node.tag in (PERSON, PLAIN, WORD, "'", PARTY):
            # But "Edmund attempted to flee".
            return not (node.tag == WORD and node.word.endswith("ed"))
        return node.word == "to" and behind in (CAPITAL, PARTY, DETERMINER)

    def _over_apposition(self, k: int) -> int:
        """Behind "(the elder)" and ", the consul of X," where the name has one."""
        nodes = self._nodes
        if k < len(nodes) and nodes[k].tag == "(":
            close = next((j for j in range(k, min(k + 8, len(nodes))) if nodes[j].tag == ")"), None)
            k = close + 1 if close is not None else k
        if k + 1 >= len(nodes) or nodes[k].tag != ",":
            return k
        if not (nodes[k + 1].tag in (DETERMINER, "a", WORD, PERSON) or self.title_at(k + 1)):
            return k
        if self.title_at(k + 1):
            end = self._behind_title(k)
            return end if end < len(nodes) and nodes[end].tag == "," else k
        for j in range(k + 1, min(k + 12, len(nodes))):
            if nodes[j].tag == ",":
                return j if self._name(k + 1) is None else k
            if nodes[j].tag in (BE, HAVE, "c", PAST, GERUND, AND, "r", ";"):
                return k
        return k

    def _behind_title(self, k: int) -> int:
        """Behind ", Earl of Orm" that no comma closes; ``k`` where no title stands."""
        if k + 2 >= len(self._nodes) or self._nodes[k].tag != "," or not self.title_at(k + 1):
            return k
        end = k + 3
        while end < len(self._nodes) and self._nodes[end].tag in (CAPITAL, PARTY):
            end += 1
        return end

    def _bears_title(self, k: int) -> bool:
        """Whether ", Earl of Orm" follows, the name by which the article knows the person."""
        known = k + 1 < len(self._nodes) and self._nodes[k].tag == "," and self._known(self._nodes[k + 1])
        title, *rest = self._nodes[k + 1].items[0].word.split() if known else ("",)
        return title.title() in lexicon().title_words and rest[:1] == ["of"]

    def title_at(self, k: int) -> bool:
        """Whether "Count of Flanders" begins there: the title that a name before it has."""
        titles = lexicon().title_words
        return k + 1 < len(self._nodes) and self.word(k).title() in titles and self._nodes[k + 1].tag == OF

    def word(self, k: int) -> str:
        """The first word of the node at ``k``, or ''."""
        return self._nodes[k].word if k < len(self._nodes) else ""


def _stands_alone(items: list[Item]) -> bool:
    """Whether the capitals may be somebody's name: no plural and no word that opens a sentence."""
    last = items[-1].word
    return len(items) > 1 or not (last.endswith("s") or last.title() in lexicon().openers)
