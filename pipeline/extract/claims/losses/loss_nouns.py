"""Counted nouns of loss and tolls: "two deaths", "the loss of 3 ships", "the death toll rose to 45"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    AND,
    BASE,
    BE,
    DETERMINER,
    LOSS,
    OF,
    PAST,
    PREPOSITION,
    WORD,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import LOSSES, NUMBER, PEOPLE, THINGS, Node
from pipeline.extract.claims.grammar.walking import back
from pipeline.extract.claims.losses.among import among, are_among
from pipeline.extract.claims.losses.drafts import Draft, unlisted
from pipeline.extract.claims.losses.idioms import idiom
from pipeline.extract.claims.losses.objects import BESIDES, achieved
from pipeline.extract.claims.losses.tolls import toll
from pipeline.extract.claims.scene import role_words, words_of

_LOST = ("wounded", "injured", "displaced", "captured", "dead", "slain", "neutralized", "neutralised", "murdered")
_SHARED = (("killed",), ("wounded",), ("captured",))


def noun_of_loss(nodes: list[Node], i: int, drafts: dict[int, Draft], context: str) -> Draft | None:
    """The loss that the counted node at ``i`` is, that a noun before it lays on it, or that a toll puts at it."""
    return (
        idiom(nodes, i)
        or _itself(nodes, i)
        or _of_the_lost(nodes, i)
        or _lost_people(nodes, i)
        or _all_hands(nodes, i)
        or _along_with(nodes, i)
        or are_among(nodes, i)
        or _cost(nodes, i)
        or _refugees(nodes, i)
        or _behind_noun(nodes, i)
        or _lives(nodes, i)
        or among(nodes, i)
        or toll(nodes, i, drafts, context)
    )


def _itself(nodes: list[Node], i: int) -> Draft | None:
    node = nodes[i]
    if node.tag != LOSSES or node.head is None or node.head.lexeme is None:
        return None
    if may_be_a_year(node) and any(item.tag == WORD for item in node.items):
        # "a table of 1781 puts the deaths at": the year only stands before the noun.
        return None
    if _exceeds(nodes, i) or _of_bodies(nodes, i) or _got_away(nodes, i) or _left_none(nodes, i):
        return None
    verb = back(nodes, i - 1)
    if verb >= 0 and nodes[verb].tag == BASE and nodes[verb].measures and not achieved(nodes, verb):
        # "threatened to kill 20 hostages": they are no captives that the sentence counts.
        return None
    if [n.word for n in nodes[i + 1 : i + 3]] in (["of", "life"], ["of", "lives"]):
        return Draft("killed", node, i, node.start, nodes[i + 2].end, None, "noun")
    measure = "released" if _given_back(nodes, i) else node.head.lexeme.measure
    return Draft(measure, node, i, node.start, node.end, None, "noun")


def _exceeds(nodes: list[Node], i: int) -> bool:
    """ "200,000 casualties more than at the other battle": a difference."""
    behind = [node.word for node in nodes[i + 1 : i + 3]]
    return behind[1:] == ["than"] and behind[0] in ("more", "fewer", "less")


def _left_none(nodes: list[Node], i: int) -> bool:
    """ "left no bodies behind", "No bodies were found": that nobody died is not said."""
    quantity, head = nodes[i].items[0].quantity, nodes[i].head
    none = quantity is not None and quantity.form == "zero"
    return none and head is not None and head.word in ("bodies", "corpses")


def _got_away(nodes: list[Node], i: int) -> bool:
    """ "Some 200 prisoners escaped": they were captured before, and are no more."""
    behind = nodes[i + 1].word if i + 1 < len(nodes) else ""
    return behind in lexicon().lists["surviving"] or behind in ("fled", "slipped")


def _given_back(nodes: list[Node], i: int) -> bool:
    """ "Twelve captives were returned", "exchanged 38 prisoners" """
    head, verb = nodes[i].head, back(nodes, i - 1)
    if head is None or head.lexeme is None or head.lexeme.measure != "captured":
        return False
    before = verb >= 0 and nodes[verb].word in lexicon().lists["returning"]
    behind = i + 2 < len(nodes) and nodes[i + 1].tag == BE and nodes[i + 2].word in lexicon().lists["returning"]
    return before or behind


def _of_bodies(nodes: list[Node], i: int) -> bool:
    """ "the corpses of 21 detainees": what became of them last."""
    j = back(nodes, i - 1)
    lexeme = nodes[j - 1].items[-1].lexeme if j > 0 and nodes[j].tag == OF else None
    killed = lexeme is not None and lexeme.tag == LOSS and lexeme.measure == "killed"
    head = nodes[i].head
    return killed and head is not None and head.word not in lexicon().lists["bodies"]


def _of_the_lost(nodes: list[Node], i: int) -> Draft | None:
    """ "fourteen of the dead were women" """
    head = nodes[i].head
    if nodes[i].tag != PEOPLE or head is None or head.tag not in (PAST, ADJECTIVE) or head.lexeme is None:
        return None
    if head.lexeme.measure != "killed":
        # What became of "1,000 of the wounded" the verb must tell.
        return None
    return Draft(head.lexeme.measure, nodes[i], i, nodes[i].start, nodes[i].end, None, "noun")


def _all_hands(nodes: list[Node], i: int) -> Draft | None:
    """ "sank with all 35 hands", "went down with all hands, 144 men" """
    words = [node.word for node in nodes[max(0, i - 4) : i]]
    head = nodes[i].head
    if nodes[i].tag != PEOPLE or head is None:
        return None
    counted = head.word == "hands" and words[-2:] == ["with", "all"]
    if counted or words[-4:] == ["with", "all", "hands", ","]:
        return Draft("killed", nodes[i], i, nodes[i].start, nodes[i].end, None, "along")
    return None


def _along_with(nodes: list[Node], i: int) -> Draft | None:
    """ "was killed along with 40 of his men", "were wounded, as well as 20 rebels": one thing befell them all."""
    k = back(nodes, i - 1)
    words = [node.word for node in nodes[max(0, k - 2) : k + 1]]
    length = next((len(phrase) for phrase in BESIDES if tuple(words[-len(phrase) :]) == phrase), 0)
    if not length and words[-1:] == ["with"] and _serves_him(nodes[i]):
        # "was captured with 40 of his men", but not "with three shots"
        length = 1
    verb = k - length
    if verb > 0 and nodes[verb].tag == ",":
        verb -= 1
    if not length or verb < 1 or nodes[verb].tag != PAST or nodes[verb].measures[:1] not in _SHARED:
        return None
    told = nodes[verb].verb
    passive = nodes[back(nodes, verb - 1)].tag == BE or (told is not None and told.intransitive)
    people = nodes[i].tag in (PEOPLE, NUMBER)
    return (
        Draft(nodes[verb].measures[0], nodes[i], i, nodes[i].start, nodes[i].end, None, "along")
        if passive and people
        else None
    )


def _serves_him(node: Node) -> bool:
    """ "40 of his men", "300 men", "two other officers" """
    head = node.head.word if node.head is not None else ""
    own = any(item.word in ("his", "her", "their") for item in node.items)
    return own or head in ("men", "others") or head in words_of("soldiers")


def _lost_people(nodes: list[Node], i: int) -> Draft | None:
    """ "received 43 wounded people", "8,300 newly displaced people": the participle before the noun tells."""
    head = nodes[i].head
    if nodes[i].tag not in (PEOPLE, THINGS) or head is None or nodes[i].items[0].quantity is None:
        return None
    for item in nodes[i].items:
        if item.end < head.end and item.word in _LOST and item.lexeme is not None:
            return Draft(item.lexeme.measure, nodes[i], i, nodes[i].start, nodes[i].end, None, "noun")
    return None


def _cost(nodes: list[Node], i: int) -> Draft | None:
    """ "cost the British 300 men" """
    k = i - 1
    while k >= 0 and (nodes[k].tag in ("P", "W", DETERMINER, "N", "r", ADVERB) or nodes[k].word in role_words()):
        k -= 1
    if k == i - 1 or k < 0 or nodes[k].word not in ("cost", "costing"):
        return None
    told = nodes[i].tag == NUMBER and (i + 1 >= len(nodes) or nodes[i + 1].tag in (".", ",", ";", AND))
    price = _price(nodes[i]) or ("casualties" if told or nodes[i].items[-1].word == "number" else "")
    if not price:
        return None
    if not nodes[i].after:
        # Whom it cost them says whose they were.
        nodes[i].after = [item for node in nodes[k + 1 : i] if node.tag != ADVERB for item in node.items]
    return Draft(price, nodes[i], i, nodes[k].start, nodes[i].end, None, "cost")


def _refugees(nodes: list[Node], i: int) -> Draft | None:
    """ "12,100 refugees": the noun says that they were displaced."""
    head = nodes[i].head
    if head is None or head.lexeme is None or head.lexeme.noun_class != "refugee" or nodes[i].items[0].quantity is None:
        return None
    return Draft("displaced", nodes[i], i, nodes[i].start, nodes[i].end, None, "refugees")


def _behind_noun(nodes: list[Node], i: int) -> Draft | None:
    """ "the deaths of at least 10 civilians", "with the loss of 3 ships", "the destruction of 161 tanks" """
    j = back(nodes, i - 1)
    if j < 1 or nodes[j].tag not in (OF, PREPOSITION) or nodes[j].word not in ("of", "among"):
        return None
    noun = nodes[j - 1]
    lexeme = noun.items[-1].lexeme
    measure = lexicon().nominals.get(noun.items[-1].word, "")
    things = nodes[i].tag == THINGS or _own_things(nodes, i)
    if noun.tag == LOSS and lexeme is not None:
        measure = "lost" if things else lexeme.measure
        if _lives_lost(nodes[i]):
            measure = "killed"
    elif noun.word in ("cost", "expense", "price") and nodes[i].tag in (PEOPLE, NUMBER, THINGS):
        measure = _price(nodes[i]) if j >= 2 and nodes[j - 2].word in ("a", "the") else ""
    if (
        not measure
        or (nodes[i].tag == LOSSES and not _of_bodies(nodes, i))
        or (noun.tag != LOSS and may_be_a_year(nodes[i]))
    ):
        return None
    if measure == "captured" and nodes[i].tag == PEOPLE and unlisted(nodes[i]):
        # "the capture of many colonies"
        return None
    if things != (measure in ("lost", "destroyed", "damaged")) and not (measure == "captured" and things):
        return None
    return Draft(measure, nodes[i], i, noun.start, nodes[i].end, None, "of")


def may_be_a_year(node: Node) -> bool:
    """ "the massacre of 1979": four plain digits of a year's size behind the noun of an event."""
    quantity = node.items[0].quantity
    if quantity is None or not quantity.text.isdigit() or quantity.low is None:
        return False
    return len(quantity.text) == 4 and 1000 <= quantity.low <= 2100


