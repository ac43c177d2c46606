"""Numbers in text: what they say, how surely, and which of them count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.quantities import Quantity, find_quantities

_UNITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
_UNITS += ["eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def only(text: str) -> Quantity:
    found = find_quantities(text)
    assert len(found) == 1, [(q.text, q.kind) for q in found]
    return found[0]


def counted(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(q.form, q.low, q.high) for q in find_quantities(text) if q.is_count]


def in_words(number: int) -> str:
    """British spelling of 0 to 999,999,999."""
    if number < 20:
        return _UNITS[number]
    if number < 100:
        tens, rest = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_UNITS[rest]}" if rest else "")
    for size, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            head, rest = divmod(number, size)
            link = " and " if rest < 100 else " "
            return f"{in_words(head)} {name}" + (link + in_words(rest) if rest else "")
    raise AssertionError


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They lost 1,234 men.", 1234),
        ("They lost 12 000 men.", 12000),
        ("They lost 12\u2009000 men.", 12000),
        ("They lost 1'250'000 men.", 1250000),
        ("They lost 77.000 men.", 77000),
        ("They lost 1.234.567 men.", 1234567),
        ("They lost 1,50,000 men.", 150000),
        ("They lost 1.5 million men.", 1500000),
        ("They lost 3 thousand men.", 3000),
        ("They lost thirty-three men.", 33),
        ("They lost two hundred and five men.", 205),
        ("They lost two hundred five men.", 205),
        ("They lost nine thousand and one men.", 9001),
        ("They lost a dozen men.", 12),
        ("They lost three dozen men.", 36),
        ("They lost half a dozen men.", 6),
        ("They lost half a million men.", 500000),
        ("They lost two and a half thousand men.", 2500),
        ("They lost a hundred men.", 100),
        ("They lost ten men.", 10),
    ],
)
def test_one_number_is_exact(text: str, value: int) -> None:
    found = only(text)
    assert (found.kind, found.form, found.low, found.high) == ("count", "exact", value, value)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("14–22", 14, 22),
        ("14—22", 14, 22),
        ("14-22", 14, 22),
        ("14 - 22", 14, 22),
        ("14 to 22", 14, 22),
        ("from 14 to 22", 14, 22),
        ("between 14 and 22", 14, 22),
        ("between 14,000–22,000", 14000, 22000),
        ("eleven to fifteen", 11, 15),
        ("between eleven and ninety", 11, 90),
        ("three or four", 3, 4),
        ("2 to 3 million", 2000000, 3000000),
        ("1.5–2 million", 1500000, 2000000),
        ("14,000–22,500+", 14000, 22500),
    ],
)
def test_ranges_keep_both_ends(words: str, low: int, high: int) -> None:
    found = only(f"It cost {words} soldiers their lives.")
    assert (found.kind, found.form, found.low, found.high) == ("count", "range", low, high)


def test_a_range_with_a_hedge_stays_a_range() -> None:
    found = only("approximately 110–230 killed")
    assert (found.form, found.low, found.high, found.hedge) == ("range", 110, 230, "approximately")


def test_between_belongs_to_the_number_and_is_its_hedge() -> None:
    text = "Reports gave between ten and thirty dead."
    found = only(text)
    assert text[found.num_start : found.num_end] == found.text == "between ten and thirty"
    assert found.hedge == "between"


@pytest.mark.parametrize("number", ["40", "forty", "1,400"])
@pytest.mark.parametrize(
    ("hedge", "form"),
    [
        ("at least {}", "at_least"),
        ("more than {}", "at_least"),
        ("over {}", "at_least"),
        ("no fewer than {}", "at_least"),
        ("{} or more", "at_least"),
        ("up to {}", "at_most"),
        ("as many as {}", "at_most"),
        ("fewer than {}", "at_most"),
        ("under {}", "at_most"),
        ("at most {}", "at_most"),
        ("about {}", "approximate"),
        ("around {}", "approximate"),
        ("c. {}", "approximate"),
        ("nearly {}", "approximate"),
        ("almost {}", "approximate"),
        ("some {}", "approximate"),
        ("an estimated {}", "approximate"),
        ("roughly {}", "approximate"),
        ("{} (estimated)", "approximate"),
        ("{} or so", "approximate"),
    ],
)
def test_hedges_bound_a_number_on_their_side(number: str, hedge: str, form: str) -> None:
    value = {"40": 40, "forty": 40, "1,400": 1400}[number]
    words = hedge.format(number)
    found = only(f"There were {words} men.")
    assert (found.form, found.low, found.high) == (
        form,
        None if form == "at_most" else value,
        None if form == "at_least" else value,
    )
    assert f"There were {words} men."[found.start : found.end] == words
    assert found.text == number


@pytest.mark.parametrize(
    ("text", "form", "low", "high"),
    [
        (">18,000", "at_least", 18000, None),
        ("≥ 30", "at_least", 30, None),
        ("<50", "at_most", None, 50),
        ("~700", "approximate", 700, 700),
        ("2,000+", "at_least", 2000, None),
        ("c.400", "approximate", 400, 400),
    ],
)
def test_signs_hedge_as_words_do(text: str, form: str, low: int | None, high: int | None) -> None:
    assert counted(text) == [(form, low, high)]


@pytest.mark.parametrize(
    "words",
    [
        "several", "several dozen", "dozens of", "scores of", "hundreds of", "tens of thousands of", "a few", "many",
        "numerous", "a number of", "a large number of", "large numbers of", "most of the", "countless", "a handful of",
        "an unknown number of", "a couple of hundred",
    ],
)  # fmt: skip
def test_vague_words_have_no_bounds(words: str) -> None:
    found = only(f"They took {words} prisoners.")
    assert (found.kind, found.form, found.low, found.high) == ("count", "vague", None, None)


def test_degrees_count_before_losses_and_alone() -> None:
    assert counted("The corps suffered heavy casualties.") == [("vague", None, None)]
    assert counted("Heavy") == [("vague", None, None)]
    assert counted("The heavy guns opened fire.") == []


@pytest.mark.parametrize("text", ["no deaths", "none", "zero losses", "nobody died", "no one died", "without any loss"])
def test_none_is_zero(text: str) -> None:
    assert counted(text) == [("zero", 0, 0)]


@pytest.mark.parametrize("text", ["They could no longer hold.", "There is no doubt.", "without a plan"])
def test_negation_of_other_things_is_no_number(text: str) -> None:
    assert find_quantities(text) == []


@pytest.mark.parametrize(
    "text", ["two-thirds of the men", "one fifth of the herd", "half of the crew", "a third of them"]
)
def test_fractions_are_vague_and_no_counts(text: str) -> None:
    found = only(text)
    assert (found.kind, found.form, found.low) == ("fraction", "vague", None)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 1717 the city fell.", "year"),
        ("It began in the spring of 62, before the rains.", "year"),
        ("It fell in 256 BC.", "year"),
        ("They held it (1632) for long.", "year"),
        ("The war of 1626–34 ended.", "year"),
        ("On 28 September they left.", "date"),
        ("On September 28, they left.", "date"),
        ("On 9July they left.", "date"),
        ("At 5:00 am they left.", "time"),
        ("At 6 pm they left.", "time"),
        ("The 28th Brigade left.", "unit_designation"),
        ("The second attack failed.", "ordinal"),
        ("A man aged 15 spoke.", "age"),
        ("A seven-year-old spoke.", "age"),
        ("They marched 30 kilometres.", "distance"),
        ("A 15-kilometer front held.", "distance"),
        ("It took ten hours.", "duration"),
        ("A one-month truce held.", "duration"),
        ("The next six hours were calm.", "duration"),
        ("It lost 20 percent.", "percent"),
        ("It lost 5% of them.", "percent"),
        ("It cost $500 in all.", "money"),
        ("It cost 1.7 million rubles.", "money"),
        ("See pp. 12-15 there.", "page"),
        ("A BM-21 launcher fired.", "unit_designation"),
        ("Near the 1070 Housing Project it stopped.", "unit_designation"),
        ("Along National Road 10 it stopped.", "unit_designation"),
        ("Under Article 17 it stopped.", "unit_designation"),
        ("One of the hills fell.", "determiner"),
        ("The two groups talked.", "determiner"),
        ("Losses on both sides rose.", "determiner"),
        ("The vote was 3–2 at last.", "score"),
        ("A factor of 1.7 was used.", "decimal"),
    ],
)
def test_numbers_that_count_nobody_say_what_they_are(text: str, kind: str) -> None:
    assert only(text).kind == kind


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5000 men would march.", 5000),
        ("They bought 2000 camels.", 2000),
        ("1054 Prussians died.", 1054),
        ("Of the 2750 Silesian Infantry few returned.", 2750),
        ("only 1500 remained alive", 1500),
        ("They mobilised 1750 Tatar carts.", 1750),
        ("a 400-man unit", 400),
        ("it was 300-strong", 300),
        ("2 × patrol craft", 2),
        ("20 killed60 wounded", 20),
    ],
)
def test_plain_figures_before_what_they_count_are_counts(text: str, value: int) -> None:
    assert ("exact", value, value) in counted(text)


def test_two_dates_and_a_count_in_one_sentence_are_told_apart() -> None:
    found = find_quantities("On 5 and 6 October 1942, 90 men fell.")
    assert [(q.text, q.kind) for q in found] == [("5", "date"), ("6", "date"), ("1942", "year"), ("90", "count")]


def test_spans_move_with_the_offset() -> None:
    here, there = only("lost 40 men"), find_quantities("lost 40 men", 100)[0]
    assert (there.start, there.num_end, there.text) == (here.start + 100, here.num_end + 100, here.text)


@given(st.integers(1, 999_999_999))
def test_number_words_read_back(number: int) -> None:
    assert counted(f"{in_words(number)} soldiers fell") == [("exact", number, number)]


@given(st.integers(1, 10**9), st.sampled_from([",", "\u2009", "\u202f", "\u00a0", "'"]))
def test_grouped_digits_read_back(number: int, separator: str) -> None:
    assert counted(f"the {number:,} soldiers".replace(",", separator)) == [("exact", number, number)]


@given(st.integers(0, 900), st.integers(1, 900), st.sampled_from(["–", "-", "—", " - ", " to ", "−"]))
def test_ranges_read_back(low: int, width: int, joint: str) -> None:
    assert counted(f"it lost {low}{joint}{low + width} tanks") == [("range", low, low + width)]


@given(st.integers(1, 999_999), st.sampled_from(["at least", "more than", "over", "up to", "under", "about", "nearly"]))
def test_hedges_read_back(number: int, hedge: str) -> None:
    found = only(f"it lost {hedge} {number:,} men")
    assert (found.hedge, found.text) == (hedge, f"{number:,}")
    assert number in (found.low, found.high)


_PIECES = st.sampled_from(
    ["12", "1,000", "-", "–", " ", ",", ".", "to", " and ", "at least ", "half", "million", "twenty", "May", "(", ")",
     "+", "%", "km", "several", "\n", "first", "no ", "$", "İ", "ß", "½", "٣", "between ", "c. "]
)  # fmt: skip


@settings(max_examples=300)
@given(st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=12).map("".join)))
def test_any_text_gives_spans_that_hold(text: str) -> None:
    end = 0
    for found in find_quantities(text):
        assert end <= found.start <= found.num_start < found.num_end <= found.end <= len(text)
        assert text[found.num_start : found.num_end] == found.text
        if found.form == "range" and found.is_count:
            assert found.low is not None
            assert found.high is not None
            assert found.low < found.high
        end = found.end


@given(st.text(alphabet="0123456789 ,.-–abc", max_size=40))
def test_every_digit_is_accounted_for(text: str) -> None:
    inside = {i for found in find_quantities(text) for i in range(found.start, found.end)}
    assert all(i in inside for i, character in enumerate(text) if character.isdigit())


@pytest.mark.parametrize("words", ["5,000,000 million", "9" * 30, "900 million million"])
def test_no_bound_is_more_than_ever_lived(words: str) -> None:
    for quantity in find_quantities(f"They lost {words} men and 12 horses."):
        assert quantity.high is None or quantity.high <= 10**12


def test_a_number_of_more_than_ever_lived_says_why_it_is_none() -> None:
    assert [found.kind for found in find_quantities("They lost 5,000,000 million men.")] == ["too_large"]
