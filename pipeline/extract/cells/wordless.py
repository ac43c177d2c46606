"""Items that give an amount without a number: "Unknown", "Heavy", "Entire garrison"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token

Wordless: TypeAlias = Literal["unknown", "vague", "existential", ""]

# "Unknown number of soldiers and militiamen"; what is longer is a remark.
_LONGEST = 7
_REMARK = 4
_SAYING = ("word", "number")


def amount_in(tokens: Sequence[Token], words: Lexicon) -> tuple[Wordless, list[Token]]:
    """The sort of amount that the words give, '' for none, and the words that give it."""
    sets = words.sets
    own = [t for t in tokens if t.kind == "word"]
    lower = [t.word for t in own]
    if not own or len(own) > _LONGEST:
        return "", []
    unknown = next((i for i, w in enumerate(lower) if w in sets["unknown"]), -1)
    pair = next((i for i in range(len(lower) - 1) if "-".join(lower[i : i + 2]) in sets["unknown_pairs"]), -1)
    if unknown >= 0 and (unknown <= 1 or len(own) <= _REMARK):
        return "unknown", own[unknown : unknown + 1]
    if pair >= 0 and len(own) <= _REMARK:
        return "unknown", own[pair : pair + 2]
    if any(w in sets["degrees"] for w in lower) and all(w in sets["degrees"] | sets["degree_adverbs"] for w in lower):
        return "vague", own
    said = any(w in words.nouns or w in sets["forces"] or (w,) in words.measures for w in lower)
    if lower[0] in sets["wholes"] and any(_is_force(w, words) for w in lower[1:]):
        return "vague", own
    if is_portion(tokens, words):
        return "vague", [t for t in tokens if t.kind in _SAYING]
    if lower[0] in sets["existential"] and said and len(own) <= _LONGEST - 1:
        return "existential", own
    return "", []


def is_portion(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the words tell of a loss of part of a whole: "more than half deserted"."""
    lower = [t.word for t in tokens if t.kind in _SAYING]
    lost = any((w,) in words.measures for w in lower)
    return lost and len(lower) <= _LONGEST and bool(words.sets["portions"].intersection(lower))


def _is_force(word: str, words: Lexicon) -> bool:
    noun = words.nouns.get(word)
    return word in words.sets["forces"] | words.sets["bodies"] or (noun is not None and noun.unit == "person")


def stands_alone(tokens: Sequence[Token], words: Lexicon) -> bool:
    """Whether the words are an item of their own in a list: an unknown amount, a degree or a whole, "some wounded"."""
    if not tokens:
        return False
    some = tokens[0].word == "some" and len(tokens) > 1 and (tokens[-1].word,) in words.measures
    return some or amount_in(tokens, words)[0] in ("unknown", "vague")
