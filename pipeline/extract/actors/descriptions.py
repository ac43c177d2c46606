"""Descriptions that name a party with its people: "the pro-government X tribal militia", "Y rebels from the Z"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from pipeline.extract.actors.lexicon import alternatives, lexicon
from pipeline.extract.actors.model import Actor, Mention

_ADJECTIVE = re.compile(r"\b[a-z]+-[a-z]+\s$")
_PEOPLES = ("ethnic_group", "population")
_BODIES = ("armed_group", "coalition", "unknown", "state_military")


@cache
def _group() -> str:
    ties = lexicon().ties
    return alternatives(sorted({*ties["groups"], *ties["fighters"], "fighters", "militia", "rebels", "tribesmen"}))


def descriptions(
    text: str, shift: int, mentions: Sequence[Mention], actor: Callable[[str], Actor]
) -> Iterator[tuple[str, int, int]]:
    """Actor, start and end (in the article) of each description in the passage ``text`` that begins at ``shift``."""
    for left, right in pairwise(mentions):
        kinds = actor(left.actor_id).actor_type, actor(right.actor_id).actor_type
        between = text[left.end - shift : right.start - shift]
        if kinds[0] in _BODIES and kinds[1] in _PEOPLES and between == " ":
            # "pro-government X tribal militia": the party first.
            if found := re.match(rf"\s(?:{_group()})\b", text[right.end - shift :]):
                yield left.actor_id, _begin(text, left.start - shift) + shift, right.end + found.end()
        elif (
            kinds[0] in _PEOPLES
            and kinds[1] in _BODIES
            and re.fullmatch(rf"\s(?:{_group()})\s(?:(?:from|of)\s(?:the\s)?)?", between)
        ):
            yield right.actor_id, left.start, right.end


def _begin(text: str, start: int) -> int:
    """Where the adjective before the name begins, if there is one: "pro-government"."""
    found = _ADJECTIVE.search(text, max(0, start - 40), start)
    return found.start() if found else start
