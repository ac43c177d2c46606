"""Numbers and quantities in words."""

from __future__ import annotations

import re
from fractions import Fraction

from pipeline.extract.quantities.atoms import Atom
from pipeline.extract.quantities.vocabulary import Vocabulary

_NEXT = re.compile(r"( and |[ -])([a-z]+)(?![^\W_])")
_HALF_MORE = re.compile(r" and a half (hundred|thousand|million|billion|dozen)\b")
_HALF = re.compile(r"half(?: an?|-a)?[ -]([a-z]+)")
_WORD = re.compile(r"[a-z]+")
_AFTER_BOTH = re.compile(r" (?:of )?(?:the |their |its |his |her )?([a-z]+(?: [a-z]+){0,2})")


def word_atom(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    """The number that the word at this place opens or holds, or None."""
    if lower.startswith("-pounder", at + len(word)):
        # "a six-pounder": the shot tells of the gun and counts none.
        return None
    match vocab.roles[word]:
        case "cardinal":
            return _parts(lower, at, word, vocab) or _Spelling(lower, at, word, vocab).read()
        case "magnitude":
            return _Spelling(lower, at, word, vocab).read()
        case "fraction":
            return _fraction(lower, at, word, vocab)
        case "ordinal":
            return _share(lower, at, word, vocab) or Atom(at, at + len(word), "ordinal")
        case "both":
            counted = word == "both" and _both_of(lower, at + len(word), vocab)
            return Atom(at, at + len(word), "words", 2) if counted else Atom(at, at + len(word), "both")
        case "zero":
            return _zero(lower, at, word, vocab)
        case "number":
            return _number_of(lower, at, word, vocab)
        case "degree":
            return _degree(lower, at, word, vocab)
        case _:
            return _vague(lower, at, vocab)


def _both_of(lower: str, end: int, vocab: Vocabulary) -> bool:
    """Whether "both" counts two: "both pilots", "both of its cruisers"; not "both men and women", "both sides"."""
    found = _AFTER_BOTH.match(lower, end)
    if found is None:
        return False
    plural = next((word for word in found[1].split() if word.endswith(("s", "men"))), "")
    if plural not in vocab.nouns or plural in vocab.sets["groups"]:
        return False
    return not lower.startswith((" and ", " or "), lower.index(plural, end) + len(plural))


class _Spelling:
    """A number in words, read as far as its words make one: "two hundred and five", "a dozen"."""

    def __init__(self, lower: str, at: int, word: str, vocab: Vocabulary) -> None:
        self.lower, self.vocab = lower, vocab
        self.start, self.end = at, at + len(word)
        self.total = 0
        """What is closed by "thousand" or "million"."""
        self.current = 0
        self.room = 1
        """A number smaller than this may still follow: 10 behind tens, 100 behind hundreds, 1000 behind thousands."""
        self.closed_by = 10**12
        self.scale = 1
        size = vocab.magnitudes.get(word)
        if size:
            self.start = article_before(lower, at)
            self.current = 1
            self._multiply(size)
        else:
            self._add(vocab.cardinals[word])

    def read(self) -> Atom:
        while True:
            more = _HALF_MORE.match(self.lower, self.end)
            if more:
                size = self.vocab.magnitudes[more[1]]
                value = (self.total + self.current + Fraction(1, 2)) * size
                return Atom(self.start, more.end(), "words", value, size)
            ahead = _NEXT.match(self.lower, self.end)
            if not ahead:
                break
            if ahead[2] in self.vocab.ordinals and ahead[1] != " and " and self.room == 10:
                return Atom(self.start, ahead.end(), "ordinal")
            if not self._takes(ahead[2], ahead[1]):
                break
            self.end = ahead.end()
        return Atom(self.start, self.end, "words", self.total + self.current, self.scale)

    def _takes(self, word: str, link: str) -> bool:
        size = self.vocab.scales.get(word)
        if size:
            if link == " and " or not self.current or size >= self.closed_by or (size < 1000 and self.room >= 100):
                return False
            self._multiply(size)
            return True
        value = self.vocab.cardinals.get(word, 0)
        # "twenty and five" and "hundred-five" are no numbers of today's English.
        wrong_link = link == " and " if self.room == 10 else link == "-"
        if not 0 < value < self.room or wrong_link:
            return False
        self._add(value)
        return True

    def _multiply(self, size: int) -> None:
        if size >= 1000:
            self.total, self.current = self.total + self.current * size, 0
            self.closed_by, self.room = size, 1000
        else:
            self.current, self.room = self.current * size, 100 if size == 100 else 1
        self.scale = size

    def _add(self, value: int) -> None:
        self.current += value
        self.room = 10 if value >= 20 else 1
        self.scale = 1


_OF_WHOLE = re.compile(r" of (?:a|an|one) ([a-z]+)\b")
_PARTS = {"half": 2, "quarter": 4, "fourth": 4, "fifth": 5, "tenth": 10}


def article_before(lower: str, at: int, articles: tuple[str, ...] = ("a ", "an ")) -> int:
    """Where one of the articles before the place begins, else the place."""
    for article in articles:
        start = at - len(article)
        if start >= 0 and lower.startswith(article, start) and not (start and lower[start - 1].isalnum()):
            return start
    return at


def _parts(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    """A fraction that opens with a cardinal: "two-thirds", "one fifth"."""
    match = vocab.fraction.match(lower, at)
    if not match or not (match[1].endswith(("s", "half")) or "-" in match[0] or word == "one"):
        return None
    # "two thirds of a million" is one fraction
    return _of_whole(lower, at, match.end(), "third", vocab) or Atom(at, match.end(), "fraction")


def _share(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    """ "a third of" is a fraction, "a third attack" is not."""
    start = article_before(lower, at)
    if start == at or word not in vocab.shares or not lower.startswith(" of", at + len(word)):
        return None
    return _of_whole(lower, start, at + len(word), word, vocab) or Atom(start, at + len(word), "fraction")


def _of_whole(lower: str, start: int, end: int, word: str, vocab: Vocabulary) -> Atom | None:
    """ "a quarter of a million" is a number, "a third of a million" none that is round."""
    whole = _OF_WHOLE.match(lower, end)
    size = vocab.magnitudes.get(whole[1]) if whole else None
    if whole is None or not size:
        return None
    value = Fraction(size, _PARTS.get(word, 3))
    if value.denominator > 1:
        return Atom(start, whole.end(), "fraction")
    return Atom(start, whole.end(), "words", value, size)


def _fraction(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    match = _HALF.match(lower, at)
    size = vocab.magnitudes.get(match[1]) if match else None
    if match and size:
        return Atom(article_before(lower, at), match.end(), "words", Fraction(size, 2), size)
    start, end = article_before(lower, at), at + len(word)
    return _of_whole(lower, start, end, word, vocab) or Atom(start, end, "fraction")


def _zero(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    end = at + len(word)
    if word == "without":
        return Atom(at, end, "zero") if vocab.lost.match(lower, end) else None
    if word == "no":
        ahead = _WORD.match(lower, end + 1) if lower[end : end + 1] == " " else None
        if not ahead or ahead.group() in vocab.not_after_zero:
            return None
        if ahead.group() == "one":
            end = ahead.end()
    return Atom(at, end, "zero")


def _number_of(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    """ "a number of", "an unknown number of", "large numbers of", but not "the number of"."""
    end = at + len(word)
    if not lower.startswith(" of ", end):
        return None
    before = lower[max(0, at - 48) : at].split()
    start = at
    while before and before[-1] in vocab.number_adjectives:
        start = lower.rindex(before.pop(), 0, start)
    described = start < at
    if before and before[-1] in ("a", "an"):
        start = lower.rindex(before[-1], 0, start)
    elif not (described and word == "numbers"):
        return None
    return Atom(start, end + 3, "vague")


def _degree(lower: str, at: int, word: str, vocab: Vocabulary) -> Atom | None:
    # Alone in its cell the word says as much as before "losses".
    if vocab.degree.match(lower, at) or lower.strip(" .\n") == word:
        return Atom(at, at + len(word), "vague")
    return None


def _vague(lower: str, at: int, vocab: Vocabulary) -> Atom | None:
    start = article_before(lower, at, ("the ", "a ", "an "))
    match = vocab.vague.match(lower, start) or vocab.vague.match(lower, at)
    if not match:
        return None
    if match.start() == at and lower.startswith(("many", "few"), at):
        # "as many as", "how few", "that many": no statement of a number.
        before = lower[max(0, at - 12) : at].split()
        if before and before[-1] in vocab.not_before_vague:
            return None
    return Atom(match.start(), match.end(), "vague")
