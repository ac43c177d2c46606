"""What a number counts: people and things, or a year, a distance, a street."""

from __future__ import annotations

import re

from pipeline.extract.quantities.model import Kind
from pipeline.extract.quantities.ranges import Number
from pipeline.extract.quantities.vocabulary import Vocabulary

_AHEAD = re.compile(r"[ \u00a0]?([A-Za-z°′″%‰²][\w.'’²%-]*|[%‰°])")
_WORDS = re.compile(r"[\w'’.-]+")
_ROUND_YEAR = range(1000, 2101)
_STOPS = frozenset(
    "the a an of in on at by to for from with and or but as when while who which that he she it they his her its their was were is are be been had has have would could did also".split()
)
_CLOSERS = frozenset(".,;:)(]–—\n")


class Context:
    """The words around a number, cut only when asked for."""

    def __init__(self, text: str, lower: str, number: Number, start: int, end: int) -> None:
        self.text, self.lower, self.number = text, lower, number
        self.start, self.end = start, end
        """Where the number with its hedges begins and ends."""
        before = text[max(0, start - 40) : start].replace("\n", " \n ")
        self.before = before.split()
        self.previous = self.before[-1].strip("(\"'“‘[") if self.before else ""
        self.glued = bool(start) and not text[start - 1].isspace()
        ahead = text[number.end : number.end + 64]
        self.ahead = ahead
        self.next = _WORDS.findall(ahead.split("\n", 1)[0])[:5]


def kind_of(context: Context, hedges: list[str], vocab: Vocabulary) -> Kind:
    """The kind of the number in its context."""
    number = context.number
    tag = number.atoms[0].tag
    if tag == "ordinal":
        return "ordinal"
    if tag == "fraction":
        return "fraction"
    if tag == "both":
        return "determiner"
    if tag == "zero":
        return "count"
    digits = tag == "digits"
    if digits:
        found = _by_form(context, vocab) or _by_signs(context, vocab)
        if found:
            return found
    found = _by_measure(context, vocab) or _by_name(context, vocab)
    if found:
        return found
    if digits:
        found = _by_calendar(context, hedges, vocab)
        if found:
            return found
        if number.joint == "chain":
            return "score"
        if any(atom.value.denominator != 1 for atom in number.atoms):
            return "decimal"
    return _by_role(context, vocab) or "count"


def _by_form(context: Context, vocab: Vocabulary) -> Kind | None:
    """Chains: dates, times and fractions in figures."""
    number, lower = context.number, context.lower
    if number.joint == "chain":
        values = [int(a.value) for a in number.atoms]
        gap = lower[number.atoms[0].end : number.atoms[1].start].strip()
        if gap == ":":
            return "time"
        if len(values) == 3:
            return "date" if max(values) in _ROUND_YEAR or max(values) < 100 else "unit_designation"
        if gap == "/" and values[0] < values[1] <= 100:
            return "fraction"
        if len(values) > 3:
            return "unit_designation"
        first, second = number.atoms
        if int(first.value) in _ROUND_YEAR and len(first.plain) == 4 and len(second.plain) <= 2:
            return "year"
        if gap == "/":
            return "unit_designation"
    return None


def _by_signs(context: Context, vocab: Vocabulary) -> Kind | None:
    """What is written close to the digits: "$5", "BM-21", "25px", "5th", "15-kilometer"."""
    text, lower, number = context.text, context.lower, context.number
    before = text[number.start - 1] if number.start else ""
    if context.start and text[context.start - 1] in "$£€¥₽₤₹₪":
        return "money"
    if before.isalpha() or before in ("#", "№", "_", "/", "\\", "=", "&", "?", "."):
        return None if before in (".", "=") and context.start < number.start else "unit_designation" if before not in ("=", "/", ".") else None
    if before in ("-", "–", "‑") and number.start > 1 and text[number.start - 2].isalnum():
        prefix = lower[: number.start - 1].rsplit(None, 1)[-1].rsplit("(", 1)[-1]
        return "year" if prefix in ("mid", "pre", "post", "late", "early", "c", "circa") else "unit_designation"
    after = text[number.end : number.end + 1]
    if after.isalpha():
        glued = re.match(r"[a-zA-Z]+", text[number.end : number.end + 24])
        word = glued.group().lower() if glued else ""
        if word in ("st", "nd", "rd", "th", "d"):
            return _ordinal(context, vocab)
        if glued and glued.group() in vocab.months:
            return "date"
        if word == "s" and number.low >= 10:
            return "year"
        if word in vocab.units:
            return _measure(vocab.units[word])
        return None if word in vocab.nouns or word == "x" and not text[number.end + 1 : number.end + 2].isalnum() else "unit_designation"
    if after and after in "-‑" and text[number.end + 1 : number.end + 2].isalpha():
        return _hyphened(context, vocab)
    return None


