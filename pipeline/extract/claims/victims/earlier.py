"""The victim that a count takes over from the one before: "and five injured", "700 horse and six guns", "of these"."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from pipeline.extract.claims.grammar.forces import force, last_word
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    CAPITAL,
    DETERMINER,
    OF,
    PARTY,
    PERSON,
    SUBORDINATOR,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, THINGS, Node
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.tolls import losses_before
from pipeline.extract.claims.scene import Scene, words_of
from pipeline.extract.claims.victims.victim import Victim

_LONGEST = 4


class Earlier:
    """Reads what a count takes over from the counts before it; ``found`` grows from left to right."""

    def __init__(self, scene: Scene, found: list[tuple[Draft, Victim]]) -> None:
        self._scene = scene
        self._found = found

    def victim(self, draft: Draft) -> Victim | None:
        """The victim of the count before, for "and five injured" and for a thing in the same list."""
        if not self._found:
            return None
        earlier, victim = self._found[-1]
        if (told := self._told(draft)) is not None:
            return told
        if self._of_others(draft):
            return None
        if self._shared_by_two(earlier, draft) or self._of_two_groups(draft):
            # "18 civilians and 31 rebels were killed, and 20 were wounded": nobody says which.
            return Victim()
        if earlier.whole is not None and draft.whole is None and draft.node.tag != THINGS:
            # "killed five people, including two officers, and wounded 17": as the whole.
            earlier, victim = next(((d, v) for d, v in self._found if d is earlier.whole), (earlier, victim))
        if draft.node.tag == NUMBER and draft.node.items[-1].word.rsplit(" ", 1)[-1] in words_of("partitives"):
            return replace(victim, age="")
        things = draft.node.tag == THINGS
        if (
            draft.node.tag == NUMBER
            and earlier.node.tag == THINGS
            and (draft.measure in ("destroyed", "damaged", "lost") or draft.shape == "subject")
        ):
            # "claimed 30 vehicles destroyed with another 40 disabled"
            return None if self._contrast(earlier.at, draft) else victim
        if (earlier.node.tag == THINGS) != things or earlier.shape == "named" or self._contrast(earlier.at, draft):
            return None
        others = draft.node.items[-1].word == "others"
        if (things and earlier.predicate != draft.predicate and not others) or self._other_count(earlier, draft):
            return None
        return replace(victim, age="") if victim.actor_id or not things else None

    def _told(self, draft: Draft) -> Victim | None:
        """Those whom a count beside a named one is said to be, and those of a total."""
        earlier, victim = self._found[-1]
        if earlier.shape == "named" and (self._companions(earlier, draft) or _are_others(draft)):
            # "Colonel X and twelve other officers were captured": of his side.
            side = self._scene.served(victim.actor_id) if victim.actor_id else None
            return Victim(side, "combatant" if side else "unspecified")
        if not self._sums_up(draft):
            return None
        counted = {found.actor_id for _, found in self._found}
        return Victim(victim.actor_id, victim.people) if len(counted) == 1 else Victim()

    def _companions(self, earlier: Draft, draft: Draft) -> bool:
        """ "Holm and 800 men were captured": soldiers with him who is named right before."""
        head, joined = draft.node.head, draft.at - earlier.at == 2 and self._scene.nodes[draft.at - 1].tag == AND
        return joined and head is not None and (head.word in ("men", "followers") or head.word in words_of("soldiers"))

    def _of_others(self, draft: Draft) -> bool:
        """Whether the count stands for itself, or counts those of another side."""
        near = self._scene.nodes[max(0, draft.at - 2) : draft.at]
        if draft.measure == "strength" and any(last_word(node) in force().bodies for node in near):
            # "1,500 Danes attacked a garrison of 120", "3,000 Danes routed an army estimated at 50,000": others'.
            return True
        compared = [node.word for node in self._scene.nodes[max(0, draft.at - 2) : draft.at]]
        if compared in (["compared", "with"], ["compared", "to"], ["as", "against"]):
            return True
        if self._done_to_others(draft):
            return True
        return not _elliptical(draft) or self.noun_use(draft) or self._inflicts(draft) or self._takes(draft)

    def _done_to_others(self, draft: Draft) -> bool:
        """ "admitted the loss of 40 men but claimed to have killed 200": after one's own losses those of others."""
        earlier = self._found[-1][0]
        verbs = [
            self._scene.nodes[each.predicate].verb if each.predicate is not None else None for each in (earlier, draft)
        ]
        own = earlier.shape in ("of", "cost") and earlier.measure in ("casualties", "lost")
        own = own or (verbs[0] is not None and verbs[0].loses)
        does = draft.shape == "object" and verbs[1] is not None and not verbs[1].loses
        return own and does and draft.measure in ("killed", "wounded", "captured", "destroyed")

    def listed(self, draft: Draft) -> str | None:
        """ "12,000 foot, 700 horse and six guns": of one list all are whose the first are."""
        if draft.shape not in ("strength", "among") or not self._found or self._found[-1][0].shape != draft.shape:
            return None
        earlier, victim = self._found[-1]
        head = draft.node.head
        soldiers = head is None or draft.node.tag == THINGS or head.word in words_of("soldiers")
        if draft.shape == "among" and not soldiers:
            # "three nurses and 20 gunmen", "35 soldiers and 20 foreign fighters": each noun tells whose.
            return None
        between = self._scene.nodes[earlier.at + 1 : draft.at]
        inside = (",", AND, ADVERB, "j", "w", PERSON, "M", ")", "(", DETERMINER)
        listed = len(between) <= 2 * _LONGEST and all(node.tag in inside or node.word == "but" for node in between)
        named = bool(earlier.node.after) or any(item.tag in (PARTY, CAPITAL) for item in earlier.node.items)
        if any(item.tag == CAPITAL for item in draft.node.items):
            # "120 soldiers of the 5th Cavalry and 40 Pawnee scouts": others, of whom nothing else is told.
            return None
        return victim.actor_id if listed and not named else None

    def out_of(self, draft: Draft) -> Victim | None:
        """ "killed 20 out of a total of 640 men": the 640 are those of whom the 20 were, whoever that is."""
        if draft.shape != "strength" or not self._found:
            return None
        earlier, victim = self._found[-1]
        between = [node.word for node in self._scene.nodes[earlier.at + 1 : draft.at]]
        return victim if between in (["out", "of"], ["out", "of", "a", "total", "of"]) else None

    def of_these(self, draft: Draft) -> bool:
        """ "Of these 100 were killed, 250 wounded": parts of what the sentence before counted."""
        words = [item.word for node in self._scene.nodes[:3] for item in node.items]
        put = draft.at > 1 and self._scene.nodes[draft.at - 2].word == "them"
        put = put and losses_before(self._scene.nodes, draft.at - 2) is None
        opened = words[:2] in (["of", "these"], ["of", "those"], ["of", "them"]) or words[:1] == ["of these"]
        named = any(node.tag in (PARTY, PERSON) for node in self._scene.nodes[: draft.at])
        others = named and self._scene.speaker(draft.start) is None
        before = pairwise(self._scene.nodes[: draft.at])
        subject = any(a.word == "the" and b.tag == WORD and b.word.endswith("s") for a, b in before)
        them = not (others or subject) and draft.node.items[-1].word.rsplit(" ", 1)[-1] in ("them", "these")
        return opened or put or them or self._of_the_figure(draft)

    def _of_the_figure(self, draft: Draft) -> bool:
        """ "X puts the figure at 4,000": of those whom the sentence before counted, where no others are named."""
        nodes = self._scene.nodes
        anchor = next((k for k in range(draft.at) if nodes[k].start >= draft.start), 0)
        figure = draft.shape == "toll" and nodes[anchor].word in ("figure", "total", "number", "toll")
        if not figure or not anchor or nodes[anchor - 1].word not in ("the", "this", "that", "its", "their"):
            return False
        named = (node for node in nodes[:draft.at] if node.tag in (PARTY, PERSON, CAPITAL))
        return not self._found and all(self._asserts(node) for node in named)

    def of_captives(self, draft: Draft) -> bool:
        """ "Four of the captives died": of those whom the sentence before counted."""
        head, words = draft.node.head, [item.word for item in draft.node.items]
        return head is not None and head.word in words_of("captives") and "of" in " ".join(words[:-1]).split()

    def of_them(self, draft: Draft) -> str | None:
        """ "Sixteen of them died": of those of whom the text speaks, where no count before is one of them."""
        told = draft.node.tag == NUMBER and draft.node.items[-1].word.rsplit(" ", 1)[-1] == "them"
        if not told or self._found or self._scene.speaker(draft.start) is not None:
            return None
        return self._scene.party(draft.node.end - len("them"), draft.node.end)

    def adds(self, draft: Draft) -> bool:
        """ "A day later 15 more were dead": more of those whom the sentence before counted, if it names nobody else."""
        near = self._scene.nodes[max(0, draft.at - 1) : draft.at + 2]
        words = ("more", "further", "another", "others")
        more = any(item.word in words for node in near for item in node.items)
        nodes = self._scene.nodes[: draft.at]
        return more and not self._found and not any(node.tag in (PARTY, PERSON, CAPITAL) for node in nodes)

    def noun_use(self, draft: Draft) -> bool:
        """ "three wounded taken to hospital": the participle is a noun, its people may be others."""
        nodes = self._scene.nodes
        if draft.predicate is None or draft.predicate + 1 >= len(nodes):
            return False
        return nodes[draft.predicate + 1].word in lexicon().lists["afterwards"]

    def _shared_by_two(self, earlier: Draft, draft: Draft) -> bool:
        """Whether a new predicate counts, bare, after one that two groups of people share."""
        if len(self._found) < 2 or draft.node.tag != NUMBER or draft.measure == earlier.measure:
            return False
        (other, first), (_, second) = self._found[-2:]
        together = other.predicate is not None and other.predicate == earlier.predicate != draft.predicate
        return together and other.whole is earlier.whole is None and first.actor_id != second.actor_id

    def _of_two_groups(self, draft: Draft) -> bool:
        """ "53 soldiers and one civilian were killed; others put the number at 70": the number is of both."""
        near = self._scene.nodes[max(0, draft.at - 2) : draft.at]
        bare = draft.predicate is None and draft.node.tag == NUMBER
        if len(self._found) < 2 or not bare or any(node.tag in (PERSON, PARTY) for node in near):
            return False
        (other, first), (last, second) = self._found[-2:]
        return other.predicate is not None and other.predicate == last.predicate and first.actor_id != second.actor_id

    def _other_count(self, earlier: Draft, draft: Draft) -> bool:
        """Whether one of two counts is a strength that the other is no part of ("Of the 600 defenders, 450 fell")."""
        before = self._scene.nodes[max(0, earlier.at - 3) : earlier.at]
        opened = self._scene.nodes[0].tag == OF and earlier.at <= 6
        whole = earlier.at > 0 and (opened or any(node.word == "out" for node in before))
        return (earlier.measure == "strength") != (draft.measure == "strength") and not whole

    def _sums_up(self, draft: Draft) -> bool:
        """ "20 killed and 30 wounded, for a total of 50 men" """
        words = [node.word for node in self._scene.nodes[max(0, draft.at - 4) : draft.at]]
        return words[-3:] == ["a", "total", "of"] and words[0] in ("for", "making", "giving", "with")

    def _inflicts(self, draft: Draft) -> bool:
        """ "At a cost of 45 dead, they inflicted 130 casualties": on others."""
        verb = back(self._scene.nodes, draft.at - 1)
        return verb >= 0 and self._scene.nodes[verb].word.startswith("inflict")

    def _takes(self, draft: Draft) -> bool:
        """ "lost 1,001 men and took 410 prisoners": from others."""
        verb = back(self._scene.nodes, draft.at - 1)
        taking = draft.node.tag == LOSSES and draft.measure == "captured"
        return taking and verb >= 0 and self._scene.nodes[verb].word in lexicon().lists["taking"]

    def _contrast(self, left: int, draft: Draft) -> bool:
        """Whether a new clause with a party of its own begins between the two counts."""
        between = self._scene.nodes[left + 1 : draft.at]
        bare = draft.predicate in (None, draft.at + 1) and draft.node.tag == NUMBER
        tags = [node.tag for node in between if not (bare and self._asserts(node))]
        if len(tags) < len(between) and PARTY not in tags and PERSON not in tags:
            # "Danish losses were 300 killed; X gives 400": the same losses, told by another.
            return False
        if ";" in tags:
            # "Forty were killed; 120 were wounded": the same, where nobody else is named.
            return bool({PARTY, PERSON, CAPITAL, SUBORDINATOR}.intersection(tags)) or draft.node.tag != NUMBER
        return SUBORDINATOR in tags and (PARTY in tags or PERSON in tags)


    def _asserts(self, node: Node) -> bool:
        """Whether the node names one who asserts what follows."""
        told = (source for _, _, sources in self._scene.scopes for source in sources if source.role == "claimant")
        return any(source.start <= node.start and node.end <= source.end for source in told)


def _are_others(draft: Draft) -> bool:
    return any(item.word in ("other", "others") for item in draft.node.items)


def _elliptical(draft: Draft) -> bool:
    """Whether the count leans on the one before: a bare number, "others", a thing in a list."""
    node = draft.node
    if node.tag in (NUMBER, LOSSES, THINGS) or node.head is None:
        return True
    return node.head.word in ("others", "other", "ones", "more") or any(
        item.word in ("others", "more") for item in node.items
    )
