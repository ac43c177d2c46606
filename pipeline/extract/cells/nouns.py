"""What a number counts: the phrase behind it and its noun."""

from __future__ import annotations

from pipeline.countries import country_of_demonym
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.tokens import Token

_TWO = frozenset(("and", "or", "&"))


_UNKNOWN = Noun("")


_SOLDIERS = Noun("person", "combatant")


_PERSON = Noun("person", "unspecified")


def noun_phrase(tokens: list[Token], words: Lexicon) -> list[Token]:
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
            rest = noun_phrase(tokens[index + 1 :], words)
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
    """Whether the word says how or in what state: "seriously", "mobilised"."""
    known = token.word in words.nouns or (token.word,) in words.measures
    return token.text.islower() and token.word.endswith(("ly", "ed")) and not known


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


def is_unknown(noun: Noun | None) -> bool:
    """Whether a noun stands there that the word lists do not hold."""
    return noun is _UNKNOWN


def person() -> Noun:
    """People of whom nothing else is said."""
    return _PERSON
