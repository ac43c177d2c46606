"""The words of loss, as the grammar of claims needs them. Loaded once from the word lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

# Tags of the items of a sentence. Each is one letter, so that a sentence is also a string of tags.
QUANTITY, ZERO, SOME, ONE, NOT_A_COUNT = "Q", "z", "S", "a", "d"
PERSON, MATERIEL, PARTY, LOSS = "N", "M", "P", "L"
PAST, GERUND, BASE, PRESENT, ADJECTIVE = "K", "G", "I", "V", "J"
HAVE, CAUSE, BE, REPORT = "H", "C", "B", "R"
OF, BY, PREPOSITION, AND, SUBORDINATOR, SUBSET = "o", "b", "p", "&", "c", "i"
DETERMINER, PRONOUN, ADVERB, PLAIN, WORD, CAPITAL = "T", "r", "x", "j", "w", "W"

_LISTS = (
    "amounting", "achieving", "afterwards", "returning", "bare", "degrees", "deeds", "wished", "booty", "parts",
    "forcing", "falling", "onto", "hosts", "bodies", "adding", "prices", "surviving", "denying", "taking",
    "doubting", "aiming",
    "dying", "finding", "deathbeds", "violent", "crews", "kin", "confirming",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of loss: what it counts and whose loss it is."""

    measure: str
    takes: str
    intransitive: bool = False
    passive_only: bool = False
    loses: bool = False
    counts: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lexeme:
    """What a word is to the grammar; ``verb``, ``measure`` and ``noun_class`` as its tag needs them."""

    tag: str
    verb: Verb | None = None
    measure: str = ""
    noun_class: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Words and phrases (lower case, phrases by their words) with their lexemes."""

    words: dict[str, Lexeme]
    phrases: dict[str, list[tuple[tuple[str, ...], Lexeme]]]
    tolls: dict[tuple[str, ...], str]
    nominals: dict[str, str]
    cues: frozenset[str]
    lists: dict[str, frozenset[str]]
    models: dict[str, Lexeme]
    """Types of vehicles and aircraft by their names in lower case; the plurals among them end in s."""
    types: dict[str, Lexeme]
    """The same by the letters that stand before a number."""


def load_words(name: str) -> dict[str, Any]:
    """One word list of the package, by its name without ``.toml``."""
    return tomllib.loads(files("pipeline.extract").joinpath("words", f"{name}.toml").read_text("utf-8"))


@cache
def lexicon() -> Lexicon:
    """The words of loss, people and grammar."""
    losses, grammar = load_words("losses"), load_words("grammar")
    words = _words(losses, load_words("nouns"), grammar)
    cues = {w for w, lexeme in words.items() if lexeme.tag in (PAST, GERUND, BASE, PRESENT, ADJECTIVE, LOSS)}
    for section in ("phrases", "phrases-active"):
        for phrase in losses[section]:
            first, last = phrase.split()[0], phrase.split()[-1]
            cues.add(first if last in words else last)
    cues.update(losses["nominals"], ("cost", "costing", "toll", "total", "figure"))
    cues.update(("lives", "life", "dead", "losses", "casualties"))
    lists = {name: frozenset(losses[name]["words"]) for name in _LISTS}
    lists |= {name: frozenset(grammar[name].split()) for name in ("negation", "have")}
    tolls = {tuple(phrase.split()): measure for phrase, measure in losses["tolls"].items()}
    phrases, nominals = _phrases(losses, grammar), dict(losses["nominals"])
    return Lexicon(words, phrases, tolls, nominals, frozenset(cues), lists, _models(), _types())


def _words(losses: dict[str, Any], nouns: dict[str, Any], grammar: dict[str, Any]) -> dict[str, Lexeme]:
    """Single words; where lists disagree the later one wins: a verb of loss is that before all."""
    words = _small_words(grammar)
    for word in nouns["plain"].split():
        words.setdefault(word, Lexeme(PLAIN))
    for noun_class in ("generic", "refugee", "minor", "civilian", "combatant"):
        words |= {word: Lexeme(PERSON, noun_class=noun_class) for word in nouns[noun_class].split()}
    for tag, section in ((HAVE, "having"), (CAUSE, "causing")):
        words |= {word: Lexeme(tag) for word in losses[section]["words"]}
    words |= _materiel(nouns["things"])
    for measure, loss_nouns in losses["nouns"].items():
        words |= {word: Lexeme(LOSS, measure=measure) for word in loss_nouns}
    words |= {word: Lexeme(ADJECTIVE, measure=measure) for word, measure in losses["adjectives"].items()}
    for entry in losses["verb"]:
        words |= _verb_forms(entry)
    return words


def _phrases(losses: dict[str, Any], grammar: dict[str, Any]) -> dict[str, list[tuple[tuple[str, ...], Lexeme]]]:
    """Words that act as one, by the first of them, the longest first."""
    lexemes: dict[str, Lexeme] = {}
    for section, tag in (("phrases", PAST), ("phrases-active", GERUND)):
        for phrase, measure in losses[section].items():
            takes = "materiel" if measure in ("destroyed", "damaged", "lost") else "person"
            own = " their " in phrase or phrase.endswith("themselves")
            own = own or phrase.split()[0] in losses["undergone"]["words"]
            lexemes[phrase] = Lexeme(tag, Verb(measure, takes, intransitive=own), measure)
    compounds = load_words("units")["compounds"] | grammar["thing_compounds"]
    lexemes |= {compound: Lexeme(MATERIEL, noun_class=unit) for compound, unit in compounds.items()}
    people = grammar["people_compounds"]["words"]
    lexemes |= {compound: Lexeme(PERSON, noun_class="combatant") for compound in people}
    lexemes |= {phrase: Lexeme(SUBSET) for phrase in grammar["subset_phrases"]}
    by_first: dict[str, list[tuple[tuple[str, ...], Lexeme]]] = {}
    for phrase, lexeme in sorted(lexemes.items(), key=lambda pair: -len(pair[0].split())):
        key = tuple(phrase.split())
        by_first.setdefault(key[0], []).append((key, lexeme))
    return by_first


def _materiel(things: str) -> dict[str, Lexeme]:
    """Nouns of materiel with their units; a thing of no listed unit is counted under its own name."""
    units = {word: unit for unit, words in load_words("units")["units"].items() for word in words.split()}
    own = {word: singular(word) for word in things.split()}
    return {word: Lexeme(MATERIEL, noun_class=unit) for word, unit in (own | units).items()}


def singular(word: str) -> str:
    """An English plural without its ending."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "quarters")) else word


