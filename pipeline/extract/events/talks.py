"""Negotiations, and their failure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import until
from pipeline.extract.events.lexicon import pattern
from pipeline.extract.events.spans import noun_start

if TYPE_CHECKING:
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.model import Event
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger


def read_talks(context: Context, sentence: Sentence, trigger: Trigger) -> list[Event]:
    """Talks that began, and their failure as an event of its own."""
    start, end = sentence.start + trigger.start, sentence.start + max(trigger.end, trigger.verb_end)
    fails = pattern("happening", "fails").search(sentence.text, trigger.end)
    failure = sentence.start + fails.start() if fails else None
    parties = sentence.parties(sentence.start, failure or sentence.end, blocked=False)
    talks = context.event(sentence, trigger, "negotiation", noun_start(sentence, start), min(end, failure or end))
    context.take_part(talks, sentence, parties, "negotiator")
    context.date(talks, sentence, start)
    if not parties:
        return []
    made = [talks]
    if fails and failure is not None and trigger.how != "fails":
        failed = context.event(sentence, trigger, "negotiation", failure, sentence.clause(failure)[1])
        failed.start = failure
        failed.realis, failed.parent = "failed", talks
        failed.outcome = fails.group()
        failed.trigger = (failure, sentence.start + fails.end())
        context.date(failed, sentence, failure)
        context.take_part(failed, sentence, parties, "negotiator")
        if failed.date is not None and (talks.date is None or talks.date.start >= failure):
            # Talks that failed on a day had begun by then; when, is not told.
            talks.date, talks.date_words = until(failed.date, failed.date.basis), failed.date_words
        made.append(failed)
    elif trigger.how == "fails":
        talks.realis = "failed"
    return [context.keep(event) for event in made]
