"""Acronyms that the text does not define, and names that only their neighbours make a body."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.bodies import is_acronym
from pipeline.extract.actors.chains import Run
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.peoples import of_column_word
from pipeline.extract.actors.roster import Roster
from pipeline.model import Article

_CLAIM_FIELD = re.compile(r"result|casualt|strength|territory|status|note", re.IGNORECASE)
# In a cell only who claims or wins is a body; the rest are ships and types of arms.
_CLAIMS = re.compile(
    r"\b(?:[Pp]er|by|[Aa]ccording\sto|acc\.|[Ss]ource:?|[Cc]laims?:?|and)\s(?:the\s)?([A-Z]{2,})\b"
    r"|\b([A-Z]{2,})(?:['’]s)?\s(?:claims?|estimates?|sources?|victory|defeat|pushed|captures?|withdraw\w*|retreat\w*)\b"
)
_ARMED = lexicon().ties["armed"]
_FORCES = re.compile(r" (?:forces|troops)\b")
_ACTS = re.compile(rf" (?:{alternatives(lexicon().ties['acts'])})\b")
_STATEMENT = re.compile(r"\s(?:that|the|an?|\d[\d,.]*|only|some|about|around|over|more|at)\b")
_OWN_FORCE = re.compile(rf" ({alternatives(lexicon().ties['forces'])})\b(?!-)")
_DETERMINED = re.compile(r"\b(?:[Tt]he|[Aa]n?|by|of|entire|whole|main) $")
_SPOKESMAN = re.compile(r" spokes(?:man|woman|person)\b")
_REBELS = re.compile(r"\b(?:rebel groups?|militia) $")
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?:al|ed|ent|ese|gn|ian|ic|ing|ish|ive|ous)|Armed|Early|Enemy|Heavy|Other")
_GROUP = alternatives(lexicon().ties["groups"])
_FIGHTERS = re.compile(rf" (?:{alternatives(_ARMED)})\b")
_GROUP_BEFORE = re.compile(rf"\b(?:{_GROUP})(?: called| named| known as)? $")
_GROUP_AFTER = re.compile(rf", an? (?!who|which)(?:[^\s,.;]+ ){{0,5}}?(?:{_GROUP})\b")


def add_acronyms(
    roster: Roster, runs: Iterable[Run], article: Article, common: Collection[str], refused: Collection[str]
) -> None:
    """Adds runs of capitals, in prose and in what the infobox claims, that may stand for a body.

    ``refused`` are acronyms that the text defines as something else; ``common`` the article's lower-case words, which
    a headline may set in capitals.
    """
    words = lexicon()
    runs = list(runs)
    seen = {word for run in runs for word in run.chain.words}
    found = [
        word
        for run in runs
        for word in run.chain.words
        # Capitals beside more of them are a headline and no acronym.
        if len(word) > 1 and word.isupper() and not _headline(run) and not _NUMBERED.match(run.after)
    ]
    for passage in article.passages:
        if passage.kind == "infobox" and _CLAIM_FIELD.search(passage.field):
            found += [match[1] or match[2] for match in _CLAIMS.finditer(passage.text)]
    spelt = _spelt_out(roster)
    for word in dict.fromkeys(found):
        if word in roster.forms or word in refused or not is_acronym(word, words):
            continue
        igo = words.igo.fullmatch(word) is not None
        if long := spelt.get(word):
            roster.define(roster.actors[long].name, word, "unknown", None)
        elif igo or not (len(word) > 6 or word.lower() in common or word.title() in seen):
            roster.add(word, "media" if word in words.media else "igo" if igo else "unknown")


# "Convoy SC 7": a part of a name.
_NUMBERED = re.compile(r" \d")


def _headline(run: Run) -> bool:
    return (" " in run.chain.text and run.chain.text.isupper()) or re.match(r"[-–][A-Z]{3}", run.after) is not None


def _spelt_out(roster: Roster) -> dict[str, str]:
    """Bodies by the initials of their names, where only one has them."""
    found: dict[str, list[str]] = {}
    for actor in roster.actors.values():
        if actor.short_name == actor.name and actor.actor_type != "person" and " " in actor.name:
            found.setdefault(_initials(actor.name), []).append(actor.actor_id)
    return {initials: actors[0] for initials, actors in found.items() if len(actors) == 1}


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


_PEOPLES = ("armed_group", "coalition", "ethnic_group", "unknown")


def add_described(roster: Roster, runs: Iterable[Run], places: Collection[str]) -> None:
    """Adds names that only their neighbours make a body: '... militiamen', 'the militia ...', ', a ... group,'."""
    words = lexicon()
    for run in runs:
        name, last = run.chain.text, run.chain.words[-1]
        if not words.not_heads.isdisjoint(run.chain.words[:-1]) and " of " in name:
            continue  # "Battle of ..."
        if name in places or len(run.chain.words) > 3 or last in words.not_heads or name in words.titles:
            continue
        known = roster.forms.get(name)
        if known and roster.actors[known].actor_type != "unknown":
            continue
        if country_of_demonym(name) or country_code(name):
            continue
        if not known and any(word in roster.forms for word in run.chain.words):
            continue
        people = roster.forms.get(f"{name}s")
        if people is not None and roster.actors[people].actor_type in _PEOPLES:
            roster.alias(name, people)  # "the Zemblan fighters" of the Zemblans
        elif kind := _described(run, words):
            _body(roster, name, kind)
        elif (
            not known and " " not in name and (force := _OWN_FORCE.match(run.after)) and _DETERMINED.search(run.before)
        ):
            # "the X army": the Xs' where they are known, else a body of its own.
            _own_force(roster, name, name + force.group())


def _body(roster: Roster, name: str, kind: str) -> None:
    """A body of its own, but "the Zembla" of the "Zembla dynasty" is the belligerent's."""
    if (column := of_column_word(roster, name)) is not None:
        roster.alias(name, column)
    else:
        roster.add(name, kind)


