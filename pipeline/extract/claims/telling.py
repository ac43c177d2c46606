"""Which sentences may tell of losses or strength, by their words alone: the others are never tagged."""

from __future__ import annotations

from functools import cache

from pipeline.extract.bag import DIGIT, bag
from pipeline.extract.claims.grammar.forces import force
from pipeline.extract.claims.grammar.lexicon import lexicon, load_words

_FALLING = frozenset(("fell", "falls"))
_LEAVING = frozenset(("abandoned", "abandoning", "behind", "lost", "losing"))
_INCLUDING = frozenset(("included", "includes", "include", "among", "amongst"))


def speaks_of_losses(text: str) -> bool:
    """Whether the sentence may count a loss or a strength.

    Such a word must stand beside a number, or be one that counts without a number.
    """
    words = bag(text)
    if tells(words):
        return True
    if words.isdisjoint(lexicon().cues) and words.isdisjoint(_strength_cues()):
        return False
    return DIGIT in words or not words.isdisjoint(_number_words())


def tells(words: frozenset[str]) -> bool:
    """Whether a loss may stand there without a number: "killed a commander", "Brand fell in the battle"."""
    if not words.isdisjoint(_telling()) or ("lost" in words and not words.isdisjoint(_what_is_lost())):
        return True
    if not words.isdisjoint(_FALLING) and not words.isdisjoint(lexicon().lists["deathbeds"]):
        return True
    if not words.isdisjoint(_LEAVING) and not words.isdisjoint(_left_things()):
        return True
    if "death" in words and not words.isdisjoint(lexicon().lists["confirming"] | {"resulted", "resulting", "led"}):
        return True
    if "without" in words and ("losing" in words or "loss" in words):
        return True
    return not words.isdisjoint(_INCLUDING) and not words.isdisjoint(lexicon().cues)


@cache
def _telling() -> frozenset[str]:
    """Words of loss that count without a number: "killed a commander", "took prisoners", "the minors were returned"."""
    measures = ("killed", "wounded", "destroyed", "missing")
    words = lexicon().words
    verbs = {
        w for w in lexicon().cues if w in words and (verb := words[w].verb) is not None and verb.measure in measures
    }
    people = {word for word, lexeme in words.items() if lexeme.noun_class in ("minor", "refugee")}
    people |= {"captured", "imprisoned", "kidnapped", "abducted", "damaged", "damage"}
    verbs -= {"fall", "falls", "fell", "fallen", "falling"}
    return frozenset(verbs | people | lexicon().lists["bare"] | lexicon().lists["deeds"])


@cache
def _left_things() -> frozenset[str]:
    """Plurals of what a force leaves behind: "abandoning tanks"."""
    words = lexicon().words.items()
    return frozenset(word for word, lexeme in words if lexeme.noun_class in force().units and word.endswith("s"))


@cache
def _what_is_lost() -> frozenset[str]:
    """What may be lost without a number: a life, a ship with a name."""
    words = lexicon().words.items()
    return frozenset({"life", "lives"} | {word for word, lexeme in words if lexeme.noun_class == "ship"})


@cache
def _number_words() -> frozenset[str]:
    return frozenset(load_words("grammar")["number_words"].split())


@cache
def _strength_cues() -> frozenset[str]:
    words = lexicon().words
    classes = {"combatant", "refugee", "minor"} | force().units
    nouns = {word for word, lexeme in words.items() if lexeme.noun_class in classes}
    nouns |= {"men", "man", "strong", "number"}
    return force().bodies | force().verbs | force().passive | force().active | nouns
