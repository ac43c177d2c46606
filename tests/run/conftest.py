"""Dumps in the tests' own words: a few made-up battles among many pages about nothing."""

from __future__ import annotations

import bz2
import gzip
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

HEADER = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-{version}/" version="{version}" xml:lang="en">
  <siteinfo><sitename>Made up</sitename><base>https://wiki.example/wiki/Main_Page</base><namespaces>
    <namespace key="0" case="first-letter" /><namespace key="1" case="first-letter">Talk</namespace>
  </namespaces></siteinfo>
"""
PAGE = """  <page>
    <title>{title}</title>{ns}{redirect}
    <id>{number}</id>{older}
    <revision><id>{number}</id><timestamp>2026-05-01T00:00:00Z</timestamp>{model}
      <text xml:space="preserve">{text}</text></revision>
  </page>
"""
OLDER = (
    "<revision><id>1</id><timestamp>2020-05-01T00:00:00Z</timestamp>"
    "<text>{{{{Infobox battle|casualties1=999999 killed}}}}</text></revision>"
)
BATTLE = """{{{{Infobox military conflict
| conflict = Battle of {place}
| date = 3 May 1811
| combatant1 = [[North League|Northland]]
| combatant2 = [[Southland]]
| casualties1 = 40 killed
| casualties2 = {number} killed
}}}}
On 3 May 1811 the two armies met. [[North League|Northland]] said that at least {number} Southland soldiers were killed.
"""


class Dumps:
    """Makes dumps; ``xml`` is the text of one, ``write`` puts it into a file of the kind its suffix names."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def xml(self, battles: int = 6, version: str = "0.11", filler: int = 40) -> str:
        pages = []
        newer = version >= "0.6"
        number = 100

        def add(title: str, text: str, *, ns: int = 0, redirect: str = "", older: str = "") -> None:
            nonlocal number
            number += 1
            pages.append(
                PAGE.format(
                    title=escape(title),
                    ns=f"<ns>{ns}</ns>" if newer else "",
                    redirect=f'<redirect title="{escape(redirect)}" />' if redirect else "",
                    number=number,
                    older=older,
                    model="<model>wikitext</model>" if version >= "0.8" else "",
                    text=escape(text),
                )
            )

        for battle in range(battles):
            text = BATTLE.format(place=f"Hill {battle}", number=100 + battle)
            add(f"Battle of Hill {battle}", text, older=OLDER.format() if battle == 0 else "")
            for page in range(filler):
                add(f"Thing {battle}-{page}", f"A thing & no fight, kept in {battle * page} boxes. " * 20)
            add(f"Talk:Battle of Hill {battle}", text.replace("killed", "killed, or so"), ns=1)
        add("North League", "#REDIRECT [[Northland]]", redirect="Northland")
        return HEADER.format(version=version) + "".join(pages) + "</mediawiki>\n"

    def write(self, name: str, **options: int | str) -> Path:
        data = self.xml(**options).encode()  # type: ignore[arg-type]
        path = self.folder / name
        if "multistream" in name:
            step = len(data) // 7
            data = b"".join(bz2.compress(data[at : at + step]) for at in range(0, len(data), step))
        elif name.endswith(".bz2"):
            data = bz2.compress(data, 1)
        elif name.endswith(".gz"):
            data = gzip.compress(data, mtime=0)
        elif name.endswith(".zst"):
            zstandard = pytest.importorskip("zstandard", reason="needs zstandard, or Python 3.14")
            data = zstandard.compress(data)
        path.write_bytes(data)
        return path


@pytest.fixture
def dumps(tmp_path: Path) -> Dumps:
    return Dumps(tmp_path)


@pytest.fixture
def contents() -> Callable[[Path], dict[str, bytes]]:
    def read(folder: Path) -> dict[str, bytes]:
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    return read


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts so small that a little dump has many."""
    from pipeline.read.dump import parts

    monkeypatch.setattr(parts, "PART", {"bz2": 3_000, "plain": 20_000})
