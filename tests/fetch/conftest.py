"""A real MediaWiki of the tests' own, and a small server that misbehaves on demand. Nothing leaves this machine."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest

from pipeline.fetch import Limits, Patience, open_wiki
from pipeline.fetch.wiki import Json, Wiki

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = ROOT / ".ci" / "mediawiki"
CODE = Path(os.environ.get("MEDIAWIKI", "/usr/share/mediawiki"))
REQUIRED = "BATTLE_CLAIMS_MEDIAWIKI"
"""Where this variable says ``required``, a machine without MediaWiki fails instead of skipping."""
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
SETTINGS = f"""
$wgRightsUrl = is_file( __DIR__ . '/unlicensed' ) ? '' : '{LICENCE}';
$wgAPIMaxResultSize = 12000;
$wgHooks['ApiMaxLagInfo'][] = function ( &$lag ) {{
    $file = __DIR__ . '/lag';
    if ( is_file( $file ) ) {{ $lag = [ 'host' => 'replica', 'lag' => (float)file_get_contents( $file ) ]; }}
}};
"""


@dataclass
class MediaWiki:
    """A wiki that is installed, filled by its own maintenance scripts and served on the loopback interface."""

    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def run(self, script: str, *arguments: str, text: str = "") -> str:
        """Run a maintenance script."""
        environment = {**os.environ, "MW_CONFIG_FILE": str(self.folder / "LocalSettings.php")}
        command = ["php", str(CODE / "maintenance" / script), *arguments]
        done = subprocess.run(
            command, input=text.encode(), env=environment, cwd=self.folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()
        return done.stdout.decode()

    def edit(self, title: str, text: str) -> None:
        self.run("edit.php", "--summary", "test", title, text=text)

    def delete(self, title: str) -> None:
        (self.folder / "doomed").write_text(title + "\n", "utf-8")
        self.run("deleteBatch.php", str(self.folder / "doomed"))

    def sql(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "my_wiki.sqlite") as database:
            rows = database.execute(statement, values).fetchall()
        database.close()
        return rows

    def revisions(self, title: str) -> list[int]:
        """The numbers of a page's revisions, oldest first."""
        question = "SELECT rev_id FROM revision JOIN page ON page_id = rev_page WHERE page_title = ? ORDER BY rev_id"
        return [row[0] for row in self.sql(question, title.replace(" ", "_"))]


@pytest.fixture(scope="session")
def mediawiki() -> Iterator[MediaWiki]:
    there = (
        subprocess.run([SCRIPT, "there"], capture_output=True, text=True, check=False) if os.name == "posix" else None
    )
    if there is None or there.returncode:
        reason = there.stdout.strip() if there else "a MediaWiki is only served on a POSIX system"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(f"MediaWiki is required but {reason}")
        pytest.skip(f"without MediaWiki: {reason}")
    # SQLite waits for the disk at every step of every edit; memory spares the tests most of their time.
    memory = Path("/dev/shm")
    with TemporaryDirectory(prefix="mediawiki-", dir=memory if os.access(memory, os.W_OK) else None) as folder:
        yield from _served(MediaWiki(Path(folder), _free_port()))


def _served(wiki: MediaWiki) -> Iterator[MediaWiki]:
    subprocess.run([SCRIPT, "create", wiki.folder, str(wiki.port)], check=True, capture_output=True)
    with (wiki.folder / "LocalSettings.php").open("a", encoding="utf-8") as settings:
        settings.write(SETTINGS)
    with (wiki.folder / "server.log").open("wb") as log:
        command = [str(SCRIPT), "serve", str(wiki.folder), str(wiki.port)]
        server = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    try:
        _wait_for(wiki.url + "/api.php")
        yield wiki
    finally:
        # The server's workers are of its group and would outlive it.
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(10)


@dataclass
class Question:
    """A request that a server got."""

    fields: dict[str, str]
    headers: dict[str, str]
    method: str
    port: int = 0

    @property
    def kind(self) -> str:
        """What a client asks of the API: site, list, pages, texts or raw."""
        if "meta" in self.fields:
            return "site"
        if self.fields.get("action") == "raw":
            return "raw"
        if "list" in self.fields:
            return "list"
        return "texts" if "content" in self.fields.get("rvprop", "") else "pages"


class Listening(Wiki):
    """A client that notes what it asks, and calls ``before`` ahead of each question."""

    def __init__(self, address: str, patience: Patience) -> None:
        self.asked: list[Question] = []
        self.before: Callable[[Question], None] = lambda question: None
        plain = open_wiki(address, patience=patience)
        http = plain._http
        original = http.get

        def get(url: str, fields: Any) -> Any:
            question = Question(dict(fields), {}, "")
            self.before(question)
            self.asked.append(question)
            return original(url, fields)

        http.get = get  # type: ignore[method-assign]
        super().__init__(address, http, patience)

    def kinds(self) -> list[str]:
        return [question.kind for question in self.asked]


