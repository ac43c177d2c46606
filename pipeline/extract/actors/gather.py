"""The walk over an article that finds who is in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.acronyms import add_acronyms, add_described, settle_types
from pipeline.extract.actors.adjectives import add_adjectives
from pipeline.extract.actors.bodies import body_type, country_in, is_acronym
from pipeline.extract.actors.chains import Run, chains
from pipeline.extract.actors.definitions import Definition, definitions
from pipeline.extract.actors.gathered import Gathered
from pipeline.extract.actors.infobox import infobox_names
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.peoples import add_countries, add_peoples, add_subgroups, of_compound
from pipeline.extract.actors.persons import Persons
from pipeline.extract.actors.roster import Roster
from pipeline.extract.actors.ships import add_ships
from pipeline.extract.actors.units import add_units
from pipeline.model import Article

_LOWER_WORD = re.compile(r"\b[a-z]{2,}\b")
_PLACE = re.compile(r"\b(?:in|near|at|across|inside|throughout|outside)\s(?:the\s)?$")
_COMMON_HEAD = re.compile(rf" ({alternatives(lexicon().common_heads)})\b(?!-)")
_IS_SOMEBODY = re.compile(
    r"\b(?:was|served as) (?:an?|the) ((?:[\w-]+ ){0,3}?(?:field marshal|[a-z-]+))"
    r"(?=\s(?:in|of|who|during|and|for|from)\b|[,.])"
)
_ASCRIBED = re.compile(r"\b(?:according to|citing|as per|per|by)\s(?:the\s)?$", re.IGNORECASE)
_CALLED = re.compile(r"\s\(([A-Z][a-z]{3,})\)")
_LANDS = re.compile(r"(?<![\w-])(?!\w*o-)[A-Z]\w{3,}(?=-[A-Z])")


def gather(article: Article, article_id: str) -> Gathered:
    """Everybody whom the article names."""
    return _Walk(article, article_id).run()


class _Walk:
    def __init__(self, article: Article, article_id: str) -> None:
        self.article = article
        self.words: Lexicon = lexicon()
        self.found = Gathered(Roster(article_id), tuple(infobox_names(article)))
        self.roster = self.found.roster
        self.common = frozenset(_LOWER_WORD.findall(article.text))
        self.runs = [
            Run(index, chain, passage.text)
            for index, passage in enumerate(article.passages)
            if passage.kind == "sentence"
            for chain in chains(passage.text, self.words, self.common)
        ]
        self.places = Counter(
            run.chain.text
            for run in self.runs
            if _PLACE.search(run.text, max(0, run.chain.start - 14), run.chain.start)
        )
        self.persons = Persons(self.found, self.runs, self.places, self.words)
        self.undefined: set[str] = set()
        self.long_names: set[str] = set()
        self.defined: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)

    def run(self) -> Gathered:
        self._columns()
        self._definitions()
        self._units()
        self._subject_of_article()
        left = [run for run in self.runs if not self._body(run)]
        left = [run for run in left if not self.persons.take(run)]
        self.persons.surnames()
        add_ships(self.roster, left, self.words)
        left = [run for run in left if run.chain.text not in self.roster.forms]
        add_acronyms(self.roster, left, self.article, self.common, self.undefined)
        add_countries(self.roster, ((run.chain, run.text) for run in left), self.words)
        pairs = [(run.chain, run.text) for run in self.runs]
        add_peoples(self.roster, pairs, self.places, self.common, self.words)
        add_subgroups(self.roster, pairs)
        add_described(self.roster, left, self.places)
        add_adjectives(self.found, self.runs, self.places, self.common, self.words)
        settle_types(self.roster, self.runs)
        self._keep_columns()
        return self.found

    def _columns(self) -> None:
        """Belligerents, units and commanders of the infobox."""
        for item in self.found.listed:
            if item.heading:
                continue
            if item.kind == "commander":
                name = _without_titles(item.text, self.words)
                actor_id = self.roster.add(name, "person")
                self.persons.bear(name, actor_id)
            elif (code := country_code(item.text)) and len(item.text) > 2:
                actor_id = self.roster.add(item.text, "state_government", country=code)
                self.roster.countries.add(actor_id)
            else:
                acronym = "armed_group" if is_acronym(item.text, self.words) else "unknown"
                kind = body_type(item.text) or acronym
                actor_id = self.roster.add(item.text, kind, country=country_in(item.text, kind))
            if item.kind == "combatant":
                self.roster.belligerents.append(actor_id)
                if called := _CALLED.match(self.article.text, item.end):
                    # The bracket of "Kingdom of Zembla (Royalists)" names it too.
                    self.roster.alias(called[1], actor_id)
                    self.roster.column_words.setdefault(called[1], actor_id)
                parts = item.text.split()
                for word in parts:
                    if word[0].isupper() and len(word) > 3 and (len(parts) == 1 or word not in self.words.heads):
                        self.roster.column_words.setdefault(word, actor_id)
                        for part in _LANDS.findall(word) if "-" in word else ():
                            # The Hessians of "Hesse-Kassel"; "Anglo-Dutch" names nobody else.
                            self.roster.column_words.setdefault(part, actor_id)
            self.found.columns.append((item, actor_id))

    def _definitions(self) -> None:
        for index, passage in enumerate(self.article.passages):
            if passage.kind != "sentence" or "(" not in passage.text:
                continue
            for item in definitions(passage.text):
                kind = body_type(item.long) or body_type(" ".join(item.long.split()[-2:]))
                before = passage.text[max(0, item.start - 40) : item.start].split()
                described = self.words.descriptors.get(before[-1].lower()) if before else None
                gloss = next((w for w in reversed(item.gloss.split()) if w in self.words.descriptors), None)
                if (kind or described or gloss) is None and not self._is_used(item):
                    self.undefined.add(item.short)
                    continue
                if gloss:
                    kind = self.words.descriptors[gloss]
                elif described in ("coalition", "media") or kind in (None, "unknown"):
                    kind = described or kind or "unknown"
                self.roster.define(item.long, item.short, kind or "unknown", country_in(item.long, kind or ""))
                self._members(item.long, item.short)
                self.defined[index].append((item.start, item.end))
                self.long_names.add(item.long)
        self._keep_columns()

    def _members(self, long: str, short: str) -> None:
        """ "the Tigers" of the "Liberation Tigers of X (LTX)": what the members of a belligerent are called."""
        actor_id = self.roster.find(short)
        head = long.split(" of ", maxsplit=1)[0].split()
        fights = actor_id in {self.roster.current(party) for party in self.roster.belligerents}
        if actor_id is None or not fights or len(head) < 2 or not head[-1].endswith("s"):
            return
        kind = self.words.heads.get(head[-1], "armed_group")
        if kind == "armed_group" and head[-1].lower() not in self.words.members:
            self.roster.alias(head[-1], actor_id)
            self.roster.adjective(head[-1][:-1], actor_id)

    def _keep_columns(self) -> None:
        """The columns' actors under the names that the prose gave them since."""
        self.found.columns[:] = [(item, self.roster.current(actor_id)) for item, actor_id in self.found.columns]

    def _subject_of_article(self) -> None:
        """The person whom the article is about: "X (1790-1839) was a Danish general"."""
        lead = next((passage for passage in self.article.passages if passage.kind == "sentence"), None)
        title = self.article.title.replace("_", " ").split(" (")[0]
        if lead is None or " " not in title or not title.istitle() or not lead.text.startswith(title.split()[0]):
            return
        if (told := _IS_SOMEBODY.search(lead.text, 0, 300)) and (
            told[1].split()[-1] in self.words.role_words or told[1].split()[-1].title() in self.words.title_words
        ):
            self.roster.protagonist = self.roster.add(title, "person")
            self.persons.bear(title, self.roster.protagonist)

    def _units(self) -> None:
        for index, start, end, name in add_units(self.roster, self.article):
            self.defined[index].append((start, end))
            self.long_names.add(name)

    def _is_used(self, item: Definition) -> bool:
        """Whether an acronym of a name that says nothing of its bearer is known, an institute's, or often used."""
        if item.short in self.roster.forms or self._studies(item.long.split()):
            return True
        last = item.long.rsplit(None, 1)[-1]
        return last not in self.words.not_heads and self.article.text.count(item.short) > 2

    def _body(self, run: Run) -> bool:
        """Whether the run names a body, a medium, or the adjective of one ('... military'); adds it."""
        name, after = run.chain.text, run.after
        if known := self.roster.forms.get(name):
            return self.roster.actors[known].actor_type != "person"
        if self._in_definition(run) or self._is_of_compound(run):
            return True
        if run.before.endswith("The ") and f"The {name}" in self.words.media:
            self.roster.alias(name, self.roster.add(f"The {name}", "media"))
            return True
        a_noun = run.opens_as_side(self.words) and name.lower() in self.common
        if name not in self.places and not a_noun and (kind := body_type(name)):
            self._add_body(name, kind)
            return True
        if name.startswith(self.words.media_prefixes) or (
            " " in name and run.chain.words[-1] in self.words.media_heads and self.words.says.match(after)
        ):
            self.roster.add(name, "media")
            return True
        if self._is_institute(run):
            self.roster.add(name, "unknown", country=country_in(name))
            return True
        if (common := _COMMON_HEAD.match(after)) and self._body_of_adjective(name, common):
            return True
        if run.before.endswith(("the ", "The ")) and (whole := self._column_ending_in(name)) is not None:
            # "the Company" of a belligerent of the infobox
            self.roster.alias(name, whole)
            return True
        if name in self.words.heads and run.before.endswith(("the ", "The ")):
            self._bare_head(name)
            return True
        return False

    def _is_of_compound(self, run: Run) -> bool:
        """Whether the run names the people of North Zembla; a further name of it then."""
        whole = of_compound(self.roster, run.chain.words) if len(run.chain.words) == 2 else None
        if whole is not None:
            self.roster.alias(run.chain.text, whole)
        return whole is not None

    def _add_body(self, name: str, kind: str) -> None:
        actor_id = self.roster.add(name, kind, country=country_in(name, kind))
        if kind == "state_government" and " of " not in name and country_code(name):
            self.roster.countries.add(actor_id)

    def _body_of_adjective(self, name: str, common: re.Match[str]) -> bool:
        """ "the Zemblan military": the Zemblans', where the article names them, or the body of a country or people."""
        kind = self.words.common_heads[common[1]]
        if (whole := self.roster.forms.get(f"{name}s")) is not None:
            self.roster.alias(name + common.group(), whole)
        elif kind == "ethnic_group" or country_of_demonym(name) or country_code(name):
            self.roster.add(name + common.group(), kind, country=country_in(name))
        else:
            return False
        return True

    def _is_institute(self, run: Run) -> bool:
        """Whether the run names a body that counts: the "Orm Data Centre" that says so, or to which it is ascribed."""
        if not self._studies(run.chain.words):
            return False
        return self.words.counts.match(run.after) is not None or _ASCRIBED.search(run.before) is not None

    def _studies(self, words: Sequence[str]) -> bool:
        """Whether the head of the name is one of bodies that count: "Orm Data Centre", "Institute for Trade"."""
        head = next((word for word, link in pairwise([*words, "of"]) if link in ("of", "for", "in")), "")
        return len(words) > 1 and head in self.words.institutes

    def _column_ending_in(self, word: str) -> str | None:
        """The one belligerent of the infobox whose longer name ends in the word."""
        if word in self.words.heads:
            return None
        ends = {a for item, a in self.found.columns if item.kind == "combatant" and item.text.endswith(f" {word}")}
        return ends.pop() if len(ends) == 1 else None

    def _in_definition(self, run: Run) -> bool:
        """Whether the run is a part of a long name that a definition gave."""
        if not self.long_names:
            return False
        first = run.chain.words[0]
        return any(start <= run.chain.start < end for start, end in self.defined.get(run.passage, ())) or any(
            run.text.startswith(name, run.chain.start) for name in self.long_names if name.startswith(first)
        )

    def _bare_head(self, name: str) -> None:
        """'the Army': the only army named, or else one that this article alone knows."""
        fuller = {actor_id for form, actor_id in self.roster.forms.items() if form.endswith(" " + name)}
        states = self.words.heads[name] == "state_military"
        if states:
            # Rebels who call themselves an army are not "the Army".
            fuller = {actor_id for actor_id in fuller if self.roster.actors[actor_id].actor_type != "armed_group"}
        if len(fuller) == 1:
            self.roster.alias(name, next(iter(fuller)))
        elif not fuller and states:
            self.roster.add(name, "state_military", local=True)

def _without_titles(name: str, words: Lexicon) -> str:
    parts = name.split()
    while len(parts) > 1 and parts[0] in words.titles | words.title_modifiers and "of" not in parts[1:2]:
        parts = parts[1:]
    return " ".join(parts)
