"""Losses without a number: "had fighters killed", "captured prisoners", "the minors were returned"."""

from __future__ import annotations

from collections.abc import Callable

from pipeline.extract.claims.grammar.lexicon import (
    ADJECTIVE,
    ADVERB,
    BE,
    BY,
    CAPITAL,
    DETERMINER,
    HAVE,
    LOSS,
    NOT_A_COUNT,
    OF,
    PARTY,
    PAST,
    PERSON,
    PREPOSITION,
    PRONOUN,
    lexicon,
)
from pipeline.extract.claims.grammar.nodes import THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.losses.named import named, unlisted_name

_LOSSES = ("killed", "wounded", "captured", "missing")


def find_bare(nodes: list[Node], is_person: Callable[[str], bool]) -> list[Draft]:
    """Existential, anaphoric and named losses; ``is_person`` tells whether an actor id is a person's."""
    found: list[Draft] = []
    for i, node in enumerate(nodes):
        draft = None
        if node.tag == PARTY and node.items[0].actor_id and is_person(node.items[0].actor_id):
            found.extend(named(nodes, i))
            continue
        if node.word in ("he", "she") and node.tag == PRONOUN:
            found.extend(draft for draft in named(nodes, i) if draft.start == node.start)
        elif node.tag == PERSON:
            draft = _had_people_lost(nodes, i) or _given_back(nodes, i)
        elif node.tag == LOSS:
            draft = _took_prisoners(nodes, i) or _without_loss(nodes, i) or _light_or_heavy(nodes, i)
        elif node.tag in (PAST, ADJECTIVE) and not node.is_counted:
            draft = _have_taken_prisoners(nodes, i) or _participle_as_noun(nodes, i)
        elif node.word == "without":
            draft = _without_losing_one(nodes, i)
        elif node.tag == CAPITAL and not (i and nodes[i - 1].tag == CAPITAL):
            draft = unlisted_name(nodes, i)
        if draft is not None:
            found.append(draft)
    return found


def _had_people_lost(nodes: list[Node], i: int) -> Draft | None:
    """ "they had fighters killed" """
    before = nodes[i - 1] if i else None
    after = nodes[i + 1] if i + 1 < len(nodes) else None
    if (
        before is None
        or after is None
        or before.tag != HAVE
        or after.tag not in (PAST, ADJECTIVE)
        or not after.measures
    ):
        return None
    start = nodes[i - 2].start if i >= 2 and nodes[i - 2].tag in ("r", PARTY) else before.start
    return Draft(after.measures[0], nodes[i], i, start, after.end, i + 1, "existential")


def _given_back(nodes: list[Node], i: int) -> Draft | None:
    """ "The minors were returned": a definite group of which an earlier sentence gave the number."""
    if i == 0 or nodes[i - 1].tag != DETERMINER:
        return None
    k = i + 1
    be = False
    while k < len(nodes) and nodes[k].tag in (BE, ADVERB, HAVE, "j"):
        be = be or nodes[k].tag == BE
        k += 1
    lexeme = nodes[i].items[0].lexeme
    if (
        not be
        or k >= len(nodes)
        or nodes[k].word not in lexicon().lists["returning"]
        or lexeme is None
        or lexeme.noun_class not in ("minor", "generic", "refugee")
    ):
        return None
    end = nodes[k].end
    if k + 1 < len(nodes) and nodes[k + 1].word in ("back", "over"):
        k, end = k + 1, nodes[k + 1].end
    if k + 2 < len(nodes) and nodes[k + 1].tag == PREPOSITION and nodes[k + 2].tag == PARTY:
        end = nodes[k + 2].end
    return Draft("released", nodes[i], i, nodes[i - 1].start, end, k, "anaphoric")


def _took_prisoners(nodes: list[Node], i: int) -> Draft | None:
    """ "they had captured prisoners", "took prisoners" """
    if nodes[i].word not in ("prisoners", "captives", "hostages") or i == 0:
        return None
    verb = nodes[i - 1]
    if verb.measures != ("captured",) and verb.word not in ("took", "taking", "taken"):
        return None
    start = verb.start
    if i >= 2 and nodes[i - 2].tag == HAVE:
        start = nodes[i - 3].start if i >= 3 and nodes[i - 3].tag in ("r", PARTY) else nodes[i - 2].start
    return Draft("captured", nodes[i], i, start, nodes[i].end, i - 1, "existential")


