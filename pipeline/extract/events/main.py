"""The main event of an article, the war it belongs to, and a campaign that a heading names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.events.lexicon import words
from pipeline.extract.events.model import Doubt, Event, EventPlace

if TYPE_CHECKING:
    from pipeline.extract.document import Document
    from pipeline.extract.places import PlaceRegistry
    from pipeline.model import Article, Passage

_NAME_FIELDS = ("conflict", "title", "name", "battle_name")
_CAMPAIGN = re.compile(r"\b((?:[A-Z][\w’'-]*\s+){1,5}(?:campaign|Campaign|offensive|Offensive))\b")
_LEADING = re.compile(r"^(?:the|part of|the wider)\s+", re.IGNORECASE)
_CONTAINER = re.compile(r"[^\n,;]+")
_BRACKET = re.compile(r"\([^()]*\)|\[[^][]*\]")


def event_type_of(name: str) -> str:
    """The type that the name of an event tells, ``battle`` where no word of it does.

    The head noun decides: the last word of event before "of", "in", "at" or a bracket.
    """
    head = re.split(r"\s(?:of|in|at|on|for|near)\s|\(", name.lower())[0]
    for part in reversed(re.findall(r"[\w-]+", head) or [""]):
        for kind, nouns in words()["main"].items():
            if part in nouns:
                return str(kind)
    for part in re.findall(r"[\w-]+", name.lower()):
        for kind, nouns in words()["main"].items():
            if part in nouns:
                return str(kind)
    return "battle"


def main_event(document: Document, places: PlaceRegistry) -> Event:
    """The event that the article is about, from the infobox, the lead and the title."""
    article = document.article
    field = next((found for name in _NAME_FIELDS if (found := article.field(name)) and found.text.strip()), None)
    index, passage = _anchor(article, field)
    name = " ".join((field.text if field else article.title).split())
    event = Event(
        event_type_of(article.title if not field else name), index, passage.start, passage.end, name=name, is_main=True
    )
    date = document.dates.main
    if date is not None:
        event.date, event.date_words, event.own_date = date, date.text, True
    for link in places.chain:
        if link.place_id == places.chain[0].place_id:
            owner = document.passage_at(link.start)
            if owner is not None:
                event.lies(EventPlace(link.place_id, link.relation, owner.index, link.start, link.end))
    if not places.chain and event.event_type not in ("war", "campaign"):
        _place_from_prose(document, places, event)
    event.outcome = _words(article.field("result"))
    return event


def _place_from_prose(document: Document, places: PlaceRegistry, event: Event) -> None:
    """Without an infobox: the place in the event's name, or the first that the lead's first sentence puts it in."""
    lead = next((placed for placed in document.passages if placed.passage.kind == "sentence"), None)
    if lead is None or lead.passage.section:
        return
    mentions = [m for m in places.mentions(lead.index) if m.relation in ("in", "near", "vicinity")]
    titled = [m for m in mentions if places.place(m.place_id).name.casefold() in event.name.casefold()]
    for mention in (titled or mentions)[:1]:
        event.lies(EventPlace(mention.place_id, mention.relation, lead.index, mention.phrase_start, mention.end))


def _anchor(article: Article, field: Passage | None) -> tuple[int, Passage]:
    """The passage that stands for the main event until prose tells more: the infobox name, else the first sentence."""
    for index, passage in enumerate(article.passages):
        if passage is field or (field is None and passage.kind == "sentence"):
            return index, passage
    return 0, article.passages[0]


def _words(passage: Passage | None) -> str:
    """The first line of a field, without brackets."""
    if passage is None:
        return ""
    line = next((line for line in _BRACKET.sub("", passage.text).splitlines() if line.strip()), "")
    return " ".join(line.strip(" *:;,").split())


def war_event(document: Document) -> Event | None:
    """The larger conflict in the infobox field Partof."""
    for index, passage in enumerate(document.article.passages):
        if passage.kind == "infobox" and passage.field.casefold() in ("partof", "part of", "part_of"):
            match = next((m for m in _CONTAINER.finditer(_blanked(passage.text)) if m.group().strip()), None)
            if match is None:
                return None
            start, end = match.start(), match.end()
            text = passage.text[start:end]
            start += len(text) - len(text.lstrip())
            if lead := _LEADING.match(passage.text[start:end]):
                start += lead.end()
            end = start + len(_first_of_two(passage.text[start:end]))
            start += _whole_at(passage.text[start:end])
            name = passage.text[start:end].strip(" .")
            if len(name) < 3:
                return None
            kind = event_type_of(name)
            return Event(
                kind if kind in ("war", "campaign") else "war",
                index,
                passage.start + start,
                passage.start + start + len(name),
                name=name,
            )
    return None


def _first_of_two(text: str) -> str:
    """ "X and the Y": the first; a name such as "Rome and Carthage War" has no article behind its "and"."""
    return re.split(r"\s+and\s+(?:the|its)\s+", text)[0]


def _whole_at(text: str) -> int:
    """Where the whole begins in "the X theatre of the Y War": behind the last "of" that a war's name follows."""
    for link in reversed(list(re.finditer(r"\s+(?:of|in|during)\s+(?:the\s+)?(?=[A-Z])", text))):
        rest, before = text[link.end() :], text[: link.start()]
        if event_type_of(rest) == "war" and _head_noun(before) not in words()["main"]["war"]:
            return link.end()
    return 0


def _head_noun(text: str) -> str:
    """The last word: "Wars" in "Wars of the Roses", which is itself the war."""
    return (text.split() or [""])[-1].lower()


def _blanked(text: str) -> str:
    return _BRACKET.sub(lambda match: " " * len(match.group()), text)


def campaign_event(document: Document, main: Event, war: Event | None) -> Event | None:
    """A campaign that a heading names by a name of its own, other than the main event's."""
    for index, passage in enumerate(document.article.passages):
        if passage.kind != "heading":
            continue
        match = _CAMPAIGN.search(passage.text)
        if match is None or match[1].casefold() in main.name.casefold():
            continue
        text = re.sub(r"^(?:The|Background|Second|First|Third|Main)\s+", "", match[1])
        if " " not in text:
            continue
        start = passage.start + match.end(1) - len(text)
        return Event("campaign", index, start, start + len(text), name=text, parent=war)
    return None


def territory(document: Document, main: Event, campaign: Event | None) -> None:
    """What the infobox says of territory: the campaign's outcome where one is known, else the main event's too."""
    passage = document.article.field("territory")
    text = _words(passage)
    if not text:
        return
    if campaign is not None:
        campaign.outcome = text
        reading = f"{main.outcome}; {text}" if main.outcome else text
        main.doubts.append(Doubt("outcome", reading, "the infobox gives territory under the main event alone"))
    else:
        main.outcome = f"{main.outcome}; {text}" if main.outcome else text
