"""Claims of the prose: sentence by sentence, with what a sentence inherits from the one before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.bag import bag
from pipeline.extract.claims.grammar.auxiliaries import denied
from pipeline.extract.claims.grammar.items import build_items
from pipeline.extract.claims.grammar.node import THINGS, Node
from pipeline.extract.claims.grammar.nodes import build_nodes
from pipeline.extract.claims.losses.bare import find_bare
from pipeline.extract.claims.losses.breakdowns import broken_down
from pipeline.extract.claims.losses.drafts import Draft, is_rate
from pipeline.extract.claims.losses.fallen import Fallen
from pipeline.extract.claims.losses.linking import link
from pipeline.extract.claims.losses.named import named_subsets
from pipeline.extract.claims.losses.plurals import bare_plurals
from pipeline.extract.claims.losses.ships import classed_ships, named_ships
from pipeline.extract.claims.losses.single import single_people
from pipeline.extract.claims.readings import Found, Reading
from pipeline.extract.claims.scene import Scene
from pipeline.extract.claims.sources.attribution import find_attributions
from pipeline.extract.claims.sources.sources import Discourse
from pipeline.extract.claims.spans import widen
from pipeline.extract.claims.strengths.bases import bases
from pipeline.extract.claims.strengths.strength import find_strengths
from pipeline.extract.claims.telling import speaks_of_losses, tells
from pipeline.extract.claims.victims.gapping import gapped
from pipeline.extract.claims.victims.perpetrators import perpetrator
from pipeline.extract.claims.victims.victim import Victim
from pipeline.extract.claims.victims.victims import VictimFinder, loser
from pipeline.extract.document import Document, Placed
from pipeline.extract.quantities import find_quantities

if TYPE_CHECKING:
    from pipeline.extract.actors import ActorRegistry


def read_prose(document: Document) -> Iterator[Reading]:
    """The sentences that speak of losses or strength, in order."""
    discourse = Discourse(document)
    passages = [placed.passage for placed in document.passages]
    speaks = [passage.kind == "sentence" and speaks_of_losses(passage.text) for passage in passages]
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


def _read_sentence(
    document: Document, placed: Placed, discourse: Discourse, speaks: bool, taken_over: bool
) -> Iterator[Reading]:
    passage = placed.passage
    quantities = find_quantities(passage.text, passage.start)
    counts = any(quantity.kind in ("count", "fraction") for quantity in quantities)
    if not (counts or taken_over or tells(bag(passage.text))):
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
    found = _found(scene, placed, drafts, discourse)
    losses = [f.draft.measure for f in found if f.draft.measure != "strength"]
    discourse.measure = losses[-1] if losses else ""
    people = [f.victim.actor_id for f in found if f.draft.node.tag != THINGS and f.draft.shape != "named"]
    discourse.victim = people[-1] if people else None
    discourse.loser = loser(nodes, people)
    if speaks:
        named = frozenset(item.actor_id for item in items if item.actor_id is not None)
        yield Reading(placed, found, quantities, scopes, named)


def _found(scene: Scene, placed: Placed, drafts: list[Draft], discourse: Discourse) -> list[Found]:
    """The drafts with their victims, sources and perpetrators, from left to right."""
    finder = VictimFinder(scene, discourse.victim, discourse.loser)
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
        if any(_is_same(earlier, draft, victim) for earlier in found):
            continue
        inflicted = perpetrator(scene, draft, victim, found)
        found.append(Found(placed, draft, victim, sources, inflicted, finder.noun_use(draft)))
    return found


def _is_same(earlier: Found, draft: Draft, victim: Victim) -> bool:
    """Whether one verb says the same of somebody who is named twice: "X, the son of X, was killed"."""
    named = draft.shape == earlier.draft.shape == "named" and victim.actor_id is not None
    same = victim.actor_id == earlier.victim.actor_id and draft.measure == earlier.draft.measure
    return named and same and draft.predicate is not None and draft.predicate == earlier.draft.predicate


def _drafts(nodes: list[Node], actors: ActorRegistry, context: str) -> list[Draft]:
    """Losses, strengths and bare losses of the sentence in the order of the text."""

    def is_person(actor_id: str) -> bool:
        return actors.actor(actor_id).actor_type == "person"

    drafts = link(nodes, context)
    drafts += find_strengths(nodes, {draft.at for draft in drafts}) + bases(drafts)
    drafts += gapped(nodes, {draft.at: draft for draft in drafts})
    drafts += broken_down(nodes, list(drafts))
    taken = {draft.at for draft in drafts}
    drafts += [draft for draft in find_bare(nodes, is_person) if draft.at not in taken]
    drafts += named_subsets(nodes, sorted(drafts, key=_place), is_person)
    drafts += Fallen(nodes, is_person).drafts(sorted(drafts, key=_place))
    drafts += single_people(nodes, drafts)
    taken = {draft.at for draft in drafts}
    drafts += [draft for draft in bare_plurals(nodes) if draft.at not in taken]
    if actors.has_ships:
        taken = {draft.at for draft in drafts}
        ships = named_ships(nodes, lambda actor_id: actors.navy_of(actor_id) is not None)
        drafts += [draft for draft in ships if draft.at not in taken]
    named_there = {(draft.node.start, draft.measure) for draft in drafts}
    drafts += [draft for draft in classed_ships(nodes) if (draft.node.start, draft.measure) not in named_there]
    return sorted(filter(lambda draft: not _says_nothing(nodes, draft), drafts), key=_place)


def _says_nothing(nodes: list[Node], draft: Draft) -> bool:
    """Whether the count is a rate, or somebody denies it."""
    if draft.shape == "named" and draft.measure == "captured" and _with_it(nodes, draft):
        # "sank, taking Admiral Brand with her"
        draft.measure = "killed"
    rate = is_rate(nodes, draft.at) or is_rate(nodes, max(draft.at, draft.predicate or 0))
    return rate or denied(nodes, draft.at)


def _with_it(nodes: list[Node], draft: Draft) -> bool:
    """Whether what sank took somebody along: "taking Admiral Brand and 635 men with her"."""
    took = draft.predicate is not None and nodes[draft.predicate].word in ("taking", "took", "carrying")
    behind = [node.word for node in nodes[draft.at : draft.at + 10]]
    return took and any(pair in (("with", "her"), ("with", "it")) for pair in pairwise(behind))


def _place(draft: Draft) -> int:
    return draft.at
