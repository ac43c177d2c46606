"""Years, days and times among the numbers."""

from __future__ import annotations

from pipeline.extract.quantities.context import Context
from pipeline.extract.quantities.model import Kind
from pipeline.extract.quantities.vocabulary import Vocabulary

YEARS = range(1000, 2101)


def of_chain(context: Context) -> Kind | None:
    """What digits with a sign between them are that make no range: "5:00", "1626–34", "2016-10-03", "1/3"."""
    number, plain = context.number, context.plain
    values = [int(a.value) for a in number.atoms]
    sign = context.lower[number.atoms[0].end : number.atoms[1].start].strip()
    if sign == ":":
        return "time"
    if len(values) == 3:
        return "date" if max(values) in YEARS or max(values) < 100 else "unit_designation"
    if len(values) > 3:
        return "unit_designation"
    if values[0] in YEARS and len(plain[0]) == 4 and 0 < len(plain[1]) <= 2:
        return "year"
    if sign == "/":
        return "fraction" if values[0] < values[1] <= 100 else "unit_designation"
    return None


def calendar_kind(context: Context, vocab: Vocabulary) -> Kind | None:
    """``date`` or ``year`` where the plain digits are one."""
    plain = context.plain
    if not all(plain):
        return None
    largest = max(int(p) for p in plain)
    if largest <= 31:
        day = _day(context, vocab)
        if day:
            return day
    previous = context.previous.rstrip(".,").lower()
    if context.word(0).lower() in vocab.sets["eras"] or (
        context.next[:1] and context.next[0].lower() in vocab.sets["eras"]
    ):
        return "year"
    if previous in vocab.sets["eras"] and context.start == context.number.start:
        return "year"
    if largest <= 31 and context.before_that() not in vocab.sets["seasons"]:
        return None
    if largest <= 999:
        return _early_year(context, vocab)
    return _year(context, vocab) if largest in YEARS and all(len(p) == 4 for p in plain) else None


def _day(context: Context, vocab: Vocabulary) -> Kind | None:
    months = vocab.months
    if context.word(0) in months and context.ahead[:1] not in ",;.":
        return "date"
    if context.word(0) == "of" and context.word(1) in months:
        return "date"
    # "on 5 and 6 October": the first day of two.
    if context.word(0) in ("and", "or", "to", "until") and context.word(1).isdigit() and context.word(2) in months:
        return "date"
    if context.previous.rstrip(",") in months and context.before_that().isdigit() and context.noun_ahead(vocab):
        # "On 16 May, 10 rebels died", "On 11 July 7 soldiers died": the month has its day.
        return None
    if context.previous.rstrip(".,") in months and not context.hedges:
        # "In August 25 men died", but "on August 25 men of the garrison came".
        return None if context.noun_ahead(vocab) and context.before_that() == "in" else "date"
    return None


def _early_year(context: Context, vocab: Vocabulary) -> Kind | None:
    """Years of up to three digits: only where the clause ends behind them ("in the spring of 62, ...")."""
    previous, earlier = context.previous.lower(), context.before_that()
    seasonal = previous in vocab.sets["seasons"] or (previous == "of" and earlier in vocab.sets["seasons"])
    if (
        context.hedges
        or not (seasonal or previous in vocab.sets["old_year_before"])
        or earlier in vocab.sets["results"]
    ):
        return None
    after = context.ahead.lstrip(" \u00a0")[:1]
    ends = after in ".,;:)(]–—" or context.word(0).lower() in vocab.sets["clause"]
    return "year" if ends and not context.noun_ahead(vocab) else None


def _year(context: Context, vocab: Vocabulary) -> Kind | None:
    """Four plain digits are a year unless a noun, a hedge or the word before them makes a count of them."""
    hedges, previous = context.hedges, context.previous.lower().rstrip(",")
    if context.previous.rstrip(".,") in vocab.months and not hedges:
        return "year"
    if "at_least" in hedges or "at_most" in hedges:
        return None
    noun = context.noun_ahead(vocab)
    if previous in vocab.sets["sure_year_before"] and not hedges:
        # At the head of a sentence "In 1717" is a year even before "troops".
        counted = noun == 1 and context.next[0][:1].islower() and context.previous in ("in", "during")
        return None if counted else "year"
    if noun:
        return None
    if context.number.is_range:
        return "year"
    if hedges:
        words = context.lower[context.start : context.number.start]
        return "year" if previous in vocab.sets["year_before"] or words.startswith(("c", "~")) else None
    if previous in vocab.sets["count_before"] and not context.text[: context.start].rstrip().endswith(","):
        return None
    # "... and 2000 to guard the camp": what follows is a purpose.
    purpose = context.word(0) in ("to", "for") and context.ahead[:1] == " " and previous in ("and", "with", "", "but")
    return None if purpose else "year"
