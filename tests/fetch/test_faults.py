"""Against a small server that misbehaves: what passes by itself is asked again, the rest ends in one line."""

from __future__ import annotations

import gzip
import json
import signal
import socket
import struct
import threading
import time
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from pipeline.errors import SourceError
from pipeline.fetch import Patience, fetch, open_wiki
from pipeline.fetch.agent import user_agent
from pipeline.fetch.http import proxy_of
from pipeline.fetch.wiki import Wiki
from pipeline.read.registry import check, load_registry
from tests.fetch.conftest import Fault, Handler, Server, run_fetch, start_fetch

Connect = Callable[..., Wiki]


def status(code: int, **headers: str) -> Fault:
    return lambda handler: handler.reply(code, b"busy", {k.replace("_", "-"): v for k, v in headers.items()})


def cut_midway(handler: Handler) -> None:
    """Half of what was announced, then the line is dead."""
    body = handler.whole()
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body[: len(body) // 2])
    handler.close_connection = True


def cut_in_a_chunk(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"ff\r\n" + handler.whole()[:20])
    handler.close_connection = True


def reset(handler: Handler) -> None:
    """No answer at all: the connection is torn down."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.close_connection = True


def hang_up(handler: Handler) -> None:
    handler.close_connection = True


def truncated_json(handler: Handler) -> None:
    handler.reply(200, handler.whole()[:-7])


def truncated_gzip(handler: Handler) -> None:
    handler.reply(200, gzip.compress(handler.whole())[:-12], {"Content-Encoding": "gzip"})


def damaged_gzip(handler: Handler) -> None:
    packed = bytearray(gzip.compress(handler.whole()))
    packed[-6] ^= 0xFF
    handler.reply(200, bytes(packed), {"Content-Encoding": "gzip"})


def silent(handler: Handler) -> None:
    time.sleep(0.8)
    handler.close_connection = True


def trickling(handler: Handler) -> None:
    """A byte now and then: never silent, never done."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(60):
        handler.wfile.write(b" ")
        time.sleep(0.05)


def refusing(code: str) -> Fault:
    return lambda handler: handler.reply(200, json.dumps({"error": {"code": code, "info": "not now"}}).encode())


PASSING = [
    status(503, Retry_After="1"), status(429), status(500), status(502), status(504), cut_midway, cut_in_a_chunk, reset,
    hang_up, truncated_json, truncated_gzip, damaged_gzip, silent, trickling, refusing("ratelimited"),
    refusing("readonly"), refusing("internal_api_error_DBQueryError"),
]  # fmt: skip


@pytest.mark.parametrize("fault", PASSING, ids=lambda fault: fault.__qualname__.split(".")[0])
@pytest.mark.parametrize("kind", ["pages", "texts"])
def test_what_may_pass_is_asked_again_and_the_file_is_whole(
    server: Server, impatient: Connect, waits: list[float], tmp_path: Path, fault: Fault, kind: str
) -> None:
    server.pages["One"] = "a text " * 1000
    wiki = impatient()
    server.faults = [(kind, fault)]
    assert fetch(wiki, tmp_path, ["One"]).fetched == ["One.wiki"]
    assert (tmp_path / "One.wiki").read_text("utf-8") == server.pages["One"]
    assert server.kinds().count(kind) == 2
    assert waits == [1.0]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["One.wiki", "sources.csv"]


def test_the_pauses_grow_up_to_a_cap_and_then_the_run_ends(
    server: Server, impatient: Connect, waits: list[float], tmp_path: Path
) -> None:
    server.pages["One"] = "a text"
    wiki = impatient()
    wiki._patience.attempts, wiki._patience.longest = 9, 30.0
    server.faults = [("pages", status(503))] * 20
    with pytest.raises(SourceError, match="status 503, 9 times over; run the same command again later"):
        fetch(wiki, tmp_path, ["One"])
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30]
    assert not list(tmp_path.iterdir())


def test_a_server_is_given_the_time_that_it_asks_for(
    server: Server, impatient: Connect, waits: list[float], tmp_path: Path
) -> None:
    server.pages["One"] = "a text"
    wiki = impatient()
    soon = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    server.faults = [("pages", status(503, Retry_After="77")), ("pages", status(503, Retry_After=soon))]
    server.faults += [("pages", status(429, Retry_After=nonsense)) for nonsense in ("soon", "-5")]
    fetch(wiki, tmp_path, ["One"])
    assert waits[0] == 77
    assert 90 < waits[1] <= 100
    assert waits[2:] == [4, 8]


