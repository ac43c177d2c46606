"""Numbers inside names, units of measure and words that single out."""

from __future__ import annotations

import re
from typing import cast

from pipeline.extract.quantities.context import Context
from pipeline.extract.quantities.model import Kind
from pipeline.extract.quantities.vocabulary import Vocabulary

_LETTERS = re.compile(r"[^\W\d_]+")
_HYPHENED = re.compile(r"[-‑]([^\W\d_][\w-]*)")
# A number so written is a figure of its own; with letters, signs of links or addresses before it, it is not.
_OPEN = frozenset(" \u00a0\n(['\"“‘,;:>.<~=≈±×*|–—-‑≥≤/")


# More feet than this are soldiers on foot.
_TALLEST = 100


def glued_kind(context: Context, vocab: Vocabulary) -> Kind | None:
    """What is written close to the digits: "$5", "BM-21", "25px", "5th", "15-kilometer"."""
    text, number = context.text, context.number
    if context.start and text[context.start - 1] in vocab.currency:
        return "money"
    before = context.character_before
    if before in ("-", "–", "‑") and number.start > 1 and text[number.start - 2].isalnum():
        prefix = re.split(r"[\s(]", context.lower[max(0, number.start - 12) : number.start - 1])[-1]
        return "year" if prefix in vocab.sets["year_prefixes"] else "unit_designation"
    glued = before.isdigit() and _THOUSANDS.search(text, max(0, number.start - 4), number.start)
    if before and before not in _OPEN and not glued and _word_before(context.lower, number.start) not in vocab.nouns:
        return "unit_designation"
    letters = _LETTERS.match(text, number.end)
    if letters:
        return _with_letters(context, letters.group(), vocab)
    return hyphened_kind(context, vocab)


def _word_before(lower: str, at: int) -> str:
    """The letters just before the place: "killed" of a vanished line break, "20 killed60 wounded"."""
    return re.split(r"[^a-z]", lower[max(0, at - 16) : at])[-1]


def _with_letters(context: Context, letters: str, vocab: Vocabulary) -> Kind | None:
    word = letters.lower()
    if word in ("st", "nd", "rd", "th", "d"):
        units = vocab.sets["designator_after"] | vocab.sets["designator_ordinal"]
        named = any(w.rstrip(".,") in units for w in context.next[1:4])
        return "unit_designation" if named else "ordinal"
    if letters in vocab.months:
        return "date"
    if word == "s" and context.number.low >= 10:
        return "year"
    if word in vocab.units:
        return measure(vocab.units[word])
    if word in vocab.nouns or (word == "x" and context.ahead[1:2] in (" ", "")):
        return None
    return "unit_designation"


_REACH = 24
# Before "15,000" of "8,00015,000", where a line break vanished.
_THOUSANDS = re.compile(r",\d{3}$")
_ORDINAL = re.compile(r"\d+(?:st|[nr]?d|th)", re.IGNORECASE)
_AGES = re.compile(r"\baged? (?:\d{1,2}|[a-z]+)(?:, \d{1,2})*,? (?:and|or|to) $", re.IGNORECASE)


def hyphened_kind(context: Context, vocab: Vocabulary) -> Kind | None:
    """A number that a hyphen joins to a word: "seven-year-old", "one-month", "24-gun", "400-man"."""
    match = _HYPHENED.match(context.text, context.number.end)
    if not match:
        return None
    parts = match[1].lower().split("-")
    if parts[0] in vocab.sets["counting_hyphen"] or parts[0] == "odd":
        return None
    if "old" in parts:
        return "age"
    return measure(vocab.units[parts[0]]) if parts[0] in vocab.units else "unit_designation"


def measure(kind: str) -> Kind:
    """The kind of a noun of measure; "three times" counts nothing."""
    return "determiner" if kind == "times" else cast(Kind, kind)


def _is_age(context: Context, vocab: Vocabulary) -> bool:
    """ "aged 12", "at the age of 12", "aged 12 and 14" """
    previous, start = context.previous.lower(), context.number.start
    if previous in vocab.sets["age_before"] or (previous == "of" and context.before_that() in vocab.sets["age_before"]):
        return True
    return previous in ("and", "or", "to") and bool(_AGES.search(context.text, max(0, start - _REACH), start))


def measure_kind(context: Context, vocab: Vocabulary) -> Kind | None:
    """A noun of measure behind the number: kilometres, hours, percent; or "aged" before it."""
    if _is_age(context, vocab):
        return "age"
    ahead = context.ahead.lstrip(" \u00a0")
    if ahead[:1] in ("%", "‰", "°"):
        return "percent" if ahead[0] != "°" else "distance"
    if ahead.startswith(("per cent", "per-cent")):
        return "percent"
    if not context.next or len(context.ahead) - len(ahead) > 1 or not ahead[:1].isalnum():
        return None
    at = 0
    while at < 2 and context.word(at).lower() in vocab.sets["between_unit"]:
        at += 1
    word = context.word(at).lower()
    kind = vocab.units.get(word) or vocab.units.get(context.next[at].lower() if at < len(context.next) else "")
    follows = context.word(at + 1).lower()
    if (
        kind is None
        or word == "second"
        or (word == "foot" and (context.number.high >= _TALLEST or follows in vocab.nouns))
    ):
        return None
    if kind == "duration":
        if follows == "old" or (follows == "of" and context.word(at + 2) == "age"):
            return "age"
        if word.startswith("h") and len(context.plain[0]) == 4:
            return "time"
    return measure(kind)


def name_kind(context: Context, vocab: Vocabulary) -> Kind | None:
    """Names that hold a number: "Article 17", "1070 Housing Project", "pp. 12"."""
    sets, previous = vocab.sets, context.previous
    if previous.lower() in sets["page_before"] and not (previous == "no." and context.noun_ahead(vocab)):
        return "page"
    named = previous.rstrip(".") in sets["designator_before"] and context.start == context.number.start
    # But "the 13th Battalion lost 92 men, the 14th Battalion 177".
    named = named and not _ORDINAL.fullmatch(context.before_that())
    if named and all(context.plain) and context.word(0).lower() not in vocab.nouns:
        return "unit_designation"
    if context.plain[0] and not context.number.is_range:
        for at, name in enumerate(context.next[:4]):
            if not name[:1].isupper():
                break
            if context.word(at + 1).lower() in vocab.nouns:
                # "15 Danish Army soldiers"
                continue
            if name.rstrip(".,") in sets["designator_after"] and (
                context.number.high <= vocab.largest_unit or name in sets["designator_sites"]
            ):
                return "unit_designation"
    return None


def role_kind(context: Context, vocab: Vocabulary) -> Kind | None:
    """Small numbers in words that single out ("one of them") or stand for the parties ("the two sides")."""
    number = context.number
    if number.high > vocab.largest_determiner or number.is_range or number.atoms[0].tag != "words":
        return None
    first, at_once = context.word(0).lower(), context.ahead[:1]
    if at_once not in (" ", "\u00a0"):
        first = ""
    if number.high != 1:
        # "two groups", "three separate groups"
        described = first.islower() and first not in vocab.nouns and context.word(1).lower() in vocab.sets["groups"]
        return "determiner" if first in vocab.sets["groups"] or described else None
    if at_once in ("'", "’") or first in vocab.sets["after_one"]:
        return "determiner"
    return "determiner" if not first and context.previous.lower() in vocab.sets["before_one"] else None
