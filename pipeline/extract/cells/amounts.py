"""How much an item says: form, bounds and hedge, from its number or from words alone."""

from __future__ import annotations

from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token


def amount(draft: Draft, text: str, words: Lexicon) -> None:
    """Fill form, bounds, words and hedge of the draft; ``text`` is the article's."""
    token = draft.item.count
    if token is None or token.quantity is None:
        _without_number(draft, words)
        return
    quantity = token.quantity
    draft.words = text[quantity.num_start : quantity.num_end]
    draft.form, draft.low, draft.high, draft.hedge = quantity.form, quantity.low, quantity.high, quantity.hedge
    if quantity.form == "vague" and words.sets["unknown"].intersection(draft.words.lower().split()):
        draft.form = "unknown"
    if quantity.form == "exact":
        hedge = _hedge(draft, words)
        if hedge is not None:
            draft.form, draft.hedge = "approximate", hedge.text


def _hedge(draft: Draft, words: Lexicon) -> Token | None:
    """A word of estimation in the item's parentheses, alone or in the name of a source ("modern estimates")."""
    for group in draft.item.groups:
        for token in group:
            if token.word in words.sets["approximate"] and token.word not in ("average", "avg", "avg."):
                return token
    return None


def _without_number(draft: Draft, words: Lexicon) -> None:
    item, sets = draft.item, words.sets
    lower = [t.word for t in item.words if t.kind == "word"]
    unknown = next((t for t in item.words if t.word in sets["unknown"]), None)
    said = [w for w in lower if w in words.nouns or w in sets["forces"] or (w,) in words.measures]
    if unknown is not None and len(lower) <= 6:
        draft.form, draft.words = "unknown", unknown.text
    elif lower and all(w in sets["degrees"] or w == "and" for w in lower):
        draft.form, draft.words, draft.hedge = "vague", " ".join(lower), " ".join(lower)
    elif lower and lower[0] in sets["existential"] and said and len(lower) <= 6:
        draft.form, draft.words = "existential", None
        draft.hedge = item.words[0].text if lower[0] == "some" else ""
    else:
        draft.reason = "no number"
        return
    draft.reading.end = max(t.end for t in item.words if t.kind == "word")