def test_a_server_that_asks_for_an_hour_is_not_waited_for(
    server: Server, impatient: Connect, waits: list[float], tmp_path: Path
) -> None:
    wiki = impatient()
    server.faults = [("pages", status(503, Retry_After="3600"))]
    with pytest.raises(SourceError, match="asks to wait 3600 s; run the same command again after that"):
        fetch(wiki, tmp_path, ["One"])
    assert waits == []


def test_what_was_stored_before_the_wiki_broke_off_stays_and_the_next_run_goes_on(
    server: Server, impatient: Connect, tmp_path: Path
) -> None:
    server.pages = {f"Page {number:03}": f"text {number}" for number in range(120)}
    wiki = impatient()
    good = Handler.reply

    def second_batch(handler: Handler) -> None:
        good(handler, 200, handler.whole())
        server.faults = [("any", status(503))] * 6

    server.faults = [("texts", second_batch)]
    with pytest.raises(SourceError, match="it goes on from here"):
        fetch(wiki, tmp_path, categories=["All"])
    stored = load_registry(tmp_path)
    assert len(stored) == 50
    for name, source in stored.items():
        check(tmp_path / name, source)
    server.faults, server.got = [], []
    report = fetch(wiki, tmp_path, categories=["All"])
    assert (len(report.fetched), report.unchanged) == (70, 50)
    assert server.kinds() == ["list", "pages", "pages", "texts", "pages", "texts"]
    assert len(load_registry(tmp_path)) == 120


def test_a_page_that_vanishes_between_list_and_text_is_a_note(
    server: Server, impatient: Connect, tmp_path: Path
) -> None:
    server.pages = {"Stays": "a text", "Goes": "a text"}

    def vanish(handler: Handler) -> None:
        del server.pages["Goes"]
        handler.reply(200, handler.whole())

    wiki = impatient()
    server.faults = [("texts", vanish)]
    report = fetch(wiki, tmp_path, ["Stays", "Goes"])
    assert report.fetched == ["Stays.wiki"]
    assert report.notes == ["Goes: was deleted after it was listed"]


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
def test_a_redirect_to_another_host_is_not_followed(
    server: Server, impatient: Connect, tmp_path: Path, code: int
) -> None:
    server.pages["One"] = "a text"
    wiki = impatient()
    with Server() as other:
        server.faults = [("pages", status(code, Location=other.url + "/w/api.php?x=1"))]
        with pytest.raises(SourceError, match=r"redirects to another site \(http://127.0.0.1\), which is not followed"):
            fetch(wiki, tmp_path, ["One"])
        assert other.got == []
    for place in (
        "http://localhost:1/",
        "//evil.example/",
        "https://127.0.0.1/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
    ):
        server.faults = [("pages", status(code, Location=place))]
        with pytest.raises(SourceError, match="redirects to another site"):
            fetch(wiki, tmp_path, ["One"])
    assert not list(tmp_path.iterdir())


def test_a_redirect_within_the_site_is_followed_but_not_in_circles(
    server: Server, impatient: Connect, tmp_path: Path
) -> None:
    server.pages = {"Title " + "long " * 40 + str(number): f"text {number}" for number in range(12)}

    def onward(handler: Handler) -> None:
        query = "" if handler.command == "POST" else "?" + handler.path.partition("?")[2]
        handler.reply(308, b"", {"Location": "/w/api.php" + query})

    wiki = impatient()
    server.faults = [("pages", onward), ("texts", onward)]
    assert len(fetch(wiki, tmp_path, list(server.pages)).fetched) == 12
    assert {question.method for question in server.got} == {"GET", "POST"}, "one kind of question was not tried"
    server.faults = [("pages", onward)] * 20
    with pytest.raises(SourceError, match="redirects more than 5 times"):
        fetch(wiki, tmp_path, ["One"])


def test_a_bomb_is_refused_before_it_fills_the_memory(server: Server, impatient: Connect, tmp_path: Path) -> None:
    bomb = gzip.compress(b" " * 300_000_000, 1)
    wiki = impatient()
    server.faults = [("pages", lambda handler: handler.reply(200, bomb, {"Content-Encoding": "gzip"}))]
    tracemalloc.start()
    with pytest.raises(SourceError, match="answers more than 1 MB"):
        fetch(wiki, tmp_path, ["One"])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 6_000_000
    plain = b" " * 1_000_001
    server.faults = [("pages", lambda handler: handler.reply(200, plain))]
    with pytest.raises(SourceError, match="answers more than 1 MB"):
        fetch(wiki, tmp_path, ["One"])


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "compress"])
def test_an_encoding_that_was_not_asked_for_is_refused(
    server: Server, impatient: Connect, tmp_path: Path, coding: str
) -> None:
    wiki = impatient()
    server.faults = [("pages", status(200, Content_Encoding=coding))]
    with pytest.raises(SourceError, match="encoding that was not asked for"):
        fetch(wiki, tmp_path, ["One"])


