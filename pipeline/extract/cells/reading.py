"""What an item says: its measure, what it counts, where its words end."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.countries import country_of_demonym
from pipeline.extract.cells.items import Item
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.tokens import Token

_TWO = frozenset(("and", "or", "&"))
_ORDER = ("killed", "wounded", "missing", "captured")
_UNKNOWN = Noun("")
_SOLDIERS = Noun("person", "combatant")
_PERSON = Noun("person", "unspecified")


@dataclass(slots=True)
class Reading:
    """``measure`` is '' where the item states none; ``noun`` None where no noun stands; ``head`` its words."""

    measure: str
    noun: Noun | None
    head: list[Token]
    end: int
    stated: str = ""
    """The words that state the measure, in lower case."""
    leads: bool = False
    """Whether the measure stands before the number."""
    second: str = ""
    """A further measure that cannot be joined to the first."""


def find_measure(tokens: list[Token], words: Lexicon) -> tuple[str, int, int, str]:
    """The first measure, joined with those linked to it; the indices of its first and last token; a stray second."""
    at = 0
    while at < len(tokens):
        hit = _measure_at(tokens, at, words)
        if hit:
            measures, last = [hit[0]], at + hit[1] - 1
            while True:
                step = last + 1
                while step < len(tokens) and tokens[step].word in words.sets["joining"]:
                    step += 1
                more = _measure_at(tokens, step, words) if step > last + 1 else None
                if not more:
                    break
                measures.append(more[0])
                last = step + more[1] - 1
            measure, second = _joined(measures)
            return measure, at, last, second
        at += 1
    return "", -1, -1, ""


def _measure_at(tokens: list[Token], at: int, words: Lexicon) -> tuple[str, int] | None:
    for size in (4, 3, 2, 1):
        key = tuple(t.word for t in tokens[at : at + size])
        if len(key) == size and key in words.measures:
            return words.measures[key], size
    return None


def _joined(measures: list[str]) -> tuple[str, str]:
    different = list(dict.fromkeys(measures))
    if len(different) == 1:
        return different[0], ""
    if all(measure in _ORDER for measure in different):
        return "+".join(m for m in _ORDER if m in different), ""
    return different[0], different[1]


def read(item: Item, words: Lexicon) -> Reading:
    """The item's own words, without what headings or its neighbours say."""
    behind = item.words if item.count is not None else _without_amount(item.words, words)
    measure, first, last, second = find_measure(behind, words)
    stop = first if first >= 0 else len(behind)
    head = _noun_phrase(behind[:stop], words)
    if first >= 0 and not head:
        # "20 wounded soldiers"
        following = _noun_phrase(behind[last + 1 :], words)
        if following and noun_of(following, words) is not _UNKNOWN:
            head = following
    leads = False
    if first < 0:
        lead_measure, lead_first, lead_last, _ = find_measure(item.lead, words)
        if lead_first >= 0 and lead_last == len(item.lead) - 1:
            measure, leads = lead_measure, True
    noun = noun_of(head, words) if head else None
    closing = [*head[-1:], *(behind[last : last + 1] if first >= 0 else [])]
    end = max((t.end for t in closing), default=0)
    if first < 0 and head:
        end = _coordinated(behind, head, words) or end
    stated = " ".join(t.word for t in behind[first : last + 1]) if first >= 0 else ""
    return Reading(measure, noun, head, max(end, item.count.end if item.count else 0), stated, leads, second)