def _small_words(grammar: dict[str, Any]) -> dict[str, Lexeme]:
    tags = {
        "be": BE, "article": ONE, "one": ONE, "determiner": DETERMINER, "of": OF, "by": BY, "preposition": PREPOSITION,
        "conjunction": AND, "subordinator": SUBORDINATOR, "pronoun": PRONOUN, "adverb": ADVERB, "existential": SOME,
    }  # fmt: skip
    return {word: Lexeme(tag) for name, tag in tags.items() for word in grammar[name].split()}


def _verb_forms(entry: dict[str, Any]) -> dict[str, Lexeme]:
    verb = Verb(
        entry["measure"],
        entry["takes"],
        entry.get("intransitive", False),
        entry.get("passive", False),
        entry.get("loses", False),
        frozenset(entry.get("counts", ())),
        frozenset(entry.get("nouns", ())),
    )
    forms: dict[str, Lexeme] = {}
    for line in entry["forms"]:
        every = line.split()
        for form in every:
            if form.endswith("ing"):
                tag = GERUND
            elif form == every[0]:
                tag = BASE
            elif form == every[1] and form.endswith("s"):
                tag = PRESENT
            else:
                tag = PAST
            # "hurt": base and past alike are read as past, the commoner form in narration.
            if tag == BASE and form in every[1:]:
                tag = PAST
            forms[form] = Lexeme(tag, verb, verb.measure)
    return forms


def _types() -> dict[str, Lexeme]:
    """By the letters that stand before a number in the name of a type: the "t" of "T-72"."""
    units = {word: unit for unit, words in load_words("cells")["types"].items() for word in words.split()}
    return {word: Lexeme(MATERIEL, noun_class=unit) for word, unit in units.items()}


def _models() -> dict[str, Lexeme]:
    """The names are written with a capital; the singular may be a man's: "Churchill"."""
    units = {word: unit for unit, words in load_words("cells")["models"].items() for word in words.split()}
    return {word: Lexeme(MATERIEL, noun_class=unit) for word, unit in units.items()}
