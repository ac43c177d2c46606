"""Against a MediaWiki that is installed and served here: no mock knows how the real one behaves."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Callable
from pathlib import Path
from urllib.request import urlopen

import pytest

from pipeline.errors import SourceError
from pipeline.fetch import Patience, fetch, open_wiki
from pipeline.read.register import register
from pipeline.read.registry import check, load_registry
from tests.fetch.conftest import Listening, MediaWiki, Question, run_fetch

TEXT = """{{Infobox military conflict
| conflict = Fight at Lower Ford
| date = 3 May 1811
| combatant1 = [[Northland]]
| combatant2 = Southland
| casualties1 = 40 killed
}}
The '''fight at Lower Ford''' was fought in 1811. Northland said that 120 of Southland's men were captured.
"""


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    return tmp_path / "raw"


def files(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Everything in the folder: bytes and time of change."""
    return {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}


def test_wikitext_is_stored_verbatim_with_where_it_is_from(mediawiki: MediaWiki, client: Listening, raw: Path) -> None:
    mediawiki.edit("Fight at Lower Ford", TEXT)
    report = fetch(client, raw, ["fight_at  Lower Ford"])
    assert (report.fetched, report.failed, report.unchanged) == (["Fight_at_Lower_Ford.wiki"], [], 0)
    stored = (raw / "Fight_at_Lower_Ford.wiki").read_bytes()
    assert stored == TEXT.strip().encode()  # MediaWiki itself drops the last line break
    row = load_registry(raw)["Fight_at_Lower_Ford.wiki"]
    assert row.title == "Fight at Lower Ford"
    assert row.revision == str(mediawiki.revisions("Fight at Lower Ford")[-1])
    assert row.sha1 == hashlib.sha1(stored).hexdigest()
    assert (row.licence, row.relation) == ("CC BY-SA 4.0", "verbatim")
    assert row.source_url == f"{mediawiki.url}/index.php/Fight_at_Lower_Ford"
    check(raw / "Fight_at_Lower_Ford.wiki", row)
    with urlopen(row.permalink + "&action=raw") as answer:
        assert answer.read() == stored
    stamp = mediawiki.sql("SELECT rev_timestamp FROM revision WHERE rev_id = ?", int(row.revision))[0][0]
    assert row.timestamp.translate(str.maketrans("", "", "-:TZ")) == stamp


def test_a_second_run_asks_only_for_revisions_and_touches_nothing(
    mediawiki: MediaWiki, client: Listening, raw: Path
) -> None:
    mediawiki.edit("Same One", "first")
    mediawiki.edit("Same Two", "second")
    titles = ["Same One", "Same Two"]
    fetch(client, raw, titles)
    before = files(raw)
    client.asked.clear()
    report = fetch(client, raw, titles)
    assert (report.fetched, report.unchanged) == ([], 2)
    assert client.kinds() == ["pages"]
    assert files(raw) == before

    mediawiki.edit("Same Two", "second, changed")
    client.asked.clear()
    report = fetch(client, raw, titles)
    assert (report.fetched, report.unchanged) == (["Same_Two.wiki"], 1)
    assert [q.fields["revids"] for q in client.asked if q.kind == "texts"] == [str(mediawiki.revisions("Same Two")[-1])]
    assert (raw / "Same_Two.wiki").read_text("utf-8") == "second, changed"
    assert files(raw)["Same_One.wiki"] == before["Same_One.wiki"]

    (raw / "Same_One.wiki").unlink()
    assert fetch(client, raw, titles).fetched == ["Same_One.wiki"]
    assert (raw / "Same_One.wiki").read_bytes() == before["Same_One.wiki"][0]


def test_a_text_that_is_registered_as_edited_is_left_alone(mediawiki: MediaWiki, client: Listening, raw: Path) -> None:
    mediawiki.edit("Mended", "forty kiled")
    fetch(client, raw, ["Mended"])
    (raw / "Mended.wiki").write_text("forty killed", "utf-8")
    assert "was changed here" in fetch(client, raw, ["Mended"]).failed[0]
    register(raw / "Mended.wiki", relation="edited")
    mediawiki.edit("Mended", "fifty kiled")
    report = fetch(client, raw, ["Mended"])
    assert (report.fetched, report.failed) == ([], [])
    assert "registered as edited" in report.notes[0]
    assert (raw / "Mended.wiki").read_text("utf-8") == "forty killed"


