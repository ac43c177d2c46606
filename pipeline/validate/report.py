"""What a validation found: every error at once, each with its table, row, field and value."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

_SHOWN = 80


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One error. ``row`` is the row's primary key, its parts joined by ``/``, or ``line N`` where it has none."""

    table: str
    row: str
    field: str
    value: str
    rule: str

    def line(self) -> str:
        """The finding in one line."""
        place = ", ".join(part for part in (self.table, self.row, self.field) if part)
        value = " ".join(self.value.split())
        shown = value if len(value) <= _SHOWN else value[: _SHOWN - 1] + "…"
        return f"{place}: {f'{shown!r}, ' if self.value else ''}{self.rule}"


@dataclass
class Report:
    """All findings, sorted; how many rows each table has; which rules across fields were held against them."""

    findings: list[Finding] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)

    @property
    def valid(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def lines(self) -> Iterator[str]:
        """A line a finding."""
        return (finding.line() for finding in self.findings)

    def at_fault(self, articles: Collection[str]) -> dict[str, Finding]:
        """The first finding of each of these articles (ids) whose rows break a rule.

        None at all where a finding is about something else, a file or an actor that articles share: leaving articles
        out would not mend it.
        """
        faults: dict[str, Finding] = {}
        for finding in self.findings:
            # Ids begin with their article's; what stands last in a key is the passage, which is of one article alone.
            parts = [part for part in reversed(finding.row.split("/")) if part.partition(".")[0] in articles]
            if not parts:
                return {}
            own = next((part for part in parts if "." in part), parts[0])
            faults.setdefault(own.partition(".")[0], finding)
        return faults

    def summary(self) -> str:
        """One line: how much was checked, and how many errors there are in which tables."""
        total = sum(self.rows.values())
        if self.valid:
            return f"valid: {total} rows in {len(self.rows)} tables, {len(self.rules)} rules across fields"
        by_table = Counter(finding.table for finding in self.findings)
        where = ", ".join(f"{count} in {table}" for table, count in sorted(by_table.items()))
        errors = "error" if len(self.findings) == 1 else "errors"
        return f"{len(self.findings)} {errors} ({where}); nothing is published before they are mended"

    def __str__(self) -> str:
        return "\n".join([*self.lines(), self.summary()])

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON holds it; the same for the same tables."""
        return {
            "valid": self.valid,
            "tables": self.rows,
            "rules": self.rules,
            "errors": [
                {"table": f.table, "row": f.row, "field": f.field, "value": f.value, "rule": f.rule}
                for f in self.findings
            ],
        }
