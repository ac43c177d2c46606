"""Losses told by idioms around the count: "put 40 captives to death", "the remains of seven men were found"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import AND, BE, CAPITAL, OF, PARTY, PAST, PERSON, lexicon
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE, Node
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import words_of

_NEAR, _FARTHEST = 8, 14


def idiom(nodes: list[Node], i: int) -> Draft | None:
    """The loss that an idiom makes of the counted people at ``i``."""
    if nodes[i].tag not in (PEOPLE, NUMBER, LOSSES):
        return None
    return next((draft for read in _IDIOMS if (draft := read(nodes, i)) is not None), None)


def _put_to_death(nodes: list[Node], i: int) -> Draft | None:
    """ "put 500 prisoners to death", "putting 40 men to the sword" """
    verb = back(nodes, i - 1)
    words = [node.word for node in nodes[i + 1 : i + 4]]
    end = i + 2 if words[:2] == ["to", "death"] else i + 3 if words == ["to", "the", "sword"] else 0
    if verb < 0 or not end or nodes[verb].word not in ("put", "puts", "putting"):
        return None
    return Draft("killed", nodes[i], i, nodes[verb].start, nodes[end].end, None, "object")


def _unaccounted(nodes: list[Node], i: int) -> Draft | None:
    """ "The whereabouts of 23 soldiers were unknown", "the fate of twelve others remains unclear" """
    if i < 2 or nodes[i - 1].tag != OF or nodes[i - 2].word not in ("whereabouts", "fate"):
        return None
    near = range(i + 1, min(i + _NEAR, len(nodes)))
    end = next((k for k in near if nodes[k].word in ("unknown", "unclear", "uncertain")), None)
    return Draft("missing", nodes[i], i, nodes[i - 2].start, nodes[end].end, None, "of") if end is not None else None


def _remains(nodes: list[Node], i: int) -> Draft | None:
    """ "The remains of seven men were found": nobody knows of them before they are dead."""
    if i < 2 or nodes[i - 1].tag != OF or nodes[i - 2].word not in ("remains", "skeletons", "graves"):
        return None
    found = any(node.word in lexicon().lists["finding"] for node in nodes[: i - 2] + nodes[i + 1 : i + _NEAR])
    return Draft("killed", nodes[i], i, nodes[i - 2].start, nodes[i].end, None, "of") if found else None


def _as_were(nodes: list[Node], i: int) -> Draft | None:
    """ "Holm was killed, as were two of his officers": what befell the one before."""
    if i < 2 or nodes[i - 1].tag != BE or nodes[i - 2].word not in ("as", "so"):
        return None
    told = next((k for k in range(i - 3, max(0, i - _FARTHEST), -1) if nodes[k].tag == PAST), None)
    befell = told is not None and nodes[back(nodes, told - 1)].tag == BE and nodes[told].measures[:1]
    if not befell or befell[0] not in ("killed", "wounded", "captured"):
        return None
    return Draft(befell[0], nodes[i], i, nodes[i - 1].start, nodes[i].end, None, "along")


def _taken_down(nodes: list[Node], i: int) -> Draft | None:
    """ "The frigate sank, taking 61 of her crew with her", "went down with 230 men" """
    verb = back(nodes, i - 1)
    while verb > 0 and nodes[verb].tag in (AND, PARTY, CAPITAL, PERSON):
        # "taking Admiral Brand and 635 men with her"
        verb -= 1
    sunk = any(node.word in words_of("foundering") or "destroyed" in node.measures for node in nodes[:i])
    if verb < 0 or nodes[i].tag == LOSSES:
        return None
    if nodes[verb].word in ("taking", "carrying") and sunk:
        near = range(i + 1, min(i + _NEAR, len(nodes) - 1))
        end = next((k for k in near if nodes[k].word == "with" and nodes[k + 1].word in ("her", "it", "him")), None)
        return Draft("killed", nodes[i], i, nodes[verb].start, nodes[end + 1].end, None, "down") if end else None
    down = verb > 1 and [node.word for node in nodes[verb - 2 : verb + 1]] == ["went", "down", "with"]
    being = any(node.tag == BE for node in nodes[max(0, verb - 3) : verb])
    return Draft("killed", nodes[i], i, nodes[verb].start, nodes[i].end, None, "down") if down and not being else None


_IDIOMS = (_put_to_death, _unaccounted, _remains, _taken_down, _as_were)