def test_redirects_lead_to_the_page_within_the_wiki_and_nowhere_else(
    mediawiki: MediaWiki, client: Listening, raw: Path
) -> None:
    mediawiki.edit("Ford Fight", "the text")
    mediawiki.edit("FF", "#REDIRECT [[Ford fight]]")
    mediawiki.edit("Ford fight", "#REDIRECT [[Ford Fight]]")
    mediawiki.edit("Round", "#REDIRECT [[And Round]]")
    mediawiki.edit("And Round", "#REDIRECT [[Round]]")
    mediawiki.edit("Away", "#REDIRECT [[wikipedia:Battle]]")
    mediawiki.edit("Into nothing", "#REDIRECT [[Nothing there]]")
    report = fetch(client, raw, ["FF", "Ford Fight", "Round", "Away", "Into nothing"])
    assert report.fetched == ["Ford_Fight.wiki"]
    assert [line.split(";")[0] for line in report.failed] == [
        "Round: redirects in a circle on the wiki",
        "Away: leads to another wiki (wikipedia:Battle), which is not followed",
        "Into nothing: the wiki has no such page",
    ]


def test_what_is_no_article_is_a_line_each_and_the_rest_is_fetched(
    mediawiki: MediaWiki, client: Listening, raw: Path
) -> None:
    mediawiki.edit("Good", "good")
    mediawiki.edit("User:Keeper/common.js", "var a = 1;")
    titles = ["Good", "Not there", "a|b", "<x>", "Special:Version", "User:Keeper/common.js", "\x1fGood", "Go\x1fod"]
    report = fetch(client, raw, titles)
    assert report.fetched == ["Good.wiki"]
    assert len(report.failed) == 6
    assert all(";" in line or '"' in line for line in report.failed)
    assert [line for line in report.failed if "javascript" in line]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Battle of A/B", "Battle_of_A%2FB.wiki"),
        ("...Or else", "%2E..Or_else.wiki"),
        ("CON", "%43ON.wiki"),
        ('Who? "We": 100*2\\3', "Who%3F_%22We%22%3A_100%2A2%5C3.wiki"),
        ("Bataille d’Ébly – été", "Bataille_d’Ébly_–_été.wiki"),
        ("敗北", "敗北.wiki"),
    ],
)
def test_any_title_becomes_a_file_in_the_folder_that_a_build_finds(
    mediawiki: MediaWiki, client: Listening, raw: Path, title: str, name: str
) -> None:
    mediawiki.edit(title, "text of " + title)
    assert fetch(client, raw, [title]).fetched == [name]
    assert (raw / name).read_text("utf-8") == "text of " + title
    assert sorted(path.name for path in raw.rglob("*")) == sorted([name, "sources.csv"])
    assert load_registry(raw)[name].title == title
    assert fetch(client, raw, [title]).unchanged == 1


def test_titles_that_differ_in_case_alone_get_files_that_differ_in_more(
    mediawiki: MediaWiki, client: Listening, raw: Path
) -> None:
    mediawiki.edit("NATO", "a pact")
    mediawiki.edit("Nato", "a village")
    names = fetch(client, raw, ["NATO", "Nato"]).fetched
    assert len({name.casefold() for name in names}) == 2
    assert fetch(client, raw, ["Nato", "NATO"]).unchanged == 2


def test_a_category_is_read_to_its_end_in_parts_however_small(
    mediawiki: MediaWiki, client: Listening, raw: Path, tmp_path: Path
) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    titles = [f"{number:02} {'long ' * 40}fight" for number in range(60)]
    for title in titles:
        (pages / f"{title}.txt").write_text(f"{title} {'words ' * 100}[[Category:Long fights]]", "utf-8")
    mediawiki.run("importTextFiles.php", *map(str, pages.iterdir()))
    mediawiki.edit("Category:Shorter fights", "[[Category:Long fights]]")
    mediawiki.edit("Talk:Fights", "[[Category:Long fights]]")
    mediawiki.run("refreshLinks.php")
    report = fetch(client, raw, categories=["Long fights"])
    assert (len(report.fetched), report.failed) == (60, [])
    assert {row.title for row in load_registry(raw).values()} == set(titles)
    kinds = client.kinds()
    assert kinds.count("list") > 1, "the list came in one part: nothing was tried"
    assert kinds.count("texts") > 2, "the texts came in one part a batch: nothing was tried"
    assert all(len(q.fields.get("titles", "").split("|")) <= 50 for q in client.asked)
    client.asked.clear()
    assert fetch(client, raw, categories=["Category:Long fights"]).unchanged == 60
    assert "texts" not in client.kinds()
    with pytest.raises(SourceError, match="no article in it"):
        fetch(client, raw, categories=["Of nothing"])


