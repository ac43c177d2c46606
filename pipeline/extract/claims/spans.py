"""How far the words of a claim reach: the auxiliary before its verb, and what is said of its people behind it."""

from __future__ import annotations

import re

from pipeline.extract.claims.grammar.lexicon import ADVERB, CAUSE, HAVE, PRONOUN
from pipeline.extract.claims.losses.drafts import Draft
from pipeline.extract.claims.scene import Scene

_QUOTED = 16
_SIDES = re.compile(r"\s+on (?:both|either|each) sides?\b")
_MOVED = re.compile(
    r"\s*(?:(?:that|who|which)\s+)?(?:(?:were|was|and)\s+)*(?:taken|brought|evacuated|transported|carried|moved)\s+to\s+"
    r"(?:the\s+)?[^\s,;.]+(?:\s+(?:hospital|clinic|[A-Z][^\s,;.]*))*"
)
_TREATED = re.compile(
    r"(?:\s+(?:(?:received|underwent)\s+)?(?:treatment|care|surgery))?\s+(?:in|at)\s+(?:the\s+)?[^\s,;.]+(?:\s+hospital)?"
)


def widen(scene: Scene, draft: Draft, end: int) -> None:
    """Take in the words that belong to the claim; ``end`` is where its sentence ends."""
    nodes = scene.nodes
    text = scene.text
    before = draft.at - 1
    while before >= 0 and nodes[before].tag == ADVERB:
        before -= 1
    if draft.shape == "subject" and before >= 0 and nodes[before].tag == CAUSE and draft.start >= nodes[before].end:
        # "left three people dead"
        draft.start = min(draft.start, nodes[before].start)
    verb = draft.predicate
    if draft.shape == "object" and verb is not None and verb > 1 and draft.start == nodes[verb].start:
        subject, had = nodes[verb - 2], nodes[verb - 1]
        if had.tag == HAVE and subject.tag == PRONOUN:
            # "they had killed some fighters"
            draft.start = subject.start
    if text[draft.start : draft.end].count('"') % 2 and (closing := text.find('"', draft.end, draft.end + _QUOTED)) > 0:
        # had been "neutralized", 62 "prisoners of war"
        draft.end = min(closing + 1, end)
    pattern = _TREATED if draft.shape == "existential" and verb == draft.at else None
    for found in (_SIDES.match(text, draft.end, end), _MOVED.match(text, draft.end, end)):
        if found is not None and (draft.measure == "killed" or found.re is _MOVED):
            draft.end = found.end()
    if pattern is not None and (found := pattern.match(text, draft.end, end)) is not None:
        draft.end = found.end()