def _noun_phrase(tokens: list[Token], words: Lexicon) -> list[Token]:
    """The words that name what is counted: up to a preposition, a comma or a link."""
    sets = words.sets
    at = 0
    while at < len(tokens) and (tokens[at].word in sets["skipped"] or (at and tokens[at].word in sets["whom"])):
        at += 1
    phrase: list[Token] = tokens[at : at + 3]
    if " ".join(t.word for t in phrase) in words.compounds:
        return phrase
    phrase = []
    for index, token in enumerate(tokens[at:], start=at):
        if token.word in _TWO and phrase and all(_qualifies(t, words) for t in phrase):
            # "medium and heavy batteries", "British and French ships"
            rest = _noun_phrase(tokens[index + 1 :], words)
            if rest and noun_of(rest, words) is not _UNKNOWN:
                return [*phrase, *rest]
            break
        if token.kind != "word" or token.word in sets["stops"] or token.word in sets["joining"]:
            break
        phrase.append(token)
    if phrase and any(t.word == "of" for t in tokens[:at]) and noun_of(phrase, words) is _UNKNOWN:
        # "608 of disease": what follows "of" is no count's noun unless the lists say so.
        return []
    idle = words.plain | sets["total"] | sets["adjectives"]
    while phrase and (phrase[-1].word in idle or _is_adverb(phrase[-1], words)):
        # "total", "estimated", "seriously": no noun closes the phrase.
        phrase.pop()
    while phrase and (phrase[0].word in sets["total"] or phrase[0].word in sets["approximate"]):
        phrase.pop(0)
    return _without_participle(phrase, words)


def _qualifies(token: Token, words: Lexicon) -> bool:
    """Whether the word stands before a noun and is none: "medium", "British"."""
    return token.word not in words.nouns and (token.text.islower() or country_of_demonym(token.text) is not None)


def _is_adverb(token: Token, words: Lexicon) -> bool:
    return token.text.islower() and token.word.endswith("ly") and token.word not in words.nouns


def _without_participle(phrase: list[Token], words: Lexicon) -> list[Token]:
    """ "3,000 soldiers drawn", "500 Knights Hospitaller": the phrase up to the noun that the lists hold."""
    if not phrase or noun_of(phrase, words) is not _UNKNOWN:
        return phrase
    for at in range(len(phrase) - 2, -1, -1):
        if phrase[at].word in words.nouns and phrase[at].word.endswith(("s", "n")):
            following = phrase[at + 1]
            parts = following.word.endswith(("ed", "ing", "wn")) or following.text[:1].isupper()
            return phrase[: at + 1] if parts else phrase
    return phrase


def _without_amount(tokens: list[Token], words: Lexicon) -> list[Token]:
    """ "Unknown number of soldiers": the words behind those that tell how many."""
    at = 0
    idle = words.sets["unknown"] | words.sets["numbers"] | words.sets["wholes"]
    while at < len(tokens) and tokens[at].word in idle | {
        "of",
        "the",
        "an",
    }:
        at += 1
    return tokens[at:]


def noun_of(phrase: list[Token], words: Lexicon) -> Noun:
    """What the phrase's last word, or its last two, count; a noun of unit '' where that is not known."""
    lower = [t.word for t in phrase]
    for size in (3, 2):
        unit = words.compounds.get(" ".join(lower[-size:])) if len(lower) >= size else None
        if unit:
            return _SOLDIERS if unit == "person" else Noun(unit)
    head = lower[-1]
    for form in (head, head.rstrip("."), head.split("-")[-1], head.split("-")[0] if "-of-" in head else head):
        if form in words.nouns:
            return words.nouns[form]
    # "bowmen", "men-at-arms"
    if head.endswith("men") or head.startswith("men-"):
        return _SOLDIERS
    return _UNKNOWN


def _coordinated(tokens: list[Token], head: list[Token], words: Lexicon) -> int:
    """Where "troops, sailors and militia" ends when it began with "troops"; 0 where nothing follows."""
    at = next(i for i, t in enumerate(tokens) if t is head[-1]) + 1
    end = 0
    while at < len(tokens) and tokens[at].word in words.sets["joining"]:
        while at < len(tokens) and tokens[at].word in words.sets["joining"]:
            at += 1
        phrase = _noun_phrase(tokens[at:], words)
        people = bool(phrase) and phrase[-1].text[:1].isupper() and head[-1].text[:1].isupper()
        if not phrase or len(phrase) > 3 or (noun_of(phrase, words) is _UNKNOWN and not people):
            break
        end = phrase[-1].end
        at = next(i for i, t in enumerate(tokens) if t is phrase[-1]) + 1
    return end


def is_unknown(noun: Noun | None) -> bool:
    """Whether a noun stands there that the word lists do not hold."""
    return noun is _UNKNOWN


def person() -> Noun:
    """People of whom nothing else is said."""
    return _PERSON
