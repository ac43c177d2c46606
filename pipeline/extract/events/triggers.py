"""The words of a sentence that tell of an event."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract.bag import bag, lowered, runs_of
from pipeline.extract.events import patterns as p
from pipeline.extract.events.lexicon import find_verbs, happening, launched, noun_types, pattern, tokens, verbs, words

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word at ``start:end`` of the sentence.

    ``kind`` says what it is: ``verb`` (active or ``passive``), ``noun`` (an event noun with a verb of happening, its
    sort in ``how``), ``launch``, ``plan``, ``between``, ``signed``, ``statement``, ``violence``. ``verb_end`` is where
    the verb of happening ends; ``definite`` says that the noun points back to an event told before.
    """

    start: int
    end: int
    kind: str
    types: tuple[str, ...]
    how: str = ""
    passive: bool = False
    verb_end: int = -1
    definite: bool = False


def find_triggers(text: str) -> list[Trigger]:
    """All triggers of a sentence in its order, none overlapping; earlier kinds of the list below win."""
    words_ = bag(text)
    if _TELLING.isdisjoint(words_):
        return []
    told: list[Trigger] = []
    if not _NOUNS.isdisjoint(words_):
        for noun, beside, read in _READERS:
            if not noun.isdisjoint(words_) and not beside.isdisjoint(words_):
                told.extend(read(text))
    if not _VERBS.isdisjoint(words_):
        told.extend(_verbs(text))
    if len(told) < 2:
        return told
    found: list[Trigger] = []
    for trigger in told:
        if all(trigger.end <= other.start or other.end <= trigger.start for other in found):
            found.append(trigger)
    return sorted(found, key=lambda trigger: trigger.start)


def _verbs(text: str) -> Iterator[Trigger]:
    words_, places = tokens(text)
    for first, last, verb in find_verbs(words_):
        start, end = places[first].start(), places[last].end()
        before = words_[max(0, first - 5) : first]
        by = text.startswith(" by ", end)
        passive = verb.form in ("past", "participle") and _is_passive(before)
        if verb.form == "base":
            told = before[-1:] == ["to"] and before[-2:-1] and before[-2] in _MANAGED
        elif _is_unreal(before):
            told = False
        elif verb.form == "gerund":
            told = not ((before[-1:] and before[-1] in _HANGING) or p.AS_NOUN.match(text, end))
        else:
            adjective = bool(before) and before[-1] in _ADJECTIVE and text[start - 1] == " "
            told = (by or not adjective) and (verb.form == "past" or passive or by)
        if told:
            passive = passive or (by and verb.form != "gerund")
            yield Trigger(start, end, "verb", verb.types, verb.form, passive)


def _is_passive(before: list[str]) -> bool:
    """Whether a form of "be" governs the verb, adverbs aside."""
    for word in reversed(before):
        if word in _BE:
            return True
        if not word.endswith("ly") and word not in _ADVERBS:
            return False
    return False


def _is_unreal(before: list[str]) -> bool:
    """Whether the verb is denied, wished or only possible."""
    while before and before[-1] in _AUXILIARIES:
        before = before[:-1]
    return bool(before) and (before[-1] in _UNREAL or " ".join(before[-2:]) in _UNREAL)


def _nouns(text: str) -> Iterator[Trigger]:
    for match in happening().finditer(lowered(text)):
        middle = text[match.end("noun") : match.end("middle")]
        # Another verb between noun and verb of happening: the noun is not its subject.
        if p.OTHER_SUBJECT.search(middle) or middle.count(",") > 2:
            continue
        if not middle.strip() and p.ELSEWHERE.search(text[: match.start()]):
            continue
        how = next(kind for kind in words()["happening"] if match[kind])
        kind = noun_types()[match["noun"]]
        definite = _definite(text, match.start())
        yield Trigger(match.start(), match.end("noun"), "noun", (kind,), how, False, match.end(), definite)


def _talks(text: str) -> Iterator[Trigger]:
    for match in p.TALKS.finditer(text):
        yield Trigger(match.start("noun"), match.end("noun"), "noun", ("negotiation",), "enters", False, match.end())


def _definite(text: str, start: int) -> bool:
    before = text[max(0, start - 80) : start]
    return bool(p.POINTING.search(before)) and not p.FRESH.search(before) and not p.OF.search(before)


def _betweens(text: str) -> Iterator[Trigger]:
    """Clashes between two parties, and "in clashes" beside what they cost."""
    for match in p.CLASH_WITH.finditer(lowered(text)):
        definite = _definite(text, match.start())
        yield Trigger(match.start(), match.end("noun"), "between", ("clash",), "", False, match.end(), definite)
    for match in p.IN_CLASHES.finditer(lowered(text)):
        yield Trigger(match.start("noun"), match.end("noun"), "between", ("clash",), "in", False, match.end())