def _ordinal(context: Context, vocab: Vocabulary) -> Kind:
    names = [w for w in context.next[1:4] if w[:1].isupper()]
    return "unit_designation" if any(w in vocab.sets["designator_after"] for w in names) else "ordinal"


def _hyphened(context: Context, vocab: Vocabulary) -> Kind | None:
    parts = context.lower[context.number.end + 1 : context.number.end + 24].split(None, 1)[0].strip(".,;)").split("-")
    if parts[0] in vocab.sets["counting_hyphen"]:
        return None
    if "old" in parts:
        return "age"
    if parts[0] == "odd":
        return None
    return _measure(vocab.units[parts[0]]) if parts[0] in vocab.units else "unit_designation"


def _measure(kind: str) -> Kind:
    return "determiner" if kind == "times" else kind  # type: ignore[return-value]


def _by_measure(context: Context, vocab: Vocabulary) -> Kind | None:
    """The noun of measure behind the number: kilometres, hours, percent."""
    previous = context.previous.lower()
    if previous in vocab.sets["age_before"] or previous == "of" and context.before[-2:-1] in (["age"], ["ages"]):
        return "age"
    if context.number.end < len(context.text) and context.text[context.number.end] in "-‑" and context.number.atoms[0].tag != "digits":
        return _hyphened(context, vocab) if context.text[context.number.end + 1 : context.number.end + 2].isalpha() else None
    ahead = _AHEAD.match(context.text, context.number.end)
    if not ahead:
        return None
    words = [w.lower().rstrip(".,;:)") for w in context.next] if ahead[1][0].isalnum() else [ahead[1]]
    if ahead[1][0] in "%‰":
        return "percent"
    at = 0
    while at < len(words) - 1 and at < 2 and words[at] in vocab.sets["between_unit"]:
        at += 1
    word = words[at]
    if word in ("and", "or", "to", "-", "–") and at == 0:
        return None
    kind = vocab.units.get(word)
    if kind is None and ahead[1].lower().rstrip(",;:)") in ("a.m.", "p.m.", "a.m", "p.m"):
        kind = "time"
    if kind is None or _is_noun_use(word, words, at):
        return None
    if kind == "duration":
        rest = words[at + 1 : at + 3]
        if rest[:1] == ["old"] or rest == ["of", "age"]:
            return "age"
        if word.startswith("hour") and context.number.atoms[0].plain[:1] == "0" or len(context.number.atoms[0].plain) == 4 and word.startswith(("hour", "hrs")):
            return "time"
    return _measure(kind)


def _is_noun_use(word: str, words: list[str], at: int) -> bool:
    """Words that measure only where nothing they describe follows: "two second lieutenants", "30 foot soldiers"."""
    follows = words[at + 1] if at + 1 < len(words) else ""
    if word == "foot":
        return follows in ("soldiers", "soldier", "guards", "and", "troops", "men")
    if word == "second":
        return True
    if word in ("mark", "us", "in.", "h", "m", "mi", "k", "st", "mine", "ha"):
        return False
    return word in ("stories", "story", "crown", "mounts", "day") and follows == "" and False


def _by_name(context: Context, vocab: Vocabulary) -> Kind | None:
    """Names that hold a number: "Article 17", "1070 Housing Project", "pp. 12"."""
    previous = context.previous
    sets = vocab.sets
    if previous.lower() in sets["page_before"] and not (previous.lower() in ("no", "table", "line", "note", "figure", "section", "p", "n", "no.") and previous[:1].islower() and previous[-1:] != "."):
        return "page"
    bare = previous.rstrip(".")
    if bare in sets["designator_before"] and context.start == context.number.start:
        sentence_start = len(context.before) == 1 and context.start <= 8
        if not sentence_start and not (context.next and context.next[0].lower() in vocab.nouns):
            return "unit_designation"
    if context.number.atoms[0].tag == "digits" and not context.number.is_range and not context.number.atoms[0].grouped:
        return _named_behind(context, vocab)
    return None


def _named_behind(context: Context, vocab: Vocabulary) -> Kind | None:
    names: list[str] = []
    for word in context.next[:4]:
        if not word[:1].isupper():
            break
        names.append(word.rstrip(".,"))
    for name in names:
        if name in vocab.sets["designator_after"]:
            small = context.number.high <= 999
            if name in vocab.sets["designator_troops"] and not small:
                continue
            return "unit_designation"
    return None


