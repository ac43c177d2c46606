"""Who asserts which stretch of a sentence.

An attribution is a scope (the text that it covers) and the spans of those who assert it. Cues: "X said that ...",
"according to X", "(per X)", "X released a statement confirming ...", "..., X said".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extract.claims.grammar.cues import cues
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import BE
from pipeline.extract.claims.grammar.subjects import clause_subject, noun_phrases_before, reduced_relative
from pipeline.extract.claims.sources.according import according, by_phrase, is_deed_claimed, put_by
from pipeline.extract.claims.sources.possessed import possessed
from pipeline.extract.claims.sources.quoting import carries, cited_claims, cites_first, quoted_saying, with_cited
from pipeline.extract.claims.sources.saying import is_verb
from pipeline.extract.claims.sources.scopes import Attribution, counting_bracket

_LONGEST_NAME = 5


def find_attributions(items: Sequence[Item], start: int, end: int) -> list[Attribution]:
    """The attributions of the sentence that spans ``start:end``, in the order of their cues."""
    known = cues()
    found: list[Attribution] = []
    cited: Attribution | None = None
    behind = 0
    for i, item in enumerate(items):
        if i < behind or item.word not in known.openers:
            continue
        width = 0 if item.word == "by" else according(items, i)
        if width:
            attribution = None if is_deed_claimed(items, i) else by_phrase(items, i, width, start, end)
            behind = i + width
        else:
            attribution = _of_verb(items, i, start, end)
        if attribution is None:
            continue
        if width and found and carries(items[i], found[-1]):
            found[-1] = replace(found[-1], media=(*found[-1].media, *attribution.sources))
        elif width and cites_first(items, i):
            cited = attribution
        else:
            found.append(attribution)
    return _cut_scopes(found if cited is None else with_cited(found, cited))


def _of_verb(items: Sequence[Item], i: int, start: int, end: int) -> Attribution | None:
    """What the word at ``i`` ascribes, if it is a verb of saying, "by" behind a number or the verb of a statement."""
    known, word = cues(), items[i].word
    if word == "by":
        return put_by(items, i)
    if (quoted := quoted_saying(items, i, end)) is not None:
        return quoted
    if word in known.nouns and (cited := cited_claims(items, i, end)) is not None:
        return cited
    if word in known.nouns and (owned := possessed(items, i, end)) is not None:
        return owned
    if word in known.statement_verbs and (k := _statement(items, i)):
        return _by_verb(items, i, k, start, end)
    denies = any(item.word in ("never", "not", "n't") for item in items[max(0, i - 2) : i])
    return _by_verb(items, i, i, start, end) if word in known.reporting and is_verb(items, i) and not denies else None


def _statement(items: Sequence[Item], i: int) -> int:
    """The index of "statement" in "released a (joint) statement", or 0."""
    for k in range(i + 1, min(i + 5, len(items))):
        if items[k].word in cues().statement_nouns and k > i + 1:
            return k
        if items[k].tag not in ("a", "T", "w", "W", "P", "j"):
            break
    return 0


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
    if last + 1 < len(items) and items[last + 1].tag == ";":
        # "40 were killed, the army said; the rebels put the number at 70"
        trailing, start = True, _half_start(items, i, start)
    inverted = _inverted(items, i) if not subject and trailing else []
    subject = subject or inverted
    if not subject:
        return None
    end = _own_words_end(items, i, end)
    media = _told(items, i)
    cue = (items[i].start, items[last].end)
    if (bracket := counting_bracket(items, i)) is not None:
        return Attribution(*bracket, tuple(subject), cue, media)
    if inverted or (trailing and items[i].start - start > 25):
        return Attribution(start, subject[0][0], tuple(subject), cue, media)
    if _is_inserted(items, i, subject[0][0]):
        return Attribution(start, end, tuple(subject), cue, media)
    return Attribution(cue[0], end, tuple(subject), cue, media)


def _half_start(items: Sequence[Item], i: int, start: int) -> int:
    """Where the half of the sentence begins in which the word at ``i`` stands: behind the semicolon before it."""
    before = (item.end for item in reversed(items[:i]) if item.tag == ";")
    return next(before, start)


def _is_inserted(items: Sequence[Item], i: int, begin: int) -> bool:
    """ "Twelve Danes were killed, the army said, against three of its own": all of it is asserted."""
    first = next(k for k, item in enumerate(items) if item.start >= begin)
    # What stands before is a clause: something happened, and to a number of people.
    clause = any(item.tag in ("K", "V", BE, "L") for item in items[: max(0, first - 1)])
    counted = any(item.tag in ("Q", "z") for item in items[: max(0, first - 1)])
    inside = first > 1 and items[first - 1].tag == "," and i + 1 < len(items) and items[i + 1].tag == ","
    return inside and clause and counted


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
    rest = [item for item in items[k : _apposition(items, k)] if item.tag not in (".", '"')]
    if len(rest) > 1 and rest[0].tag == "N" and rest[1].tag in ("P", "W"):
        # "..., said General Brand"
        rest = rest[1:]
    return (
        len(rest) <= 6
        and not any(item.tag in ("Q", "z", "c", "K", "G", "L", "B", "N") for item in rest)
        and all(item.tag not in (",", ";") for item in rest)
    )


def _inverted(items: Sequence[Item], i: int) -> list[tuple[int, int]]:
    """The subject behind its verb: '..., said the commander.'"""
    if i == 0 or items[i - 1].tag not in (",", '"'):
        return []
    rest = [item for item in items[i + 1 : _apposition(items, i + 1)] if item.tag not in (".", '"')]
    return [(rest[0].start, rest[-1].end)] if rest else []


def _apposition(items: Sequence[Item], k: int) -> int:
    """Where ", a Danish commander" begins that ends the sentence behind its inverted subject; else the end."""
    comma = next((j for j in range(k, len(items)) if items[j].tag == ","), len(items))
    behind = [item for item in items[comma + 1 :] if item.tag not in (".", '"')]
    opens = bool(behind) and behind[0].tag in ("T", "a")
    inverted = k > 1 and items[k - 2].tag in (",", '"') and 0 < comma - k <= _LONGEST_NAME
    plain = all(item.tag in ("T", "a", "w", "W", "P", "N", "o", "j", "p", "'") for item in behind)
    return comma if opens and inverted and plain else len(items)


def _told(items: Sequence[Item], i: int) -> tuple[tuple[int, int], ...]:
    """The outlet in "told the paper that"."""
    if items[i].word not in ("told", "tells", "telling"):
        return ()
    k = i + 1
    while k < len(items) and items[k].tag in ("P", "W", "T", "w", "&", "'"):
        k += 1
    return ((items[i + 1].start, items[k - 1].end),) if k > i + 1 else ()


def _cut_scopes(found: list[Attribution]) -> list[Attribution]:
    """Later assertions end earlier ones: "A said ..., while B said ..."."""
    cut: list[Attribution] = []
    for index, raw in enumerate(found):
        attribution = raw
        end = attribution.end
        if cut and cut[-1].start == attribution.start and cut[-1].cue[1] < attribution.cue[0]:
            # "34 according to A and over 200 according to B": each looks back to the one before.
            attribution = replace(attribution, start=cut[-1].sources[-1][1])
        again = next((later for later in found[index + 1 :] if later.start == raw.start and later.cue > raw.cue), None)
        if again is not None and raw.sources[-1][1] < again.cue[0]:
            # "300 according to A, 600 according to B": what stands behind A is not A's.
            end = min(end, raw.sources[-1][1])
        for later in found[index + 1 :]:
            opens = min(later.start, later.sources[0][0])
            if attribution.cue[1] < opens < end:
                end = opens
        cut.append(replace(attribution, end=end))
    return cut
