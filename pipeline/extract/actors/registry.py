"""Who is in an article: names, sides, relations, and whom a noun phrase means."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from pipeline.countries import country_of_demonym
from pipeline.extract.actors.camps import Camps
from pipeline.extract.actors.coreference import Resolver
from pipeline.extract.actors.gather import gather
from pipeline.extract.actors.infobox import InfoboxName
from pipeline.extract.actors.inheritance import inherit_country
from pipeline.extract.actors.lexicon import lexicon
from pipeline.extract.actors.mentions import NameIndex
from pipeline.extract.actors.model import Actor, Mention, Relation
from pipeline.extract.actors.reference import Referrer, Role
from pipeline.extract.actors.relations import Relations
from pipeline.extract.actors.rows import make_rows
from pipeline.extract.actors.scanner import Scanner
from pipeline.extract.actors.sides import Sides, sides
from pipeline.model import Article, Tables

_SPEAKS_FOR = ("spokesperson_of", "official_of", "deputy_of", "commander_of", "affiliated_with")


class ActorRegistry:
    """The actors of one article. Made once an article; ``refer`` may add article-local actors.

    ``passage_ids`` are the ids of ``article.passages``; without them they are made again when rows are asked for.
    """

    def __init__(self, article: Article, article_id: str, passage_ids: Sequence[str] | None = None) -> None:
        self.article = article
        self.article_id = article_id
        self._passage_ids = passage_ids
        self._words = lexicon()
        self._found = gather(article, article_id)
        self._roster = self._found.roster
        self._index = NameIndex(self._roster, self._words)
        self._scanner = Scanner(article, self._found, self._index, self._words)
        self._kept_by: dict[str, str] = {}
        self._resolver = Resolver(article, self.mentions, self._roster)
        self._referrer = Referrer(
            article, self._found, self._words, self._resolver, self.mentions, self._index, self._party_of
        )
        inherit_country(article, self._roster.actors.values())

    # ------------------------------------------------------------------ look-ups

    def actor(self, actor_id: str) -> Actor:
        """The actor with that id. Raises KeyError for an id of no actor of this article."""
        return self._roster.actors[actor_id]

    def mentions(self, passage_index: int) -> list[Mention]:
        """The actors named in a passage, left to right, none overlapping; offsets into the article."""
        return self._scanner.mentions(passage_index)

    def side(self, actor_id: str) -> int | None:
        """The infobox column of the actor, of a body that it belongs to or speaks for, or of whom its noun means."""
        if (own := self._sides.of.get(actor_id)) is not None:
            return own
        body = self.principal_of(actor_id)
        if body is not None and body in self._sides.of:
            return self._sides.of[body]
        return self._camps.column(actor_id)

    def opponent(self, side: int) -> str | None:
        """The party that stands for the other of two sides: its umbrella, or its only party; else None."""
        others = {other for other in self._sides.of.values() if other != side}
        if len(others) != 1:
            return None
        return self.party_of(others.pop())

    def party_of(self, side: int) -> str | None:
        """The party that stands for a side: its umbrella, or its only one; else None."""
        if side in self._sides.umbrella:
            return self._sides.umbrella[side]
        parties = [
            item_id
            for item, item_id in self._found.columns
            if item.side == side and item.kind == "combatant" and not item.supporter
        ]
        return parties[0] if len(set(parties)) == 1 else None

    def rival(self, actor_id: str) -> str | None:
        """The party that the actor's side fights, where the article has just two; else None."""
        return self._camps.rival(actor_id)

    def state_of_office(self, actor_id: str) -> str | None:
        """The belligerent state of a ministry, whose losses are the state's; None for anybody else."""
        return self._camps.state_of_office(actor_id)

    def faces_states(self, actor_id: str) -> bool:
        """Whether a party that is no state fights states: an armed group, or one whose opponents' column holds one."""
        return self._camps.faces_states(actor_id)

    def served(self, person_id: str) -> str | None:
        """The party for which a person fights, by the infobox or as the prose introduces him; else None."""
        return self._camps.served(person_id)

    @property
    def listed(self) -> Sequence[InfoboxName]:
        """Every name in the infobox's columns of belligerents, commanders and units, headings too."""
        return self._found.listed

    @property
    def has_ships(self) -> bool:
        """Whether the article names a ship of a navy."""
        return bool(self._roster.ships)

    def navy_of(self, actor_id: str) -> str | None:
        """The party whose ship the actor is; None for anybody else."""
        return self._roster.ships.get(actor_id)

    def stands_for(self, actor_id: str) -> str | None:
        """The belligerent that a side's common noun means ('army', 'rebels'), if only one can be meant; else None."""
        return self._camps.stands_for(actor_id)

    def pair(self) -> tuple[str, str] | None:
        """The two parties that fight each other in the article; None where the text does not show two."""
        first, second = self._camps.pair
        return (first, second) if first is not None and second is not None else None

    def defenders(self) -> str | None:
        """The party that is attacked, where the text shows which of the two that is; else None."""
        return self._camps.defenders()

    def winners(self) -> str | None:
        """The party whose victory the infobox's result tells; None where it tells none or of a draw."""
        return self._camps.winners()

    def state_party(self) -> str | None:
        """The only state among the belligerents, where the others are none; else None."""
        return self._camps.state

    def principal_of(self, actor_id: str) -> str | None:
        """The body that a spokesperson, an official or an unnamed source speaks for; None for anybody else."""
        for relation in self._offices.get(actor_id, ()):
            if relation.relation in _SPEAKS_FOR and relation.basis == "prose":
                return relation.object_actor_id
        party = self._scanner.sources.get(actor_id)
        return party[0] if party else self._referrer.parties.get(actor_id)

    def role_of(self, actor_id: str) -> str:
        """What the article calls a person ('spokesperson'), or ''."""
        return self._roster.actors[actor_id].role

    # ------------------------------------------------------------------ reference

    def refer(self, start: int, end: int, role: Role) -> str | None:
        """The actor whom the noun phrase at ``start:end`` means, or None where the text does not say.

        A phrase of several parties gives the first; ``refer_all`` gives each.
        """
        found = self._referrer.refer(start, end, role)
        return found[0] if found else None

    def refer_all(self, start: int, end: int, role: Role) -> list[str]:
        """Every actor whom the noun phrase means: 'X and Y' are two."""
        return self._referrer.refer(start, end, role)

    def introduce(self, start: int, end: int, actor_type: str, name: str = "") -> str:
        """The local actor that the words at ``start:end`` name, made if new: a source or a group that only a cue shows.

        ``name`` is what to call it where the words themselves would not do ("one civilian": civilians).
        """
        actor_id = self._roster.add(name or self.article.text[start:end], actor_type, local=True)
        self._referrer.named.append((actor_id, start, end))
        return actor_id

    def note_name(self, actor_id: str, start: int, end: int) -> None:
        """Write down that the words name the actor there, without the article before them."""
        for opener in ("the ", "The "):
            start += len(opener) if self.article.text.startswith(opener, start) else 0
        self._referrer.named.append((actor_id, start, end))

    def named(self, name: str) -> str | None:
        """The person whom the article calls by that name."""
        known = self._roster.forms.get(name)
        return known if known is not None and self.actor(known).actor_type == "person" else None

    def introduce_record(self, start: int, end: int) -> str:
        """Like :meth:`introduce`, for a record that speaks for itself: "the official Danish history"."""
        party = self.refer(start, end, "victim")
        actor_id = self.introduce(start, end, "anonymous_source")
        if party is not None:
            self._kept_by.setdefault(actor_id, party)
        return actor_id

    def kept_by(self, actor_id: str) -> str | None:
        """The party whose record, or whose people, the source is ("Danish officials"); None for anybody else."""
        if (party := self._kept_by.get(actor_id)) is not None or self.actor(actor_id).actor_type != "anonymous_source":
            return party
        country = next(filter(None, map(country_of_demonym, self.actor(actor_id).name.split()[:1])), None)
        return self._roster.country(country[1]) if country is not None else None

    def introduce_speaker(self, start: int, end: int, party: str) -> str:
        """Like :meth:`introduce`, for somebody unnamed who speaks for a party."""
        actor_id = self.introduce(start, end, "anonymous_source")
        self._referrer.parties.setdefault(actor_id, party)
        return actor_id

    # ------------------------------------------------------------------ rows

    @property
    def relations(self) -> list[tuple[int, Relation]]:
        """Passage index and relation, in the order of the text; unnamed sources and their parties at the end."""
        rows = list(self._told)
        sources = dict(self._scanner.sources)
        for actor_id, start, end in self._referrer.named:
            index = self._resolver.passage_at(start)
            if index is not None and actor_id in self._referrer.parties:
                sources.setdefault(actor_id, (self._referrer.parties[actor_id], index, start, end))
        for actor_id, (party, index, start, end) in sources.items():
            if party:
                rows.append((index, Relation(actor_id, "affiliated_with", party, "prose", "stated", start, end)))
        return rows

    @cached_property
    def _told(self) -> list[tuple[int, Relation]]:
        return Relations(self.article, self._found, self._sides, self.mentions, self._index, self._words).all()

    def rows(self, referenced: Iterable[str] = ()) -> Tables:
        """The rows of ``actors``, ``actor_names``, ``actor_relations`` and ``uncertainties`` about them.

        Actors that nothing names any more are left out; each surface form comes once, with its first span.
        """
        return make_rows(self, self._roster, self._referrer.named, self._ids(), referenced)

    # ------------------------------------------------------------------ inside

    def _ids(self) -> Sequence[str]:
        if self._passage_ids is None:
            from pipeline.extract.document import Document

            self._passage_ids = [placed.passage_id for placed in Document(self.article).passages]
        return self._passage_ids

    @cached_property
    def _sides(self) -> Sides:
        return sides(self.article, self._found, self.mentions)

    @cached_property
    def _camps(self) -> Camps:
        return Camps(self.article, self._found, self._sides, self.mentions, self.party_of)

    @cached_property
    def _offices(self) -> dict[str, list[Relation]]:
        offices: dict[str, list[Relation]] = {}
        for _, relation in self._told:
            offices.setdefault(relation.actor_id, []).append(relation)
        return offices

    def _party_of(self, actor_id: str) -> str | None:
        """The body that a person commands or speaks for."""
        for relation in self._offices.get(actor_id, ()):
            if relation.relation in _SPEAKS_FOR:
                return relation.object_actor_id
        return None
