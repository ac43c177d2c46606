"""Events that a noun tells: clashes, attacks, negotiations, agreements, statements, kinds of violence."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import until
from pipeline.extract.dates.words import any_of
from pipeline.extract.events.lexicon import pattern, words
from pipeline.extract.events.merging import merge
from pipeline.extract.events.model import Doubt, Event, Participant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.dates import DateMention
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.sentence import Sentence
    from pipeline.extract.events.triggers import Trigger

_AGAIN = re.compile(
    r"\band(?:\s+then)?(?:\s+again)?(?:,[^,]{1,30},)?\s+$|\band,[^,]{1,30},\s*(?:in|on)?\s*$", re.IGNORECASE
)
_OWNER = re.compile(r"(?:['’]s?)\s+(?:[\w-]+\s+){0,2}$")
_HOLIDAY = re.compile(rf"\b(?:during|in|at|on|over|after|before)\s+{any_of(words()['reference']['holidays'])}\b")


def read_happening(context: Context, sentence: Sentence, trigger: Trigger, stops: list[int]) -> list[Event]:
    """The events of an event noun; one for each date where the noun happened several times."""
    kind = trigger.types[0]
    if kind == "negotiation":
        return _negotiation(context, sentence, trigger)
    start, end = sentence.start + trigger.start, sentence.start + max(trigger.end, trigger.verb_end)
    limit = min([stop for stop in stops if stop > end], default=sentence.end)
    made = []
    for number, date in enumerate(_dates(sentence, start, limit)):
        event = context.event(sentence, trigger, kind, _noun_start(sentence, start), _clause_end(sentence, end, limit))
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
    context.place(event, sentence, _noun_start(sentence, start), limit)
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


def _noun_start(sentence: Sentence, start: int) -> int:
    """Where the noun phrase of an event noun begins: its clause, without the date that opens it."""
    low, _ = sentence.clause(start)
    return sentence._trimmed(low, start)[0] if low < start else start


def _clause_end(sentence: Sentence, end: int, limit: int) -> int:
    return min(limit, sentence.clause(min(end, sentence.end - 1))[1])


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


def _belligerents(context: Context, event: Event, sentence: Sentence, start: int, limit: int) -> None:
    text = sentence.between(start, limit)
    two = re.search(rf"\bbetween\s+(?P<two>{any_of(words()['reference']['two'])})\b", text, re.IGNORECASE)
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


# -- negotiations


def _negotiation(context: Context, sentence: Sentence, trigger: Trigger) -> list[Event]:
    """Talks that began, and their failure as an event of its own."""
    start, end = sentence.start + trigger.start, sentence.start + max(trigger.end, trigger.verb_end)
    fails = pattern("happening", "fails").search(sentence.text, trigger.end)
    failure = sentence.start + fails.start() if fails else None
    parties = sentence.parties(sentence.start, failure or sentence.end, blocked=False)
    talks = context.event(sentence, trigger, "negotiation", _noun_start(sentence, start), min(end, failure or end))
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


# -- what is said, signed, planned


def read_plan(context: Context, sentence: Sentence, trigger: Trigger, stops: list[int]) -> Event:
    """An offensive or attack that is planned, or that somebody suspects another of planning."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    limit = min([stop for stop in stops if stop > end], default=sentence.end)
    event = context.event(sentence, trigger, trigger.types[0], start, _clause_end(sentence, end, limit))
    event.realis = trigger.how
    context.place(event, sentence, end, limit, goal=True)
    relative = list(re.finditer(r",?\s*\b(?:which|whom|who)\b", sentence.between(sentence.start, start)))
    if trigger.how == "suspected" and relative:
        before = sentence.parties(sentence.start, sentence.start + relative[-1].start(), blocked=False)[-1:]
    elif trigger.how == "suspected":
        before = sentence.parties(*sentence.subject_region(start))[-1:]
    else:
        before = sentence.party(*sentence.subject_region(start))
    context.take_part(event, sentence, before, "planner")
    return context.keep(event)


def read_agreement(context: Context, sentence: Sentence, trigger: Trigger) -> Event | None:
    """A treaty by name or by signing; its signatories are all parties that the sentence names with it."""
    known = next(
        (e for e in context.told_in_paragraph if e.event_type == "agreement" and e.passage == sentence.index), None
    )
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    event = context.event(sentence, trigger, "agreement", start, end)
    year = re.search(r"\bof\s+(\d{4})$", sentence.text[trigger.start : trigger.end])
    own = [m for m in sentence.document.dates.dates(sentence.index) if start <= m.start < end]
    if year and own:
        event.date, event.date_words, event.own_date = replace(own[0], aside=False), own[0].text, True
    else:
        context.date(event, sentence, start)
    signing = pattern("agreement", "signed").search(sentence.text) or trigger.how == "passive"
    if trigger.how == "named" and not signing and not (year and own):
        return None
    if signing:
        context.take_part(event, sentence, sentence.parties(sentence.start, sentence.end, blocked=False), "signatory")
    if trigger.how == "named":
        event.name = re.sub(r"\s+of\s+\d{4}$", "", sentence.text[trigger.start : trigger.end])
    if known is not None:
        _join_agreements(known, event)
        return known
    return context.keep(event)


def _join_agreements(known: Event, event: Event) -> None:
    """A sentence that signs a treaty and names it tells of one agreement."""
    if event.name and not known.name:
        known.name, known.start, known.end, known.trigger = event.name, event.start, event.end, event.trigger
    if event.date is not None and event.own_date:
        known.date, known.date_words, known.own_date = event.date, event.date_words, True
    for participant in event.participants:
        known.joins(participant)


def read_statement(context: Context, sentence: Sentence, trigger: Trigger) -> Event | None:
    """A statement that was issued, or one with a day of its own; mere "X said" is no event."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    if any(e.event_type == "statement" and e.passage == sentence.index for e in context.told_in_paragraph):
        return None
    stated = sentence.document.dates.statement_date(sentence.index)
    if trigger.how == "speech" and stated is None:
        return None
    speaker = sentence.parties(end, sentence.end)[:1] if trigger.how == "of" else _speaker(sentence, start)
    if not speaker:
        return None
    shared = trigger.how == "released" and "," in sentence.between(speaker[0][2], start)
    event = context.event(
        sentence, trigger, "statement", start if shared else min(start, speaker[0][1]), max(end, speaker[0][2])
    )
    event.realis = "actual"
    if stated is not None:
        event.date, event.date_words, event.own_date = stated, stated.text, True
    context.take_part(event, sentence, speaker, "speaker")
    return context.keep(event)


def _speaker(sentence: Sentence, verb: int) -> list[tuple[str, int, int]]:
    """Who speaks: the first actor of the subject, the person before an apposition rather than the body in it."""
    low, high = sentence.subject_region(verb)
    found = sentence.parties(low, high)
    people = [
        (m.actor_id, m.start, m.end)
        for m in sentence.actors
        if m.end <= verb and sentence.document.actors.actor(m.actor_id).actor_type == "person"
    ]
    return people[-1:] if people else found[:1]


def read_violence(context: Context, sentence: Sentence, trigger: Trigger) -> Event:
    """Kinds of violence in a list: what kept happening, not a single event."""
    start, end = sentence.start + trigger.start, sentence.start + trigger.end
    event = context.event(sentence, trigger, "violence", start, end)
    event.realis = "generic"
    event.name = sentence.text[trigger.start : trigger.end]
    return context.keep(event)
