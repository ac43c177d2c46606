"""Claims of the prose: sentence by sentence, with what a sentence inherits from the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.bag import DIGIT, bag
from pipeline.extract.claims.attribution import find_attributions
from pipeline.extract.claims.auxiliaries import denied
from pipeline.extract.claims.bare import find_bare
from pipeline.extract.claims.breakdowns import broken_down
from pipeline.extract.claims.drafts import Draft, is_rate
from pipeline.extract.claims.fallen import Fallen
from pipeline.extract.claims.forces import force
from pipeline.extract.claims.gapping import gapped
from pipeline.extract.claims.items import build_items
from pipeline.extract.claims.lexicon import lexicon, load_words
from pipeline.extract.claims.linking import link
from pipeline.extract.claims.named import named_subsets
from pipeline.extract.claims.node import THINGS, Node
from pipeline.extract.claims.nodes import build_nodes
from pipeline.extract.claims.perpetrators import perpetrator
from pipeline.extract.claims.scene import Scene
from pipeline.extract.claims.ships import classed_ships, named_ships
from pipeline.extract.claims.single import single_people
from pipeline.extract.claims.sources import Discourse, Source
from pipeline.extract.claims.spans import widen
from pipeline.extract.claims.strength import find_strengths
from pipeline.extract.claims.victim import Victim
from pipeline.extract.claims.victims import VictimFinder
from pipeline.extract.document import Document, Placed
from pipeline.extract.quantities import Quantity, find_quantities

if TYPE_CHECKING:
    from pipeline.extract.actors import ActorRegistry


_FALLING = frozenset(("fell", "falls"))
_INCLUDING = frozenset(("included", "includes", "include", "among", "amongst"))


@dataclass(slots=True)
class Found:
    """One claim of a sentence before it becomes rows."""

    placed: Placed
    draft: Draft
    victim: Victim
    sources: list[Source] = field(default_factory=list)
    perpetrator: str | None = None
    noun_use: bool = False


@dataclass(slots=True)
class Reading:
    """What one sentence gave: its claims, and its quantities if it speaks of losses or strength."""

    placed: Placed
    found: list[Found]
    quantities: list[Quantity]
    scopes: list[tuple[int, int, list[Source]]] = field(default_factory=list)
    named: frozenset[str] = frozenset()


def read_prose(document: Document) -> Iterator[Reading]:
    """The sentences that speak of losses or strength, in order."""
    discourse = Discourse(document)
    speaks = [placed.passage.kind == "sentence" and _speaks(placed.passage.text) for placed in document.passages]
    for placed in document.passages:
        if placed.passage.kind != "sentence":
            discourse.pause()
            continue
        discourse.enter(placed.passage.paragraph)
        # A sentence that counts nothing is read for its source alone, and only if the next one may take it over.
        taken_over = placed.index + 1 < len(speaks) and speaks[placed.index + 1]
        taken_over = taken_over and discourse.may_attribute(placed.passage.text)
        if speaks[placed.index] or taken_over:
            yield from _read_sentence(document, placed, discourse, speaks[placed.index], taken_over)
        else:
            discourse.pass_over()


def _speaks(text: str) -> bool:
    """Whether the sentence may count a loss or a strength.

    Such a word must stand beside a number, or be one that counts without a number.
    """
    words = bag(text)
    if _tells(words):
        return True
    if words.isdisjoint(lexicon().cues) and words.isdisjoint(_strength_cues()):
        return False
    return DIGIT in words or not words.isdisjoint(_number_words())


def _tells(words: frozenset[str]) -> bool:
    """Whether a loss may stand there without a number: "killed a commander", "Brand fell in the battle"."""
    if not words.isdisjoint(_telling()) or ("lost" in words and not words.isdisjoint(_what_is_lost())):
        return True
    if not words.isdisjoint(_FALLING) and not words.isdisjoint(lexicon().lists["deathbeds"]):
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


def _read_sentence(
    document: Document, placed: Placed, discourse: Discourse, speaks: bool, taken_over: bool
) -> Iterator[Reading]:
    passage = placed.passage
    quantities = find_quantities(passage.text, passage.start)
    counts = any(quantity.kind in ("count", "fraction") for quantity in quantities)
    if not (counts or taken_over or _tells(bag(passage.text))):
        discourse.pass_over()
        yield Reading(placed, [], quantities)
        return
    items = build_items(passage.text, passage.start, quantities, document.actors.mentions(placed.index))
    nodes = build_nodes(items) if speaks else []
    drafts = _drafts(nodes, document.actors, discourse.measure)
    if not (drafts or taken_over):
        discourse.pass_over()
        yield Reading(placed, [], quantities)
        return
    cues = find_attributions(items, passage.start, passage.end)
    scopes = discourse.attribute(cues, passage.text, passage.start, passage.end)
    scene = Scene(document.article.text, items, nodes, document.actors, scopes)
    found = _found(scene, placed, drafts, discourse.victim)
    losses = [f.draft.measure for f in found if f.draft.measure != "strength"]
    discourse.measure = losses[-1] if losses else ""
    people = [f.victim.actor_id for f in found if f.draft.node.tag != THINGS and f.draft.shape != "named"]
    discourse.victim = people[-1] if people else None
    if speaks:
        named = frozenset(item.actor_id for item in items if item.actor_id is not None)
        yield Reading(placed, found, quantities, scopes, named)


def _found(scene: Scene, placed: Placed, drafts: list[Draft], before: str | None) -> list[Found]:
    """The drafts with their victims, sources and perpetrators, from left to right."""
    finder = VictimFinder(scene, before)
    found: list[Found] = []
    for draft in drafts:
        victim = finder.victim(draft)
        widen(scene, draft, placed.passage.end)
        sources = [
            source
            for start, end, group in scene.scopes
            if start <= draft.node.start and draft.node.end <= end
            for source in group
        ]
        inflicted = perpetrator(scene, draft, victim, found)
        found.append(Found(placed, draft, victim, sources, inflicted, finder.noun_use(draft)))
    return found


def _drafts(nodes: list[Node], actors: ActorRegistry, context: str) -> list[Draft]:
    """Losses, strengths and bare losses of the sentence in the order of the text."""

    def is_person(actor_id: str) -> bool:
        return actors.actor(actor_id).actor_type == "person"

    drafts = link(nodes, context)
    drafts += find_strengths(nodes, {draft.at for draft in drafts})
    drafts += gapped(nodes, {draft.at: draft for draft in drafts})
    drafts += broken_down(nodes, list(drafts))
    taken = {draft.at for draft in drafts}
    drafts += [draft for draft in find_bare(nodes, is_person) if draft.at not in taken]
    drafts += named_subsets(nodes, sorted(drafts, key=_place), is_person)
    drafts += Fallen(nodes, is_person).drafts(sorted(drafts, key=_place))
    drafts += single_people(nodes, drafts)
    if actors.has_ships:
        taken = {draft.at for draft in drafts}
        ships = named_ships(nodes, lambda actor_id: actors.navy_of(actor_id) is not None)
        drafts += [draft for draft in ships if draft.at not in taken]
    named_there = {(draft.node.start, draft.measure) for draft in drafts}
    drafts += [draft for draft in classed_ships(nodes) if (draft.node.start, draft.measure) not in named_there]
    return sorted(filter(lambda draft: not _says_nothing(nodes, draft), drafts), key=_place)


def _says_nothing(nodes: list[Node], draft: Draft) -> bool:
    """Whether the count is a rate, or somebody denies it."""
    rate = is_rate(nodes, draft.at) or is_rate(nodes, max(draft.at, draft.predicate or 0))
    return rate or denied(nodes, draft.at)


def _place(draft: Draft) -> int:
    return draft.at
