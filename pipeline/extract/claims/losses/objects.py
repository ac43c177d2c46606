"""Counted phrases behind an active verb: "killing 61 cadets", "destroyed two tanks and a gun"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.auxiliaries import before
from pipeline.extract.claims.grammar.forces import force, last_word
from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BASE,
    BE,
    CAPITAL,
    GERUND,
    NOT_A_COUNT,
    OF,
    PARTY,
    PAST,
    PERSON,
    PREPOSITION,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.grammar.walking import SKIPPED, skip
from pipeline.extract.claims.losses.drafts import Draft, fits, make_draft

_NOUN_PHRASE = ("T", PARTY, "M", "N", "w", "W", "j")
_NEAR = 6
BESIDES = (("along", "with"), ("together", "with"), ("as", "well", "as"), ("in", "addition", "to"), ("plus",))
_SELVES = ("himself", "herself", "itself", "themselves")


def objects(nodes: list[Node], i: int, drafts: dict[int, Draft]) -> list[Draft]:
    """Counted phrases behind an active verb, with those coordinated to them."""
    predicate = nodes[i]
    if not _counts_objects(nodes, i):
        return []
    k = skip(nodes, i + 1)
    if predicate.tag in (GERUND, BASE) and k < len(nodes) and nodes[k].tag == OF:
        k = skip(nodes, k + 1)
        # "the slaughter of what were perhaps 300 prisoners"
        k = skip(nodes, k + 2) if [node.word for node in nodes[k : k + 2]] == ["what", "were"] else k
    if k + 1 < len(nodes) and nodes[k].word in ("all", "both") and nodes[k + 1].is_counted:
        # "killing all five occupants"
        k += 1
    k = _over_body(nodes, _over_definite(nodes, _over_with(nodes, i, _over_sum(nodes, k))))
    found: list[Draft] = []
    while k < len(nodes) and nodes[k].is_counted and not nodes[k].word.startswith("without"):
        if nodes[k].tag == NUMBER and nodes[k].word.endswith(" of") and nodes[k - 1].tag == ",":
            # "lost 62 tanks, most of them to mines"
            break
        own = skip(nodes, k + 1)
        if own < len(nodes) and (
            nodes[own].tag == BE or (nodes[own].tag in (PAST, ADJECTIVE) and not _trailing_participle(nodes, own))
        ):
            if predicate.verb is not None and predicate.verb.loses and nodes[own].tag != BE:
                # "lost 6,500 killed, 2,500 captured and 26 guns": what is lost goes on behind.
                k = next_coordinate(nodes, own)
                continue
            break
        if predicate.verb is not None and predicate.verb.loses and _of_a_type(nodes, k):
            break
        if k not in drafts and (fits(nodes[k], predicate, "object") or _goes_on(nodes, i, k, drafts)):
            found.append(make_draft(nodes, k, i, "object"))
        after = next_coordinate(nodes, k)
        k = len(nodes) if _acts_itself(nodes, k, after) else after
    return found


def _acts_itself(nodes: list[Node], k: int, after: int) -> bool:
    """ "surrendered with 61 men; a further 30 slipped away": behind a semicolon the count is a subject."""
    parted = any(node.tag == ";" for node in nodes[k + 1 : after])
    return parted and after + 1 < len(nodes) and nodes[after + 1].tag in (WORD, ADVERB)


def _of_a_type(nodes: list[Node], k: int) -> bool:
    """ "lost one Beaufort": a number before a name in the singular may count anything."""
    return nodes[k].tag == NUMBER and k + 1 < len(nodes) and nodes[k + 1].tag == CAPITAL


def _counts_objects(nodes: list[Node], i: int) -> bool:
    """Whether the predicate is an active verb whose object suffers the loss, or with "lose" is it."""
    predicate = nodes[i]
    if predicate.tag == ADJECTIVE or predicate.verb is None or (predicate.tag == BASE and not achieved(nodes, i)):
        return False
    if predicate.verb.intransitive and not predicate.verb.loses and predicate.verb.measure != "surrendered":
        return False
    subject, passive = before(nodes, i) if i else (0, False)
    return not (predicate.tag == PAST and i > 0 and passive and nodes[subject].is_counted)


def _goes_on(nodes: list[Node], i: int, k: int, drafts: dict[int, Draft]) -> bool:
    """ "killed 227 and captured three": people, as the number before."""
    verb, before = nodes[i].verb, drafts.get(i - 2)
    told = before is None and i > 3 and nodes[i - 1].tag == AND and any(at in drafts for at in (i - 2, i - 3))
    people = (before is not None and before.node.tag != THINGS) or told
    return nodes[k].tag == NUMBER and people and verb is not None and "person" in verb.counts


def _over_sum(nodes: list[Node], k: int) -> int:
    """Behind "in all" of "lost in all around 700 men", ", at Holm," of "lost, at Holm, 178 men"."""
    if k + 1 < len(nodes) and nodes[k].tag == "," and nodes[k + 1].tag == PREPOSITION:
        aside = next((j for j in range(k + 2, min(k + _NEAR, len(nodes))) if nodes[j].tag not in _NOUN_PHRASE), 0)
        if aside and nodes[aside].tag == "," and aside + 1 < len(nodes) and nodes[aside + 1].is_counted:
            return aside + 1
    words = [node.word for node in nodes[k : k + 2]]
    summing = 2 if words in (["in", "all"], ["in", "total"]) else int(words[:1] == ["altogether"])
    behind = skip(nodes, k + summing)
    return behind if summing and behind < len(nodes) and nodes[behind].is_counted else k


def _over_with(nodes: list[Node], i: int, k: int) -> int:
    """Behind "with" of "surrendered to the Swedes with all 300 men", "capitulated with his 5,000 men"."""
    verb = nodes[i].verb
    if verb is None or verb.measure != "surrendered":
        return k
    j = k
    while j + 1 < len(nodes) and nodes[j].word in ("on", "in", "at") and j - k < _NEAR:
        # "capitulated on 19 July with the 340 men"
        j += 1
        while j < len(nodes) and nodes[j].tag in (NOT_A_COUNT, CAPITAL, PARTY, WORD, "T") and nodes[j].word != "with":
            j += 1
    if j < len(nodes) and nodes[j].word == "to":
        j += 1
        while j < len(nodes) and j - k < _NEAR and nodes[j].tag in (*_NOUN_PHRASE, PARTY):
            j += 1
    if j >= len(nodes) or nodes[j].word not in ("with", "together", "along"):
        return k
    while j < len(nodes) and (nodes[j].word in ("with", "together", "along", "all") or nodes[j].tag == "T"):
        j += 1
    return j if j < len(nodes) and nodes[j].tag in (PEOPLE, NUMBER) else k


def _over_body(nodes: list[Node], k: int) -> int:
    """Behind "a column of" in "destroyed a column of 80 vehicles"."""
    j = k + 1
    while j < len(nodes) and j - k < 4 and nodes[j].tag in ("w", "j", "M", "N", PARTY):
        j += 1
    behind = j + 1 < len(nodes) and nodes[j].tag == OF and nodes[j + 1].tag in (THINGS, PEOPLE)
    sized = j + 1 < len(nodes) and nodes[j].tag == OF and nodes[j + 1].tag == NUMBER
    if sized and not nodes[k].is_counted and last_word(nodes[j - 1]) in ("crew", *lexicon().lists["hosts"]):
        # "killing its crew of three"
        return j + 1
    if behind and nodes[j + 1].tag == PEOPLE:
        # "surrendered his army of 7,000 men"
        return j + 1 if nodes[j - 1].items[-1].word in lexicon().lists["hosts"] else k
    opened = k < len(nodes) and nodes[k].tag in ("a", "m", "T")
    return j + 1 if behind and opened and nodes[j - 1].items[-1].word in ("column", "convoy", "fleet") else k


def _over_definite(nodes: list[Node], k: int) -> int:
    """Behind a first object without a number: "sank the cruiser X, two destroyers and a tanker"."""
    if k + 2 < len(nodes) and nodes[k].word in _SELVES and nodes[k + 1].tag == AND and nodes[k + 2].is_counted:
        # "killed himself and another visitor"
        return k + 2
    if k >= len(nodes) or nodes[k].tag not in ("T", PARTY, "M", "N", "W"):
        return k
    behind = skip(nodes, k + 1)
    if nodes[k].tag == "T" and behind < len(nodes) and nodes[behind].is_counted:
        # "released the last 42 hostages"
        return behind
    j = k
    while j + 1 < len(nodes) and j - k < 5 and nodes[j].tag in _NOUN_PHRASE:
        j += 1
    if nodes[j].tag == "'" and j + 1 < len(nodes) and nodes[j + 1].is_counted:
        # "seized the fort's 121 cannons"
        return j + 1
    j = k
    while j < len(nodes) and j - k < 7 and nodes[j].tag in (*_NOUN_PHRASE, "'", OF):
        j += 1
    joined = j < len(nodes) and nodes[j].tag in (AND, ",")
    while j < len(nodes) and nodes[j].tag in (AND, ",", *SKIPPED):
        j += 1
    return j if joined and j < len(nodes) and nodes[j].is_counted else k


def _trailing_participle(nodes: list[Node], i: int) -> bool:
    """Whether the participle is an active verb of its own: "killed 20 and wounded 30"."""
    return nodes[i].tag == PAST and plainly_active(nodes, i)


def plainly_active(nodes: list[Node], i: int) -> bool:
    """Whether an object follows the verb at ``i``."""
    k = skip(nodes, i + 1)
    return k < len(nodes) and (nodes[k].is_counted or nodes[k].tag in ("T", PARTY, "N"))


def achieved(nodes: list[Node], i: int) -> bool:
    """Whether the infinitive at ``i`` tells what was done: "managed to take", "the killing of"."""
    if i and _tells_now(nodes[i - 1]):
        return True
    if i > 1 and nodes[i - 1].word == "and":
        # the second of two infinitives: "managed to break through and take 150 prisoners"
        near = [k for k in range(i - 2, max(0, i - 14), -1) if nodes[k].word == "to"]
        first = next((k for k in near if nodes[k - 1].word in lexicon().lists["achieving"]), near[0] if near else 0)
        if any(node.tag in (",", ";", "c", BE, PAST) for node in nodes[first : i - 1]):
            return False
        return first > 0 and nodes[first - 1].word in lexicon().lists["achieving"]
    words = [node.word for node in nodes[max(0, i - 4) : i]]
    return any(word in lexicon().lists["achieving"] for word in words) or (
        bool(words) and i + 1 < len(nodes) and nodes[i + 1].tag == OF and words[-1] in ("the", "of")
    )


def _tells_now(subject: Node) -> bool:
    """ "The Danes take 300 captives", "Danish forces kill 40": the base form of a tale in the present tense."""
    plural = subject.word.endswith("s") or subject.items[-1].word in ("forces", "troops", "militia", "police")
    return plural and (subject.tag in (PARTY, PERSON) or last_word(subject) in force().bodies)


def behind_besides(nodes: list[Node], j: int) -> int:
    """The index behind "as well as", "together with" at ``j``, which join as "and" does; 0 where none stands there."""
    words = tuple(node.word for node in nodes[j : j + 3])
    return next((j + len(phrase) for phrase in BESIDES if words[: len(phrase)] == phrase), 0)


def next_coordinate(nodes: list[Node], k: int) -> int:
    """The index of the counted phrase joined to the one at ``k`` from the right, or the end."""
    j = k + 1
    if j < len(nodes) and nodes[j].tag == "(":
        # A bracket stands between: "twelve vehicles (nine of them trucks) and 160 men".
        close = next((at for at in range(j, min(j + 9, len(nodes))) if nodes[at].tag == ")"), j)
        j = close + (close > j)
    if j < len(nodes) and nodes[j].tag in (PREPOSITION, OF) and not behind_besides(nodes, j):
        while j < len(nodes) and nodes[j].tag in (PREPOSITION, OF, "T", "w", "W", PARTY, "N", "M", "d", ADVERB, "j"):
            j += 1
    beside = behind_besides(nodes, j + (j < len(nodes) and nodes[j].tag == ","))
    if j < len(nodes) and (nodes[j].tag in (AND, ",", ";") or beside):
        j = beside or j
        while j < len(nodes) and nodes[j].tag in (AND, ",", ";", *SKIPPED):
            j += 1
        # "a woman and her two daughters"
        own = j + 1 < len(nodes) and nodes[j].word in ("her", "his", "their") and nodes[j + 1].is_counted
        return j + own
    return len(nodes)
