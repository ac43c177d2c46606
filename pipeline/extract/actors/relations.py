"""What ties one actor to another: membership, alignment, command, speaking for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from pipeline.extract.actors.gather import Gathered
from pipeline.extract.actors.lexicon import Lexicon
from pipeline.extract.actors.mentions import NameIndex
from pipeline.extract.actors.model import Certainty, Mention, Relation
from pipeline.extract.actors.sides import Sides
from pipeline.extract.countries import country_of_demonym
from pipeline.model import Article, Passage

_STANCE = re.compile(r"\b(pro|anti)-([a-z]+|[A-Z]\w+)\s", re.IGNORECASE)
_THROUGH = re.compile(r"\sthrough\s(?:the\s)?$")
_THROUGH_FIRST = re.compile(r"\b[Tt]hrough\s(?:the\s)?$")
_COMPOSED = re.compile(r",?\s(?:which\s(?:is|was)\s|is\s|was\s)?(?:composed|made\sup|consisting|consists|formed)\s(?:mostly\s|mainly\s)?of\s(?:the\s)?$")
_FIGHTERS_OF = re.compile(
    r"\s(?:\([^()]*\)\s)?(?:armed\s)?(?:rebels|fighters|militants|militiamen|groups|insurgents|soldiers)\s(?:from|of|in)\s"
    r"(?:the\s)?(?:coalition\s)?(?:the\s)?$"
)
_ALIGNED = re.compile(r"\s(?:who\s|which\s|that\s)?(?:were\s|was\s|are\s|is\s)?(?:aligned|allied|affiliated)\s(?:with|to)\s(?:the\s)?$")
_CLAN = re.compile(r"\s?\(([^()]*\b(?:clans?|tribes?|branch|subgroup|fraction)\b[^()]*)\)|,\s((?:an?|the)\s[^,.;()]*\b(?:clans?|tribes?|branch|subgroup|fraction)\b[^,.;()]*)")
_CLASH = re.compile(r"\b(?:[Cc]lash\w*|[Ff]ight\w*|[Ff]ought|[Bb]attle\w*|[Aa]ttack\w*|[Ww]ar|hostilit\w+|against)\b")
_NEUTRAL = re.compile(r"(?<!not )(?<!no )(?<!not a )(?<!not an )(?<!as )\bneutral(?:ity)?\b(?!\sforces)")
_AMONG = re.compile(r"(?:including|among\s(?:them|whom))\s(?:the\s)?[^,.;]*\b(?:of|to|in|from)\s(?:the\s)?$")
_IN = re.compile(r"\b(?:in|of|from|among)\s(?:the\s)?$")
_PARTY = frozenset({"armed_group", "coalition", "state_military", "unknown"})
_BODY = _PARTY | {"state_government", "igo", "humanitarian", "media"}


class Relations:
    """Reads the relations of one article; each pair of actors once for each relation and passage."""

    def __init__(
        self,
        article: Article,
        found: Gathered,
        sides: Sides,
        mentions: Callable[[int], list[Mention]],
        index: NameIndex,
        words: Lexicon,
    ) -> None:
        self._article = article
        self._found = found
        self._roster = found.roster
        self._sides = sides
        self._mentions = mentions
        self._index = index
        self._words = words

    def all(self) -> list[tuple[int, Relation]]:
        """Passage index and relation, in the order of the text."""
        seen: set[tuple[str, str, str]] = set()
        rows: list[tuple[int, Relation]] = []
        prose = [*self._roles(), *self._prose()]
        pairs = {(r.actor_id, r.relation, r.object_actor_id) for _, r in prose}
        columns = [
            (i, r) for i, r in self._columns() if (r.actor_id, r.relation, r.object_actor_id) not in pairs
        ]
        for index, relation in sorted([*columns, *prose], key=lambda entry: (entry[0], entry[1].start)):
            key = (relation.actor_id, relation.relation, relation.object_actor_id)
            if key not in seen and relation.actor_id != relation.object_actor_id:
                seen.add(key)
                rows.append((index, relation))
        return rows

    # ------------------------------------------------------------------ infobox

    def _columns(self) -> Iterator[tuple[int, Relation]]:
        """Components of an umbrella, and commanders of the only body of their column."""
        bodies: dict[int, list[str]] = {}
        for item, actor_id in self._found.columns:
            if item.kind == "combatant":
                bodies.setdefault(item.side, []).append(actor_id)
        for item, actor_id in self._found.columns:
            umbrella = self._sides.umbrella.get(item.side)
            if item.kind == "combatant" and umbrella:
                yield item.passage, Relation(actor_id, "member_of", umbrella, "infobox", "inferred", item.start, item.end)
            elif item.kind == "commander":
                column = bodies.get(item.side, [])
                body = umbrella or (column[0] if len(column) == 1 else None)
                if body:
                    yield item.passage, Relation(actor_id, "commander_of", body, "infobox", "stated", item.start, item.end)

    # ------------------------------------------------------------------ offices

    def _roles(self) -> Iterator[tuple[int, Relation]]:
        """Spokespersons, officials, deputies and commanders, as the prose introduces them."""
        for index, person, actor_id in self._found.people:
            relation = self._words.roles.get(person.role) or self._words.roles.get(person.role.split(" ")[-1])
            if not relation or not person.body:
                continue
            body = next(
                (m.actor_id for m in self._index.find(person.body) if self._roster.actors[m.actor_id].actor_type in _BODY),
                None,
            )
            body = body or self._country_of(person.body)
            if body is None:
                continue
            passage = self._article.passages[index]
            start, end = person.role_start, person.role_end
            certainty: Certainty = "stated"
            if relation == "deputy_of" and person.role_end <= person.start:
                # "the deputy to X, Y": Y, or the deputy of Y.
                certainty, end = "ambiguous", person.end
            text = passage.text[start:end]
            start += len(text) - len(text.lstrip())
            yield index, Relation(actor_id, relation, body, "prose", certainty, passage.start + start, passage.start + end)

    def _country_of(self, phrase: str) -> str | None:
        """The acting country whose adjective stands in the phrase of an office."""
        for word in phrase.split():
            if country := country_of_demonym(word):
                for actor_id in sorted(self._roster.countries):
                    if self._roster.actors[actor_id].country_code == country[1]:
                        return actor_id
        return None

    # ------------------------------------------------------------------ prose

    def _prose(self) -> Iterator[tuple[int, Relation]]:
        dyad = self._main_dyad()
        for index, passage in enumerate(self._article.passages):
            if passage.kind != "sentence":
                continue
            mentions = self._mentions(index)
            if not mentions:
                continue
            found = [*self._stances(passage, mentions), *self._pairs(passage, mentions), *self._neutral(passage, mentions)]
            if dyad and (clash := self._clash(passage, mentions, *dyad)):
                found.append(clash)
                dyad = None
            for relation in found:
                yield index, relation

    def _type(self, mention: Mention) -> str:
        return self._roster.actors[mention.actor_id].actor_type

    def _stances(self, passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
        """'pro-government X', 'anti-government ... rebels from X'."""
        for match in _STANCE.finditer(passage.text):
            towards = self._power(match[2])
            if towards is None:
                continue
            start = passage.start + match.start()
            end = start + (re.search(r"[,.;:]|$", passage.text[match.start() :]) or match).start()
            inside = [m for m in mentions if start <= m.start and m.end <= end]
            # Stop at a second side: "between the pro-government X and anti-government Y".
            holder: Mention | None = None
            for mention in inside:
                between = passage.text[(holder or mention).start - passage.start : mention.start - passage.start]
                if holder is None and passage.text[match.end() : mention.start - passage.start].count(" and "):
                    break
                if self._type(mention) in _PARTY and "." not in mention.actor_id and (
                    holder is None or re.search(r"\s(?:from|of)\s(?:the\s)?$", between)
                ):
                    holder = mention
                    break
            if holder is not None:
                relation = "aligned_with" if match[1].lower() == "pro" else "opposed_to"
                stop = holder.end if relation == "aligned_with" else start + match.end() - match.start() - 1
                yield Relation(holder.actor_id, relation, towards, "prose", "stated", start, stop)

    def _power(self, word: str) -> str | None:
        """The actor behind 'pro-government' or 'pro-X'."""
        if word.lower() in ("government", "regime", "state"):
            governments = [
                actor.actor_id
                for actor in self._roster.actors.values()
                if actor.actor_type == "state_government" and actor.actor_id not in self._roster.countries
                and re.search(r"\b[Gg]overnment\b|\bauthorities\b|\b[Rr]egime\b", actor.name)
            ]
            return governments[0] if len(governments) == 1 else None
        if country := country_of_demonym(word):
            return next(
                (a for a in sorted(self._roster.countries) if self._roster.actors[a].country_code == country[1]), None
            )
        return self._roster.forms.get(word)

    def _pairs(self, passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
        """Relations that the words between two neighbouring names tell."""
        text = passage.text
        for left, right in zip(mentions, mentions[1:], strict=False):
            between = text[left.end - passage.start : right.start - passage.start]
            first, second = self._type(left), self._type(right)
            before = text[: left.start - passage.start]
            span = (left.start, right.end)
            if first in ("state_government", "armed_group", "coalition") and second in _PARTY and _THROUGH.fullmatch(between):
                yield Relation(left.actor_id, "acts_through", right.actor_id, "prose", "stated", *span)
            elif _THROUGH_FIRST.search(before) and second == "state_government" and first in _PARTY and len(between) < 30:
                yield Relation(right.actor_id, "acts_through", left.actor_id, "prose", "stated", *span)
            elif first in _PARTY and _COMPOSED.fullmatch(between):
                yield Relation(left.actor_id, "composed_of", right.actor_id, "prose", "stated", *span)
            elif first == "ethnic_group" and second in _PARTY and self._fighters_of(between, right):
                yield Relation(right.actor_id, "composed_of", left.actor_id, "prose", "stated", *span)
            elif _ALIGNED.fullmatch(between) and second in _BODY:
                certainty = self._certainty(text)
                yield Relation(left.actor_id, "aligned_with", right.actor_id, "prose", certainty, *span)
            elif first in _PARTY and second in _PARTY and _IN.search(before) and _AMONG.search(between) and "." not in right.actor_id:
                yield Relation(right.actor_id, "member_of", left.actor_id, "prose", "inferred", *span)
            elif first == second == "ethnic_group" and (clan := _CLAN.match(text, left.end - passage.start)):
                if clan.end() >= right.end - passage.start:
                    group = 1 if clan[1] is not None else 2
                    start, end = passage.start + clan.start(group), passage.start + clan.end(group)
                    yield Relation(left.actor_id, "subgroup_of", right.actor_id, "prose", "stated", start, end)
        yield from self._fighters(passage, mentions)

    def _certainty(self, text: str) -> Certainty:
        """Whether the sentence puts what it says in somebody's mouth."""
        return "attributed" if "ccording to" in text or self._words.says.search(text) else "stated"

    def _fighters_of(self, between: str, right: Mention) -> bool:
        return "." not in right.actor_id and _FIGHTERS_OF.fullmatch(between) is not None

    def _fighters(self, passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
        """'X rebels from Y', where 'rebels' is itself a mention between the two."""
        for left, middle, right in zip(mentions, mentions[1:], mentions[2:], strict=False):
            between = passage.text[left.end - passage.start : right.start - passage.start]
            if "." in middle.actor_id and self._type(left) == "ethnic_group" and self._type(right) in _PARTY:
                if self._fighters_of(between, right):
                    yield Relation(right.actor_id, "composed_of", left.actor_id, "prose", "stated", left.start, right.end)

    def _neutral(self, passage: Passage, mentions: list[Mention]) -> Iterator[Relation]:
        """Who says to be neutral, towards the others that the sentence names."""
        text = passage.text
        if "neutral" not in text or ("remain" not in text and "stay" not in text) or not (match := _NEUTRAL.search(text)):
            return
        who = mentions[0]
        start, end = passage.start + match.start(), passage.start + len(passage.text.rstrip(" .\"”"))
        certainty = self._certainty(passage.text)
        for other in mentions[1:]:
            if other.actor_id != who.actor_id and self._type(other) in _BODY and self._type(who) in _BODY:
                yield Relation(who.actor_id, "neutral_towards", other.actor_id, "prose", certainty, start, end)

    def _main_dyad(self) -> tuple[str, str] | None:
        """The one actor of side 1 and the one of side 2 that the prose has fight each other."""
        first = self._leader(1)
        second = self._leader(2)
        return (first, second) if first and second else None

    def _leader(self, side: int) -> str | None:
        if side in self._sides.umbrella:
            return self._sides.umbrella[side]
        bodies = [a for item, a in self._found.columns if item.side == side and item.kind == "combatant"]
        return bodies[0] if len(bodies) == 1 else None

    def _clash(self, passage: Passage, mentions: list[Mention], first: str, second: str) -> Relation | None:
        ours = next((m for m in mentions if m.actor_id == first), None)
        theirs = next((m for m in mentions if m.actor_id == second), None)
        if ours is None or theirs is None or not _CLASH.search(passage.text):
            return None
        start, end = min(ours.start, theirs.start), max(ours.end, theirs.end)
        return Relation(first, "opposed_to", second, "prose", "stated", start, end)
