"""The noun phrase that is the subject of a verb."""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import cache

from pipeline.extract.actors.lexicon import lexicon as actor_lexicon
from pipeline.extract.claims.grammar.items import Item
from pipeline.extract.claims.grammar.lexicon import BE, HAVE, PRONOUN, load_words

_NOMINAL = ("P", "N", "w", "W", "j", "T", "a", "o", "'", "Q", "L", "M", "r")
_LONGEST, _SHORT = 14, 4


@cache
def _reporting() -> frozenset[str]:
    return frozenset(
        word for word in load_words("attribution")["reporting"]["words"].split() if word.endswith(("ed", "ing"))
    )


@cache
def _saying() -> frozenset[str]:
    """All verbs of saying, also those that may be nouns: "estimates"."""
    return frozenset(load_words("attribution")["reporting"]["words"].split())


@cache
def _statements() -> frozenset[str]:
    return frozenset(load_words("attribution")["statement"]["nouns"].split()) | {"interview", "speech", "message"}


def noun_phrases_before(items: Sequence[Item], i: int, adverbs: Set[str] = frozenset()) -> list[tuple[int, int]]:
    """Spans of the subject before the verb at ``i``: one, several where joined, none where unclear.

    Appositions are stepped over: in "X, a spokesman of Y, said" the subject is X.
    """
    k = i - 1
    while k >= 0 and (items[k].word in adverbs or items[k].tag == "x"):
        if items[k].tag == BE:
            return []
        k -= 1
    k = _over_work(items, _over_date(items, k))
    if (who := _relative_before(items, i)) is not None:
        k = who - 1
    elif k > 0 and items[k].word in ("which", "who", "that"):
        # "the battalion, which had 741 men": the subject stands before the relative.
        k -= 2 if items[k - 1].tag == "," else 1
    else:
        k = _over_apposition(items, k)
        if k >= 0 and items[k].tag == ")":
            # Both a short name and an apposition: "The Long Name (LN), a monitor in X, said".
            k = _over_apposition(items, k)
    if k < 0 or items[k].tag not in _NOMINAL:
        return []
    begin = _start_of_phrase(items, k)
    return _split(items, begin, k)


def before_hearsay(items: Sequence[Item], i: int) -> int:
    """The "are" of "the Danes are said to have lost" for its verb at ``i``, else ``i`` itself.

    The second of two may go without: "and the Swedes to have lost": there it is "to".
    """
    k = i - 1 if i and items[i - 1].word == "have" else i
    if k < 3 or items[k - 1].word != "to":
        return i
    if items[k - 2].tag in ("P", "N") and k < i:
        return k - 1
    told = items[k - 2].word in _reporting() | {"said", "thought", "known"}
    return k - 3 if told and items[k - 3].tag == BE else i


def _over_date(items: Sequence[Item], k: int) -> int:
    """Before "of 13 July" in "his return of 13 July gave the losses as"."""
    if k > 2 and items[k].tag in ("d", "W") and items[k - 1].tag in ("p", "b") and items[k - 2].tag == HAVE:
        # "had by August confirmed"
        return k - 3
    j = k
    while j > 0 and k - j < 3 and (items[j].tag == "d" or (items[j].tag in ("W", "w") and items[j - 1].tag == "d")):
        j -= 1
    dated = j < k and items[j].word in ("of", "dated", "from", "for")
    return j - 1 if dated and j > 0 else k


def _over_work(items: Sequence[Item], k: int) -> int:
    """Before "in her 2005 history of the war" of "Nora Lund in her 2005 history of the war argues"."""
    for j in range(k - 1, max(1, k - _LONGEST), -1):
        if items[j].word in ("his", "her", "their") and items[j - 1].word == "in":
            return j - 2 if items[j - 2].tag in _NOMINAL else k
        if items[j].tag not in (*_NOMINAL, "d", "p") or items[j].tag == PRONOUN:
            break
    return k


def _relative_before(items: Sequence[Item], i: int) -> int | None:
    """The "who" of "a source who asked for secrecy said": the verb at ``i`` is not the one of its clause."""
    for k in range(i - 1, max(0, i - _LONGEST), -1):
        if items[k].word == "who":
            clause = items[k + 1].tag in ("w", "K", BE, "H", "V") and i - k > 2
            return k if clause and items[k - 1].tag in _NOMINAL else None
        if items[k].tag in (",", ";", ":", "c", '"', "("):
            return None
    return None


