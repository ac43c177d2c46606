"""Licence names as sources.csv has them, out of what wikis say of their rights."""

from __future__ import annotations

import pytest

from pipeline.fetch.licence import licence_name


@pytest.mark.parametrize(
    ("url", "text", "name"),
    [
        ("https://creativecommons.org/licenses/by-sa/4.0/", "Some words", "CC BY-SA 4.0"),
        ("https://creativecommons.org/licenses/by-sa/4.0/deed.en", "", "CC BY-SA 4.0"),
        ("//creativecommons.org/licenses/by-nc-sa/3.0/", "", "CC BY-NC-SA 3.0"),
        ("http://creativecommons.org/licenses/by/3.0/us/", "", "CC BY 3.0 US"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "", "CC0 1.0"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GNU  Free Documentation License 1.3", None),
        ("https://wiki.example/rights", "", "https://wiki.example/rights"),
        ("", "All wrongs\nreserved", "All wrongs reserved"),
        ("", "", ""),
    ],
)
def test_the_name_is_short_where_the_address_is_known_else_the_wiki_s_words(url: str, text: str, name: str) -> None:
    assert licence_name(url, text) == (name if name is not None else "GNU Free Documentation License 1.3")
