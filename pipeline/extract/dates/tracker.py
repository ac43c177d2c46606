"""Which date is in force at a place of an article.

The tracker walks the passages once, in order. It carries the year (of the main event, then of the date told last), the
last absolute date, from which "the next day" counts, and within a paragraph the date that a sentence without one
inherits. Nothing is guessed: where the article is silent the answer is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract.dates.edtf import dated
from pipeline.extract.dates.find import find_dates
from pipeline.extract.dates.main import main_date
from pipeline.extract.dates.relative import resolve
from pipeline.extract.dates.words import LONGEST_SENTENCE, any_of, words

if TYPE_CHECKING:
    from pipeline.extract.dates.model import DateMention, When
    from pipeline.model import Article, Passage

_C = words()["connectors"]
_CONTINUES = re.compile(rf"\s*{any_of(_C['continues'])}\b", re.IGNORECASE)
_SPEECH = re.compile(rf"\b{any_of(_C['speech'])}\b(?:\s+(?:that|how)\b)?")
_EARLIER_TENSE = re.compile(r"\b(?:had|having)\b")
_CLAUSE_END = re.compile(r"[,;:]|\b(?:and|but|while|whereas|although)\b")
_LEADING = re.compile(
    r"[\s\W]*(?:(?:later|early|late|then|finally|again|also|only|and|but|on|in|by|at|from|between|during|around|about|since|until|over|"
    r"as of|after|before|the|that|monday|tuesday|wednesday|thursday|friday|saturday|sunday|night|morning|evening|"
    r"afternoon|end|beginning|start|of|meanwhile)\b[\s\W]*)*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _State:
    """What the walk carries from passage to passage."""

    year: int | None
    anchor: DateMention | None = None
    in_force: DateMention | None = None
    told: DateMention | None = None
    section: str = ""
    paragraph: int = -1


@dataclass(slots=True)
class _Sentence:
    dates: list[DateMention] = field(default_factory=list)
    inherited: DateMention | None = None
    vague: bool = False


class DateTracker:
    """The dates of one article; passage indices are those of ``article.passages``, offsets the article's."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self.main = main_date(article)
        self._sentences: list[_Sentence] = []
        state = _State(self._home_year())
        for index, passage in enumerate(article.passages):
            if passage.kind == "sentence":
                self._enter(index, state)
            self._sentences.append(self._walk(passage, state))

    def dates(self, passage_index: int) -> list[DateMention]:
        """The absolute and resolved dates of a sentence, in its order, in article offsets; of a field, none."""
        return self._sentences[passage_index].dates

    def period(self, passage_index: int, offset: int) -> DateMention | None:
        """The date in force for what stands at the offset, with its basis; None where the article gives none.

        A date beside a verb of speech dates the statement, not what is told in an earlier tense: it is passed over.
        """
        sentence = self._sentences[passage_index]
        own = self._nearest(sentence, offset)
        if own is not None:
            return None if self._dates_speech_only(passage_index, own, offset) else own
        return None if sentence.vague or sentence.inherited is None else sentence.inherited.but("inherited")

    def statement_date(self, passage_index: int) -> DateMention | None:
        """The date on which a sentence's verb of speech was spoken, if the sentence says so."""
        passage = self._article.passages[passage_index]
        speech = _SPEECH.search(passage.text)
        if not speech:
            return None
        verb = passage.start + speech.start()
        for mention in self._sentences[passage_index].dates:
            leads = mention.end <= verb and _LEADING.fullmatch(passage.text[: mention.start - passage.start])
            follows = 0 <= mention.start - (passage.start + speech.end()) <= 4
            if not mention.aside and (leads or follows):
                return mention
        return None

    def anchored(self, passage_index: int) -> DateMention | None:
        """The date that the passage's first word continues: its own first, else what it inherits."""
        sentence = self._sentences[passage_index]
        own = next((m for m in sentence.dates if not m.aside), None)
        return own or (sentence.inherited.but("inherited") if sentence.inherited else None)

    # -- the walk

    def _home_year(self) -> int | None:
        return self.main.year_start if self.main else None

    def _walk(self, passage: Passage, state: _State) -> _Sentence:
        if passage.kind != "sentence":
            return _Sentence()
        sentence = _Sentence(inherited=state.in_force)
        if len(passage.text) > LONGEST_SENTENCE:
            return sentence
        found = find_dates(passage.text, state.year)
        if not found:
            return sentence
        for mention in found:
            placed = self._place(mention, state)
            if placed is None:
                sentence.vague = sentence.vague or (mention.relative is not None and not sentence.dates)
                continue
            sentence.dates.append(placed.shifted(passage.start))
            lead = passage.text[: mention.start]
            looks_away = (
                mention.relative is not None and mention.relative.unit == "year" and not _LEADING.fullmatch(lead)
            )
            if not placed.aside and placed.precision != "unknown" and not looks_away:
                self._remember(placed, state)
        # "five days later on July 11": the absolute date says it all.
        stated = {m.edtf for m in sentence.dates if m.basis != "anaphora"}
        sentence.dates = [m for m in sentence.dates if m.basis != "anaphora" or m.edtf not in stated]
        own = [m for m in sentence.dates if not m.aside]
        if own:
            leading = _LEADING.fullmatch(passage.text[: own[0].start - passage.start])
            state.told = own[0] if leading else own[-1]
            # A bare year is told of one thing; the sentences after it often speak of no time at all.
            coarse = state.told.first is not None and state.told.first.month is None and not state.told.first.season
            state.in_force = None if coarse else state.told
        elif sentence.vague:
            state.in_force = None
        return sentence

    def _enter(self, index: int, state: _State) -> None:
        passage = self._article.passages[index]
        if passage.section != state.section:
            state.year = self._section_year(index, state)
            state.section, state.in_force, state.told = passage.section, None, None
        elif passage.paragraph != state.paragraph:
            state.in_force = state.told if _CONTINUES.match(passage.text) else None
        state.paragraph = passage.paragraph

    def _section_year(self, index: int, state: _State) -> int | None:
        """The year in which a section begins: its heading's, the main event's, its first date's, the last told."""
        headed = next((m for m in find_dates(self._article.passages[index].section) if m.edtf), None)
        if headed is not None and headed.first is not None and headed.first.years == 1:
            return headed.year_start
        if self.main and self.main.year_start == self.main.year_end:
            # A main event within one year is what a new section comes back to.
            return self.main.year_start
        # A lead runs through the whole event; the account behind it begins again.
        told = self._home_year() or state.year if state.section == "" else state.year
        return self._year_ahead(index) or told

    def _year_ahead(self, index: int) -> int | None:
        """The year that a new section names first, where days without a year lead up to it."""
        section, month = self._article.passages[index].section, 0
        for passage in self._article.passages[index:]:
            if passage.kind == "sentence" and passage.section != section:
                return None
            for mention in find_dates(passage.text):
                first = mention.first
                if mention.relative or mention.aside or first is None or first.month is None:
                    continue
                if first.month < month:
                    return None
                if first.year is not None:
                    return first.year if month else None
                month = first.month
        return None

    def _place(self, mention: DateMention, state: _State) -> DateMention | None:
        if mention.relative is not None:
            resolved = resolve(mention, self.main if mention.relative.of_main else state.anchor)
            return resolved if resolved is not None and resolved.edtf else None
        if not mention.edtf:
            return None
        return self._turned(mention, state) if mention.basis == "context" else mention

    def _turned(self, mention: DateMention, state: _State) -> DateMention:
        """A day without its year that lies across the turn of the year from the date before it."""
        last = state.anchor.last or state.anchor.first if state.anchor else None
        first = mention.first
        if last is None or first is None or last.month is None or first.month is None or last.year != first.year:
            return mention
        step = 1 if first.month - last.month <= -9 else -1 if first.month - last.month >= 9 else 0
        years = (self.main.year_start, self.main.year_end) if self.main else (None, None)
        year = (first.year or 0) + step
        if not step or (years[0] is not None and years[1] is not None and not years[0] <= year <= years[1]):
            return mention
        return dated(
            mention._replace(first=first._replace(year=year), last=_in(mention.last, step) if mention.last else None)
        )

    def _remember(self, mention: DateMention, state: _State) -> None:
        point = mention.last or mention.first
        if point is None or point.years > 1:
            return
        state.year = point.year
        finer = point.day is not None or state.anchor is None or state.anchor.year_end != point.year
        if finer or point.month is not None:
            state.anchor = mention

    # -- one sentence

    def _nearest(self, sentence: _Sentence, offset: int) -> DateMention | None:
        """The date that governs the offset: one behind it in its own clause, else the last before it, else the next."""
        own = [m for m in sentence.dates if not m.aside]
        before = [m for m in own if m.end <= offset]
        behind = [m for m in own if m.start >= offset]
        if behind:
            between = self._article.text[offset : behind[0].start]
            if not before or not _CLAUSE_END.search(between):
                return behind[0]
        if before:
            return before[-1]
        return next((m for m in own if m.start <= offset < m.end), None)

    def _dates_speech_only(self, passage_index: int, mention: DateMention, offset: int) -> bool:
        passage = self._article.passages[passage_index]
        speech = _SPEECH.search(passage.text)
        if not speech or mention != self.statement_date(passage_index):
            return False
        told = self._article.text[passage.start + speech.end() : passage.end]
        return offset >= passage.start + speech.end() and bool(_EARLIER_TENSE.search(told))


def _in(when: When, step: int) -> When:
    return when._replace(year=None if when.year is None else when.year + step)
