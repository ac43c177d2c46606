"""Who asserts which stretch of a sentence.

An attribution is a scope (the text that it covers) and the spans of those who assert it. Cues: "X said that ...",
"according to X", "(per X)", "X released a statement confirming ...", "..., X said".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.claims.cues import cues
from pipeline.extract.claims.items import Item
from pipeline.extract.claims.lexicon import BE
from pipeline.extract.claims.subjects import clause_subject, noun_phrases_before, reduced_relative

_LONGEST = 20
"""Items that a parenthesis may have before and behind its source."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """``sources`` (spans in the article) assert what stands in ``start:end``; ``cue`` is the verb or phrase."""

    start: int
    end: int
    sources: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    media: tuple[tuple[int, int], ...] = ()

    def covers(self, start: int, end: int) -> bool:
        """Whether a claim said between the offsets lies in the scope."""
        return self.start <= start and end <= self.end


def find_attributions(items: Sequence[Item], start: int, end: int) -> list[Attribution]:
    """The attributions of the sentence that spans ``start:end``, in the order of their cues."""
    known = cues()
    found: list[Attribution] = []
    behind = 0
    for i, item in enumerate(items):
        if i < behind or item.word not in known.openers:
            continue
        width = _according(items, i)
        if width and _is_deed_claimed(items, i):
            attribution = None
        elif width:
            attribution = _by_phrase(items, i, width, start, end)
            behind = i + width
        elif item.word in known.statement_verbs and (k := _statement(items, i)):
            attribution = _by_verb(items, i, k, start, end)
        elif item.word in known.reporting and _is_verb(items, i):
            attribution = _by_verb(items, i, i, start, end)
        else:
            attribution = None
        if attribution is not None:
            found.append(attribution)
    return _cut_scopes(found)


def _according(items: Sequence[Item], i: int) -> int:
    for phrase in cues().according.get(items[i].word, ()):
        if tuple(item.word for item in items[i : i + len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _is_deed_claimed(items: Sequence[Item], i: int) -> bool:
    """ "The attack, which killed 28, was claimed by X": X says nothing of the 28; "80 killed (claimed by X)" does."""
    if items[i].word != "claimed":
        return False
    k = i - 1
    while k >= 0 and items[k].tag in (BE, "x"):
        k -= 1
    return k >= 0 and items[k].tag not in ("(", "Q", "z", "K", "L", "J") and items[k].word != "as"


def _by_phrase(items: Sequence[Item], i: int, width: int, start: int, end: int) -> Attribution | None:
    begin, k = i + width, _source_end(items, i + width)
    if k <= begin:
        return None
    spans = _joined(items[begin:k])
    inside = any(item.tag == "(" for item in items[max(0, i - 1) : i])
    after = items[k].tag if k < len(items) else "."
    cue = (items[i].start, items[i + width - 1].end)
    if (bracket := _counting_bracket(items, i)) is not None:
        return Attribution(*bracket, spans, cue)
    if inside:
        return Attribution(_paren_start(items, i, start), items[i].start, spans, cue)
    fronted = all(item.tag in ("x", '"', "&", "w", "c") for item in items[:i]) and i <= 2
    if not fronted and after not in (",", ".", ";", ")", "(", ":", "-", "&", "p"):
        return Attribution(cue[0], end, spans, cue)
    if after == "&":
        return Attribution(start, items[k].start, spans, cue)
    return Attribution(start, end, spans, cue)


def _source_end(items: Sequence[Item], begin: int) -> int:
    """Behind the names of those to whom a phrase ascribes something."""
    k = begin
    while (
        k < len(items)
        and items[k].tag not in (",", ";", "(", ")", "Q", "z", "d", '"', ":", "-", ".", "c", "R")
        and not (k > begin and items[k].tag in (BE, "H"))
    ):
        if items[k].tag == "x" and k > begin and items[k].word != "then":
            break
        if items[k].tag == "p" and k > begin and items[k - 1].tag == "P":
            # "according to X after several clashes"
            break
        if items[k].tag in ("T", "a") and k > begin and items[k - 1].tag not in ("o", "p", "&", "b"):
            break
        k += 1
    if k < len(items) and items[k].tag in ("Q", "z") and items[k - 1].tag == "&":
        k -= 1
    return k


def _counting_bracket(items: Sequence[Item], i: int) -> tuple[int, int] | None:
    """The parenthesis around ``i`` that counts itself, "(40 according to X)": nothing outside is asserted there."""
    opening = next((k for k in range(i - 1, max(-1, i - _LONGEST), -1) if items[k].tag in ("(", ")")), -1)
    closing = next((k for k in range(i, min(i + _LONGEST, len(items))) if items[k].tag == ")"), -1)
    if opening < 0 or closing < 0 or items[opening].tag != "(":
        return None
    counts = any(item.tag in ("Q", "z") for item in items[opening:closing])
    return (items[opening].end, items[closing].start) if counts else None


def _paren_start(items: Sequence[Item], i: int, start: int) -> int:
    """Where the text begins that a parenthesis looks back on: the clause before it."""
    for k in range(i - 2, -1, -1):
        if items[k].tag in (")", ";", ":"):
            return items[k].end
        if items[k].tag == "," and k + 1 < len(items) and items[k + 1].tag == "&":
            return items[k].end
    return start


def _statement(items: Sequence[Item], i: int) -> int:
    """The index of "statement" in "released a (joint) statement", or 0."""
    for k in range(i + 1, min(i + 5, len(items))):
        if items[k].word in cues().statement_nouns and k > i + 1:
            return k
        if items[k].tag not in ("a", "T", "w", "W", "P", "j"):
            break
    return 0


def _is_verb(items: Sequence[Item], i: int) -> bool:
    """Whether the word is a verb that reports: "the estimates" and "were reported" are not."""
    word = items[i].word
    before = items[i - 1] if i else None
    behind = items[i + 1] if i + 1 < len(items) else None
    if behind is not None and (behind.tag == "b" or behind.word in cues().empty):
        return False
    if before is None or before.tag in ("T", "a", "j", "o", "'", "p") or before.tag == BE:
        return False
    told = any(item.word == "that" for item in items[i + 1 : i + 6])
    if word.endswith("ed") and behind is not None and behind.tag == "p" and before.tag == "w" and not told:
        # "the last skirmishes reported on 19 April"
        return False
    if word in cues().giving and not _gives_a_number(items, i):
        return False
    raised = word == "raised" and not any(item.word in cues().given for item in items[i + 1 : i + 4])
    if raised or (word.startswith("claim") and _claims_a_deed(items, i)):
        # "The Danes raised 5,000 men" and "claimed the attack" report nothing.
        return False
    if word == "states" and (behind is None or (behind.word != "that" and behind.tag not in ("Q", "T", '"'))):
        # "the member states sent 300 men"
        return False
    if _of_lives(items, i) or (word == "found" and (behind is None or behind.word != "that")):
        return False
    if word.endswith("s") and word not in ("says", "tells") and word in cues().nouns:
        return (
            (before.tag in ("P", "W", ")", ",") or before.word in cues().records)
            and behind is not None
            and (behind.word == "that" or behind.tag in ("Q", "z", "T", "a") or _opens_a_toll(items, i))
        )
    if word in ("report", "claim", "estimate", "state", "record", "count", "note", "list", "counts"):
        return behind is not None and (behind.word == "that" or behind.tag in ("Q", "T", "z"))
    return True


def _claims_a_deed(items: Sequence[Item], i: int) -> bool:
    """ "claimed the attack, in which 15 died", but not "claimed the attack killed 15" """
    if i + 1 >= len(items) or items[i + 1].tag not in ("T", "a"):
        return False
    deed = next((k for k in range(i + 2, min(i + 5, len(items))) if items[k].word in cues().deeds), 0)
    behind = items[deed + 1].tag if deed and deed + 1 < len(items) else "."
    return deed > 0 and behind in (",", ".", ";", "p", "o", "&", "-", "(")


def _gives_a_number(items: Sequence[Item], i: int) -> bool:
    """ "put the toll at 45", "recorded 6,973 casualties", "spoke of nine deaths": a number or a toll comes at once."""
    for item in items[i + 1 : i + 6]:
        if item.tag in ("Q", "z") or item.word in cues().given:
            return True
        if item.tag in ("c", ",", ";", "K", "B", "&"):
            return False
    return False


def _opens_a_toll(items: Sequence[Item], i: int) -> bool:
    """ "estimates Danish losses at 300": a party and its losses, and no verb, come at once."""
    return items[i + 1].tag in ("P", "W", "L") and _gives_a_number(items, i)


def _of_lives(items: Sequence[Item], i: int) -> bool:
    """ "It claimed millions of lives" asserts nothing by anybody."""
    return any(item.word in ("lives", "life") for item in items[i + 1 : i + 5])


def _by_verb(items: Sequence[Item], i: int, last: int, start: int, end: int) -> Attribution | None:
    subject = reduced_relative(items, i, cues().records) or noun_phrases_before(items, i, cues().adverbs)
    if i and items[i].word.endswith("ing") and items[i - 1].word in cues().statement_nouns:
        # "... in a statement saying": who makes the statement is the subject of the clause.
        subject = []
    if not subject and i and _goes_on(items, i):
        subject = _subject_of_first_verb(items, i) if items[i - 1].tag == "&" else []
        shared = clause_subject(items, i)
        subject = subject or ([shared] if shared else [])
    trailing = _ends_sentence(items, last + 1)
    if not subject and trailing:
        subject = _inverted(items, i)
    if not subject:
        return None
    end = _own_words_end(items, i, end)
    media = _told(items, i)
    cue = (items[i].start, items[last].end)
    if (bracket := _counting_bracket(items, i)) is not None:
        return Attribution(*bracket, tuple(subject), cue, media)
    if trailing and items[i].start - start > 25:
        return Attribution(start, subject[0][0], tuple(subject), cue, media)
    return Attribution(cue[0], end, tuple(subject), cue, media)


def _goes_on(items: Sequence[Item], i: int) -> bool:
    """Whether the verb shares its subject: "and said", ", saying", "while admitting", "in a statement saying"."""
    before = items[i - 1]
    gerund = items[i].word.endswith("ing") and (before.tag == "," or before.word in ("while", "whilst"))
    return gerund or before.tag == "&" or before.word in cues().statement_nouns


def _subject_of_first_verb(items: Sequence[Item], i: int) -> list[tuple[int, int]]:
    """Who "denied this and said" in "A spokesman of X, Y, denied this and said": the verb behind the comma tells."""
    for k in range(i - 2, max(0, i - 6), -1):
        if items[k - 1].tag == "," and items[k].word.endswith("ed"):
            return noun_phrases_before(items, k)
    return []


def _own_words_end(items: Sequence[Item], i: int, end: int) -> int:
    """Where the assertion ends: "claimed 227 killed, while losing three" tells the loss in the article's voice."""
    told = items[i + 1].word == "that"
    for k in range(i + 1, len(items) - 1):
        if items[k].tag == ";" and any(item.word in cues().reporting for item in items[k:]):
            # "telegraphed that he had inflicted 4,000 casualties; the historian X believes": others go on.
            return items[k].start
        if told:
            # "reported that it had killed 15, while losing three": told with the rest.
            continue
        if items[k].word in ("while", "whilst") and items[k + 1].word.endswith("ing") and items[k - 1].tag == ",":
            return items[k - 1].start
        if items[i + 1].word == "to" and items[k].word == "and" and _has_verb_of_its_own(items, k + 1):
            # "claimed to have held the hill and 14 soldiers were killed"
            return items[k].start
    return end


