"""Who and what is the same in other articles: ids by where names link to, and ids that no other article shares.

A name that the article links has the id of the page that the link leads to, whatever the article calls it. A surname, a
numbered unit or a ship's bare name without a link may be anybody's elsewhere: its id begins with the article's.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping

from pipeline.countries import country_of_demonym
from pipeline.extract.document import Document
from pipeline.extract.ids import slug
from pipeline.model import Row, Tables

_OF_ACTORS = ("actor_id", "object_actor_id", "victim_actor_id", "perpetrator_actor_id")
_OF_PLACES = ("place_id", "reference_place_id")
_NUMBERED = re.compile(r"\d+(?:st|[nr]?d|th)\b(?:/\d+\S*)?", re.IGNORECASE)
# "Duke of Orla", "Karl IV": many bore the title, or the number.
_TITLED = re.compile(r"(?:[A-Z]\w+\s)?[A-Z]\w+\sof\s|\w+\s[IVX]+$")
_PAGE_OF_ITS_OWN = re.compile(r"\s\([^()]*\)$")


def identify(document: Document, tables: Tables) -> None:
    """Give the rows of ``tables`` the ids by which other articles know the same actors and places."""
    actors, places = tables.get("actors", []), tables.get("places", [])
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for row in tables.get("actor_names", []):
        forms[str(row["actor_id"])].add(str(row["name"]))
    for row in actors:
        forms[str(row["actor_id"])] |= {str(row["name"]), str(row["short_name"])}
    linked = {str(row["actor_id"]): forms[str(row["actor_id"])] for row in actors if _may_link(row)}
    placed = {str(row["place_id"]): {str(row["name"])} for row in places}
    links = _links(document, set().union(*linked.values(), *placed.values()))
    targets = _targets(linked, links)
    local = {str(row["actor_id"]) for row in actors if _is_anybodys(row) and str(row["actor_id"]) not in targets}
    renamed = {actor: slug(target) for actor, target in targets.items()}
    renamed |= {actor: f"{document.article_id}.{actor}" for actor in local}
    _rename(tables, _OF_ACTORS, _without_clashes(renamed, forms))
    for row in actors:
        _call_in_full(row, targets)
    ids = {place: slug(page) for place, page in _targets(placed, links).items()}
    _rename(tables, _OF_PLACES, _without_clashes(ids, placed))


def _links(document: Document, names: Container[str]) -> Mapping[str, Counter[str]]:
    """The pages to which links on the names lead, with how often. No other link is looked at."""
    text = document.article.text
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for mark in document.article.marks:
        if mark.kind == "link" and mark.start < mark.end:
            words = text[mark.start : mark.end].removeprefix("the ").removeprefix("The ")
            if words in names:
                found[words][mark.value] += 1
    return found


def _targets(forms: Mapping[str, set[str]], links: Mapping[str, Counter[str]]) -> dict[str, str]:
    """The page to which most links on the names of each one lead; nothing where two lead as often."""
    found = {}
    for key, names in forms.items():
        votes: Counter[str] = sum((links[name] for name in sorted(names) if name in links), Counter())
        best = votes.most_common(2)
        if best and (len(best) == 1 or best[0][1] > best[1][1]) and best[0][0]:
            found[key] = best[0][0]
    return found


def _may_link(row: Row) -> bool:
    """Whether the actor is known by a proper name: a link on "rebels" tells what rebels are, not which."""
    return "." not in str(row["actor_id"])


def _is_anybodys(row: Row) -> bool:
    """Whether the name may be borne by others elsewhere: a surname alone, a unit with a number and no country."""
    name = str(row["name"])
    if "." in str(row["actor_id"]):
        return False
    if row["actor_type"] == "person":
        return " " not in name.replace("-", " ") or _TITLED.match(name) is not None
    return _NUMBERED.match(name) is not None and not any(country_of_demonym(word) for word in name.split())


def _without_clashes(renamed: Mapping[str, str], known: Iterable[str]) -> dict[str, str]:
    """The new ids but for those that another one has, or gets too."""
    taken = Counter(renamed.values()) + Counter(actor for actor in known if actor not in renamed)
    return {old: new for old, new in renamed.items() if old != new and taken[new] == 1}


def _rename(tables: Tables, columns: tuple[str, ...], ids: Mapping[str, str]) -> None:
    if not ids:
        return
    for rows in tables.values():
        for row in rows:
            for column in columns:
                if (known := row.get(column)) in ids:
                    row[column] = ids[str(known)]
    for row in tables.get("uncertainties", []):
        if row["table_name"] in ("actor_relations", "actors"):
            row["row_id"] = "/".join(ids.get(part, part) for part in str(row["row_id"]).split("/"))


def _call_in_full(row: Row, targets: Mapping[str, str]) -> None:
    """ "Lee" by the name of the page that tells who that is, where the page's name holds the article's."""
    page = next((target for target in targets.values() if slug(target) == row["actor_id"]), None)
    if page is None or row["actor_type"] != "person":
        return
    full = _PAGE_OF_ITS_OWN.sub("", page)
    if set(str(row["name"]).split()) < set(full.split()):
        row["name"] = full