def test_a_text_that_is_not_what_the_wiki_hashed_is_not_stored(
    server: Server, impatient: Connect, tmp_path: Path
) -> None:
    server.pages = {"Good": "a text", "Bad": "some text"}

    def altered(handler: Handler) -> None:
        handler.reply(200, handler.whole().replace(b"some text", b"sane text"))

    wiki = impatient()
    server.faults = [("texts", altered), ("raw", lambda handler: handler.reply(200, b"sane text"))]
    report = fetch(wiki, tmp_path, ["Good", "Bad"])
    assert report.fetched == ["Good.wiki"]
    assert "Bad: revision 2 came damaged" in report.failed[0]
    assert not (tmp_path / "Bad.wiki").exists()


def test_pages_that_nobody_asked_for_are_not_stored(server: Server, impatient: Connect, tmp_path: Path) -> None:
    server.pages = {"One": "a text", "../../Other": "smuggled"}

    def generous(handler: Handler) -> None:
        server.got[-1].fields["revids"] = "1|2"
        handler.reply(200, handler.whole())

    wiki = impatient()
    server.faults = [("texts", generous)]
    assert fetch(wiki, tmp_path / "raw", ["One"]).fetched == ["One.wiki"]
    assert sorted(path.name for path in tmp_path.rglob("*.*")) == ["One.wiki", "sources.csv"]


@pytest.mark.parametrize(
    "answer", [b"[]", b'"text"', b"{}", b'{"query": []}', b'{"query": {"general": {"generator": "Other"}}}']
)
def test_what_is_no_mediawiki_is_told_so(server: Server, impatient: Connect, answer: bytes) -> None:
    server.faults = [("any", lambda handler: handler.reply(200, answer))]
    with pytest.raises(SourceError, match="give --site the address of a MediaWiki"):
        impatient()


def test_a_wiki_that_goes_on_for_ever_is_left(server: Server, impatient: Connect, tmp_path: Path) -> None:
    same = json.dumps({"continue": {"cmcontinue": "x"}, "query": {"categorymembers": [{"title": "One"}]}}).encode()
    wiki = impatient()
    server.faults = [("list", lambda handler: handler.reply(200, same))] * 10
    with pytest.raises(SourceError, match="for ever"):
        fetch(wiki, tmp_path, categories=["All"])


def test_every_question_says_who_asks_and_that_it_gives_way(server: Server, impatient: Connect, tmp_path: Path) -> None:
    server.pages = {f"Page {number}": "a text" for number in range(60)}
    fetch(impatient(), tmp_path, categories=["All"])
    for question in server.got:
        assert question.headers["User-Agent"].startswith("battle-claims/")
        assert "(tests@example.org)" in question.headers["User-Agent"]
        assert question.headers["Accept-Encoding"] == "gzip"
        assert question.fields["maxlag"] == "5"


def test_one_connection_serves_a_whole_run_and_questions_follow_one_another(
    server: Server, impatient: Connect, tmp_path: Path
) -> None:
    server.pages = {f"Page {number}": "a text" for number in range(120)}
    fetch(impatient(), tmp_path, categories=["All"])
    assert len(server.got) == 8
    assert len({question.port for question in server.got}) == 1


def test_a_proxy_of_the_environment_is_used_but_not_for_this_machine_or_where_it_is_not_meant(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.pages["One"] = "a text"
    monkeypatch.setenv("http_proxy", server.url)
    monkeypatch.delenv("https_proxy", raising=False)
    monkeypatch.delenv("HTTPS_PROXY", raising=False)
    monkeypatch.setenv("no_proxy", "inside.invalid")
    wiki = open_wiki("http://wiki.invalid", "tests@example.org")
    assert fetch(wiki, tmp_path, ["One"]).fetched == ["One.wiki"]
    assert {question.headers["Host"] for question in server.got} == {"wiki.invalid"}
    assert proxy_of("http://inside.invalid") is None
    assert proxy_of("http://127.0.0.1:81") is None
    assert proxy_of("https://wiki.invalid") is None


def test_a_public_wiki_is_not_asked_without_a_contact(tmp_path: Path) -> None:
    done = run_fetch("fetch", "One", "--site", "https://wiki.invalid", "--output", tmp_path)
    assert done.returncode == 1
    assert "give --contact" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "contact",
    ["somebody", "a.b", "and/or", "@", "me@", "@example.org", "me@here", "http://", "https://x", "é@example.org"],
)
def test_a_contact_that_reaches_nobody_is_refused(contact: str) -> None:
    with pytest.raises(SourceError, match=r"--contact .*: no e-mail or web address"):
        user_agent("https://wiki.invalid", contact)