def _have_taken_prisoners(nodes: list[Node], i: int) -> Draft | None:
    """ "it had taken prisoners" """
    if not nodes[i].word.endswith("prisoners") or i == 0 or nodes[i - 1].tag != HAVE:
        return None
    start = nodes[i - 2].start if i >= 2 and nodes[i - 2].tag in ("r", PARTY) else nodes[i - 1].start
    return Draft("captured", nodes[i], i, start, nodes[i].end, i, "existential")


def _without_loss(nodes: list[Node], i: int) -> Draft | None:
    """ "without loss", "without any casualties": zero, though no number stands there."""
    k = i - 1
    while k >= 0 and nodes[k].word in ("any", "further", "significant", "a", "single", "suffering", "sustaining"):
        k -= 1
    lexeme = nodes[i].items[0].lexeme
    if (
        k < 0
        or nodes[k].word != "without"
        or lexeme is None
        or any(n.word in ("significant", "further") for n in nodes[k:i])
    ):
        return None
    if [node.word for node in nodes[i + 1 : i + 3]] == ["of", "life"]:
        return Draft("killed", nodes[i], i, nodes[k].start, nodes[i + 2].end, None, "none")
    return Draft(lexeme.measure, nodes[i], i, nodes[k].start, nodes[i].end, None, "none")


def _without_losing_one(nodes: list[Node], i: int) -> Draft | None:
    """ "without losing a single man", "without the loss of a single ship": zero of them."""
    k = i + 1
    while k < len(nodes) and nodes[k].tag in (DETERMINER, "j"):
        k += 1
    verb = nodes[k].verb if k < len(nodes) else None
    loss = k + 1 < len(nodes) and nodes[k].tag == LOSS and nodes[k + 1].tag == OF
    one = k + 1 + loss
    if not (loss or (verb is not None and verb.loses)) or one >= len(nodes) or not nodes[one].is_counted:
        return None
    if nodes[one].word not in ("a", "an", "one", "a single", "single"):
        return None
    measure = "lost" if nodes[one].tag == THINGS else "casualties"
    return Draft(measure, nodes[one], one, nodes[i].start, nodes[one].end, None, "none")


def _light_or_heavy(nodes: list[Node], i: int) -> Draft | None:
    """ "American losses were light", "casualties on both sides were heavy" """
    k = i + 1
    while (
        k < len(nodes)
        and k - i < 5
        and nodes[k].tag in (PREPOSITION, OF, BY, DETERMINER, PARTY, PERSON, NOT_A_COUNT, "w", "W")
    ):
        k += 1
    if nodes[i].word not in ("losses", "casualties") or k >= len(nodes) or nodes[k].tag != BE:
        return None
    k += 1
    while k < len(nodes) and (nodes[k].tag in (ADVERB, '"') or nodes[k].word in ("very", "relatively")):
        k += 1
    if k < len(nodes) and nodes[k].word in lexicon().lists["degrees"]:
        return Draft("casualties", nodes[i], i, nodes[i].start, nodes[k].end, None, "vague")
    return None


def _participle_as_noun(nodes: list[Node], i: int) -> Draft | None:
    """ "Wounded from the CMA were treated": the participle is the noun."""
    opens = i == 0 or nodes[i - 1].tag in ("&", ",", ";", "c")
    k = i + 1
    if (
        not opens
        or k >= len(nodes)
        or nodes[k].word not in ("from", "of", "on", "among")
        or nodes[k].tag not in (PREPOSITION, OF)
    ):
        return None
    while k < len(nodes) and nodes[k].tag in (PREPOSITION, OF, DETERMINER, PARTY, PERSON, "w", "W"):
        if nodes[k].word in lexicon().lists["afterwards"]:
            break
        k += 1
    party = next((j for j in range(i + 1, min(i + 6, len(nodes))) if nodes[j].tag in (PARTY, PERSON)), None)
    if party is None or nodes[i].measures not in (("wounded",), ("killed",)):
        return None
    k = party + 1
    verb = (
        k + 1 if k < len(nodes) and nodes[k].tag == BE else k if k < len(nodes) and nodes[k].word == "received" else -1
    )
    if (
        verb < 0
        and i > 2
        and nodes[i - 1].tag == "&"
        and any(node.word in ("received", "treated", "taken") for node in nodes[:i])
    ):
        # "..., and wounded from the X in Y": the verb is that of the first half.
        return Draft(nodes[i].measures[0], nodes[i], i, nodes[i].start, nodes[party].end, i, "existential")
    if verb < 0 or verb >= len(nodes):
        return None
    end = nodes[verb].end
    if verb + 2 < len(nodes) and nodes[verb + 1].tag == PREPOSITION:
        end = nodes[verb + 2].end
    return Draft(nodes[i].measures[0], nodes[i], i, nodes[i].start, end, i, "existential")
