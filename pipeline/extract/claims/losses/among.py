"""Those among the lost: "the dead included five policemen", "were among the captured"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import ADVERB, AND, BE, CAPITAL, DETERMINER, LOSS, PARTY, PERSON, lexicon
from pipeline.extract.claims.grammar.nodes import PEOPLE, THINGS, Node
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.drafts import Draft

_NAMES = 8
_CLASSES = ("included", "includes", "include", "comprised", "counted", "numbered")


def are_among(nodes: list[Node], i: int) -> Draft | None:
    """ "Five Danish generals were among the captured" """
    if nodes[i].tag != PEOPLE or i + 1 >= len(nodes) or nodes[i + 1].word not in ("was", "were"):
        return None
    k = i + 2
    while k < len(nodes) and nodes[k].tag == ADVERB:
        k += 1
    found = among_the_lost(nodes, k)
    return Draft(found[0], nodes[i], i, nodes[i].start, found[1], None, "noun") if found is not None else None


def among_the_lost(nodes: list[Node], k: int) -> tuple[str, int] | None:
    """The measure of "among the dead", "among those killed" that begins at ``k``, and where the words end."""
    lost = nodes[k + 2] if k + 2 < len(nodes) else None
    if lost is None or nodes[k].word not in ("among", "amongst") or nodes[k + 1].word not in ("the", "those"):
        return None
    lexeme = lost.items[0].lexeme
    measure = lexeme.measure if lexeme is not None else ""
    measure = measure or next(iter(lost.measures), "")
    return (measure, lost.end) if measure else None


def among(nodes: list[Node], i: int) -> Draft | None:
    """ "the dead included five policemen", "among the wounded were three officers" """
    k = back(nodes, i - 1)
    k = _over_names(nodes, k - (nodes[k].tag == ":"))  # "The dead include: 38 civilians, ..."
    if k < 1 or not (nodes[k].tag == BE or nodes[k].word in _CLASSES) or nodes[i].tag not in (PEOPLE, THINGS):
        return None
    anchor = nodes[k - 1]
    if nodes[i].tag == THINGS:
        # "their losses included 14 tanks"
        if nodes[k].word in lexicon().lists["booty"] or anchor.word in lexicon().lists["booty"]:
            # "the booty included 14 tanks"
            return Draft("captured", nodes[i], i, anchor.start, nodes[i].end, None, "among")
        lost = anchor.word == "losses" and nodes[k].word in _CLASSES
        return Draft("lost", nodes[i], i, anchor.start, nodes[i].end, None, "among") if lost else None
    if not (anchor.measures or anchor.tag == LOSS) or k < 2:
        return None
    if nodes[k].tag == BE and not any(node.word in ("among", "amongst") for node in nodes[max(0, k - 4) : k]):
        return None
    opener = nodes[k - 2]
    if opener.tag not in (DETERMINER, "j", "W", "P", "N") and opener.word not in ("among", "amongst"):
        return None
    measure = measure_of(anchor)
    return Draft(measure, nodes[i], i, anchor.start, nodes[i].end, None, "among") if measure else None


def measure_of(anchor: Node) -> str:
    """What befell those of whom a noun tells: "the dead", "those killed", "the prisoners"."""
    lexeme = anchor.items[-1].lexeme
    return anchor.measures[0] if anchor.measures else lexeme.measure if lexeme else ""


def _over_names(nodes: list[Node], k: int) -> int:
    """Before the names in "the dead included Colonel Brand and 12 officers"."""
    j = k
    while j > 0 and k - j < _NAMES and nodes[j].tag in (AND, ",", PERSON, PARTY, CAPITAL, DETERMINER):
        j -= 1
    told = nodes[j].word in _CLASSES or nodes[j].tag == BE
    return j if nodes[k].tag in (AND, ",") and told and k - j > 1 else k