@pytest.mark.parametrize(
    "contact",
    [
        "me@example.org", "Me <me@mail.example.org>", "https://example.org", "https://example.org/wiki/User:Me",
        "meta.wikimedia.org/wiki/User:Me", "Some Lab, me+wiki@example.museum", "me@localhost",
        "me@xn--e1afmkfd.xn--p1ai",
    ],
)  # fmt: skip
def test_a_contact_is_an_address_among_whatever_words(contact: str) -> None:
    assert f"({contact})" in user_agent("https://wiki.invalid", contact)


def test_a_contact_that_reaches_nobody_stops_the_command_before_it_asks(tmp_path: Path) -> None:
    done = run_fetch("fetch", "One", "--site", "https://wiki.invalid", "--output", tmp_path, "--contact", "somebody")
    assert done.returncode == 1
    assert "--contact 'somebody': no e-mail or web address" in done.stderr


def test_where_nobody_listens_the_end_comes_soon(waits: list[float]) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        site = f"http://127.0.0.1:{unused.getsockname()[1]}"
        with pytest.raises(SourceError, match=r"refused.*, 3 times over; check the address and the network"):
            open_wiki(site, patience=Patience(sleep=waits.append))
    assert waits == [1, 2]


@pytest.mark.parametrize("more", [["Two"], ["--category", "Battles"]])
def test_a_revision_is_of_one_page(more: list[str], tmp_path: Path) -> None:
    done = run_fetch("fetch", "One", *more, "--revision", "7", "--site", "https://wiki.invalid", "--output", tmp_path)
    assert done.returncode == 2
    assert "--revision is of one page" in done.stderr


@pytest.mark.parametrize(
    "site", ["ftp://example.org", "http://", "https://[::1", "http://me:secret@127.0.0.1", "", "a b"]
)
def test_an_address_that_is_none_is_one_line(site: str, tmp_path: Path) -> None:
    done = run_fetch("fetch", "One", "--site", site, "--output", tmp_path, "--contact", "me@example.org")
    assert done.returncode == 1
    assert done.stderr.startswith("Error: ")
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_midway_leaves_whole_files_and_the_next_one_goes_on(
    server: Server, tmp_path: Path, ending: signal.Signals
) -> None:
    server.pages = {f"Page {number:03}": f"text {number} " * 2000 for number in range(150)}

    def whole(handler: Handler) -> None:
        handler.reply(200, handler.whole())

    asked, ended = threading.Event(), threading.Event()

    def late(handler: Handler) -> None:
        asked.set()
        ended.wait(60)
        whole(handler)

    server.faults = [("texts", whole), ("texts", whole), ("pages", late)]
    with start_fetch("fetch", "--category", "All", "--site", server.url, "--output", tmp_path) as process:
        # Between any two steps of Python an interrupt can leave a file object that it warns of: here it meets a wait.
        while process.poll() is None and not asked.is_set():
            if ending != signal.SIGINT and len(list(tmp_path.glob("*.wiki"))) >= 60:
                break
            time.sleep(0.001)
        process.send_signal(ending)
        error = process.communicate()[1]
    ended.set()
    assert process.returncode != 0, "it was over before it was ended: nothing was tried"
    assert "Traceback" not in error
    server.faults = []
    for file in tmp_path.glob("*.wiki"):
        number = int(file.stem.split("_")[1])
        assert file.read_text("utf-8") == server.pages[f"Page {number:03}"]
    done = run_fetch("fetch", "--category", "All", "--site", server.url, "--output", tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    sources = load_registry(tmp_path)
    assert len(sources) == 150
    for name, source in sources.items():
        check(tmp_path / name, source)


def test_two_fetches_at_once_into_one_folder_lose_nothing(server: Server, tmp_path: Path) -> None:
    server.pages |= {f"Battle {number}": f"text {number} " * 500 for number in range(240)}
    titles = list(server.pages)
    to = ("--site", server.url, "--output", tmp_path / "raw")
    runs = [start_fetch("fetch", *part, *to) for part in (titles[::2], titles[1::2])]
    for run in runs:
        with run:
            _, err = run.communicate()
        assert (run.returncode, err) == (0, "")
    rows = load_registry(tmp_path / "raw")
    assert {row.title for row in rows.values()} == set(titles)
    for path, row in rows.items():
        check(tmp_path / "raw" / path, row)
