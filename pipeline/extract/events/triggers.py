"""The words of a sentence that tell of an event."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract.dates.words import any_of
from pipeline.extract.events.lexicon import happening, launched, noun_types, pattern, verb_pattern, verbs, words


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word at ``start:end`` of the sentence.

    ``kind`` says what it is: ``verb`` (active or ``passive``), ``noun`` (an event noun with a verb of happening, its
    sort in ``how``), ``launch``, ``plan``, ``between``, ``signed``, ``statement``, ``violence``.
    """

    start: int
    end: int
    kind: str
    types: tuple[str, ...]
    how: str = ""
    passive: bool = False
    verb_end: int = -1
    definite: bool = False


_BE = re.compile(
    r"\b(?:was|were|been|being|be|is|are)\s+(?:\w+ly\s+|(?:also|then|later|soon|not|both|first|all|once again|again)\s+){0,3}$",
    re.IGNORECASE,
)
_UNREAL = re.compile(
    r"\b(?:not|never|n[’']t|would|could|should|may|might|must|can|cannot|will|shall|to|if|unless|failed to|tried to|unable to|"
    r"without|goal of|aim of|order to|instead of|intention of|threatened)\s+(?:(?:be|have|been|fully|even|then|also|soon)\s+)*$",
    re.IGNORECASE,
)
_MANAGED = re.compile(r"\b(?:managed|began|started|proceeded|succeeded|went on|continued|able)\s+to\s+$", re.IGNORECASE)
_ADJECTIVE = re.compile(
    r"\b(?:the|a|an|some|many|other|his|their|its|newly|previously|recently|of|all|any|no|from|by|for)\s+$",
    re.IGNORECASE,
)
_HANGING = re.compile(r"\b(?:of|for|in|at|by|before|without|from|against|on)\s+$", re.IGNORECASE)
_POINTING = re.compile(r"\b(?:the|this|that|these|those|such|their|its|his|of)\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_FRESH = re.compile(
    r"\b(?:renewed|new|fresh|further|more|another|heavy|fierce|violent|sporadic|notable)\s+$", re.IGNORECASE
)


def find_triggers(text: str) -> list[Trigger]:
    """All triggers of a sentence in its order, none overlapping; earlier kinds of the list below win."""
    found: list[Trigger] = []
    for read in (_agreements, _statements, _planned, _launched, _nouns, _betweens, _violence, _verbs):
        for trigger in read(text):
            if all(trigger.end <= other.start or other.end <= trigger.start for other in found):
                found.append(trigger)
    return sorted(found, key=lambda trigger: trigger.start)


def _verbs(text: str) -> list[Trigger]:
    found = []
    for match in verb_pattern().finditer(text):
        verb = verbs().get(match.group().lower(), None)
        if verb is None:
            continue
        before = text[: match.start()]
        passive = bool(_BE.search(before))
        by = re.match(r"\s+by\b", text[match.end() :]) is not None
        if verb.form == "base" and not _MANAGED.search(before):
            continue
        if verb.form != "base" and _UNREAL.search(before):
            continue
        if verb.form in ("past", "participle") and _ADJECTIVE.search(before) and not by:
            continue
        if verb.form == "gerund" and _HANGING.search(before):
            continue
        if verb.form == "participle" and not passive and not by:
            continue
        found.append(Trigger(match.start(), match.end(), "verb", verb.types, verb.form, passive or by))
    return found


def _nouns(text: str) -> list[Trigger]:
    found = []
    for match in happening().finditer(text):
        how = next(kind for kind in words()["happening"] if match[kind])
        middle = match["middle"]
        # Another verb between noun and verb of happening: the noun is not its subject.
        if re.search(r"\b(?:was|were|had|which|who|that|when|while|after)\b", middle) or middle.count(",") > 2:
            continue
        if _elsewhere(text, match.start()) and not middle.strip():
            continue
        kind = noun_types()[match["noun"].lower()]
        found.append(
            Trigger(
                match.start(),
                match.end("noun"),
                "noun",
                (kind,),
                how,
                False,
                match.end(),
                _definite(text, match.start()),
            )
        )
    resume = re.compile(
        rf"\b(?:went back to|returned to|resumed|entered(?: into)?|opened|began|held|started)\s+(?:[a-z]+\s+)?(?P<noun>{any_of(words()['nouns']['negotiation'])})\b"
    )
    for match in resume.finditer(text):
        found.append(
            Trigger(match.start("noun"), match.end("noun"), "noun", ("negotiation",), "enters", False, match.end())
        )
    return found


def _elsewhere(text: str, start: int) -> bool:
    """Whether the noun hangs on a preposition, so that the verb behind it has another subject."""
    return bool(
        re.search(
            r"\b(?:in|after|during|following|by|from|of|with|amid|despite|before)\s+(?:\w+\s+)?$",
            text[:start],
            re.IGNORECASE,
        )
    )


