"""Persons whom the phrase of a source names: "the historians X and Y", "Michael the Dane", "Private X of the 3rd"."""

from __future__ import annotations

import re
from functools import cache

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.bodies import body_type
from pipeline.extract.actors.lexicon import alternatives
from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.document import Document

_NAME = r"[A-ZÀ-Þ][\w’'-]*\.?(?:\s(?:de|von|van|der|al|[A-ZÀ-Þ][\w’'-]*\.?)){0,3}"
_EPITHET = re.compile(r"[A-ZÀ-Þ][a-zß-ÿ]{2,}\sthe\s(?:[A-ZÀ-Þ][a-zß-ÿ]+)")
_ROLE = re.compile(rf"(?:[Tt]he\s)?(?:[a-z]+\s){{0,2}}([A-Za-z]+s)\s(?={_NAME}$)")


@cache
def _member() -> re.Pattern[str]:
    """ "Captain X Y of the Z" """
    titles = alternatives(title.removesuffix(".") for title in actor_lexicon().titles)
    return re.compile(rf"(?:(?:{titles})\.?\s)+(?P<name>{_NAME}?)\sof\s(?:the\s)?(?P<body>[\dA-ZÀ-Þ].*)")


def bearer(document: Document, start: int, end: int) -> tuple[str, int, str | None] | None:
    """The person named at ``start:end``, where the name begins, and for whom he speaks; None where none is so named."""
    text, actors = document.article.text, document.actors
    if role := _ROLE.match(text, start, end):
        noun, name = role[1].lower(), text[role.end() : end]
        if noun not in actor_lexicon().anonymous or country_of_demonym(name) or body_type(name):
            return None
        return _person(document, role.end(), end), role.end(), None
    if _EPITHET.fullmatch(text, start, end):
        return _person(document, start, end), start, None
    member = _member().fullmatch(text, start, end)
    if member is None or " of " in member["body"]:
        return None
    party = actors.refer(member.start("body"), end, "victim")
    if party is None and (kind := body_type(member["body"])):
        party = actors.introduce(member.start("body"), end, kind)
    if party is None or actors.actor(party).actor_type in ("person", "population"):
        return None
    return _person(document, *member.span("name")), member.start("name"), party


def _person(document: Document, start: int, end: int) -> str:
    """The person of that name, made if new."""
    known = document.actors.named(document.article.text[start:end])
    return known or document.actors.introduce(start, end, "person")
