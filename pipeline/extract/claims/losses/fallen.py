"""Several named people who were lost, and those whose names nothing else in the article tells.

"Colonel Berg and his deputy, Nils Lund, were both killed", "killing the consuls Olaf Brand and J. Lind", "including Jan
Holm of Ribe", "the deaths of Captain Brand and Sergeant Lind": a name with what may stand around it (ranks, an
apposition, brackets) is one member of a list, and the verb or noun of loss is said of each.
"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.claims.grammar.auxiliaries import negated
from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BE,
    BY,
    CAPITAL,
    DETERMINER,
    GERUND,
    HAVE,
    LOSS,
    OF,
    PARTY,
    PAST,
    PERSON,
    PLAIN,
    PREPOSITION,
    PRESENT,
    SUBORDINATOR,
    SUBSET,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.names import Name, Names
from pipeline.extract.claims.grammar.node import Node
from pipeline.extract.claims.losses.among import measure_of
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.named import fate, is_said_of_people, loses_people, passive, second_fate

_STARTS = (",", ";", ":", "c", AND, "(", '"', "d")
_LOSSES = ("killed", "wounded", "captured", "missing")
_FARTHEST, _CLAUSE = 9, 16


class Fallen:
    """Finds the named losses of one sentence; ``is_person`` tells whether an actor id is a person's."""

    def __init__(self, nodes: list[Node], is_person: Callable[[str], bool]) -> None:
        self._nodes = nodes
        self._is_person = is_person
        self._names = Names(nodes, is_person)

    def drafts(self, drafts: list[Draft]) -> list[Draft]:
        """The losses of named people that ``drafts`` do not hold yet."""
        telling = (*_deeds(), "death")
        if not any(node.measures or node.tag == SUBSET or node.word in telling for node in self._nodes):
            return []
        taken = {draft.at for draft in drafts}
        found: dict[int, Draft] = {}
        for k, node in enumerate(self._nodes):
            for draft in self._at(k, node, drafts):
                if draft.at not in taken:
                    found.setdefault(draft.at, draft)
        return list(found.values())

    def _at(self, k: int, node: Node, drafts: list[Draft]) -> list[Draft]:
        if node.tag == SUBSET:
            return self._included(k, drafts) or self._among_the_lost(k)
        if (node.word in _deeds() or self._death_told(k)) and self._names.word(k + 1) == "of":
            return self._of_deed(k)
        if node.tag == BE and k and (self._nodes[k - 1].tag in (AND, ",") or self._nodes[k - 1].word == "but"):
            return self._of_first_verb(k)
        transitive = node.verb is not None and not node.verb.intransitive
        if node.tag in (PAST, GERUND, PRESENT) and transitive and loses_people(node) and not passive(self._nodes, k):
            return self._objects(k)
        if node.word == "with":
            return self._absolute(k)
        opens = k == 0 or self._nodes[k - 1].tag in _STARTS or self._nodes[k - 1].word == "both"
        opens = opens or self._behind_adverbial(k)
        if opens and not (k and self._nodes[k - 1].tag == "," and self._names.title_at(k)):
            return self._subjects(k)
        return []

    def _death_told(self, k: int) -> bool:
        """ "confirmed the death of X", "resulted in the death of X", but not "after the death of X" """
        before = self._nodes[k - 2].word if k > 1 and self._nodes[k - 1].word == "the" else ""
        verb = self._nodes[k - 3].word if k > 2 else ""
        led = before in ("in", "to") and verb in ("resulted", "resulting", "led", "leading")
        return self._nodes[k].word == "death" and (led or before in lexicon().lists["confirming"])

    def _absolute(self, k: int) -> list[Draft]:
        """ "with Brand dead, Lind wounded and 40 Danes taken": what had become of each."""
        found: list[Draft] = []
        j = k + 1
        while (names := self._names.at(j))[0] and names[1] < len(self._nodes):
            verb = self._nodes[names[1]]
            told = verb.measures[:1] if verb.tag in (PAST, ADJECTIVE) and loses_people(verb) else ()
            ends = names[1] + 1 >= len(self._nodes) or self._nodes[names[1] + 1].tag in (",", ".", ";", AND)
            known = [name for name in names[0] if name.known or name.titled]
            if not told or not ends or len(known) < len(names[0]):
                break
            found += [Draft(told[0], n.node, n.at, n.node.start, verb.end, names[1], "named") for n in known]
            j = names[1] + 1
            while j < len(self._nodes) and self._nodes[j].tag in (",", AND):
                j += 1
        return found

    def _behind_adverbial(self, k: int) -> bool:
        """Whether a known person stands behind an opening phrase without a comma: "Late in the day Brand was ..."."""
        node, ranks = self._nodes[k], k
        while ranks and self._nodes[ranks - 1].tag in (PERSON, CAPITAL):
            ranks -= 1
        before = self._nodes[:ranks]
        actor_id = node.items[0].actor_id
        known = node.tag == PARTY and actor_id is not None and self._is_person(actor_id)
        inside = (ADVERB, PREPOSITION, DETERMINER, WORD, PLAIN, "d", OF)
        near = 1 < ranks <= _FARTHEST and (before[-1].tag in (WORD, "d") or before[-1].word in ("this", "which"))
        return known and near and all(each.tag in inside for each in before[1:])

    def _subjects(self, k: int) -> list[Draft]:
        """ "A, B and C were killed", "A was hit and killed" """
        names, end = self._names.at(k)
        end = self._over_kin(self._over_relative(self._over_unit(end)))
        alone = names[0] if len(names) == 1 else None
        if not names or (alone is not None and not alone.full and self._names.word(end - 1) == ","):
            return []
        verb, be = end, False
        while verb < len(self._nodes) and (
            self._nodes[verb].tag in (BE, ADVERB, HAVE) or self._names.word(verb) == "both"
        ):
            be = be or self._nodes[verb].tag == BE
            verb += 1
        if not be:
            return self._died(names, end)
        predicate = self._predicate(verb)
        if predicate is None:
            return []
        made, second = self._made(names, predicate, None), second_fate(self._nodes, predicate)
        return made + (self._made(names, second, None) if second is not None else [])

    def _of_first_verb(self, k: int) -> list[Draft]:
        """ "Brand led the charge but was killed": those who open the sentence, if nobody else acts in between."""
        names, end = self._names.at(0)
        known = [name for name in names if name.known or name.titled]
        verb = k + 1 + (k + 1 < len(self._nodes) and self._nodes[k + 1].tag == ADVERB)
        between = self._nodes[end:k]
        others = any(
            (node.tag in (SUBORDINATOR, ";", ":") and node.word != "but") or node.word in cues().reporting
            for node in between
        )
        acts = bool(between) and between[0].tag not in (",", "'", "(", AND, BE) and len(between) <= _CLAUSE
        fell = self._predicate(verb) if verb < len(self._nodes) else None
        if not known or len(known) < len(names) or others or not acts or fell is None:
            return []
        verb = fell
        start, stop = self._nodes[k].start, self._nodes[verb].end
        measures = [measure for measure in self._nodes[verb].measures if measure in _LOSSES]
        return [Draft(m, n.node, n.at, start, stop, verb, "named") for n in known for m in measures[:1]]

    def _over_relative(self, k: int) -> int:
        """Behind ", who had led the charge," where a name has one."""
        if self._names.word(k) != "," or self._names.word(k + 1) != "who":
            return k
        for j in range(k + 2, min(k + _CLAUSE, len(self._nodes) - 1)):
            if self._nodes[j].tag == ",":
                return j + 1 if self._nodes[j + 1].tag in (BE, HAVE) else k
        return k

    def _over_unit(self, k: int) -> int:
        """Behind "of the 42nd Highlanders" of "Captain Brand of the 42nd Highlanders was killed"."""
        inside, j = (DETERMINER, PARTY, CAPITAL, "M", "d", "'"), k + 1
        if self._names.word(k) != "of":
            return k
        while j < len(self._nodes) and j - k < _FARTHEST and self._nodes[j].tag in inside:
            j += 1
        return j if j > k + 1 and j < len(self._nodes) and self._nodes[j].tag in (BE, HAVE) else k

    def _over_kin(self, k: int) -> int:
        """Behind "and his son", of whom no number or name tells."""
        words = [self._names.word(j) for j in range(k, k + 3)]
        kin = words[:1] == ["and"] and words[1] in ("his", "her", "their") and words[2] in lexicon().lists["kin"]
        return k + 3 if kin else k

    def _died(self, names: list[Name], end: int) -> list[Draft]:
        """ "Brand died of his wounds", "fell in the battle", "lost his life": who is known as a person."""
        nodes, verb = self._nodes, end
        while verb < len(nodes) and nodes[verb].tag in (ADVERB, HAVE):
            verb += 1
        word = self._names.word(verb)
        behind = [self._names.word(j) for j in range(verb + 1, verb + _FARTHEST)]
        lost = word.startswith("lost ") and word.endswith(("life", "lives"))
        cut = next((j for j, after in enumerate(behind) if after in (".", ";", "who", "but")), len(behind))
        died = word in lexicon().lists["dying"] and not lexicon().lists["deathbeds"].isdisjoint(behind[:cut])
        if word in ("fell", "falls") and behind[0] not in ("in", "during", "at", "bravely"):
            died = False
        if not (lost or died or word in lexicon().lists["violent"]):
            return []
        known = [name for name in names if name.known or name.titled]
        return [Draft("killed", n.node, n.at, n.node.start, nodes[verb].end, verb, "named") for n in known]

    def _predicate(self, verb: int) -> int | None:
        """The participle at ``verb``, or the second of two: "was struck and killed", "was hit by a shell and died"."""
        nodes = self._nodes
        if verb < len(nodes) and nodes[verb].tag == PAST:
            return verb if loses_people(nodes[verb]) else None
        for k in range(verb, min(verb + _FARTHEST, len(nodes) - 1)):
            if nodes[k].tag in (",", ";", "c", BE, HAVE, SUBORDINATOR, ")", "("):
                return None
            if nodes[k].tag == AND:
                at = k + 1 + (nodes[k + 1].tag == ADVERB and k + 2 < len(nodes))
                behind = nodes[at + 1].tag if at + 1 < len(nodes) else "."
                ends = behind in (".", ",", ";", BY, PREPOSITION, ADVERB, AND, '"')
                return at if ends and nodes[at].tag == PAST and loses_people(nodes[at]) else None
        return None

    def _objects(self, k: int) -> list[Draft]:
        """ "killing the consuls A and B" """
        if negated(self._nodes, k):
            return []
        names, _ = self._names.at(k + 1)
        said = is_said_of_people(self._nodes[k])
        return self._made([name for name in names if name.known or name.titled or said], k, self._nodes[k].start)

    def _of_deed(self, k: int) -> list[Draft]:
        """ "the deaths of A and B", "the abduction of the lawyer A" """
        if any(node.word in lexicon().lists["wished"] for node in self._nodes[max(0, k - 4) : k]):
            return []
        names, _ = self._names.at(k + 2)
        lexeme = self._nodes[k].items[-1].lexeme
        nominal = lexicon().nominals.get(self._names.word(k), "")
        measure = lexeme.measure if lexeme is not None and lexeme.measure else nominal
        wanted = [name for name in names if name.full]
        start = self._nodes[k].start
        return [Draft(measure, n.node, n.at, min(start, n.node.start), n.node.end, None, "named") for n in wanted]

    def _included(self, k: int, drafts: list[Draft]) -> list[Draft]:
        """ "..., including A and B": parts of the number before, or of the bare "some leaders"."""
        before = [draft for draft in drafts if draft.at < k and draft.shape != "named"]
        wholes = [draft for draft in before if draft.measure in _LOSSES]
        near = range(k + 1, min(k + 9, len(self._nodes)))
        mark = next((j for j in near if self._nodes[j].tag in ("-", ",")), k)
        mark = mark if self._nodes[mark].tag == "-" else k
        names, _ = self._names.at(mark + 1)
        names = [name for name in names if name.full]
        if not wholes or not names or not self._counts_people(wholes[-1]):
            return []
        whole = wholes[-1]
        start = self._nodes[k].start
        fates = [fate(self._nodes, name.node.end) or whole.measure for name in names]
        named = zip(names, fates, strict=True)
        return [Draft(told, n.node, n.at, start, n.node.end, None, "named", whole) for n, told in named]

    def _among_the_lost(self, k: int) -> list[Draft]:
        """ "The dead included A and B" """
        anchor = self._nodes[k - 1] if k else None
        opener = self._nodes[k - 2] if k > 1 else None
        if anchor is None or self._names.word(k) not in ("included", "includes", "include"):
            return []
        noun = anchor.tag == LOSS or (opener is not None and (opener.tag in (DETERMINER, PARTY, PLAIN)))
        measure = measure_of(anchor) if noun else ""
        names = [name for name in self._names.at(k + 1)[0] if name.full] if measure in _LOSSES else []
        return [Draft(measure, n.node, n.at, anchor.start, n.node.end, None, "named") for n in names]

    @staticmethod
    def _counts_people(draft: Draft) -> bool:
        return draft.node.tag in ("n", "q", "l")

    def _made(self, names: list[Name], predicate: int, start: int | None) -> list[Draft]:
        verb = self._nodes[predicate]
        measures = [measure for measure in verb.measures if measure in _LOSSES]
        dies = verb.verb is not None and verb.verb.intransitive and verb.word not in ("fell", "fallen")
        if not (dies or is_said_of_people(verb)):
            # A place may be captured too.
            names = [name for name in names if name.known or name.titled]
        return [
            Draft(
                measures[0],
                name.node,
                name.at,
                min(name.node.start, start if start is not None else name.node.start),
                max(name.node.end, verb.end) if start is None else name.node.end,
                predicate,
                "named",
            )
            for name in names
            if measures
        ]


def _deeds() -> frozenset[str]:
    """Nouns of what was done to people, "of" whom follows."""
    return lexicon().lists["deeds"]