@pytest.mark.parametrize("kind", ["pages", "texts"])
def test_a_page_deleted_between_list_and_fetch_is_a_note_and_no_file(
    mediawiki: MediaWiki, client: Listening, raw: Path, kind: str
) -> None:
    for title in ("Stays", "Goes"):
        mediawiki.edit(f"{title} {kind}", f"a text [[Category:Some {kind}]]")

    def delete(question: Question) -> None:
        if question.kind == kind and mediawiki.revisions(f"Goes {kind}"):
            mediawiki.delete(f"Goes {kind}")

    client.before = delete
    report = fetch(client, raw, categories=[f"Some {kind}"])
    assert report.fetched == [f"Stays_{kind}.wiki"]
    assert report.failed == []
    assert len(report.notes) == 1
    assert "was deleted after" in report.notes[0]
    assert sorted(files(raw)) == [f"Stays_{kind}.wiki", "sources.csv"]


def test_what_was_fetched_stays_when_the_wiki_deletes_it(mediawiki: MediaWiki, client: Listening, raw: Path) -> None:
    mediawiki.edit("Short-lived", "a text")
    fetch(client, raw, ["Short-lived"])
    before = files(raw)
    mediawiki.delete("Short-lived")
    assert "has no such page" in fetch(client, raw, ["Short-lived"]).failed[0]
    assert files(raw) == before


def test_an_older_revision_comes_by_its_number(mediawiki: MediaWiki, client: Listening, raw: Path) -> None:
    mediawiki.edit("Often", "one")
    mediawiki.edit("Often", "two")
    mediawiki.edit("Seldom", "other")
    first, last = mediawiki.revisions("Often")
    assert fetch(client, raw, ["Often"], revision=first).fetched == ["Often.wiki"]
    assert (raw / "Often.wiki").read_text("utf-8") == "one"
    assert load_registry(raw)["Often.wiki"].permalink.endswith(f"oldid={first}")
    assert fetch(client, raw, revision=first).unchanged == 1
    assert fetch(client, raw, ["Often"]).fetched == ["Often.wiki"]
    assert load_registry(raw)["Often.wiki"].revision == str(last)
    assert "is one of 'Often'" in fetch(client, raw, ["Seldom"], revision=first).failed[0]
    assert "no revision 999999" in fetch(client, raw, revision=999999).failed[0]
    with pytest.raises(SourceError, match="one title"):
        fetch(client, raw, ["Often", "Seldom"], revision=first)


def test_a_hidden_revision_is_said_to_be_hidden(mediawiki: MediaWiki, client: Listening, raw: Path) -> None:
    mediawiki.edit("Veiled", "what nobody may read")
    mediawiki.edit("Veiled", "what all may read")
    first = mediawiki.revisions("Veiled")[0]
    mediawiki.sql("UPDATE revision SET rev_deleted = 1 WHERE rev_id = ?", first)
    assert "hides the text" in fetch(client, raw, revision=first).failed[0]
    assert not list(raw.glob("*"))


def test_letters_that_were_saved_decomposed_are_stored_as_they_were_saved(
    mediawiki: MediaWiki, client: Listening, raw: Path
) -> None:
    text = "Cafe\u0301 and A\u030angstro\u0308m"
    mediawiki.edit("Decomposed", text)
    fetch(client, raw, ["Decomposed"])
    stored = (raw / "Decomposed.wiki").read_bytes()
    assert stored == text.encode()
    assert hashlib.sha1(stored).hexdigest() == load_registry(raw)["Decomposed.wiki"].sha1


def test_a_wiki_that_lags_is_left_in_peace_for_as_long_as_it_says(
    mediawiki: MediaWiki, client: Listening, waits: list[float], raw: Path
) -> None:
    mediawiki.edit("Patient", "a text")
    lag = mediawiki.folder / "lag"
    lag.write_text("30")
    try:
        client.before = lambda _: lag.unlink(missing_ok=True) if len(waits) == 2 else None
        assert fetch(client, raw, ["Patient"]).fetched == ["Patient.wiki"]
        assert waits == [5.0, 5.0]  # MediaWiki asks for five seconds, more than the first pauses of our own
        lag.write_text("30")
        with pytest.raises(SourceError, match=r"maxlag: .*run the same command again"):
            open_wiki(mediawiki.url, patience=Patience(attempts=2, sleep=waits.append))
    finally:
        lag.unlink(missing_ok=True)


def test_a_blank_page_is_a_line_and_no_file(mediawiki: MediaWiki, client: Listening, raw: Path) -> None:
    mediawiki.edit("Blank", "something")
    mediawiki.edit("Blank", "")
    assert "is blank" in fetch(client, raw, ["Blank"]).failed[0]
    assert not list(raw.glob("*"))


