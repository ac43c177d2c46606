"""Countries that act, and camps and peoples named by a plural: 'the Germans', 'the Reds'."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.countries import country_code, country_of_demonym
from pipeline.extract.actors.chains import Chain
from pipeline.extract.actors.lexicon import Lexicon, alternatives, lexicon
from pipeline.extract.actors.roster import Roster, countries_in

_AGENT_BEFORE = re.compile(r"\b(?:by|against|with|between|according to|per|and)\s(?:the\s)?$", re.IGNORECASE)
_AGENT_AFTER = re.compile(
    r"\s(?:also\s|then\s|later\s|openly\s|officially\s)?(?!based|held|named|called)"
    r"(?:\w{2,}ed|had|has|was|were|is|are|would|will|could|made|gave|took|lost|began|won|sent|fought|said|accuses|claims|retreats)\b"
    r"|['’]s\s(?:government|army|forces|troops|military)\b"
)
_GROUP_BEFORE = re.compile(
    r"(?:\b(?:the|some|many|most|all|few|free|several|local|ethnic|those|other|these)|\d|ty|een|hundred|thousand"
    r"|dozen|number of|thousands of|hundreds of)\s$",
    re.IGNORECASE,
)
_ETHNIC = re.compile(r"\b(?:clans?|tribes?|tribal|ethnic|nomads|peoples?)\b")
_AFTER_NOUN = re.compile(r"[.,;]|\s(?:at|in|on|and|who|under|to|for|from|with)\b")
_DERIVED = re.compile(r"(?:an|ean|er|ese|i|ian|ist|ite|n)")
_ADJECTIVE = re.compile(r"([A-Z][a-z]+?)(?:ish|ch)(?:m[ae]n)?")
_PEOPLE_ENDING = re.compile(r"([A-Z][a-z]{2,}?)(?:(?:i|e)?ans?|ese|ards?|ites?)")
_LAND_ENDING = re.compile(r"([A-Z][a-z]{2,}?)(?:a|as|e|es|ia|os|us|y)")
_LAND_OF = re.compile(r"land|ia|y")
_OF_TWO = re.compile(r"[A-Z][a-z]+o[-‑–][A-Z]")
_MEN = re.compile(r"(?<=[cs]h)men$")
_COUNTED = re.compile(r"\d\s$")
_ACTS = re.compile(rf"\s(?:{alternatives(lexicon().ties['acts'])})\b")
_PLURAL_ACTS = re.compile(rf"\s(?:were|had|have|are|said|{alternatives(lexicon().ties['acts'])})\b")
_CLAN_OF = re.compile(r"\b(?:clans?|tribes?)\s(?:of|among|within)\s(?:the\s)?$")
_BAD_PLURAL = ("ss", "us", "is", "'s", "’s", "os", "as")


def add_countries(roster: Roster, runs: Iterable[tuple[Chain, str]], words: Lexicon) -> None:
    """Adds each country that does something in the article; one that is only a place stays out."""
    for chain, text in runs:
        name = chain.text
        if name in roster.forms or (len(name) < 4 and "." not in name) or not (code := country_code(name)):
            continue
        before = text[max(0, chain.start - 24) : chain.start]
        previous = before.replace(" the ", " ").split()
        if previous and previous[-1].lower() in words.locative:
            continue
        if chain.opening or _AGENT_BEFORE.search(before) or _AGENT_AFTER.match(text, chain.end):
            # "Germany" is the German Empire where that fights.
            known = roster.country(code)
            if known:
                roster.alias(name, known)
            roster.countries.add(known or roster.add(name, "state_government", country=code))


def add_peoples(
    roster: Roster, runs: list[tuple[Chain, str]], places: Counter[str], common: frozenset[str], words: Lexicon
) -> None:
    """Adds peoples and camps; those of a country become further names of the country, if it is an actor."""
    singles = Counter(word for chain, _ in runs for word in chain.words)
    for chain, text in runs:
        parts = chain.words
        last = parts[-1]
        if (
            len(parts) > 2
            or not last.endswith(("s", "sh", "ch", "ese", "shmen", "chmen"))
            or len(last) < 4
            or chain.text in roster.forms
            or not last[1:].islower()
        ):
            continue
        if found := country_of_demonym(last):
            _people_of(roster, chain, text, found[1])
            continue
        if not last.endswith("s"):
            if len(parts) == 1:
                _without_s(roster, chain, text)
            continue
        single = last[:-1]
        if last in words.heads or last in words.not_heads or last in words.titles or (len(parts) > 1 and len(last) < 5):
            continue
        if last.endswith(_BAD_PLURAL) and not (
            _COUNTED.search(text, max(0, chain.start - 12), chain.start) or _PLURAL_ACTS.match(text, chain.end)
        ):
            continue
        if {last.lower(), single.lower()} & common or places[last] or places[single] or places[chain.text]:
            continue
        if country_code(last) or not (
            singles[single]
            or _GROUP_BEFORE.search(text, max(0, chain.start - 24), chain.start)
            or (chain.opening and _ACTS.match(text, chain.end) and last.lower() not in words.anonymous)
        ):
            continue
        _camp(roster, chain, text, singles[single] > 0, words)


def _without_s(roster: Roster, chain: Chain, text: str) -> None:
    """ "the English" of England; "112 Englishmen", who are the English."""
    name = chain.text
    if near := _of_column(roster, name):
        roster.alias(name, near)
        return
    before = text[max(0, chain.start - 24) : chain.start]
    if _MEN.search(name) and (_GROUP_BEFORE.search(before) or _PLURAL_ACTS.match(text, chain.end)):
        roster.camps.add(roster.add(_MEN.sub("", name), "unknown", forms=(name,)))


def of_compound(roster: Roster, parts: Sequence[str]) -> str | None:
    """ "the North Zemblans" of North Zembla, which no list of countries has."""
    names = (name.split() for name in roster.forms)
    alike = (name for name in names if len(name) == 2 and name[0] == parts[0] and same_stem(parts[1], name[1]))
    return next((roster.forms[" ".join(name)] for name in alike), None)


def add_subgroups(roster: Roster, runs: Sequence[tuple[Chain, str]]) -> None:
    """'X Tuareg' beside 'Tuareg': a part of a people, known by a word more."""
    for chain, text in runs:
        if " " not in chain.text and _CLAN_OF.search(text[max(0, chain.start - 24) : chain.start]):
            actor_id = roster.add(chain.text, "ethnic_group", forms=(chain.text.removesuffix("s"),))
            roster.camps.add(actor_id)
    whole = {
        form
        for form, actor_id in roster.forms.items()
        if actor_id in roster.camps and roster.actors[actor_id].actor_type == "ethnic_group" and " " not in form
    }
    for chain, _ in runs:
        parts = chain.words
        if len(parts) == 2 and parts[1] in whole and not parts[0].isupper():
            single = parts[1] if parts[1] + "s" in whole else parts[1].removesuffix("s")
            name = f"{parts[0]} {single}"
            actor_id = roster.add(name, "ethnic_group", forms=(chain.text, name + "s"))
            roster.camps.add(actor_id)


def _as_noun(text: str, chain: Chain) -> bool:
    """Whether an adjective of country stands as a noun: "against the British at ..."."""
    before = text[max(0, chain.start - 4) : chain.start]
    counted = _COUNTED.search(before) is not None and not text.startswith(" and ", chain.end)
    return (
        (before in ("the ", "The ") or counted)
        and _AFTER_NOUN.match(text, chain.end) is not None
    )


def _people_of(roster: Roster, chain: Chain, text: str, code: str) -> None:
    """The people of a country, or of the half of one that is a belligerent: "East Germans"."""
    parts, last = chain.words, chain.words[-1]
    if len(parts) > 1:
        half = _of_half(roster, parts[0], code)
        if half is not None:
            roster.alias(chain.text, half)
    elif last.endswith(("s", "men")) or _AGENT_AFTER.match(text, chain.end) or _as_noun(text, chain):
        column = _of_column(roster, last[:-1]) if last.endswith("s") and not roster.country(code) else None
        if column is not None:
            # A kingdom of old bears the name of a country of today, and its people theirs.
            roster.alias(last, column)
        else:
            _of_country(roster, last, code)


def of_head(roster: Roster, plural: str) -> str | None:
    """The only belligerent whose name ends in the noun of the adjective: "Imperials" of an empire."""
    head = lexicon().head_adjectives.get(plural)
    found = {a for a in roster.belligerents if head is not None and head in roster.actors[a].name.split()}
    return found.pop() if len(found) == 1 else None


def _of_half(roster: Roster, half: str, code: str) -> str | None:
    """The belligerent "East X" of the "East X-ans"."""
    found = {
        actor_id
        for actor_id in roster.belligerents
        if roster.actors[actor_id].name.split()[0] == half and code in countries_in(roster.actors[actor_id].name)
    }
    return found.pop() if len(found) == 1 else None


def _of_country(roster: Roster, plural: str, code: str) -> None:
    if known := roster.country(code):
        roster.alias(plural, known)
        return
    roster.countries.add(roster.add(plural, "state_government", country=code))


def _camp(roster: Roster, chain: Chain, text: str, seen_single: bool, words: Lexicon) -> None:
    name, last = chain.text, chain.words[-1]
    single = last[:-1]
    if near := of_head(roster, last) or _of_column(roster, single) or _misspelt(roster, last):
        roster.alias(last, near)
        return
    if " " in name and (country_of_demonym(chain.words[0]) or country_code(chain.words[0])):
        name = last  # "Finnish Whites" are the Whites
    bodies = {
        actor_id
        for form, actor_id in roster.forms.items()
        if single in form.split()[:-1]
        and form.split()[-1] in words.heads
        and roster.actors[actor_id].actor_type == "armed_group"
    }
    heads = {roster.actors[actor_id].name.split()[-1].removesuffix("s") for actor_id in bodies}
    ethnic = _ETHNIC.search(text, chain.end, chain.end + 60) is not None or (
        _ETHNIC.search(text, max(0, chain.start - 30), chain.start) is not None
    )
    if name == last and len(heads) == 1:
        # "Reds" where the article has "Red Guards": one camp under two names.
        actor_id = roster.add(last, "armed_group")
        for body in bodies:
            roster.merge(actor_id, body)
    elif ethnic and seen_single:
        actor_id = roster.add(name[:-1], "ethnic_group", forms=(name,))
    else:
        actor_id = roster.add(name, "ethnic_group" if ethnic else "unknown")
        if seen_single and " " in name:
            roster.alias(name[:-1], actor_id)
    roster.camps.add(actor_id)


def same_stem(people: str, land: str) -> bool:
    """'Athenians' and 'Athens', 'Yorkists' and 'York'; countries by their code."""
    if len(land) < 4 or not land[0].isupper() or _OF_TWO.match(people):
        return False
    single = people.removesuffix("s")
    if single == land or (single.startswith(land) and _DERIVED.fullmatch(single, len(land))):
        return True
    if len(single) >= 4 and land.startswith(single) and _LAND_OF.fullmatch(land, len(single)):
        return True
    if _is_adjective_of(people, land) or _is_derived(people, land):
        return True
    shorter = min(len(people), len(land))
    if shorter >= 5 and people[: min(shorter, 6) - (shorter > 5)] == land[: min(shorter, 6) - (shorter > 5)]:
        return True
    code = country_code(land)
    return code is not None and code == (country_of_demonym(people) or ("", ""))[1]


def _is_adjective_of(word: str, land: str) -> bool:
    """'English' of 'England', 'Scottish' of 'Scotland', 'Englishmen' of both."""
    found = _ADJECTIVE.fullmatch(word)
    stem = found[1] if found else ""
    if len(stem) > 4 and stem[-1] == stem[-2]:
        stem = stem[:-1]
    return len(stem) >= 4 and land.startswith(stem) and land.endswith("land")


def _is_derived(people: str, land: str) -> bool:
    """'Thebans' of 'Thebes', 'Genoese' of 'Genoa', 'Texan' of 'Texas': alike but for the endings."""
    theirs, its = _PEOPLE_ENDING.fullmatch(people), _LAND_ENDING.fullmatch(land)
    return theirs is not None and its is not None and theirs[1] == its[1]


def _of_column(roster: Roster, single: str) -> str | None:
    """The belligerent whose name holds the word or begins like it: 'Ottomans' of the 'Ottoman Empire'."""
    found = {actor_id for word, actor_id in roster.column_words.items() if same_stem(single, word)}
    return found.pop() if len(found) == 1 else None


def of_column_word(roster: Roster, name: str) -> str | None:
    """The only belligerent in whose name the word stands, or whose head it is the adjective of."""
    found = {actor_id for actor_id in roster.belligerents if name in roster.actors[actor_id].name.split()}
    return found.pop() if len(found) == 1 else of_head(roster, name)


def _misspelt(roster: Roster, plural: str) -> str | None:
    """The country whose people are spelt almost like that."""
    near = difflib.get_close_matches(
        plural, [form for form, actor_id in roster.forms.items() if actor_id in roster.countries], n=1, cutoff=0.9
    )
    return roster.forms[near[0]] if near else None
