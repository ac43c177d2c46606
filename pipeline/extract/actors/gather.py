"""The walk over an article that finds who is in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pipeline.extract.actors.bodies import body_type, country_in, is_acronym
from pipeline.extract.actors.chains import Chain, chains
from pipeline.extract.actors.definitions import definitions
from pipeline.extract.actors.infobox import InfoboxName, infobox_names
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.people import Introduction, introduced, says
from pipeline.extract.actors.roster import Roster
from pipeline.extract.countries import country_code, country_name, country_of_demonym
from pipeline.model import Article

_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
_COMMON_HEAD = re.compile(rf" ({alternatives(lexicon().common_heads)})\b(?!-)")
_FIGHTERS = re.compile(r" (?:militants|militiamen|fighters|rebels|insurgents|guerrillas|gunmen)\b")
_GROUP = "groups?|militia|faction|coalition|movement|organisation|organization|alliance"
_GROUP_BEFORE = re.compile(rf"\b(?:{_GROUP})(?: called| named| known as)? $")
_GROUP_AFTER = re.compile(rf", an? (?!who|which)(?:[^\s,.;]+ ){{0,5}}?(?:{_GROUP})\b")
_STRICT_PLACE = re.compile(r"\b(?:in|near|at|across|inside|throughout|outside)\s(?:the\s)?$")
_DEFINITE = re.compile(
    r"(?:\b(?:the|of|by|and|some|many|most|all|free|between|with|against|to|both|these|those)|\d|ty|een)\s$", re.IGNORECASE
)


@dataclass
class Gathered:
    """What the walk found besides the roster: infobox names with their actors, persons as introduced."""

    roster: Roster
    columns: list[tuple[InfoboxName, str]] = field(default_factory=list)
    people: list[tuple[int, Introduction, str]] = field(default_factory=list)
    """Passage index, introduction, actor id."""
    glosses: list[tuple[str, str]] = field(default_factory=list)
    """Actor id and what the bracket of a definition says of it."""


def gather(article: Article, article_id: str) -> Gathered:
    """Everybody whom the article names."""
    return _Walk(article, article_id).run()


class _Walk:
    def __init__(self, article: Article, article_id: str) -> None:
        self.article = article
        self.words: Lexicon = lexicon()
        self.found = Gathered(Roster(article_id))
        self.roster = self.found.roster
        common = frozenset(_LOWER_WORD.findall(article.text))
        self.runs: list[tuple[int, Chain]] = [
            (index, chain)
            for index, passage in enumerate(article.passages)
            if passage.kind == "sentence"
            for chain in chains(passage.text, self.words, common)
        ]
        self.places: Counter[str] = Counter()
        for index, chain in self.runs:
            if _STRICT_PLACE.search(article.passages[index].text[: chain.start][-14:]):
                self.places[chain.text] += 1

    def run(self) -> Gathered:
        self._columns()
        self._definitions()
        left = [(index, chain) for index, chain in self.runs if not self._known_kind(index, chain)]
        left = [(index, chain) for index, chain in left if not self._person(index, chain)]
        self._surnames()
        self._acronyms(left)
        self._peoples(left)
        self._described(left)
        return self.found

    def _columns(self) -> None:
        for item in infobox_names(self.article):
            if item.heading:
                continue
            if item.kind == "commander":
                name = _without_titles(item.text, self.words)
                actor_id = self.roster.add(name, "person")
            else:
                kind = body_type(item.text, self.words) or ("armed_group" if is_acronym(item.text, self.words) else "unknown")
                actor_id = self._country(item.text) or self.roster.add(item.text, kind, country=country_in(item.text))
            self.found.columns.append((item, actor_id))

    def _country(self, name: str) -> str | None:
        """The actor of a country by its name; countries that are only places get none."""
        code = country_code(name) if len(name) > 3 or "." in name else None
        return self.roster.add(name, "state_government", country=code, forms=_country_forms(code)) if code else None

    def _definitions(self) -> None:
        for passage in self.article.passages:
            if passage.kind != "sentence" or "(" not in passage.text:
                continue
            for item in definitions(passage.text):
                kind = body_type(item.long, self.words)
                before = passage.text[: item.start].rsplit(None, 1)
                described = self.words.descriptors.get(before[-1].lower()) if before else None
                gloss = next((self.words.descriptors[w] for w in reversed(item.gloss.split()) if w in self.words.descriptors), None)
                if (kind or described or gloss) is None and item.short not in self.roster.forms:
                    continue
                kind = gloss or (described if described in ("coalition", "media") else kind or described) or "unknown"
                actor_id = self.roster.define(item.long, item.short, kind, country_in(item.long))
                if item.gloss:
                    self.found.glosses.append((actor_id, item.gloss))

    def _known_kind(self, index: int, chain: Chain) -> bool:
        """Bodies, media and adjectives of country with a common noun ('... military')."""
        text = self.article.passages[index].text
        if chain.text in self.roster.forms:
            return True
        after = text[chain.end : chain.end + 40]
        if (kind := body_type(chain.text, self.words)) and chain.text not in self.places:
            self.roster.add(chain.text, kind, country=country_in(chain.text))
            return True
        if len(chain.words) > 1 and chain.words[-1] in self.words.media_heads and says(after):
            self.roster.add(chain.text, "media")
            return True
        if (common := _COMMON_HEAD.match(after)) and (country_of_demonym(chain.text) or country_code(chain.text)):
            self.roster.add(chain.text + common.group(), self.words.common_heads[common[1]], country=country_in(chain.text))
            return True
        if chain.text in self.words.heads and re.search(r"\b[Tt]he $", text[: chain.start]):
            # "the Army": whose is clear to the reader of the article only.
            fuller = [form for form in self.roster.forms if form.endswith(" " + chain.text)]
            if len({self.roster.forms[form] for form in fuller}) == 1:
                self.roster.alias(chain.text, self.roster.forms[fuller[0]])
            elif not fuller and self.words.heads[chain.text] == "state_military":
                self.roster.add(chain.text, "state_military", local=True)
            return True
        return False

    def _person(self, index: int, chain: Chain) -> bool:
        passage = self.article.passages[index]
        person = introduced(chain, passage.text, self.words)
        if person is None or (person.name in self.places and not person.role):
            return False
        if (known := self.roster.find(person.name)) and self.roster.actors[known].actor_type != "person":
            return False
        actor_id = known or self._bearer(person.name) or self.roster.add(person.name, "person")
        self.roster.alias(person.name, actor_id)
        actor = self.roster.actors[actor_id]
        actor.role = actor.role or person.role
        self.found.people.append((index, person, actor_id))
        return True

    def _bearer(self, name: str) -> str | None:
        """The one person whose full name ends with, or holds, this shorter one."""
        found = {
            actor_id
            for form, actor_id in self.roster.forms.items()
            if form != name and set(name.split()) < set(form.split()) and self.roster.actors[actor_id].actor_type == "person"
        }
        return found.pop() if len(found) == 1 else None

    def _surnames(self) -> None:
        """The last word of a full name stands for the person, unless two persons share it or it names a place."""
        last: defaultdict[str, set[str]] = defaultdict(set)
        for form, actor_id in self.roster.forms.items():
            if self.roster.actors[actor_id].actor_type == "person" and " " in form:
                last[form.split()[-1]].add(actor_id)
        for word, owners in last.items():
            if len(owners) == 1 and word not in self.places and len(word) > 2 and word not in self.words.openers:
                self.roster.alias(word, next(iter(owners)))

    def _acronyms(self, left: list[tuple[int, Chain]]) -> None:
        for _, chain in left:
            for word in chain.words:
                if word not in self.roster.forms and is_acronym(word, self.words) and len(chain.words) < 4:
                    kind = "media" if word in self.words.media else "igo" if self.words.igo.fullmatch(word) else "unknown"
                    if not chain.text.isupper() or len(chain.words) == 1:
                        self.roster.add(word, kind)
        for passage in self.article.passages:
            if passage.kind == "infobox" and re.match(r"(?i)result|casualt|strength|territory|status", passage.field):
                for match in re.finditer(r"\b[A-Z]{2,}\b", passage.text):
                    if is_acronym(match.group(), self.words) and match.group() not in self.roster.forms:
                        self.roster.add(match.group(), "igo" if self.words.igo.fullmatch(match.group()) else "unknown")

    def _peoples(self, left: list[tuple[int, Chain]]) -> None:
        """'the Germans', 'the Reds': plural names of peoples and camps."""
        singles = Counter(word for _, chain in self.runs for word in chain.words)
        for index, chain in left:
            last = chain.words[-1]
            before = self.article.passages[index].text[: chain.start]
            if last in self.words.not_heads or last in self.words.heads or not last.endswith("s") or len(last) < 4:
                continue
            if found := country_of_demonym(last):
                if len(chain.words) == 1:
                    self._people_of(last, *found)
                continue
            single = last[:-1]
            if last.endswith(("ss", "us", "is", "'s")) or chain.text in self.places or single in self.places:
                continue
            if len(chain.words) <= 2 and (singles[single] or chain.opening is False and _DEFINITE.search(before)) and not says_place(before):
                self._camp(chain.text, last, single, bool(singles[single]))

    def _people_of(self, plural: str, country: str, code: str) -> None:
        for name in (country, *sorted(self.roster.forms)):
            actor_id = self.roster.forms.get(name)
            if actor_id and country_code(name) == code:
                self.roster.alias(plural, actor_id)
                return
        self.roster.add(plural, "state_government", country=code)

    def _camp(self, name: str, last: str, single: str, seen_single: bool) -> None:
        bodies = {
            actor_id
            for form, actor_id in self.roster.forms.items()
            if single in form.split()[:-1] and form.split()[-1] in self.words.heads and not country_of_demonym(single)
            and self.roster.actors[actor_id].actor_type == "armed_group"
        }
        if name == last and bodies and len({self.roster.actors[b].name.split()[-1].rstrip("s") for b in bodies}) == 1:
            # "Reds" where the article has "Red Guards": one camp under two names.
            actor_id = self.roster.add(last, "armed_group")
            for body in bodies:
                self.roster.merge(actor_id, body)
            return
        whole, _, rest = name.rpartition(" ")
        if whole and (country_of_demonym(whole) or country_code(whole)):
            name = rest
        self.roster.add(name, "unknown", forms=(single_form(name),) if seen_single and " " in name else ())

    def _described(self, left: list[tuple[int, Chain]]) -> None:
        """Names that only their neighbours make a body: '... militiamen', 'the militia ...', ', a ... group,'."""
        for index, chain in left:
            if chain.text in self.roster.forms or chain.text in self.places or len(chain.words) > 3:
                continue
            if country_of_demonym(chain.text) or country_code(chain.text) or chain.words[-1] in self.words.not_heads:
                continue
            text = self.article.passages[index].text
            before, after = text[: chain.start], text[chain.end : chain.end + 120]
            if _FIGHTERS.match(after) or _GROUP_BEFORE.search(before) or _GROUP_AFTER.match(after):
                self.roster.add(chain.text, "armed_group")
        for actor in self.roster.actors.values():
            if actor.actor_type == "unknown":
                names = [form for form, actor_id in self.roster.forms.items() if actor_id == actor.actor_id]
                if re.search(rf"\b(?:{alternatives(names)}) (?:militia|militants|fighters|rebels|insurgents)\b", self.article.text):
                    actor.actor_type = "armed_group"


def says_place(before: str) -> bool:
    """Whether the words before a name make it a place."""
    return _STRICT_PLACE.search(before[-14:]) is not None


def single_form(name: str) -> str:
    """The name without the plural of its last word."""
    return name[:-1]


def _country_forms(code: str | None) -> tuple[str, ...]:
    name = country_name(code) if code else None
    return (name,) if name else ()


def _without_titles(name: str, words: Lexicon) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[0] in words.titles | words.title_modifiers and "of" not in parts[1:2]:
        parts = parts[1:]
    return " ".join(parts)


