"""The walk over an article: sentence by sentence, trigger by trigger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.dates.words import LONGEST_SENTENCE
from pipeline.extract.events.actions import read_action
from pipeline.extract.events.aftermath import add_to_earlier
from pipeline.extract.events.belligerents import from_infobox, from_lead, umbrellas_fight
from pipeline.extract.events.context import Context
from pipeline.extract.events.happenings import read_happening
from pipeline.extract.events.main import campaign_event, main_event, territory, war_event
from pipeline.extract.events.saying import read_agreement, read_plan, read_statement, read_violence
from pipeline.extract.events.sentence import Sentence
from pipeline.extract.events.settling import settle
from pipeline.extract.events.triggers import Trigger, find_triggers

if TYPE_CHECKING:
    from pipeline.extract.document import Document
    from pipeline.extract.events.model import Event
    from pipeline.extract.places import PlaceRegistry


def read_events(document: Document, places: PlaceRegistry) -> list[Event]:
    """All events of the article: the main event first, then its war and campaign, then those of the prose in order."""
    main = main_event(document, places)
    war = war_event(document)
    campaign = campaign_event(document, main, war)
    territory(document, main, campaign)
    from_infobox(document, main)
    umbrellas_fight(document, main)
    context = Context(document, places, main, war, campaign)
    context.place_id = main.places[0].place_id if main.places else None
    for placed in document.passages:
        if placed.passage.kind == "sentence" and len(placed.passage.text) <= LONGEST_SENTENCE:
            _read(context, Sentence(document, places, placed.index))
    umbrellas_fight(document, main)
    from_lead(context)
    settle(context)
    return [main, *(e for e in (war, campaign) if e is not None), *context.events]


def _read(context: Context, sentence: Sentence) -> None:
    context.enter(sentence)
    triggers = find_triggers(sentence.text)
    stops = [sentence.start + trigger.start for trigger in triggers if trigger.how != "speech"]
    add_to_earlier(context, sentence)
    for trigger in triggers:
        _trigger(context, sentence, trigger, stops)


def _trigger(context: Context, sentence: Sentence, trigger: Trigger, stops: list[int]) -> None:
    match trigger.kind:
        case "verb":
            read_action(context, sentence, trigger, stops)
        case "noun" | "between" | "launch":
            read_happening(context, sentence, trigger, stops)
        case "plan":
            read_plan(context, sentence, trigger, stops)
        case "signed":
            read_agreement(context, sentence, trigger)
        case "statement":
            read_statement(context, sentence, trigger)
        case "violence":
            read_violence(context, sentence, trigger)