def test_the_command_fetches_and_a_build_reads_what_it_fetched(mediawiki: MediaWiki, tmp_path: Path) -> None:
    mediawiki.edit("Fight at Upper Ford", TEXT.replace("Lower", "Upper"))
    raw, build = tmp_path / "raw", tmp_path / "build"
    done = run_fetch("fetch", "Fight at Upper Ford", "--site", mediawiki.url, "--output", raw)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{raw}: 1 article fetched from Wiki of the tests (CC BY-SA 4.0), 0 up to date\n"
    assert load_registry(raw)["Fight_at_Upper_Ford.wiki"].relation == "verbatim"
    done = run_fetch("build", raw, "--output", build)
    assert done.returncode == 0, done.stderr
    with (build / "csv" / "articles.csv").open(encoding="utf-8", newline="") as file:
        (article,) = csv.DictReader(file)
    row = load_registry(raw)["Fight_at_Upper_Ford.wiki"]
    assert article["title"] == "Fight at Upper Ford"
    assert article["format"] == "wikitext"
    assert (article["revision"], article["licence"]) == (row.revision, "CC BY-SA 4.0")
    assert article["source_url"] == row.permalink


def test_a_dump_of_the_wiki_yields_what_its_fetched_pages_yield(mediawiki: MediaWiki, tmp_path: Path) -> None:
    """Two ways to the same text: the API, and ``dumpBackup.php``."""
    for ford in ("Old", "New"):
        mediawiki.edit(f"Fight at {ford} Ford", TEXT.replace("Lower", ford))
    mediawiki.edit("Fight at old Ford", "#REDIRECT [[Fight at Old Ford]]")
    dump, raw = tmp_path / "wiki-pages-articles.xml", tmp_path / "raw"
    (tmp_path / "titles").write_text("Fight at Old Ford\nFight at New Ford\nFight at old Ford\nMain Page\n", "utf-8")
    dump.write_text(mediawiki.run("dumpBackup.php", "--current", f"--pagelist={tmp_path / 'titles'}"), "utf-8")
    done = run_fetch("build", dump, "--output", tmp_path / "dumped")
    if "unknown kind of document" in done.stderr or "give a folder or a file" in done.stderr:
        pytest.skip("dumps are not read yet")
    assert done.returncode == 0, done.stderr
    run_fetch("fetch", "Fight at Old Ford", "Fight at New Ford", "--site", mediawiki.url, "--output", raw)
    run_fetch("build", raw, "--output", tmp_path / "fetched")

    def table(build: str, name: str, *columns: str) -> list[tuple[str, ...]]:
        with (tmp_path / build / "csv" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return sorted(tuple(row[column] for column in columns) for row in csv.DictReader(file))

    assert [row[0] for row in table("dumped", "articles", "title")] == ["Fight at New Ford", "Fight at Old Ford"]
    for name, *columns in [
        ("articles", "title", "revision", "characters", "sha256"),
        ("passages", "passage_id", "text", "start", "end"),
        ("claims", "claim_id", "measure", "value_low", "victim_actor_id", "quote"),
    ]:
        rows = table("dumped", name, *columns)
        assert rows
        assert rows == table("fetched", name, *columns)


def test_the_command_ends_with_1_where_a_title_leads_nowhere(mediawiki: MediaWiki, tmp_path: Path) -> None:
    mediawiki.edit("There", "a text")
    done = run_fetch("fetch", "There", "Not anywhere", "--site", mediawiki.url, "--output", tmp_path)
    assert done.returncode == 1
    assert done.stderr == "left out: Not anywhere: the wiki has no such page; check the title\n"
    assert "1 article fetched" in done.stdout


def test_the_site_is_found_by_its_address_with_or_without_the_api(mediawiki: MediaWiki) -> None:
    for address in (mediawiki.url, mediawiki.url + "/", mediawiki.url + "/api.php"):
        assert open_wiki(address).site.name == "Wiki of the tests"
    with pytest.raises(SourceError, match=r"404.*; give --site"):
        open_wiki(mediawiki.url + "/elsewhere")


def test_a_wiki_without_licence_is_refused_until_one_is_named(
    mediawiki: MediaWiki, raw: Path, client_of: Callable[[str], Listening]
) -> None:
    mediawiki.edit("Unlicensed", "a text")
    unlicensed = mediawiki.folder / "unlicensed"
    unlicensed.touch()
    try:
        client = client_of(mediawiki.url)
        with pytest.raises(SourceError, match="--licence"):
            fetch(client, raw, ["Unlicensed"])
        assert not raw.exists()
        fetch(client, raw, ["Unlicensed"], licence="CC0 1.0")
    finally:
        unlicensed.unlink()
    assert load_registry(raw)["Unlicensed.wiki"].licence == "CC0 1.0"


@pytest.fixture
def client_of(waits: list[float]) -> Callable[[str], Listening]:
    return lambda address: Listening(address, Patience(sleep=waits.append))
