"""The words around a number."""

from __future__ import annotations

import re

from pipeline.extract.quantities.ranges import Number
from pipeline.extract.quantities.vocabulary import Vocabulary

_WORDS = re.compile(r"[\w'’.-]+")
_CLAUSE_END = re.compile(r"[,;:()\n–—]|\.(?!\w)")
_REACH = 40


class Context:
    """What stands before and behind a number; ``start``/``end`` span it with its hedges."""

    def __init__(self, text: str, lower: str, number: Number, start: int, end: int, hedges: list[str]) -> None:
        self.text, self.lower, self.number, self.start, self.end = text, lower, number, start, end
        self.hedges = hedges
        line = text.rfind("\n", max(0, start - _REACH), start)
        self.before = text[line + 1 if line >= 0 else max(0, start - _REACH) : start].split()
        self.previous = self.before[-1].strip("(\"'“‘[") if self.before else ""
        self.ahead = text[number.end : number.end + 64].split("\n", 1)[0]
        self.next = _WORDS.findall(self.ahead)[:5]

    @property
    def plain(self) -> list[str]:
        """The digits of each atom as written, empty where they are grouped, multiplied or words."""
        return [atom.plain for atom in self.number.atoms]

    @property
    def character_before(self) -> str:
        """The character just before the number itself."""
        return self.text[self.number.start - 1] if self.number.start else ""

    def word(self, index: int) -> str:
        """The ``index``-th word behind the number, without a full stop or comma; '' where there is none."""
        return self.next[index].rstrip(".,") if index < len(self.next) else ""

    def before_that(self) -> str:
        """The word but one before the number, in lower case."""
        return self.before[-2].lower() if len(self.before) > 1 else ""

    def noun_ahead(self, vocab: Vocabulary) -> int:
        """How many words ahead the counted noun stands: 1 is the next; 0 where none is within reach."""
        if self.ahead[:1] not in (" ", "\u00a0"):
            return int(self.ahead[:1].isalpha() and self.word(0).lower() in vocab.nouns)
        for index, word in enumerate(_WORDS.findall(_CLAUSE_END.split(self.ahead, maxsplit=1)[0])[:4], 1):
            low = word.lower()
            # "1054 Russians": a people by its plural.
            people = index == 1 and word[:1].isupper() and low.endswith("s") and word not in vocab.months
            if low in vocab.nouns or people:
                return index
            if low in vocab.sets["clause"] and not (index == 1 and low == "of"):
                return int(index == 1 and low in ("were", "had"))
        return 0