def reduced_relative(items: Sequence[Item], i: int, records: Set[str]) -> list[tuple[int, int]]:
    """The subject of "archives opened in 1991 give", "returns for May show", "an officer captured in May told"."""
    begin = i
    while begin > 0 and items[begin - 1].tag not in (",", ";", ":", "c", '"', "(", "R", "&") and i - begin < _LONGEST:
        begin -= 1
    for k in range(begin, i - 2):
        participle, after = items[k + 1], items[k + 2]
        record = items[k].word in records
        heads = items[k].tag == "N" or record
        made = participle.tag == "K" or (
            participle.tag == "w" and participle.word.endswith(("ed", "found", "made", "kept"))
        )
        dated = participle.tag == "p" and any(item.tag == "d" for item in items[k + 2 : i])
        dated = dated and all(item.tag in ("d", "w", "W", "T") for item in items[k + 2 : i])
        made = (made and after.tag in ("p", "b")) or (record and participle.tag == "o")
        if heads and (made or dated) and all(item.tag in _NOMINAL for item in items[begin:k]):
            return [(items[begin].start, items[k].end)]
    return []


def _over_apposition(items: Sequence[Item], k: int) -> int:
    if k >= 0 and items[k].tag == ")":
        while k >= 0 and items[k].tag != "(":
            k -= 1
        return k - 1
    if k < 1 or items[k].tag != ",":
        return k
    j = k - 1
    while j >= 0 and items[j].tag != "," and k - j <= _LONGEST:
        j -= 1
    if j < 0 or items[j].tag != ",":
        return -1
    opener = items[j + 1]
    if (
        opener.tag in ("P", "W")
        and all(item.tag in ("P", "W", "o", "w") for item in items[j + 1 : k])
        and j > 0
        and items[j - 1].tag in ("P", "W", "w", "N")
    ):
        # "The secretary-general of X, Ali Hassan, said": the name between the commas is the subject.
        return k - 1
    apposed = opener.tag in ("T", "a", "w", "N", "c", "j") or opener.word in ("who", "then", "citing")
    return j - 1 if apposed or _is_adverbial(items, j, k) else -1


def _is_adverbial(items: Sequence[Item], j: int, k: int) -> bool:
    """Whether an adverbial stands between the commas at ``j`` and behind ``k``: ", for instance,"."""
    inside, opener = items[j + 1 : k], items[j + 1]
    if all(item.tag == "x" for item in inside):
        # "Another estimate, however, puts"
        return True
    if opener.tag in ("p", "b") and len(inside) < _SHORT and not any(item.tag in ("P", "N", "Q") for item in inside):
        # "An official, for instance, told"
        return True
    # "The army, in a statement carried by state television, said", "Nils Berg, in his history of the war, gives"
    stated = any(item.word in _statements() for item in inside[1:])
    owned = len(inside) > 1 and inside[1].word in ("his", "her", "its", "their")
    return opener.tag == "p" and (stated or (owned and not any(item.tag == "Q" for item in inside)))


def _start_of_phrase(items: Sequence[Item], k: int) -> int:
    """The index where the phrase that ends at ``k`` begins."""
    begin = k
    if items[k].tag == PRONOUN:
        return k
    while begin > 0 and k - begin < _LONGEST:
        item = items[begin - 1]
        opens = items[begin].tag in ("T", "a") and item.tag not in ("o", "&", "'", "p")
        if item.word in _reporting() or (opens and not _is_epithet(items, begin, k)):
            # A verb of saying is no part of the next subject; a determiner opens a phrase.
            break
        if item.tag == ")" and items[begin].tag not in ("T", "a") and (opener := _definition(items, begin - 1)):
            # The long name of "the Long Name (LN) war monitor" belongs to it.
            begin = opener
            continue
        if (
            item.tag in _NOMINAL
            or (item.tag == "&" and begin - 1 > 0 and items[begin - 2].tag in _NOMINAL)
            or (
                item.tag == "p"
                and item.word in ("for", "from", "in", "at", "within", "inside")
                and _opens_clause(items, begin - 1)
            )
        ):
            begin -= 1
        else:
            break
    # A quotation may end right before: "'We lost ten men,' a commander said".
    return begin + (items[begin].tag == "'" and begin < k)


