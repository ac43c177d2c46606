"""How many a force had: "with 5,000 men", "a garrison of 634", "numbering 3,000", "20,000-strong"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import force, is_force, last_word
from pipeline.extract.claims.grammar.lexicon import (
    ADVERB,
    AND,
    BE,
    CAPITAL,
    DETERMINER,
    HAVE,
    OF,
    PARTY,
    PERSON,
    SUBSET,
    WORD,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.strengths.beside import beside, beside_a_body, of_those
from pipeline.extract.claims.strengths.brought import brought
from pipeline.extract.claims.strengths.deployed import told_behind
from pipeline.extract.claims.strengths.sizes import changed, numbered

_ASIDE, _MANY = 8, 20
_LEFT = ("left", "leaving")


def find_strengths(nodes: list[Node], taken: set[int]) -> list[Draft]:
    """Strengths among the counted nodes that no loss has ``taken``."""
    found: dict[int, Draft] = {}
    for i, node in enumerate(nodes):
        if i in taken or node.tag not in (PEOPLE, THINGS, NUMBER) or _zero_or_one(node) or _is_share(node):
            continue
        end = _says_strength(nodes, i, found)
        quantity = node.items[0].quantity
        if end is not None and quantity is not None and quantity.kind == "count":
            whole = _before_bracket(nodes, opened_at(nodes, i), found)
            found[i] = Draft("strength", node, i, node.start, end, None, "strength", whole=whole)
    return [draft for i in found for draft in (changed(nodes, i) or [found[i]])]


def opened_at(nodes: list[Node], i: int) -> int:
    """The parenthesis that is open at the node, 0 for none: "22,500 Danes (16,700 infantry and 5,800 cavalry)"."""
    for k in range(i - 1, max(0, i - 12), -1):
        if nodes[k].tag in ("(", ")"):
            return k if nodes[k].tag == "(" else 0
    return 0


def _before_bracket(nodes: list[Node], bracket: int, found: dict[int, Draft]) -> Draft | None:
    """The strength right before the bracket, "and Norwegians" of "400 Danes and Norwegians (" stepped over."""
    k = bracket - 1
    if k > 1 and nodes[k].tag in (PARTY, CAPITAL) and nodes[k - 1].tag == AND:
        k -= 2
    return found.get(k) if bracket > 0 else None


def _is_share(node: Node) -> bool:
    """ "cost it half its strength: 1,399 of its 2,800 men": the first number is no strength."""
    owned = ("its", "their", "his", "her")
    return any(
        item.quantity is not None and before.word in owned
        for before, item in zip(node.items, node.items[1:], strict=False)
    )


def _zero_or_one(node: Node) -> bool:
    quantity = node.items[0].quantity
    return quantity is None or quantity.form == "zero"


def _says_strength(nodes: list[Node], i: int, found: dict[int, Draft]) -> int | None:
    """Where the words end that make the number a strength, or None."""
    node = nodes[i]
    behind = told_behind(nodes, i) or of_those(nodes, i)
    j = i - 1
    while j >= 0 and (nodes[j].tag in (ADVERB, "j", DETERMINER, '"') or nodes[j].word == "now"):
        if nodes[j].word == "there":
            break
        j -= 1
    j = _over_aside(nodes, j)
    if j > 1 and nodes[j].word in ("him", "them", "her") and nodes[j - 1].word == "with" and nodes[j - 2].tag == HAVE:
        # "had with him 12,000 veterans"
        j -= 2
    if behind is not None or j < 0:
        return node.end if behind is None and _against(nodes, i) else behind
    if node.tag == NUMBER and found and nodes[j].word in force().holding:
        # "X had 17,500 troops while Y possessed about 23,000"
        return node.end
    if _left_to(nodes, i, j) or (nodes[j].tag == SUBSET and _among(nodes, i, j, found)):
        return node.end
    says = _of_body(nodes, i, j) or numbered(nodes, i, j) or _part_of(nodes, i, j, found)
    if not says and is_force(node):
        if (nodes[j].tag == "(" and (_before_bracket(nodes, j, found) or _body_before(nodes, j))) or _against(nodes, i):
            return node.end
        if _owned(nodes, i, j) or _there_were(nodes, j) or _given(nodes, j) or _told_of_body(nodes, j):
            return node.end
        but = nodes[j].word == "but" and j > 0 and nodes[j - 1].tag == ","  # "..., but only five guns"
        listed = (nodes[j].tag in (AND, ",") or but) and any(at < i and _joined(nodes, at, i) for at in found)
        listed = listed or beside_a_body(nodes, j)
        says = listed or brought(nodes, i, j) or beside(nodes, i, j)
    return node.end if says or _summing(nodes, i, j) else None


def _summing(nodes: list[Node], i: int, j: int) -> bool:
    """ "with four companies, in all 11 officers and 183 men": what a force before amounts to."""
    opened = [node.word for node in nodes[max(0, i - 2) : i]] in (["in", "all"], ["in", "total"], ["all", "told"])
    bodies = force().bodies | force().units
    return opened and nodes[i].tag == PEOPLE and any(last_word(node) in bodies for node in nodes[:j])




def _left_to(nodes: list[Node], i: int, j: int) -> bool:
    """ "leaving 600 to guard the camp" """
    behind = [node.word for node in nodes[i + 1 : i + 3]]
    left = nodes[j].word in _LEFT and nodes[i].tag == NUMBER and behind[:1] == ["to"]
    return left and behind[-1] in force().keeping


def _among(nodes: list[Node], i: int, j: int, found: dict[int, Draft]) -> bool:
    """ "brought 9,000 men, among them 2,000 Finns", "twelve vehicles (including nine trucks)": parts of a strength."""
    earlier = [at for at in found if at < j]
    if nodes[i].tag == THINGS and any(nodes[at].tag == THINGS for at in earlier):
        return True
    lost = earlier and any(node.measures or node.tag == "l" for node in nodes[max(earlier) : j])
    return bool(earlier) and not lost and is_force(nodes[i])


def _over_aside(nodes: list[Node], j: int) -> int:
    """Before ", according to X," in "left with, according to X, only 375 knights"."""
    if j < 1 or nodes[j].tag != ",":
        return j
    k = next((k for k in range(j - 1, max(-1, j - _ASIDE), -1) if nodes[k].tag == ","), -1)
    return k - 1 if k > 0 and nodes[k + 1].word in ("according", "as", "by") else j


def _against(nodes: list[Node], i: int) -> bool:
    """ "22,500 Danes (16,700 infantry and 5,800 cavalry) against 40,200 Swedes", a line without a verb."""
    others = [k for k, node in enumerate(nodes) if node.word == "against"]
    if len(others) != 1 or any(node.tag in ("K", "G", "V", BE, HAVE) for node in nodes):
        return False
    head = nodes[i].head
    return head is not None and head.tag == PARTY and (i <= 1 or nodes[i - 1].word == "against")


def _body_before(nodes: list[Node], j: int) -> bool:
    """ "The Danish army (about 7,000 cavalry and 30,000 infantry)" """
    return j > 0 and nodes[j - 1].tag in (PARTY, "M", "N", WORD) and last_word(nodes[j - 1]) in force().bodies


def _part_of(nodes: list[Node], i: int, j: int, found: dict[int, Draft]) -> bool:
    """ "132,000 men, of whom 13,000 were cavalry" """
    whom = nodes[i].tag == NUMBER and nodes[i].items[-1].tag == SUBSET  # "12,000 of whom were cavalry"
    out_of = nodes[j].tag == "," and nodes[0].tag == OF and j - 1 in found  # "Of the 9,000 Swedes, 2,000 were cavalry"
    part = whom or out_of or nodes[j].tag == SUBSET
    if nodes[i].tag != NUMBER or not part or not any(at <= j for at in found):
        return False
    told = next(
        (k for k in range(i + 1, min(i + 5, len(nodes))) if nodes[k].tag not in (BE, ADVERB, "j", DETERMINER)), None
    )
    if told is None or nodes[i + 1].tag != BE:
        return False
    lexeme = nodes[told].items[-1].lexeme
    return nodes[told].tag == PARTY or (lexeme is not None and lexeme.noun_class in force().classes)


def _owned(nodes: list[Node], i: int, j: int) -> bool:
    """ "Holm's 5,000 men", "a third of its 900 men" """
    quantity = nodes[i].items[0].quantity
    if quantity is None or quantity.kind != "count":
        return False
    own = nodes[i - 1].tag == DETERMINER and nodes[i - 1].word in ("its", "their", "his", "her")
    return own or (nodes[j].tag == "'" and j > 0 and nodes[j - 1].tag in (PARTY, CAPITAL, PERSON))


def _given(nodes: list[Node], j: int) -> bool:
    """ "giving the Danes 362 operational aircraft" """
    k = j - 1
    while k > 0 and nodes[k].tag in (DETERMINER, "j"):
        k -= 1
    return nodes[j].tag == PARTY and k >= 0 and nodes[k].word in force().giving


def _told_of_body(nodes: list[Node], j: int) -> bool:
    """ "The force was made up of two brigades: 4,500 men and 22 guns" """
    return nodes[j].tag == ":" and any(last_word(node) in force().bodies for node in nodes[:j])


def _there_were(nodes: list[Node], j: int) -> bool:
    """ "There were 3,480 camels with the column." """
    k = j
    while k >= 0 and nodes[k].tag in (BE, ADVERB, HAVE):
        if nodes[k].word == "there":
            return k < j
        k -= 1
    return False


def _of_body(nodes: list[Node], i: int, j: int) -> bool:
    """ "a force of 400 men", and "Of the 600 defenders, ..." """
    if nodes[j].tag != OF:
        return False
    if j == 0 or nodes[j - 1].word == "out":
        # "out of 16,500 engaged"
        bare = j > 0 and nodes[i].tag == NUMBER and i + 1 < len(nodes)
        there = bare and (nodes[i + 1].word in force().there or nodes[i - 1].word in ("original", "initial"))
        quantity = nodes[i].items[0].quantity
        if bare and nodes[i + 1].tag in (".", ",", ";") and quantity is not None and (quantity.low or 0) >= _MANY:
            # "340 men killed or wounded out of 800"
            there = any(node.measures for node in nodes[:j])
        return is_force(nodes[i]) or there
    if [node.word for node in nodes[max(0, j - 3) : j]] == ["at", "the", "head"]:
        return is_force(nodes[i])
    if nodes[j - 1].word in ("figure", "figures"):
        # "preferred the figure of 60,000 soldiers"
        return nodes[i].tag == PEOPLE and is_force(nodes[i])
    counted = nodes[i].tag == NUMBER or (nodes[i].tag == PEOPLE and not _of_anything(nodes[i]))
    if nodes[j - 1].word == "total" and nodes[i].tag in (PEOPLE, NUMBER):
        # "a total of 300 villagers" are no army, nor is "a total of 70"
        counted = False
    return last_word(nodes[j - 1]) in force().bodies and (counted or is_force(nodes[i]))


def _of_anything(node: Node) -> bool:
    """ "the militia of four counties", "a battalion of sixteen pieces": a common noun in no list is no soldier."""
    return node.head is not None and node.head.lexeme is None and node.head.tag == WORD


def _joined(nodes: list[Node], at: int, i: int) -> bool:
    between = _without_bracket(nodes[at + 1 : i])
    # "1,400 infantrymen, artillery and cavalry support, and 240 wagons", "22,000 men in total, plus 32,000 allies"
    inside = (AND, ",", ADVERB, "j", "w", PERSON, "M", DETERMINER) if len(between) > 1 else (AND, ",", ADVERB, "j")
    return all(node.tag in inside or node.word in ("in", "with", "but") for node in between)


def _without_bracket(between: list[Node]) -> list[Node]:
    """The nodes between two counts but for "(nine of them trucks)" right behind the first."""
    if not between or between[0].tag != "(":
        return between
    close = next((k for k, node in enumerate(between) if node.tag == ")"), 0)
    return between[close + 1 :] if close else between
