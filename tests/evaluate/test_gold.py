"""Reading the coder's file."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.evaluate.gold import choose, read_gold

HEAD = "article,origin,field,measure,unit,form,low,high,victim,claimants,optional,quote\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "gold.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_is_read_with_types(tmp_path: Path) -> None:
    line = 'A_B,prose,,killed,person,at_least,50,,x,One; Two,true,"50, or more"\n'
    (row,) = read_gold(written(tmp_path, HEAD + line))
    assert (row.low, row.high, row.claimants, row.optional, row.line) == (50, None, ("One", "Two"), True, 2)
    assert row.quote == "50, or more"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("article,origin\n", "no column field"),
        (HEAD + "A,prose,,killed,person,exact,ten,10,x,,,q\n", "line 2: low 'ten'"),
        (HEAD + "A,caption,,killed,person,exact,1,1,x,,,q\n", "line 2: origin 'caption'"),
        (HEAD + "A,prose,,kiled,person,exact,1,1,x,,,q\n", "line 2: measure 'kiled' is none of killed, wounded"),
        (HEAD + "A,prose,,killed,person,at least,1,,x,,,q\n", "line 2: form 'at least' is none of exact"),
        (HEAD + "A,prose,,killed,person,exact,1,1,x,,,\n", "line 2: no quote"),
        (HEAD.replace(",quote", "") + "A,prose,,killed,person,exact,1,1,x,,\n", "no column quote"),
    ],
)
def test_what_cannot_be_used_is_named(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(SourceError, match=told):
        read_gold(written(tmp_path, text))


def test_a_missing_or_foreign_file_is_one_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"gold\.csv: cannot be read"):
        read_gold(tmp_path / "gold.csv")
    (tmp_path / "gold.csv").write_bytes(b"article\xff\xfe\n")
    with pytest.raises(SourceError, match="no CSV in UTF-8"):
        read_gold(tmp_path / "gold.csv")


def test_articles_are_chosen_by_a_piece_of_their_name(tmp_path: Path) -> None:
    lines = "".join(f"{name},prose,,killed,person,exact,1,1,x,,,one died\n" for name in ("Siege_A", "Battle_B"))
    rows = read_gold(written(tmp_path, HEAD + lines))
    assert [row.article for row in choose(rows, ["battle"])] == ["Battle_B"]
    assert len(choose(rows, [])) == 2