def _is_epithet(items: Sequence[Item], begin: int, k: int) -> bool:
    """ "Michael the Dane": the determiner at ``begin`` and the word at ``k`` belong to the name before."""
    name = items[begin - 1]
    alone = begin == 1 or items[begin - 2].tag in ("c", '"', "N", "&", ",")
    epithet = k == begin + 1 and items[begin].word == "the" and items[k].tag in ("P", "W") and items[k].word[-1] != "s"
    return alone and epithet and name.tag in ("P", "W") and name.word.title() not in actor_lexicon().openers


def _definition(items: Sequence[Item], close: int) -> int | None:
    """Where "(LN)" begins that ends at ``close``, behind the name that it shortens."""
    inside = close - 2 >= 1 and items[close - 2].tag == "(" and items[close - 1].tag in ("P", "W")
    return close - 2 if inside and items[close - 3].tag in ("P", "W") else None


def _opens_clause(items: Sequence[Item], p: int) -> bool:
    """Whether the words before the preposition are a noun phrase that opens a clause: "sources in the army said"."""
    j = p - 1
    while j >= 0 and items[j].tag in _NOMINAL:
        j -= 1
    return j < p - 1 and (j < 0 or items[j].tag in (",", "c", '"', ";"))


def _split(items: Sequence[Item], begin: int, k: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    left = begin
    for j in range(begin, k + 2):
        if j == k + 1 or items[j].tag == "&":
            stretch = items[left:j]
            while stretch and stretch[0].tag in ("x", "&"):
                stretch = stretch[1:]
            if stretch:
                spans.append((stretch[0].start, _without_possession(stretch)))
            left = j + 1
    return spans


def _without_possession(stretch: Sequence[Item]) -> int:
    """The end of the owner in "the army's own figures"."""
    for j, item in enumerate(stretch):
        if item.tag == "'" and j:
            # "Denmark's Ministry of Defence" is a body of its own.
            owned = any(other.tag == "P" for other in stretch[j + 1 :])
            return stretch[-1].end if owned else stretch[j - 1].end
    return stretch[-1].end


def clause_subject(items: Sequence[Item], i: int) -> tuple[int, int] | None:
    """The first noun phrase of the clause that holds the item at ``i``, fronted adverbials stepped over."""
    begin = i
    while begin > 0 and items[begin - 1].tag not in (";", ":", "c", '"', "(", "R"):
        begin -= 1
    if begin and items[begin - 1].word in ("which", "who"):
        spans = noun_phrases_before(items, begin)
        return spans[-1] if spans else None
    k = begin
    while k < i:
        tag = items[k].tag
        if tag in ("&", ",", "x", "d"):
            k += 1
        elif tag in ("p", "b", "o", "G"):
            k = _over_adverbial(items, k, i)
        else:
            break
    end = k
    while end < i and items[end].tag in _NOMINAL and not (end > k and items[end].tag == "T"):
        end += 1
        if items[end - 1].tag == PRONOUN or (end < i and items[end - 1].tag in ("P", "N") and items[end].tag == "w"):
            break
    # "Brand estimates Danish losses at 300 and gives": the verb is no part of the subject.
    says = (j for j in range(k + 1, end - 1) if items[j].word in _saying() and items[j - 1].tag == "W")
    end = next(says, end)
    stretch = items[k:end]
    if not stretch or not any(item.tag in ("P", "N", "W", "r") for item in stretch):
        return None
    return stretch[0].start, _without_possession(stretch)


def _over_adverbial(items: Sequence[Item], k: int, limit: int) -> int:
    """Behind "On 28 April", "In the first hour,"."""
    j, dated = k + 1, False
    while j < limit and items[j].tag != ",":
        dated = dated or items[j].tag == "d"
        if dated and items[j].tag in ("T", "P", "a"):
            return j
        reduced = items[j].tag == "K" and j + 1 < limit and items[j + 1].tag in ("p", "b")  # "a video released on"
        if items[j].tag in ("K", "V", "B", "H") and not reduced:
            return limit
        j += 1
    return j + 1 if j < limit else limit
