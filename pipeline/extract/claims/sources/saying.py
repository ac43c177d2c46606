"""Whether a word says something: "X claimed 40 dead", but not "claimed the attack" or "the estimates"."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import BE


def is_verb(items: Sequence[Item], i: int) -> bool:
    """Whether the word is a verb that reports: "the estimates" and "were reported" are not."""
    word = items[i].word
    before = items[i - 1] if i else None
    behind = items[i + 1] if i + 1 < len(items) else None
    if behind is not None and (behind.tag == "b" or behind.word in cues().empty or _keeps(word, behind)):
        return False
    if before is None or before.tag in ("T", "a", "j", "o", "'", "p") or before.tag == BE:
        return False
    told = any(item.word == "that" for item in items[i + 1 : i + 6])
    if word.endswith("ed") and behind is not None and behind.tag == "p" and before.tag == "w" and not told:
        # "the last skirmishes reported on 19 April"
        return False
    if word in cues().giving and not _gives_a_number(items, i):
        # "assessed that as many as 40 had died", "..., the army verified."
        return behind is not None and (behind.word == "that" or (behind.tag == "." and word.endswith("ed")))
    raised = word == "raised" and not any(item.word in cues().given for item in items[i + 1 : i + 4])
    if raised or (word.startswith("claim") and _claims_a_deed(items, i)):
        # "The Danes raised 5,000 men" and "claimed the attack" report nothing.
        return False
    if word == "states" and (behind is None or (behind.word != "that" and behind.tag not in ("Q", "T", '"'))):
        # "the member states sent 300 men"
        return False
    if _of_lives(items, i) or (word == "found" and (behind is None or behind.word != "that")):
        return False
    if word.endswith("s") and word not in ("says", "tells") and word in cues().nouns:
        return (
            (before.tag in ("P", "W", ")", ",") or before.word in cues().records)
            and behind is not None
            and (behind.word == "that" or behind.tag in ("Q", "z", "T", "a") or _opens_a_toll(items, i))
        )
    if word in ("report", "claim", "estimate", "state", "record", "count", "note", "list", "counts"):
        told = behind is not None and (behind.word == "that" or behind.tag in ("Q", "T", "z"))
        return told or (behind is not None and before.tag in ("P", "W", "N") and _opens_a_toll(items, i))
    # "X, writing some years later, says"
    return word != "writing" or (behind is not None and (behind.word == "that" or behind.tag in (":", '"')))


def _keeps(word: str, behind: Item) -> bool:
    """ "Danish records put the losses at 300": the noun, that is."""
    return word in cues().records and behind.word in cues().giving


def _claims_a_deed(items: Sequence[Item], i: int) -> bool:
    """ "claimed the attack, in which 15 died", but not "claimed the attack killed 15" """
    if i + 1 >= len(items) or items[i + 1].tag not in ("T", "a"):
        return False
    deed = next((k for k in range(i + 2, min(i + 5, len(items))) if items[k].word in cues().deeds), 0)
    behind = items[deed + 1].tag if deed and deed + 1 < len(items) else "."
    return deed > 0 and behind in (",", ".", ";", "p", "o", "&", "-", "(")


def _gives_a_number(items: Sequence[Item], i: int) -> bool:
    """ "put the toll at 45", "recorded 6,973 casualties", "spoke of nine deaths": a number or a toll comes at once."""
    at = any(item.word in ("at", "as", "between") for item in items[i + 1 : i + 13])
    if items[i].word in ("put", "puts") and not at:
        # "put 500 captives to death"
        return False
    for item in items[i + 1 : i + 6]:
        if item.tag in ("Q", "z") or item.word in cues().given:
            return True
        if item.tag in ("c", ",", ";", "K", "B", "&"):
            return False
    return False


def _opens_a_toll(items: Sequence[Item], i: int) -> bool:
    """ "estimates Danish losses at 300": a party and its losses, and no verb, come at once."""
    return items[i + 1].tag in ("P", "W", "L") and _gives_a_number(items, i)


def _of_lives(items: Sequence[Item], i: int) -> bool:
    """ "It claimed millions of lives" asserts nothing by anybody."""
    return any(item.word in ("lives", "life") for item in items[i + 1 : i + 5])
