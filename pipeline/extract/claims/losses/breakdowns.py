"""The parts of a count that brackets behind it give: "lost 18 killed (16 gunners, one pilot and one cook)".

No verb says what befell the parts: that they sum up to the whole does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.claims.grammar.nodes import PEOPLE, THINGS, Node
from pipeline.extract.claims.losses.drafts import Draft

_NEAR = 4


def broken_down(nodes: Sequence[Node], drafts: Sequence[Draft]) -> Iterator[Draft]:
    """The parts in brackets whose sum is the number of the loss or strength before them."""
    for opening, node in enumerate(nodes):
        if node.tag != "(":
            continue
        closing = next((k for k in range(opening + 1, len(nodes)) if nodes[k].tag in ("(", ")")), len(nodes))
        parts = [k for k in range(opening + 1, closing) if nodes[k].is_counted]
        whole = max((d for d in drafts if opening - _NEAR <= _last(d) < opening), key=lambda d: d.at, default=None)
        taken = any(opening < draft.at < closing for draft in drafts)
        if whole is None or taken or len(parts) < 2 or not _sums_up(whole, [nodes[k] for k in parts]):
            continue
        for k in parts:
            yield Draft(whole.measure, nodes[k], k, nodes[k].start, nodes[k].end, None, "subset", whole=whole)


def _last(draft: Draft) -> int:
    return max(draft.at, draft.predicate if draft.predicate is not None else 0)


def _sums_up(whole: Draft, parts: Sequence[Node]) -> bool:
    kind = THINGS if whole.node.tag == THINGS else PEOPLE
    return (
        all(part.tag == kind for part in parts) and _exact(whole.node) == sum(_exact(part) or 0 for part in parts) > 0
    )


def _exact(node: Node) -> int | None:
    """The node's number where it is one and not a bound; "a" and "one" are 1."""
    quantity = node.items[0].quantity
    if quantity is None:
        return 1 if node.tag in (PEOPLE, THINGS) and node.word in ("a", "an", "one") else None
    return quantity.low if quantity.low == quantity.high else None
