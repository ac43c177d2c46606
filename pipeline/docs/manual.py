"""The coding manual: its text is ``manual.md``; its examples are what the extractor makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pipeline.docs.text import table

# One sentence a form and habit of writing.
EXAMPLES = (
    "Forty soldiers were killed.",
    "At least 40 soldiers were killed.",
    "More than 40 soldiers were wounded.",
    "Up to 40 soldiers were killed.",
    "Between ten and thirty rebels were killed.",
    "About 40 soldiers were captured.",
    "Several dozen rebels were killed.",
    "Some rebels were injured.",
    "A dozen soldiers were killed and 1,200 were wounded.",
    "No soldiers were killed.",
    "Three tanks were destroyed.",
    "Some 3,000 people were displaced.",
)


def coding_manual() -> str:
    """The page, with a row for each claim that the extractor finds in the examples."""
    text = Path(__file__).with_name("manual.md").read_text(encoding="utf-8")
    rows = "\n".join(table([], readings()).splitlines()[2:])
    return text.replace("{examples}", rows)


def readings() -> Iterator[list[str]]:
    """Sentence, measure, unit, form, low and high of each claim in the examples."""
    from pipeline.extract import extract
    from pipeline.read.plain import read_plain

    for sentence in EXAMPLES:
        text = f"= Example =\n\n{sentence}\n"
        article = read_plain(text, path="example.txt", title="Example", sha256="0" * 64)
        for row in sorted(extract(article)["claims"], key=lambda row: (row["start"], row["claim_id"])):
            values = (row.get(name) for name in ("measure", "unit", "form", "value_low", "value_high"))
            yield [sentence, *("" if value is None else str(value) for value in values)]