@pytest.fixture
def waits() -> list[float]:
    """Seconds that a client would have slept."""
    return []


@pytest.fixture
def client(mediawiki: MediaWiki, waits: list[float]) -> Listening:
    """A client of the real wiki, which forgets what it asked to find it."""
    listening = Listening(mediawiki.url, Patience(sleep=waits.append))
    listening.asked.clear()
    return listening


Fault = Callable[["Handler"], None]


class Server(ThreadingHTTPServer):
    """Speaks enough of the API for faults to happen in the midst of it: ``pages`` by title, each a text.

    ``faults`` are the questions' kinds and what becomes of the next of that kind, used up one by one.
    """

    daemon_threads = True

    def __init__(self) -> None:
        self.pages: dict[str, str] = {}
        self.faults: list[tuple[str, Fault]] = []
        self.got: list[Question] = []
        self.rights = {"url": LICENCE, "text": ""}
        super().__init__(("127.0.0.1", 0), Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    def kinds(self) -> list[str]:
        return [question.kind for question in self.got]

    def answer(self, fields: dict[str, str]) -> Json:
        if "meta" in fields:
            general = {"generator": "MediaWiki 1.39", "sitename": "Fake", "server": self.url, "script": "/index.php"}
            return {"query": {"general": general, "rightsinfo": self.rights}}
        if "list" in fields:
            return {"query": {"categorymembers": [{"title": title} for title in self.pages]}}
        numbers = dict(enumerate(self.pages, 1))
        if "titles" in fields:
            titles = fields["titles"].split("|")
        else:
            titles = [numbers[int(n)] for n in fields["revids"].split("|") if int(n) in numbers]
        return {"query": {"pages": [self._page(title) for title in titles]}}

    def _page(self, title: str) -> Json:
        if title not in self.pages:
            return {"ns": 0, "title": title, "missing": True}
        text = self.pages[title]
        slot = {"content": text, "contentmodel": "wikitext", "sha1": hashlib.sha1(text.encode()).hexdigest()}
        number = list(self.pages).index(title) + 1
        revision = {"revid": number, "timestamp": "2020-01-02T03:04:05Z", "slots": {"main": slot}}
        address = f"{self.url}/wiki/{title.replace(' ', '_')}"
        return {"ns": 0, "title": title, "contentmodel": "wikitext", "canonicalurl": address, "revisions": [revision]}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self._do(urlsplit(self.path).query)

    def do_POST(self) -> None:
        self._do(self.rfile.read(int(self.headers["Content-Length"])).decode())

    def _do(self, query: str) -> None:
        fields = {name: values[0] for name, values in parse_qs(query).items()}
        question = Question(fields, dict(self.headers), self.command, self.client_address[1])
        self.server.got.append(question)
        if self.server.faults and self.server.faults[0][0] in (question.kind, "any"):
            self.server.faults.pop(0)[1](self)
        elif urlsplit(self.path).path != "/w/api.php":
            self.reply(404, b"")
        else:
            self.reply(200, json.dumps(self.server.answer(fields)).encode(), gzipped=True)

    def reply(self, status: int, body: bytes, headers: dict[str, str] | None = None, *, gzipped: bool = False) -> None:
        """Send a whole answer."""
        body = gzip.compress(body) if gzipped else body
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **(headers or {})}.items():
            self.send_header(name, value)
        if gzipped:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def whole(self) -> bytes:
        """What the answer would be without a fault."""
        return json.dumps(self.server.answer(self.server.got[-1].fields)).encode()

    def log_message(self, *_: object) -> None:
        pass

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, TimeoutError):
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def impatient(server: Server, waits: list[float]) -> Callable[..., Wiki]:
    """A client of the small server with short limits."""

    def connect(**limits: float) -> Wiki:
        chosen = Limits(**{"connect": 2.0, "silence": 0.4, "answer": 1.0, "size": 1_000_000, **limits})  # type: ignore[arg-type]
        return open_wiki(server.url, "tests@example.org", limits=chosen, patience=Patience(sleep=waits.append))

    return connect


def run_fetch(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """The command as a process of its own."""
    with start_fetch(*arguments) as process:
        out, err = process.communicate()
    return subprocess.CompletedProcess(process.args, process.returncode, out, err)


def start_fetch(*arguments: str | Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-W", "error", "-m", "pipeline", *map(str, arguments)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")
