"""Strengths that the words behind a number tell: "5,000 troops were deployed", "a 20,000-strong army", "all told"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import force, is_force, last_word
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    BY,
    CAPITAL,
    DETERMINER,
    MATERIEL,
    NOT_A_COUNT,
    OF,
    PARTY,
    PERSON,
    PREPOSITION,
    WORD,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, THINGS, Node
from pipeline.extract.claims.losses.loss_nouns import may_be_a_year

_LONGEST = 8


def told_behind(nodes: list[Node], i: int) -> int | None:
    """Where the words end that make the number before them a strength, or None."""
    return _strong(nodes, i) or _behind(nodes, i) or _in_all(nodes, i)


def _strong(nodes: list[Node], i: int) -> int | None:
    """ "a 20,000-strong army", "a 4,500-man force" """
    after = nodes[i + 1] if i + 1 < len(nodes) else None
    head = nodes[i].head
    if after is not None and after.word == "strong" and head is not None and head.word == "men":
        # "some 15,000 men strong"
        return after.end
    if after is None or nodes[i].tag != NUMBER:
        return None
    if after.word == "in" and i + 2 < len(nodes) and nodes[i + 2].word in ("number", "strength"):
        # "the Danes, 80,000 in number, ...", but "his elephants, 50 in number" are no men
        before = nodes[max(0, i - 3) : i]
        return None if any(node.tag == MATERIEL for node in before) else nodes[i + 2].end
    if after.word not in force().strong:
        return None
    # "an eleven-man Central Committee" is no force, but "an eleven-man patrol" is.
    sized = after.word not in ("man", "men") or any(last_word(node) in force().bodies for node in nodes[i + 2 : i + 6])
    return after.end if sized or after.start != nodes[i].end + 1 else None


def _behind(nodes: list[Node], i: int) -> int | None:
    """ "5,000 troops were deployed", "25,000 Loyalists fought", "no more than 32,000 were present" """
    if i and nodes[i - 1].tag in (OF, PREPOSITION) and may_be_a_year(nodes[i]):
        # "In the massacre of 1979 soldiers fired"
        return None
    bare = nodes[i].tag == NUMBER and not any(node.tag == THINGS for node in nodes[:i])
    if not (bare or is_force(nodes[i])):
        return None
    k, passive = i + 1, False
    while k + 1 < len(nodes) and nodes[k].tag in (AND, ",") and nodes[k + 1].is_counted:
        # "About 120 soldiers and 40 scouts attacked"
        k += 2
    k = _over_phrases(nodes, k)
    if k + 1 < len(nodes) and nodes[k].word == "remained" and nodes[k + 1].tag in (PREPOSITION, "."):
        # "9,000 Danes remained under arms"
        return nodes[k].end
    while k < len(nodes) and (nodes[k].tag in (BE, ADVERB, "H") or nodes[k].word in ("would", "could")):
        passive = passive or nodes[k].tag == BE
        k += 1
    if k + 1 < len(nodes) and nodes[k].word == "took" and nodes[k + 1].word == "part":
        return nodes[k + 1].end
    if passive and k < len(nodes) and nodes[k].word == "left" and _ends(nodes, k + 1):
        # "Only 600 were left by the evening."
        return nodes[k].end
    there = force().there if bare else force().passive if passive else force().active
    head = nodes[i].head
    if not (bare or passive) and i and nodes[i - 1].word == "the" and head is not None and head.tag == PARTY:
        there = there | force().retiring
    if k >= len(nodes) or nodes[k].word not in there:
        return None
    return nodes[k].end if passive or not bare or nodes[k].word in ("fought", "served", "remained") else None


def _ends(nodes: list[Node], k: int) -> bool:
    """Whether nothing is told of those who "were left" but where and when: "left dead" is another matter."""
    return k >= len(nodes) or nodes[k].tag in (".", ",", ";", PREPOSITION, BY, AND, OF)


def _over_phrases(nodes: list[Node], k: int) -> int:
    """Behind what tells of the counted: "of the 5th Cavalry", "under Major X", "(300 of them mounted)"."""
    verbs = force().active | force().passive
    if k + 1 < len(nodes) and nodes[k].word in ("on", "in", "aboard") and nodes[k + 1].tag == THINGS:
        # "200 fighters on 50 pick-up trucks attacked"
        k += 2
    while k < len(nodes) and (nodes[k].tag in (OF, "(") or nodes[k].word in ("from", "under", "led", "commanded")):
        end = k + 1
        if nodes[k].tag == "(":
            end = next((j + 1 for j in range(k, min(k + _LONGEST, len(nodes))) if nodes[j].tag == ")"), k)
        else:
            inside = (DETERMINER, PARTY, CAPITAL, PERSON, WORD, MATERIEL, BY, NOT_A_COUNT, "j", "'")
            while end < len(nodes) and end - k < _LONGEST and nodes[end].tag in inside and nodes[end].word not in verbs:
                end += 1
        if end == k:
            break
        k = end
    return k


def _in_all(nodes: list[Node], i: int) -> int | None:
    """ "Brand drew up his men, 2,800 all told, in a grove" """
    told = [node.word for node in nodes[i + 1 : i + 3]]
    head = nodes[i].head
    men = head is not None and head.word == "men"
    if i < 2 or nodes[i - 1].tag != "," or any(node.measures for node in nodes[:i]):
        return None
    before = last_word(nodes[i - 2])
    body = before in force().bodies or before in ("men", "troops", "soldiers") or (men and nodes[i - 2].tag == PARTY)
    summed = told in (["all", "told"], ["in", "all"], ["in", "total"])
    return nodes[i + 2].end if body and summed and (men or nodes[i].tag == NUMBER) else None
