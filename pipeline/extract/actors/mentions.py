"""Where the known names, side nouns and unnamed sources stand in a passage."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from pipeline.countries import country_code
from pipeline.extract.actors.lexicon import UPPER, Lexicon
from pipeline.extract.actors.model import Mention
from pipeline.extract.actors.roster import Roster

_COMPOUND = re.compile(r"-(?:[a-z]+ed|held|led|run|based)\b")
_START = re.compile(
    rf"(?<![\w’'])(?:(?:[a-z]{{2,3}}[-‑])?[{UPPER}][\w.&]*|\d{{1,3}}(?:/\d{{1,3}})?(?:st|[nr]?d|th|[A-Z])?(?=\s[{UPPER}]))"
)
_HYPHENS = ("-", "‑")
_JOINT = re.compile(r"\b[A-Z][a-z]+o[-‑–]$")
NATIVE = ("Native ", "Indigenous ")
_OTHERS = ("non", "anti")


class NameIndex:
    """The surface forms of a roster, looked up by their first word; longest form wins."""

    def __init__(self, roster: Roster, words: Lexicon) -> None:
        self._places = {
            form for form, actor_id in roster.forms.items() if actor_id in roster.countries and country_code(form)
        }
        self._locative = words.locative
        self._adjectives = roster.adjectives
        self._of_forces = words.of_forces
        self._by_first: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for form, actor_id in roster.forms.items():
            if match := _START.match(form):
                self._by_first[match.group().rstrip(".")].append((form, actor_id))
        for entries in self._by_first.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def find(self, text: str) -> Iterator[Mention]:
        """The names in a text, left to right, none inside another; offsets into the text."""
        position = 0
        lookup = self._by_first.get
        for match in _START.finditer(text):
            start = match.start()
            if start < position or not (entries := lookup(match.group().rstrip("."))):
                continue
            if text[start - 1 : start] in _HYPHENS and text[max(0, start - 5) : start - 1].lower().endswith(_OTHERS):
                # "20 non-Zemblan fighters", "the anti-Zemblan rising"
                continue
            if _JOINT.search(text, max(0, start - 12), start):
                # "the Anglo-Zemblan fleet" is of two.
                continue
            if text[max(0, start - 12) : start].endswith(NATIVE):
                # "Native Zemblans" are another people.
                continue
            for form, actor_id in entries:
                end = start + len(form)
                if text.startswith(form, start) and self._ends(text, end) and self._allowed(text, start, form):
                    yield Mention(start, end, actor_id)
                    position = end
                    break

    @staticmethod
    def _ends(text: str, end: int) -> bool:
        """Whether the name stops there: not inside a word, nor before a hyphen unless of '-held'."""
        following = text[end : end + 1]
        return not following.isalnum() and (following not in ("-", "‑") or _COMPOUND.match(text, end) is not None)

    def _allowed(self, text: str, start: int, form: str) -> bool:
        """A country behind 'in' or 'of' is a place."""
        if form in self._adjectives:
            return self._of_forces.match(text, start + len(form)) is not None
        if form not in self._places or text[max(0, start - 17) : start].lower().endswith("according to "):
            return True
        before = text[max(0, start - 24) : start].split()
        while before and before[-1].lower() in ("the", "and"):
            before.pop()
        return not before or before[-1].lower() not in self._locative


def _is_somebodys(before: str, words: Lexicon) -> bool:
    """Whether the words before "army" tell whose it is: "the Swedish field army", "his army", "whose army"."""
    last = (before.split() or [""])[-1]
    if not before.endswith(" ") or last in words.openers or last.endswith((",", ";", ":", "-")):
        return False
    return last in words.owning or last[:1].isupper() or last.endswith(("'s", "’s"))


def side_nouns(text: str, taken: list[Mention], words: Lexicon) -> Iterator[tuple[int, int, str]]:
    """Common nouns for a side outside of names: start, end and the plural noun ('rebel fighters' -> 'rebels')."""
    for match in words.side_nouns.finditer(text):
        start, end = match.span()
        if any(m.start < end and start <= m.end + 1 for m in taken):
            continue  # inside a name, or right behind one: "X militants" are X's
        if text[end : end + 1] == " " and text[end + 1 :].split(None, 1)[0].strip(",.;") in words.ties["turncoats"]:
            continue  # "army defectors"
        if adjective := match["adjective"]:
            adjective = adjective.lower()
            noun = f"{adjective} forces" if adjective.endswith("government") else adjective + "s"
        elif noun := match["collective"]:
            start, noun = match.start("collective"), noun.lower()
            if _is_somebodys(text[:start], words):
                continue
        else:
            noun = match.group().lower()
        yield start, end, noun
