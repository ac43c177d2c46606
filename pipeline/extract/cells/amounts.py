"""How much an item says: form, bounds and hedge, from its number or from words alone."""

from __future__ import annotations

from pipeline.extract.cells.drafts import Draft
from pipeline.extract.cells.lexicon import Lexicon
from pipeline.extract.cells.tokens import Token
from pipeline.extract.cells.wordless import amount_in

# "US estimate: 1,029 killed, 7,300 wounded": only round numbers are guesses.
_ROUND = 100


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
    """A word of estimation behind the number, alone or in the name of a source ("modern estimates"); "400~"."""
    if draft.item.words and draft.item.words[0].kind == "~":
        return draft.item.words[0]
    comma = next((i for i, t in enumerate(draft.item.words) if t.kind == ","), None)
    heading = draft.above.claim if (draft.low or 0) % _ROUND == 0 else ()
    for group in (draft.item.words[:comma], *draft.item.groups, heading):
        for token in group:
            if token.word in words.sets["approximate"] and token.word not in ("average", "avg", "avg."):
                return token
    return None


def _without_number(draft: Draft, words: Lexicon) -> None:
    form, said = amount_in(draft.item.words, words)
    if not form:
        draft.reason = "no number"
        return
    draft.form = form
    spelled = " ".join(t.text for t in said)
    if form == "existential":
        draft.words = None
        draft.hedge = said[0].text if said[0].word == "some" else ""
    else:
        draft.words = spelled if form == "unknown" else spelled.lower()
        draft.hedge = draft.words if form == "vague" else ""
    draft.reading.end = max(t.end for t in draft.item.words if t.kind == "word")
