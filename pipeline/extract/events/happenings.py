"""Events that a noun tells: clashes, attacks, offensives, negotiations."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.dates.words import any_of
from pipeline.extract.events.lexicon import words
from pipeline.extract.events.merging import merge
from pipeline.extract.events.model import Doubt, Event, Participant
from pipeline.extract.events.spans import clause_end, noun_start
from pipeline.extract.events.talks import read_talks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.dates import DateMention
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger

_AGAIN = re.compile(
    r"\band(?:\s+then)?(?:\s+again)?(?:,[^,]{1,30},)?\s+$|\band,[^,]{1,30},\s*(?:in|on)?\s*$", re.IGNORECASE
)
_HOLIDAY = re.compile(rf"\b(?:during|in|at|on|over|after|before)\s+{any_of(words()['reference']['holidays'])}\b")


def read_happening(context: Context, sentence: Sentence, trigger: Trigger, stops: list[int]) -> list[Event]:
    """The events of an event noun; one for each date where the noun happened several times."""
    kind = trigger.types[0]
    if kind == "negotiation":
        return read_talks(context, sentence, trigger)
    start, end = sentence.start + trigger.start, sentence.start + max(trigger.end, trigger.verb_end)
    limit = min([stop for stop in stops if stop > end], default=sentence.end)
    made = []
    for number, date in enumerate(_dates(sentence, start, limit)):
        event = context.event(sentence, trigger, kind, noun_start(sentence, start), clause_end(sentence, end, limit))
        context.date(event, sentence, start)
        if date is not None:
            event.date, event.date_words, event.own_date = date, date.text, True
            if number:
                event.start, event.end, event.trigger = date.start, date.end, (date.start, date.end)
        _fill(context, event, sentence, trigger, limit)
        if not _enough(context, event, trigger):
            continue
        whole = merge(context, event, definite=trigger.definite)
        made.append(context.keep(whole))
    return made


def _fill(context: Context, event: Event, sentence: Sentence, trigger: Trigger, limit: int) -> None:
    start, end = sentence.start + trigger.start, sentence.start + max(trigger.end, trigger.verb_end)
    if event.event_type == "clash":
        _belligerents(context, event, sentence, start, limit)
    else:
        _attacker(context, event, sentence, trigger)
    context.place(event, sentence, noun_start(sentence, start), limit)
    if trigger.how in ("beaten", "fails"):
        event.outcome = sentence.quote(sentence.start + trigger.end, end).strip()
    holiday = _HOLIDAY.search(sentence.between(start, limit))
    if holiday and not event.own_date:
        event.date, event.date_words = None, holiday.group()
        year = context.main.date.year_start if context.main.date else None
        reading = f"{year} or another year" if year else "which year"
        event.doubts.append(Doubt("date_edtf", reading, f"'{holiday.group()}': the year is not stated"))


def _dates(sentence: Sentence, start: int, limit: int) -> Sequence[DateMention | None]:
    """The dates joined by "and" behind the noun; [None] where there is one at most."""
    found = [m for m in sentence.document.dates.dates(sentence.index) if start <= m.start < limit and not m.aside]
    if len(found) < 2:
        return [None]
    joined = [found[0]]
    for mention in found[1:]:
        if not _AGAIN.search(re.sub(r"\b(?:in|on)\s+$", "", sentence.between(joined[-1].end, mention.start))):
            break
        joined.append(mention)
    return joined if len(joined) > 1 else [None]


def _enough(context: Context, event: Event, trigger: Trigger) -> bool:
    """An event needs a time, a place or (an attack) an attacker; "clashes went on" alone is a state of things."""
    lead = context.document.passages[event.passage].passage.section == ""
    timed = event.date is not None or bool(event.date_words)
    if trigger.kind == "between" and trigger.how == "in":
        return event.own_date and bool(event.places or event.participants)
    if trigger.kind == "between" and not event.participants:
        return False
    if trigger.definite and not timed and not event.places:
        return bool(context.told_in_paragraph)
    if event.event_type in ("attack", "offensive"):
        return timed and bool(event.participants)
    return timed or bool(event.places) or lead


_BETWEEN_TWO = re.compile(rf"\bbetween\s+(?P<two>{any_of(words()['reference']['two'])})\b", re.IGNORECASE)


def _belligerents(context: Context, event: Event, sentence: Sentence, start: int, limit: int) -> None:
    text = sentence.between(start, limit)
    two = _BETWEEN_TWO.search(text)
    if two:
        span = (start + two.start(), start + two.end())
        for p in context.dyad():
            event.joins(Participant(p.actor_id, "belligerent", "prose", sentence.index, *span, p.side))
        return
    link = re.search(r"\b(?:between|with|against|of)\s+", text.split(",")[0])
    if link:
        end = min([m.start for m in sentence.places if start + link.end() <= m.start and m.relation] + [limit])
        found = sentence.parties(start + link.end(), end, blocked=False)
        if "with" in link.group() or "against" in link.group():
            found = sentence.parties(sentence.start, start) + found
        context.take_part(event, sentence, found, "belligerent")
    if len(event.participants) < 2:
        # Fighting without parties is that of the main event's; those named in the sentence stand there in prose.
        named = {p.actor_id: p for p in context.dyad()}
        if any(p.actor_id not in named for p in event.participants):
            return
        for mention in sentence.actors:
            if mention.actor_id in named:
                context.take_part(event, sentence, [(mention.actor_id, mention.start, mention.end)], "belligerent")
        context.infer(event, list(named.values()), "belligerent")


def _attacker(context: Context, event: Event, sentence: Sentence, trigger: Trigger) -> None:
    """The party in "the attacks by X", "X's attacks", "an X counter-attack"; the target behind "against" or "on"."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    low, high = sentence.clause(start)
    by = re.search(r"\bby\s+", sentence.between(end, high))
    if trigger.kind == "launch":
        found = sentence.party(*sentence.subject_region(start))
    elif by:
        found = sentence.parties(end + by.end(), high)
    else:
        found = sentence.parties(max(low, start - 60), start, blocked=False)[-1:]
    context.take_part(event, sentence, found, "attacker")
    on = re.search(r"\b(?:against|on)\s+", sentence.between(end, high))
    if on:
        others = {actor for actor, _, _ in found}
        targets = [one for one in sentence.parties(end + on.end(), high) if one[0] not in others]
        context.take_part(event, sentence, targets, "target")
    if found and not event.of_role("target"):
        _target_before(context, event, sentence)


_AGAINST = re.compile(r"\b(?:against|aimed at|directed at|targeting|targeted at)\s+", re.IGNORECASE)


def _target_before(context: Context, event: Event, sentence: Sentence) -> None:
    """The target that the sentence before names for violence by the same attacker."""
    from pipeline.extract.events.sentence import Sentence as Before

    index = sentence.index - 1
    if index < 0 or context.document.passages[index].passage.paragraph != sentence.passage.paragraph:
        return
    before = Before(context.document, context.registry, index)
    against = _AGAINST.search(before.text)
    attackers = {p.actor_id for p in event.of_role("attacker")}
    if against is None or not any(mention.actor_id in attackers for mention in before.actors):
        return
    low = before.start + against.end()
    found = [one for one in before.parties(low, before.end, blocked=False)[:1] if one[0] not in attackers]
    context.take_part(event, before, found, "target")