def _launched(text: str) -> Iterator[Trigger]:
    for match in launched().finditer(lowered(text)):
        before = text[max(0, match.start() - 60) : match.start()]
        if p.UNREAL.search(before) or p.HANGING.search(before):
            continue
        kind = noun_types()[match["noun"]]
        definite = match["det"] in ("the", "its", "their")
        yield Trigger(match.start(), match.end(), "launch", (kind,), "", False, match.end(), definite)


def _planned(text: str) -> Iterator[Trigger]:
    for match in p.PLANNED.finditer(lowered(text)):
        kind = noun_types()[match["noun"]]
        suspected = pattern("planning", "suspicion").search(text[max(0, match.start() - 40) : match.start()])
        yield Trigger(match.start(), match.end(), "plan", (kind,), "suspected" if suspected else "planned")


def _agreements(text: str) -> Iterator[Trigger]:
    for match in p.NAMED_PACT.finditer(text):
        opening = p.PACT_OPENING.match(match.group())
        start = match.start() + (opening.end() if opening else 0)
        yield Trigger(start, match.end(), "signed", ("agreement",), "named")
    for match in p.SIGNED_PACT.finditer(text):
        if not p.UNREAL.search(text[max(0, match.start() - 60) : match.start()]):
            yield Trigger(match.start(), match.end(), "signed", ("agreement",), "verb")
    for match in p.PACT_SIGNED.finditer(text):
        yield Trigger(match.start(), match.end(), "signed", ("agreement",), "passive")


def _statements(text: str) -> Iterator[Trigger]:
    if not _PAPERS.isdisjoint(bag(text)):
        for how, compiled in (("released", p.RELEASED), ("of", p.STATEMENT_OF)):
            for match in compiled.finditer(lowered(text)):
                yield Trigger(match.start(), match.end(), "statement", ("statement",), how)
    for match in p.SPEECH.finditer(text):
        yield Trigger(match.start(), match.end(), "statement", ("statement",), "speech")


def _violence(text: str) -> Iterator[Trigger]:
    for match in p.VIOLENCE.finditer(lowered(text)):
        yield Trigger(match.start(), match.end(), "violence", ("violence",), "list")


_W = words()
_UNREAL = frozenset(_W["unreal"]["words"])
_AUXILIARIES = frozenset(_W["unreal"]["auxiliaries"])
_MANAGED = frozenset(_W["unreal"]["managed"])
_BE = frozenset({"was", "were", "been", "being", "be", "is", "are"})
_ADVERBS = frozenset({"also", "then", "later", "soon", "not", "both", "first", "all", "once", "again"})
_HANGING = frozenset({"of", "for", "in", "at", "by", "before", "without", "from", "against", "on"})
_ADJECTIVE = frozenset(
    {
        "the",
        "a",
        "an",
        "some",
        "many",
        "other",
        "his",
        "their",
        "its",
        "newly",
        "previously",
        "recently",
        "of",
        "all",
        "any",
    }
    | {"of", "all", "any", "no", "from", "by", "for"}
)
_EVENT_NOUNS, _CLASHES = runs_of(*noun_types()), runs_of(*_W["nouns"]["clash"], "battle")
_WEAPONS = runs_of(*(noun for noun, kind in noun_types().items() if kind in ("attack", "offensive")))
_PAPERS, _SPEECH = runs_of(*_W["statement"]["nouns"]), runs_of(*_W["statement"]["speech"])
_VERBS = runs_of(*verbs())
# Each reader with two lists of words of each of which its patterns need one: most sentences have none.
_READERS = (
    (runs_of(*_W["agreement"]["names"], *_W["agreement"]["nouns"]),) * 2 + (_agreements,),
    (_SPEECH | _PAPERS,) * 2 + (_statements,),
    (_WEAPONS, runs_of(*_W["planning"]["words"]), _planned),
    (_WEAPONS, runs_of(*_W["launching"]["past"], *_W["launching"]["gerund"]), _launched),
    (_EVENT_NOUNS, runs_of(*(form for forms in _W["happening"].values() for form in forms)), _nouns),
    (runs_of(*_W["nouns"]["negotiation"]),) * 2 + (_talks,),
    (_CLASHES, frozenset({"between", "with", "in", "during"}), _betweens),
    (runs_of(*_W["violence"]["words"]),) * 2 + (_violence,),
)
_NOUNS = frozenset().union(*(needed for needed, _, _ in _READERS))
_TELLING = _VERBS | _NOUNS
