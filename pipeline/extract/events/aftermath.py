"""What a sentence adds to events told before: resistance, who held a place, where "these incidents" were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.bag import bag, runs_of
from pipeline.extract.dates.words import any_of
from pipeline.extract.events.lexicon import pattern, words
from pipeline.extract.events.model import Doubt, EventPlace, Participant

if TYPE_CHECKING:
    from pipeline.extract.events.context import Context
    from pipeline.extract.events.sentence import Sentence

_INCIDENTS = re.compile(
    rf"\b(?:these|those|such|the)\s+(?:[a-z]+\s+)?{any_of(words()['reference']['events'])}"
    r"\s+(?:were|was|happened|occurred|took place)\b",
    re.IGNORECASE,
)
_RESISTING = runs_of(*words()["resistance"]["none"], *words()["resistance"]["met"])
_HOLDING = runs_of(*words()["holding"]["words"])
_EVENTS = runs_of(*words()["reference"]["events"])
_HAPPENED = frozenset({"were", "was", "happened", "occurred", "took"})
_HOLDER = re.compile(rf",\s+which\s+{any_of(words()['holding']['words'])}\s+(?P<what>the\s+[a-z]+|[A-Z]\w+)")
_JOINED = re.compile(r"\s(?:or|and|nor)\s+(?:from\s+)?(?:the\s+)?")


def add_to_earlier(context: Context, sentence: Sentence) -> None:
    """Read the sentence for what it says of events that others told."""
    words_ = bag(sentence.text)
    if not _RESISTING.isdisjoint(words_):
        _resistance(context, sentence)
    if "which" in words_ and not _HOLDING.isdisjoint(words_):
        _holders(context, sentence)
    told = context.told_in_paragraph and not _EVENTS.isdisjoint(words_) and not _HAPPENED.isdisjoint(words_)
    if told and (match := _INCIDENTS.search(sentence.text)):
        _incidents(context, sentence, match)


def _resistance(context: Context, sentence: Sentence) -> None:
    for kind in ("none", "met"):
        found = pattern("resistance", kind).search(sentence.text)
        if found is None:
            continue
        moved = [e for e in context.told_in_paragraph if e.event_type in ("movement", "capture", "offensive", "attack")]
        if moved and moved[-1].opposition is None:
            moved[-1].opposition = kind
        return


def _holders(context: Context, sentence: Sentence) -> None:
    """ "X or Y, which controlled the town": the nearest is coded, the pair is the other reading."""
    match = _HOLDER.search(sentence.text)
    event = context.last
    if match is None or event is None or not event.places:
        return
    low = sentence.start + match.start()
    before = [m for m in sentence.actors if m.end <= low + 1]
    if not before:
        return
    nearest = before[-1]
    # An acronym in brackets repeats the name before it.
    first = next((m for m in reversed(before) if m.actor_id != nearest.actor_id), None)
    side = context.document.actors.side(nearest.actor_id)
    event.joins(Participant(nearest.actor_id, "controller", "prose", sentence.index, nearest.start, nearest.end, side))
    if first is not None and _JOINED.search(sentence.between(first.end, nearest.start)):
        both = f"{first.actor_id} and {nearest.actor_id}"
        key = (nearest.actor_id, "controller")
        event.doubts.append(Doubt("actor_id", both, "'which' may stand for both names before it", "participants", key))


def _incidents(context: Context, sentence: Sentence, match: re.Match[str]) -> None:
    """ "These incidents were in X": all that the paragraph told of so far and that has no place."""
    here = [
        m
        for m in sentence.places
        if m.start >= sentence.start + match.end() and m.relation in ("in", "near", "vicinity")
    ]
    latest = context.last
    if not here or latest is None:
        return
    same = [
        e
        for e in context.told_in_paragraph
        if not e.places and e.passage >= latest.passage - 2 and e.event_type != "agreement"
    ]
    pointed = [e for e in same if e is latest or _dated_alike(e, latest, context)]
    for event in pointed:
        place = here[0]
        begin = place.phrase_start if place.phrase_start >= 0 else place.start
        event.lies(EventPlace(place.place_id, place.relation, sentence.index, begin, place.end))
        event.told.append((sentence.index, sentence.start, sentence.end))
        if len(pointed) > 1 and event is not latest:
            reason = f"'{match.group()}' may mean only what was told last"
            event.doubts.append(
                Doubt("place_id", "not stated", reason, "event_places", (place.place_id, place.relation))
            )


def _dated_alike(event: object, latest: object, context: Context) -> bool:
    """The last dated clash before an undated generic event, and every event of the same date."""
    del latest
    dated = [e for e in context.told_in_paragraph if e.date is not None and e.event_type != "agreement"]
    return bool(dated) and event is dated[-1]