def _price(node: Node) -> str:
    """What a cost counts; nothing without a noun behind the number, which may be money."""
    if _lives_lost(node):
        return "killed"
    if node.head is None or node.head.lexeme is None:
        return ""
    return "lost" if node.tag == THINGS else "casualties"


def _own_things(nodes: list[Node], i: int) -> bool:
    """ "shot down twelve aircraft for the loss of four of their own" """
    before = next((node for node in reversed(nodes[:i]) if node.is_counted), None)
    return nodes[i].items[-1].word == "own" and before is not None and before.tag == THINGS


def _lives_lost(node: Node) -> bool:
    return node.head is not None and node.head.word in ("lives", "life")


def _lives(nodes: list[Node], i: int) -> Draft | None:
    """ "claimed the lives of 20 people", "cost 300 lives" """
    node = nodes[i]
    verbs = ("cost", "claimed", "claiming", "costing", "took", "taking")
    before = back(nodes, i - 1)
    if node.head is not None and node.head.word in ("lives", "life") and before >= 0 and nodes[before].word in verbs:
        return Draft("killed", node, i, nodes[before].start, node.end, None, "lives")
    words = [n.word for n in nodes[max(0, i - 4) : i]]
    if node.tag in (PEOPLE, NUMBER) and (words[-3:] == ["the", "lives", "of"] or words[-2:] == ["lives", "of"]):
        return Draft("killed", node, i, nodes[max(0, i - 3)].start, node.end, None, "lives")
    return None