def _has_verb_of_its_own(items: Sequence[Item], k: int) -> bool:
    """Whether a subject and a finite form of "be" follow: what an infinitive tells goes on without a subject."""
    j = k
    while j < len(items) and j - k < 8 and items[j].tag not in (",", ";", ".", "c", "K", "G", "I"):
        if items[j].tag == BE:
            return j > k
        j += 1
    return False


def _ends_sentence(items: Sequence[Item], k: int) -> bool:
    """Whether nothing but a place of saying or the inverted subject stands behind the verb."""
    rest = [item for item in items[k:] if item.tag not in (".", '"')]
    return (
        len(rest) <= 6
        and not any(item.tag in ("Q", "z", "c", "K", "G", "L", "B", "N") for item in rest)
        and all(item.tag not in (",", ";") for item in rest)
    )


def _inverted(items: Sequence[Item], i: int) -> list[tuple[int, int]]:
    """The subject behind its verb: '..., said the commander.'"""
    if i == 0 or items[i - 1].tag not in (",", '"'):
        return []
    rest = [item for item in items[i + 1 :] if item.tag not in (".", '"')]
    return [(rest[0].start, rest[-1].end)] if rest else []


def _told(items: Sequence[Item], i: int) -> tuple[tuple[int, int], ...]:
    """The outlet in "told the paper that"."""
    if items[i].word not in ("told", "tells", "telling"):
        return ()
    k = i + 1
    while k < len(items) and items[k].tag in ("P", "W", "T", "w", "&", "'"):
        k += 1
    return ((items[i + 1].start, items[k - 1].end),) if k > i + 1 else ()


def _joined(items: Sequence[Item]) -> tuple[tuple[int, int], ...]:
    """Spans of the noun phrases in "the CMA and MINUSMA"."""
    spans: list[tuple[int, int]] = []
    begin = 0
    for k, item in enumerate([*items, None]):
        if item is None or item.word in ("and", "&", "/"):
            if k > begin:
                spans.append((items[begin].start, items[k - 1].end))
            begin = k + 1
    return tuple(spans)


def _cut_scopes(found: list[Attribution]) -> list[Attribution]:
    """Later assertions end earlier ones: "A said ..., while B said ..."."""
    cut: list[Attribution] = []
    for index, raw in enumerate(found):
        attribution = raw
        end = attribution.end
        if cut and cut[-1].start == attribution.start and cut[-1].cue[1] < attribution.cue[0]:
            # "34 according to A and over 200 according to B": each looks back to the one before.
            attribution = replace(attribution, start=cut[-1].sources[-1][1])
        for later in found[index + 1 :]:
            opens = min(later.start, later.sources[0][0])
            if attribution.cue[1] < opens < end:
                end = opens
        cut.append(replace(attribution, end=end))
    return cut
