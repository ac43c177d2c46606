"""The actors of one article and the surface forms that name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import combining, normalize

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.lexicon import lexicon
from pipeline.extract.actors.model import Actor
from pipeline.extract.ids import slug

_PARTS = re.compile(r"[\s\u2010-\u2014-]+")


def key_of(name: str) -> str:
    """What two spellings of one name share: letter case, accents, article, apostrophes and the plural aside."""
    if not name.isascii():
        name = "".join(char for char in normalize("NFKD", name.replace("’", "'")) if not combining(char))
    words = name.casefold().removeprefix("the ").split()
    if words and words[-1].endswith("s") and not words[-1].endswith(("ss", "'s", "us", "is")):
        words[-1] = words[-1][:-1]
    return " ".join(words)


@lru_cache(maxsize=4096)
def countries_in(name: str) -> frozenset[str]:
    """The codes of the countries whose name or adjective is a word of the name."""
    codes = set()
    for word in _PARTS.split(name):
        if word[:1].isupper() and len(word) > 3:
            demonym = country_of_demonym(word)
            codes |= {country_code(word), demonym[1] if demonym else None} - {None}
    return frozenset(code for code in codes if code)


class Roster:
    """Actors by id and by every form that names one.

    Proper names get an id that other articles share; common nouns, populations and anonymous sources one that begins
    with the article's id.
    """

    def __init__(self, article_id: str) -> None:
        self.article_id = article_id
        self.actors: dict[str, Actor] = {}
        self.forms: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._owners: dict[str, tuple[str, int] | None] = {}
        self._renamed: dict[str, str] = {}
        self.countries: set[str] = set()
        """Ids of actors that are whole countries: their names may also stand for a place."""
        self.column_words: dict[str, str] = {}
        """Capitalised words of belligerents in the infobox, and whose they are."""
        self.belligerents: list[str] = []
        """Ids of the actors in the infobox's columns of belligerents."""
        self.protagonist = ""
        """Id of the person whom the article is about, or ''."""
        self.camps: set[str] = set()
        """Ids of actors that a plural names: peoples and camps."""
        self.ships: dict[str, str] = {}
        """Ids of ships, and of the party that each serves."""
        self.adjectives: set[str] = set()
        """Forms that name their actor only before nouns of forces, people and losses."""

    def current(self, actor_id: str) -> str:
        """The id under which an actor is known now, whose name or whose twin was found after it was made."""
        while actor_id in self._renamed and actor_id not in self.actors:
            actor_id = self._renamed[actor_id]
        return actor_id

    def find(self, name: str) -> str | None:
        """The actor whom that name, or another spelling of it, stands for."""
        return self.forms.get(name) or self._keys.get(key_of(name))

    def add(
        self, name: str, actor_type: str, *, local: bool = False, country: str | None = None, forms: Iterable[str] = ()
    ) -> str:
        """The id of the actor of that name, made if new; what was unknown about it is filled in."""
        actor_id = self.find(name)
        if actor_id is None:
            stem = slug(name)
            actor_id = f"{self.article_id}.{stem}" if local else stem
            if actor_id in self.actors:
                actor_id = f"{actor_id}-2"
            self.actors.setdefault(actor_id, Actor(actor_id, name, name, actor_type, country))
        actor = self.actors[actor_id]
        if actor.actor_type == "unknown":
            actor.actor_type = actor_type
        actor.country_code = actor.country_code or country
        for form in (name, *forms):
            if form not in self.forms:
                self.alias(form, actor_id)
        return actor_id

    def alias(self, form: str, actor_id: str) -> None:
        """Another form of the actor's name; the first actor to bear a form keeps it."""
        self.forms.setdefault(form, actor_id)
        self._keys.setdefault(key_of(form), actor_id)

    def country(self, code: str) -> str | None:
        """The actor that stands for the country: itself, or the one belligerent that is it under another name."""
        if same := sorted(a for a in self.countries if self.actors[a].country_code == code):
            return same[0]
        states = [
            actor_id
            for actor_id in dict.fromkeys(self.belligerents)
            if self.actors[actor_id].country_code == code
            and self.actors[actor_id].actor_type in ("state_government", "unknown")
        ]
        return states[0] if len(states) == 1 else None if states else self._compound(code)

    def _compound(self, code: str) -> str | None:
        """The one belligerent in whose name the country is a part: "Imperial Germany", "Austria-Hungary"."""
        found = [
            actor_id
            for actor_id in dict.fromkeys(self.belligerents)
            if code in countries_in(name := self.actors[actor_id].name)
            and (
                self.actors[actor_id].actor_type in ("state_government", "unknown")
                or name.split()[-1] in lexicon().ties["federations"]
            )
        ]
        return found[0] if len(found) == 1 else None

    def adjective(self, form: str, actor_id: str) -> None:
        """A form that names the actor only before forces, people and losses: 'English troops', not 'English law'."""
        if form not in self.forms:
            self.adjectives.add(form)
            self.alias(form, actor_id)

    def define(self, long: str, short: str, actor_type: str, country: str | None) -> str:
        """The actor of a definition such as 'Full Name (ACR)', which may be known by either already."""
        known = self.forms.get(short) or self.find(long) or self._longer(short)
        if known is None:
            actor_id = self.add(long, actor_type, country=country)
        else:
            actor_id = known
            actor = self.actors[actor_id]
            if actor.name == short:
                # The long name is the better one, and the id goes with it: relations are not made yet.
                self.actors.pop(actor_id)
                actor.name, actor.actor_id = long, slug(long)
                self.actors[actor.actor_id] = actor
                self._rename(actor_id, actor.actor_id)
                actor_id = actor.actor_id
            actor.country_code = actor.country_code or country
            if actor.actor_type in ("unknown", "armed_group") and actor_type != "unknown":
                actor.actor_type = actor_type
        self.actors[actor_id].short_name = short
        self.alias(long, actor_id)
        self.alias(short, actor_id)
        return actor_id

    def _longer(self, short: str) -> str | None:
        """The one belligerent whose acronym goes on behind a hyphen: "ABC-XY" of a column is the ABC of the prose."""
        found = {actor_id for actor_id in self.belligerents if self.actors[actor_id].name.startswith(f"{short}-")}
        return next(iter(found)) if len(found) == 1 else None

    def merge(self, kept: str, other: str) -> None:
        """Let ``other`` be the actor ``kept`` under another name."""
        if kept != other:
            self.actors.pop(other, None)
            self._rename(other, kept)

    def owner_of(self, noun: str, text: str, position: int) -> str | None:
        """The one body of which the text before has '<name> <noun>': bare 'militants' are then its militants too."""
        if noun not in self._owners:
            owners = {
                (actor_id, text.find(f"{form} {noun}"))
                for form, actor_id in self.forms.items()
                if actor_id not in self.countries
                and actor_id not in self.camps
                and self.actors[actor_id].actor_type in ("armed_group", "unknown", "coalition")
                and f"{form} {noun}" in text
            }
            self._owners[noun] = min(owners, key=lambda owner: owner[1]) if len({a for a, _ in owners}) == 1 else None
        owner = self._owners[noun]
        return owner[0] if owner and owner[1] < position else None

    def _rename(self, old: str, new: str) -> None:
        for table in (self.forms, self._keys, self.column_words, self.ships):
            for form, actor_id in table.items():
                if actor_id == old:
                    table[form] = new
        self.belligerents[:] = [new if actor_id == old else actor_id for actor_id in self.belligerents]
        for ids in (self.countries, self.camps):
            if old in ids:
                ids.remove(old)
                ids.add(new)
        if old in self.ships:
            self.ships[new] = self.ships.pop(old)
        self._renamed[old] = new