def _definite(text: str, start: int) -> bool:
    before = text[:start]
    return bool(_POINTING.search(before)) and not _FRESH.search(before) and not re.search(r"\bof\s+$", before)


def _betweens(text: str) -> list[Trigger]:
    """Clashes between two parties, and "in clashes"/"during clashes" beside what they cost."""
    nouns = any_of([*words()["nouns"]["clash"], "battle"])
    found = []
    for match in re.finditer(rf"\b(?P<noun>{nouns})\s+(?P<link>between|with)\b", text, re.IGNORECASE):
        definite = _definite(text, match.start())
        found.append(Trigger(match.start(), match.end("noun"), "between", ("clash",), "", False, match.end(), definite))
    for match in re.finditer(rf"\b(?:in|during)\s+(?P<noun>{nouns})\b(?!\s+(?:between|with)\b)", text, re.IGNORECASE):
        found.append(Trigger(match.start("noun"), match.end("noun"), "between", ("clash",), "in", False, match.end()))
    return found


def _launched(text: str) -> list[Trigger]:
    found = []
    for match in launched().finditer(text):
        if _UNREAL.search(text[: match.start()]) or _HANGING.search(text[: match.start()]):
            continue
        kind = noun_types()[match["noun"].lower()]
        definite = match["det"].lower() in ("the", "its", "their")
        found.append(Trigger(match.start(), match.end(), "launch", (kind,), "", False, match.end(), definite))
    return found


def _planned(text: str) -> list[Trigger]:
    nouns = [noun for noun, kind in noun_types().items() if kind in ("attack", "offensive")]
    found = []
    for match in re.finditer(
        rf"\b{any_of(words()['planning']['words'])}\s+(?:for\s+)?(?:an?|another|a new)\s+(?:[\w-]+\s+)?(?P<noun>{any_of(nouns)})\b",
        text,
        re.IGNORECASE,
    ):
        kind = noun_types()[match["noun"].lower()]
        suspected = pattern("planning", "suspicion").search(text[max(0, match.start() - 40) : match.start()])
        found.append(Trigger(match.start(), match.end(), "plan", (kind,), "suspected" if suspected else "planned"))
    return found


def _agreements(text: str) -> list[Trigger]:
    names = any_of(words()["agreement"]["names"])
    found = []
    for match in re.finditer(
        rf"\b(?:[A-Z][\w’'-]+\s+){{1,4}}{names}\b(?:\s+of\s+(?:[A-Z]\w+|\d{{4}}))?|\b(?:Treaty|Peace|Truce|Accord|Pact)\s+of\s+[A-Z]\w+",
        text,
    ):
        opening = re.match(r"(?:The|In|On|After|By|Under|With|From|For|At|A|An)\s+", match.group())
        start = match.start() + (opening.end() if opening else 0)
        found.append(Trigger(start, match.end(), "signed", ("agreement",), "named"))
    nouns, verbs_ = any_of(words()["agreement"]["nouns"]), any_of(words()["agreement"]["signed"])
    for match in re.finditer(rf"\b(?P<verb>{verbs_})\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{nouns})\b", text):
        if not _UNREAL.search(text[: match.start()]):
            found.append(Trigger(match.start(), match.end(), "signed", ("agreement",), "verb"))
    for match in re.finditer(
        rf"\b(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?(?P<noun>{nouns})\s+(?:was|were)\s+(?:signed|concluded|reached|agreed)\b",
        text,
    ):
        found.append(Trigger(match.start(), match.end(), "signed", ("agreement",), "passive"))
    return found


def _statements(text: str) -> list[Trigger]:
    entry = words()["statement"]
    nouns, verbs_, speech = any_of(entry["nouns"]), any_of(entry["verbs"]), any_of(entry["speech"])
    found = [
        Trigger(match.start(), match.end(), "statement", ("statement",), "released")
        for match in re.finditer(rf"\b{verbs_}\s+an?\s+(?:[\w-]+\s+)?{nouns}\b", text, re.IGNORECASE)
    ]
    for match in re.finditer(
        rf"\b(?:in\s+)?an?\s+(?:[\w-]+\s+)?{nouns}\s+(?:by|from|of|released|issued|published)\b", text, re.IGNORECASE
    ):
        found.append(Trigger(match.start(), match.end(), "statement", ("statement",), "of"))
    for match in re.finditer(rf"\b{speech}\b", text):
        found.append(Trigger(match.start(), match.end(), "statement", ("statement",), "speech"))
    return found


def _violence(text: str) -> list[Trigger]:
    word = any_of(words()["violence"]["words"])
    chain = re.compile(
        rf"\b{word}(?:,\s+(?:and\s+|or\s+)?(?:even\s+)?{word}|\s+(?:and|or)\s+(?:even\s+)?{word})+", re.IGNORECASE
    )
    return [Trigger(match.start(), match.end(), "violence", ("violence",), "list") for match in chain.finditer(text)]
