"""How many there were of whom some were lost: "141 of its 380 men", "twelve of the 30 tanks"."""

from __future__ import annotations

from pipeline.extract.claims.grammar.forces import is_force
from pipeline.extract.claims.grammar.lexicon import DETERMINER, QUANTITY
from pipeline.extract.claims.grammar.nodes import Node
from pipeline.extract.claims.losses.drafts import Draft

_LEAST = 6


def bases(drafts: list[Draft]) -> list[Draft]:
    """The strengths that the phrases of losses hold; each is behind its loss at the same node."""
    found = ((draft.at, _base(draft.node)) for draft in drafts if draft.measure != "strength")
    return [Draft("strength", base, at, base.start, base.end, None, "base") for at, base in found if base is not None]


def _base(node: Node) -> Node | None:
    """ "380 men" of "141 of its 380 men", where those are people or materiel of a force."""
    for k, item in enumerate(node.items[2:], start=2):
        if item.tag != QUANTITY or item.quantity is None:
            continue
        owned = node.items[k - 1].tag in (DETERMINER, "'")
        inner = Node(node.tag, node.items[k:], node.head, core_end=node.core_end, after=node.after)
        few = (item.quantity.low or item.quantity.high or 0) < _LEAST  # "two of the four soldiers"
        return inner if owned and not few and item.quantity.kind == "count" and is_force(inner) else None
    return None
