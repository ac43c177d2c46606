"""Text tables: they fit, they line up, and no cell can disturb the terminal."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.text_table import fit, printable, text_table, text_width


def test_a_table_that_fits_is_shown_whole() -> None:
    lines = list(text_table(["who", "n"], [["Guard", 7], [None, 12]], 40, [False, True]))
    assert lines == ["who     n", "─────  ──", "Guard   7", "       12", "(2 rows)"]


def test_cells_that_do_not_fit_are_cut_and_the_foot_says_so() -> None:
    lines = list(text_table(["name", "sentence"], [["Guard", "word " * 40]], 40))
    assert all(len(line) <= 40 for line in lines[:-1])
    assert "…" in lines[2]
    assert lines[2].startswith("Guard")
    assert lines[-1] == "(1 row, cut to fit; --format csv shows them whole)"


def test_too_many_columns_become_records() -> None:
    lines = list(text_table([f"column{i}" for i in range(30)], [["some text"] * 29 + [None]], 80))
    assert lines[1] == "column0   some text"
    assert not any("column29" in line for line in lines)
    assert lines[-1] == "(1 row)"


def test_records_are_wrapped_so_that_nothing_is_cut() -> None:
    sentence = "The mayor of Oster said that ten men had died and 日本 too, in Llanfairpwllgwyngyllgogerychwyrndrobwll."
    lines = list(text_table(["who", *(f"c{i}" for i in range(20)), "sentence"], [["x"] * 21 + [sentence]], 40))
    shown = lines[next(i for i, line in enumerate(lines) if line.startswith("sentence")) : -1]
    assert "".join(line[10:] for line in shown).replace(" ", "") == sentence.replace(" ", "")
    assert all(text_width(line) <= 40 for line in shown)
    assert all(line.startswith(" " * 10) for line in shown[1:])


def test_wide_letters_and_marks_line_up() -> None:
    assert text_width("日本") == 4
    assert text_width("Azäwad") == text_width("Aza\u0308wad") == 6
    lines = list(text_table(["a", "b"], [["日本", "x"], ["abcd", "x"]], 40))
    assert lines[2] == "日本  x"


def test_control_characters_lose_their_power() -> None:
    assert printable("red \x1b[31m\u202edrow\r\nnext") == "red \ufffd[31m\ufffddrow next"


def test_a_boolean_is_written_as_sql_does() -> None:
    assert "true" in "\n".join(text_table(["x"], [[True]], 40))


@given(st.lists(st.integers(1, 300), min_size=1, max_size=30), st.integers(1, 300))
def test_widths_never_pass_the_room_unless_columns_are_at_their_least(natural: list[int], room: int) -> None:
    widths = fit(natural, room)
    assert all(0 < width <= whole for width, whole in zip(widths, natural, strict=True))
    assert sum(widths) <= max(room, 3 * len(natural))
    if sum(natural) <= room:
        assert widths == natural


@given(st.lists(st.lists(st.text(), min_size=3, max_size=3), max_size=5), st.integers(20, 120))
def test_any_text_gives_whole_lines_within_the_width(rows: list[list[str]], width: int) -> None:
    for line in list(text_table(["a", "b", "c"], rows, width))[:-1]:
        assert line.isprintable() or line == ""
        assert text_width(line) <= width
