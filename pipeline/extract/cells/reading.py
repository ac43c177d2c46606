"""What an item says: its measure, what it counts, where its words end."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.extract.cells.items import Item
from pipeline.extract.cells.lexicon import Lexicon, Noun
from pipeline.extract.cells.nouns import is_unknown, noun_of, noun_phrase
from pipeline.extract.cells.tokens import Token

_LONGEST = 4
"""Words of the longest measure: "put out of action"."""
_ORDER = ("killed", "wounded", "missing", "captured")


@dataclass(slots=True)
class Reading:
    """``measure`` is '' where the item states none; ``noun`` None where no noun stands; ``head`` its words."""

    measure: str
    noun: Noun | None
    head: list[Token]
    end: int
    stated: str = ""
    """The words that state the measure, in lower case."""
    leads: bool = False
    """Whether the measure stands before the number."""
    second: str = ""
    """A further measure that cannot be joined to the first."""


def find_measure(tokens: list[Token], words: Lexicon) -> tuple[str, int, int, str]:
    """The first measure, joined with those linked to it; the indices of its first and last token; a stray second."""
    at = 0
    while at < len(tokens):
        hit = _measure_at(tokens, at, words)
        if hit:
            measures, last = [hit[0]], at + hit[1] - 1
            while True:
                step = last + 1
                while step < len(tokens) and tokens[step].word in words.sets["joining"]:
                    step += 1
                more = _measure_at(tokens, step, words) if step > last + 1 else None
                if not more:
                    break
                measures.append(more[0])
                last = step + more[1] - 1
            measure, second = _joined(measures)
            return measure, at, last, second
        at += 1
    return "", -1, -1, ""


def _of_captives(tokens: list[Token], measure: str, first: int, last: int, words: Lexicon) -> tuple[str, int]:
    """What became of people already lost: "2,000 prisoners executed"; measure and index of its last token."""
    if first >= 0 and first == last and tokens[first].word in words.sets["captives"]:
        fate = _measure_at(tokens, last + 1, words)
        if fate:
            return fate[0], last + fate[1]
    return measure, last


def _qualifies_loss(head: list[Token], loss: Token, words: Lexicon) -> bool:
    """Whether the words only tell what sort of loss: "non-battle casualties"."""
    if not head or loss.word not in words.sets["loss_nouns"]:
        return False
    return all(t.text.islower() for t in head) and is_unknown(noun_of(head, words))


def _measure_at(tokens: list[Token], at: int, words: Lexicon) -> tuple[str, int] | None:
    said = [t.word for t in tokens[at : at + _LONGEST]]
    if not said or said[0] not in words.measuring or "-".join(said[:2]) in words.sets["no_losses"]:
        return None
    for size in range(len(said), 0, -1):
        if measure := words.measures.get(tuple(said[:size])):
            return measure, size
    return None


def _joined(measures: list[str]) -> tuple[str, str]:
    different = list(dict.fromkeys(measures))
    if len(different) == 1:
        return different[0], ""
    if all(measure in _ORDER for measure in different):
        return "+".join(m for m in _ORDER if m in different), ""
    return different[0], different[1]


def read(item: Item, words: Lexicon) -> Reading:
    """The item's own words, without what headings or its neighbours say."""
    behind = item.words if item.count is not None else _without_amount(item.words, words)
    measure, first, last, second = find_measure(behind, words)
    measure, last = _of_captives(behind, measure, first, last, words)
    stop = first if first >= 0 else len(behind)
    head = noun_phrase(behind[:stop], words)
    if first >= 0 and _qualifies_loss(head, behind[first], words):
        head = []
    if first >= 0 and not head:
        # "20 wounded soldiers"
        following = noun_phrase(behind[last + 1 :], words)
        if following and not is_unknown(noun_of(following, words)):
            head = following
    leads = False
    if first < 0:
        lead_measure, lead_first, lead_last, _ = find_measure(item.lead, words)
        if lead_first >= 0 and lead_last == len(item.lead) - 1:
            measure, leads = lead_measure, True
    noun = noun_of(head, words) if head else None
    closing = [*head[-1:], *(behind[last : last + 1] if first >= 0 else [])]
    end = max((t.end for t in closing), default=0)
    if first < 0 and head:
        end = _coordinated(behind, head, words) or end
    stated = " ".join(t.word for t in behind[first : last + 1]) if first >= 0 else ""
    return Reading(measure, noun, head, max(end, item.count.end if item.count else 0), stated, leads, second)


def _without_amount(tokens: list[Token], words: Lexicon) -> list[Token]:
    """ "Unknown number of soldiers": the words behind those that tell how many."""
    at = 0
    idle = words.sets["unknown"] | words.sets["numbers"] | words.sets["wholes"]
    while at < len(tokens) and tokens[at].word in idle | {
        "of",
        "the",
        "an",
    }:
        at += 1
    return tokens[at:]


def _coordinated(tokens: list[Token], head: list[Token], words: Lexicon) -> int:
    """Where "troops, sailors and militia" ends when it began with "troops"; 0 where nothing follows."""
    at = next(i for i, t in enumerate(tokens) if t is head[-1]) + 1
    end = 0
    while at < len(tokens) and tokens[at].word in words.sets["joining"]:
        while at < len(tokens) and tokens[at].word in words.sets["joining"]:
            at += 1
        phrase = noun_phrase(tokens[at:], words)
        people = bool(phrase) and phrase[-1].text[:1].isupper() and head[-1].text[:1].isupper()
        if not phrase or len(phrase) > 3 or (is_unknown(noun_of(phrase, words)) and not people):
            break
        end = phrase[-1].end
        at = next(i for i, t in enumerate(tokens) if t is phrase[-1]) + 1
    return end
