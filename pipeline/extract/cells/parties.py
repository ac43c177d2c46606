"""Whose people or things an item counts: its own noun, a flag, a heading, or the column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.countries import country_code, country_of_demonym, same_country
from pipeline.extract.cells.ascription import ascribing
from pipeline.extract.cells.lexicon import lexicon
from pipeline.extract.cells.tokens import Token, tokens_of
from pipeline.extract.document import Document
from pipeline.model import Mark

_FLAG_NOISE = re.compile(
    r"^(?:File:|Image:)?(?:Flag|Coat of arms|Standard|Ensign|Banner|Emblem|Logo) of (?:the )?|\.\w{3,4}$|\s*\([^)]*\)"
)


_FIELDS = ("strength", "casualt", "loss")
_BARE = re.compile(r"\(([^()\d]{2,40})\)")
_STEM = 4
_BODIES = frozenset(("state_government", "state_military", "coalition", "armed_group", "ethnic_group", "igo"))


class Parties:
    """The parties of one article's infobox."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _columns(self) -> dict[int, dict[str, str]]:
        """For each side the names in its belligerents' field, with their actors."""
        columns: dict[int, dict[str, str]] = {}
        for name in self._document.actors.listed:
            if name.kind != "combatant" or name.heading:
                continue
            for mention in self._document.actors.mentions(name.passage):
                if name.start <= mention.start and mention.end <= name.end:
                    text = self._document.article.text[mention.start : mention.end]
                    columns.setdefault(name.side, {})[text] = mention.actor_id
        return columns

    @cached_property
    def _commanders(self) -> list[tuple[int, frozenset[str]]]:
        names = self._document.actors.listed
        return [(name.side, frozenset(name.text.split())) for name in names if name.kind == "commander"]

    def commands(self, start: int, end: int) -> int | None:
        """The column in which a commander of that name stands; None where there is none."""
        own = frozenset(self._document.article.text[start:end].split())
        return next((side for side, name in self._commanders if own <= name), None)

    def is_body(self, index: int, start: int, end: int) -> bool:
        """Whether the words are the name of a party or a body."""
        actors = self._document.actors
        inside = [m for m in actors.mentions(index) if start <= m.start and m.end <= end]
        return any(actors.actor(m.actor_id).actor_type in _BODIES for m in inside)

    def is_named(self, tokens: Sequence[Token], side: int | None) -> bool:
        """Whether the words name a belligerent of the column or its branch, or any where the side is not known."""
        branches = lexicon().sets["branches"]
        last = next((i for i in reversed(range(len(tokens))) if tokens[i].word not in branches), len(tokens) - 1)
        tokens = tokens[: last + 1]
        text = " ".join(self._document.article.text[tokens[0].start : tokens[-1].end].split())
        names = self._columns.get(side, {}) if side else {n: a for c in self._columns.values() for n, a in c.items()}
        listed = any(text.casefold() == name.casefold() or same_country(text, name) for name in names)
        return listed or (len(text) > _STEM and country_code(text) is not None)

    @cached_property
    def cited(self) -> frozenset[str]:
        """Names alone in parentheses of cells that ascribe other numbers: "(Livy)" beside "(modern estimates)"."""
        words = lexicon()
        names: set[str] = set()
        for passage in self._document.article.passages:
            if passage.kind == "infobox" and passage.field.lower().startswith(_FIELDS):
                groups = _BARE.findall(passage.text)
                ascribed = (ascribing(tokens_of(group, 0), words) for group in groups)
                if any(kept and kept[-1].word in words.sets["sources"] for kept in ascribed):
                    names.update(group.strip() for group in groups if group[:1].isupper())
        return frozenset(names)

    def has_side(self, side: int) -> bool:
        """Whether the infobox has such a column; the first two are taken for granted."""
        return side <= 2 or side in self._columns

    def of_column(self, side: int | None) -> str | None:
        """The one party of a column, or the body that stands for all its belligerents."""
        return self._document.actors.party_of(side) if side else None

    def of_column_named(self, tokens: Sequence[Token], side: int | None) -> str | None:
        """The belligerent of the column whose name the words are, or whose body: "(Swedish garrison)"; else None."""
        if len(tokens) > 1 and tokens[-1].word in lexicon().sets["branches"] | lexicon().sets["forces"]:
            tokens = tokens[:1]
        text = " ".join(self._document.article.text[tokens[0].start : tokens[-1].end].split())
        own = self._columns.get(side or 0, {})
        alike = {a for name, a in own.items() if text.casefold() == name.casefold() or same_country(text, name)}
        return alike.pop() if len(alike) == 1 else None

    def is_made(self, actor_id: str) -> bool:
        """Whether nothing is known of the actor but a name that a cell gives it."""
        return self._document.actors.actor(actor_id).actor_type == "unknown" and not any(
            actor_id in column.values() for column in self._columns.values()
        )

    def is_akin(self, word: str) -> bool:
        """Whether the word begins as a belligerent's name does: "Plataeans" where a column has Plataea."""
        return word[:_STEM].casefold() in self._stems or word in self._short

    @cached_property
    def _short(self) -> frozenset[str]:
        """Names of one word, and the initials of longer ones."""
        names = [name.split() for column in self._columns.values() for name in column]
        initials = ("".join(w[0] for w in name if w[0].isupper()) for name in names if len(name) > 2)
        return frozenset((*(name[0] for name in names if len(name) == 1), *(i for i in initials if len(i) > 2)))

    @cached_property
    def _stems(self) -> frozenset[str]:
        names = (name for column in self._columns.values() for name in column)
        return frozenset(w[:_STEM].casefold() for name in names for w in name.split() if len(w) >= _STEM)

    def of_flags(self, flags: list[Mark], side: int | None) -> str | None:
        """The actor of a single flag; several flags together name no one of them."""
        if len(flags) != 1:
            return None
        name = _FLAG_NOISE.sub("", _FLAG_NOISE.sub("", flags[0].value)).strip()
        for text, actor in self._names(side):
            if name and (text.casefold() == name.casefold() or same_country(text, name)):
                return actor
        return None

    def _names(self, side: int | None) -> Iterator[tuple[str, str]]:
        yield from self._columns.get(side or 0, {}).items()
        for other, names in self._columns.items():
            if other != side:
                yield from names.items()

    def are_named(self, index: int, start: int, end: int) -> bool:
        """Whether a known actor is named within the span."""
        return any(start <= m.start and m.end <= end for m in self._document.actors.mentions(index))

    def of_heading(self, start: int, end: int, side: int | None) -> str | None:
        """The party of a heading; what the other column calls its own is not a party of this one."""
        text = self._document.article.text[start:end]
        own = self._columns.get(side or 0, {})
        said = [word.strip(",.()") for word in text.split()]
        named = {a for name, a in own.items() if any(same_country(w, part) for w in said for part in name.split())}
        if named:
            return named.pop() if len(named) == 1 else None
        found = self.of_span(start, end)
        if found is not None and self.is_made(found) and len(text.split()) > 1:
            # Made up from a part of a name.
            return None
        if found is not None and side and self._document.actors.side(found) not in (side, None):
            return None
        return found

    def of_civilians(self, words: Sequence[Token]) -> str | None:
        """Those whom a heading names: "Civilian deaths", "Villagers"."""
        start, end = words[0].start, words[-1].end
        return self.of_span(start, end) or self._document.actors.introduce(start, end, "population", "civilians")

    def of_span(self, start: int, end: int) -> str | None:
        """The one actor that words of the cell mean; None where they mean several or it is not sure which."""
        words = self._document.article.text[start:end].split()
        if len({country for w in words if (country := country_of_demonym(w.strip(",")))}) > 1:
            return None
        actors = self._document.actors
        found = actors.refer_all(start, end, "victim")
        # A number of people is no single person, however alike the names.
        return found[0] if len(found) == 1 and actors.actor(found[0]).actor_type != "person" else None