def _own_force(roster: Roster, name: str, force: str) -> None:
    if people := roster.forms.get(name + "s"):
        roster.alias(force, people)
    else:
        roster.add(force, "state_military")


def settle_types(roster: Roster, runs: Iterable[Run]) -> None:
    """What is known as a body of no kind becomes an armed group where a run has '... fighters' and the like of it."""
    for run in runs:
        actor_id = roster.forms.get(run.chain.text)
        if actor_id is None or roster.actors[actor_id].actor_type != "unknown" or actor_id in roster.camps:
            continue
        if _FIGHTERS.match(run.after) or _REBELS.search(run.before):
            roster.actors[actor_id].actor_type = "armed_group"


def _described(run: Run, words: Lexicon) -> str | None:
    """The type of body that the words around a name tell, or None."""
    name, after = run.chain.text, run.after
    if run.chain.opening and (_ADJECTIVE.fullmatch(name) or name.lower() in words.anonymous):
        return None  # "Local militia", "Analysts said"
    if run.opens_as_side(words):
        return None  # "Rebels said"
    if name.lower() + "s" in words.sides:
        return None  # "Rebel spokesman"
    if _FIGHTERS.match(after) or _GROUP_BEFORE.search(run.before[-40:]) or _GROUP_AFTER.match(after):
        return "armed_group"
    if after.startswith(" claimed responsibility") or (" " in name and _FORCES.match(after)):
        return "armed_group"
    definite = run.before.endswith(("the ", "The "))
    if _SPOKESMAN.match(after) or (definite and _ACTS.match(after)) or run.before.endswith("ccording to "):
        return "unknown"
    said = words.says.match(after) if definite or " " not in name else None
    if said and (said.group().split()[-1] not in words.also_nouns or _STATEMENT.match(after, said.end())):
        return "unknown"
    return None