def _by_calendar(context: Context, hedges: list[str], vocab: Vocabulary) -> Kind | None:
    number = context.number
    first = context.next[0] if context.next else ""
    plain = [a.plain for a in number.atoms]
    if not all(plain):
        return None
    largest = max(int(a.value) for a in number.atoms)
    if largest <= 31 and first.rstrip(".,") in vocab.months and context.ahead[:1] not in ",;.":
        return "date"
    if largest <= 31 and first == "of" and len(context.next) > 1 and context.next[1].rstrip(".,") in vocab.months:
        return "date"
    previous = context.previous.rstrip(".,")
    after_month = previous in vocab.months
    if after_month and largest <= 31 and not hedges:
        noun = _noun_ahead(context, vocab)
        return None if noun and len(context.before) > 1 and context.before[-2].lower() == "in" else "date"
    if first.lower().rstrip(",") in vocab.sets["eras"] or previous.lower() in ("ad", "a.d") and context.start == number.start:
        return "year"
    if largest <= 999:
        return _old_year(context, hedges, vocab) if largest > 31 else _day(context, vocab)
    if all(len(p) == 4 for p in plain) and largest in _ROUND_YEAR:
        return _year(context, hedges, vocab, after_month)
    return None


def _day(context: Context, vocab: Vocabulary) -> Kind | None:
    """The first of two days before a month: "on 5 and 6 October"."""
    if len(context.next) > 2 and context.next[0] in ("and", "or", "to", "until") and context.next[1].isdigit() and context.next[2].rstrip(".,") in vocab.months:
        return "date"
    return None


def _old_year(context: Context, hedges: list[str], vocab: Vocabulary) -> Kind | None:
    if hedges or context.previous.lower() not in ("in", "since", "until", "spring", "summer", "autumn", "winter", "year", "of"):
        return None
    if context.previous.lower() == "of" and (len(context.before) < 2 or context.before[-2].lower() not in ("spring", "summer", "autumn", "winter")):
        return None
    if len(context.before) > 1 and context.before[-2].lower() in ("resulted", "resulting", "result", "results", "ended"):
        return None
    after = context.ahead.lstrip(" \u00a0")[:1]
    clause_ends = after == "" or after in _CLOSERS or (context.next[:1] and context.next[0].lower() in _STOPS)
    return "year" if clause_ends and not _noun_ahead(context, vocab) else None


def _year(context: Context, hedges: list[str], vocab: Vocabulary, after_month: bool) -> Kind | None:
    if after_month and not hedges:
        return "year"
    if any(h in ("at_least", "at_most") for h in hedges):
        return None
    previous = context.previous.lower().rstrip(",")
    before = context.text[: context.start].rstrip()[-1:]
    noun = _noun_ahead(context, vocab)
    if previous in ("in", "since", "until", "till", "during", "early", "late", "mid", "spring", "summer", "autumn", "winter", "year") and not hedges:
        # "in 1200 cases": only the next word can make a count of it here.
        return None if noun == 1 and context.start > 3 and context.next[0][:1].islower() and previous in ("in", "during") and not _dated(context) else "year"
    if noun:
        return None
    if context.number.is_range:
        return "year"
    if hedges:
        return "year" if previous in vocab.sets["year_before"] or "circa" in context.text[context.start : context.number.start] or context.text[context.start : context.start + 2] == "c." else None
    if previous in vocab.sets["count_before"] and before != ",":
        return None
    return "year"


def _dated(context: Context) -> bool:
    """A number at the head of its sentence behind "In" is a year even before a noun ("In 1717 troops ...")."""
    return context.previous[:1].isupper()


def _noun_ahead(context: Context, vocab: Vocabulary) -> int:
    """How many words ahead the counted noun stands: 1 is the next; 0 where there is none within reach."""
    start = context.ahead[:1]
    if start not in (" ", "\u00a0"):
        return 1 if start.isalpha() and context.next and context.next[0].lower() in vocab.nouns else 0
    stretch = re.split(r"[,;:.()\n–—]", context.ahead, maxsplit=1)[0]
    for index, word in enumerate(_WORDS.findall(stretch)[:4], 1):
        low = word.lower()
        if low in vocab.nouns:
            return index
        if index == 1 and word[:1].isupper() and low.endswith("s") and word not in vocab.months:
            return index
        if low in _STOPS and not (index == 1 and low == "of"):
            return index if index == 1 and low in ("were", "had") else 0
    return 0


def _by_role(context: Context, vocab: Vocabulary) -> Kind | None:
    """Small numbers in words that single out a thing or stand for the parties of the story."""
    number = context.number
    if number.high > 12 or number.is_range or number.atoms[0].tag != "words":
        return None
    first = context.next[0].lower().rstrip(".,") if context.next else ""
    at_once = context.ahead[:1] in (" ", "\u00a0", "'", "’")
    if number.high == 1:
        clause_ends = not first or not at_once
        pronoun = context.previous.lower() in ("this", "that", "the", "any", "each", "every", "which", "another", "only", "as", "last", "first") and clause_ends
        return "determiner" if (at_once and first in vocab.sets["after_one"]) or pronoun or context.ahead[:1] in ("'", "’") else None
    words = [w.lower().rstrip(".,") for w in context.next[:2]]
    return "determiner" if at_once and words and (words[0] in vocab.sets["groups"]) else None
