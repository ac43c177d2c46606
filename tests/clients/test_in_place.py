"""The README's queries over addresses run against a server of files that answers requests for ranges of bytes."""

from __future__ import annotations

import json
import re
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ADDRESS = "https://example.org/battle-claims"
# The newest release whose extension for HTTP comes as a package. That of the pinned DuckDB comes from its own server.
CLIENT = ("duckdb==1.5.5", "duckdb-extension-httpfs==1.5.5")
RUN = """
import duckdb, json, sys
from pathlib import Path
from importlib.util import find_spec
(extension,) = Path(find_spec("duckdb_extension_httpfs").submodule_search_locations[0]).rglob("*.duckdb_extension")
answers = []
with duckdb.connect() as connection:
    connection.load_extension(str(extension))
    for statement in json.loads(sys.argv[1]):
        connection.execute(statement)
        answers.append(connection.fetchall())
print(json.dumps(answers, default=str))
"""
POLARS = """
import json, sys
import polars as pl
found = pl.scan_parquet(sys.argv[1]).filter(pl.col("measure") == "killed").select("claim_id").collect()
print(json.dumps(sorted(found["claim_id"].to_list())))
"""


class Server(ThreadingHTTPServer):
    """Serves a folder; ``sent`` has the path, the status and the number of bytes of each answer with a body."""

    sent: list[tuple[str, int, int]]


class Handler(SimpleHTTPRequestHandler):
    """Files whole, or the range asked for: the library's own handler knows no ranges."""

    protocol_version = "HTTP/1.1"
    server: Server

    def do_HEAD(self) -> None:
        self.answer(body=False)

    def do_GET(self) -> None:
        self.answer(body=True)

    def answer(self, *, body: bool) -> None:
        try:
            with open(self.translate_path(self.path), "rb") as file:  # noqa: PTH123
                data = file.read()
        except OSError:
            self.send_error(404)
            return
        size = len(data)
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range", ""))
        if wanted:
            first = int(wanted[1]) if wanted[1] else max(size - int(wanted[2]), 0)
            last = min(int(wanted[2]), size - 1) if wanted[1] and wanted[2] else size - 1
            data = data[first : last + 1]
            self.send_response(206)
            self.send_header("Content-Range", f"bytes {first}-{last}/{size}")
        else:
            self.send_response(200)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if body:
            self.server.sent.append((self.path, 206 if wanted else 200, len(data)))
            self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the name that it has in the library
        """Say nothing."""


@pytest.fixture
def server(built: Path) -> Iterator[Server]:
    server = Server(("127.0.0.1", 0), partial(Handler, directory=str(built)))
    server.sent = []
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def statements(root: Path) -> list[str]:
    """Those of the README that name an address, and what follows them in their block."""
    blocks = re.findall(r"^```sql\n(.*?)^```$", (root / "README.md").read_text("utf-8"), re.MULTILINE | re.DOTALL)
    asked = [block for block in blocks if ADDRESS in block]
    assert asked
    return [statement.strip() for block in asked for statement in block.split(";") if statement.strip()]


def test_the_queries_of_the_readme_answer_over_http_what_they_answer_here(
    client: Callable[..., Callable[..., str]], root: Path, built: Path, server: Server
) -> None:
    run = client(*CLIENT)
    asked = statements(root)
    far = [statement.replace(ADDRESS, f"http://127.0.0.1:{server.server_port}") for statement in asked]
    answers = json.loads(run(RUN, json.dumps(far)))
    with duckdb.connect() as connection:
        near = [connection.execute(s.replace(ADDRESS, str(built))).fetchall() for s in asked]
    assert answers == json.loads(json.dumps(near, default=str))
    assert sum(map(bool, near)) >= 2
    # The DuckDB file comes in ranges, never as a whole.
    fetched = [(status, size) for path, status, size in server.sent if path.endswith(".duckdb")]
    assert fetched
    assert {status for status, _ in fetched} == {206}
    assert max(size for _, size in fetched) < (built / "battle-claims.duckdb").stat().st_size


def test_polars_reads_a_table_by_its_address(
    client: Callable[..., Callable[..., str]], built: Path, server: Server
) -> None:
    found = json.loads(client("polars>=1.30")(POLARS, f"http://127.0.0.1:{server.server_port}/parquet/claims.parquet"))
    with duckdb.connect(built / "battle-claims.duckdb", read_only=True) as build:
        here = build.sql("SELECT claim_id FROM claims WHERE measure = 'killed' ORDER BY ALL").fetchall()
    assert found == [claim_id for (claim_id,) in here]
    assert all(status == 206 for _, status, _ in server.sent)
