"""Scan a dump beside what else can be done with it: python bench/dump_scan.py FOLDER [--mb N]

Dumps of at least so many megabytes of XML are made of the folder (bench/dump_make.py): of its pages as they are, and
with as many bytes a page as the English Wikipedia has on average. Every way through one is a process of its own; all
but those of two processes are held to one core, where the system can do that. The ways take turns, and ratios are the
medians of the turns: what else the machine does then weighs on all of them. Peers (pip install mwxml) are used as their
documentation shows, on Python's bz2; mwparserfromhell over every page is so slow that it reads only the first pages,
and its rate stands for the rest. At last the conflict articles of the folder are read and extracted, in CPU seconds of
one core.
"""

from __future__ import annotations

import argparse
import bz2
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MAKE = Path(__file__).with_name("dump_make.py")
PARSED = 7_000_000
"""Bytes of XML whose pages the slowest peer parses: all pages of a folder once."""
MEAN = 4200
"""Bytes of XML that a page of the English Wikipedia's dumps has on average."""


def python_bz2(path: Path) -> None:
    """Decompress from front to back by Python's bz2, and nothing else."""
    with bz2.open(path) as file:
        while file.read(1 << 20):
            pass


def decompress(path: Path) -> None:
    """Decompress from front to back by what a scan uses, and nothing else."""
    from pipeline.read.dump.decoder import find_program

    program = find_program()
    if program is None:
        python_bz2(path)
        return
    with subprocess.Popen([program, "-dc", "-n", "1", path], stdout=subprocess.PIPE) as child:
        while child.stdout and child.stdout.read(1 << 20):
            pass


def decompress_parts(path: Path) -> None:
    """The same, part by part as a scan does."""
    from pipeline.read.dump.decoder import decode
    from pipeline.read.dump.parts import open_dump, read_range
    from pipeline.read.dump.streams import streams_of

    for part in open_dump(path).parts or ():
        for _ in decode(streams_of(read_range(part), part.end - part.start)):
            pass


def scan(path: Path, jobs: int) -> None:
    """Scan for conflict articles, up to their wikitext."""
    from pipeline.run.cache import Cache
    from pipeline.run.dumps import scan_dumps
    from pipeline.run.pages import PageStore
    from pipeline.run.workers import workers

    with tempfile.TemporaryDirectory() as work, workers(jobs) as crew:
        store = PageStore(Path(work))
        scan_dumps([path], store, crew, Cache(None))
        store.close()
        if not store.count:
            sys.exit("no conflict article was found")


def mwxml_alone(path: Path) -> None:
    """Read every page by bz2 and mwxml."""
    import mwxml  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with bz2.open(path) as file:
        for page in mwxml.Dump.from_file(file):
            for revision in page:
                len(revision.text or "")


def mwxml_parsed(path: Path) -> None:
    """Parse every page by mwparserfromhell, of the first pages."""
    import mwparserfromhell
    import mwxml

    from pipeline.run.progress import Counted

    with bz2.open(path) as file:
        counted = Counted(file)
        for page in mwxml.Dump.from_file(counted):
            for revision in page:
                mwparserfromhell.parse(revision.text or "")
            if counted.read_bytes >= PARSED:
                break


ONE, TWO = "scan, one core", "scan, two processes"
ALONE, PARSING = "bz2 + mwxml", "bz2 + mwxml + mwparserfromhell"
WAYS: dict[str, Callable[[Path], None]] = {
    "decompress by Python's bz2": python_bz2,
    "decompress": decompress,
    "decompress in parts": decompress_parts,
    ONE: lambda path: scan(path, 1),
    TWO: lambda path: scan(path, 2),
}
PEERS: dict[str, Callable[[Path], None]] = {ALONE: mwxml_alone, PARSING: mwxml_parsed}


def run(way: str, path: Path) -> tuple[float, float, float]:
    """Wall-clock seconds, CPU seconds and peak MiB of one process that goes one way."""
    began = time.perf_counter()
    command = [sys.executable, __file__, str(path), "--way", way]
    child = os.posix_spawn(command[0], command, dict(os.environ))
    _, status, usage = os.wait4(child, 0)
    if status:
        sys.exit(f"{way} failed")
    memory = usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, memory


def measure(path: Path, size: int, names: list[str], turns: int) -> None:
    """Print the rate of each way, and its ratio to others."""
    clock: dict[str, list[float]] = {name: [] for name in names}
    cpu: dict[str, list[float]] = {name: [] for name in names}
    memory = dict.fromkeys(names, 0.0)
    for _ in range(turns):
        for name in names:
            seconds, busy, peak = run(name, path)
            share = size / PARSED if name == PARSING else 1
            clock[name].append(seconds * share)
            cpu[name].append(busy * share)
            memory[name] = max(memory[name], peak)
    for name in names:
        rates = [size / 1e6 / statistics.median(times[name]) for times in (clock, cpu)]
        core = "" if name == TWO else f", {rates[1]:.1f} a CPU second"
        print(f"{name:<32}{rates[0]:>6.1f} MB/s of XML{core}, peak memory {memory[name]:.0f} MiB", flush=True)

    def ratio(name: str, other: str, times: dict[str, list[float]]) -> float:
        return statistics.median(a / b for a, b in zip(times[name], times[other], strict=True))

    # One core is held to what is done on it; two processes to the clock, which tells of them on an idle machine only.
    tell("scan against decompressing", ratio(ONE, "decompress", cpu), most=1.25)
    tell("scan against decompressing in parts", ratio(ONE, "decompress in parts", cpu), most=1.25)
    tell("two processes against one core (clock)", ratio(ONE, TWO, clock), least=1.8)
    if ALONE in names:
        tell(f"{ALONE} against one core", ratio(ALONE, ONE, cpu), least=3.5)
        tell(f"{ALONE} against two processes (clock)", ratio(ALONE, TWO, clock), least=6.0)
        tell(f"{PARSING} against one core", ratio(PARSING, ONE, cpu), least=20.0)


def wikitext(folder: Path) -> None:
    """Print how much wikitext of conflict articles is read and extracted a second of one core."""
    import mwparserfromhell
    from dump_make import material  # type: ignore[import-not-found, unused-ignore]

    from pipeline.extract import extract
    from pipeline.read.dump.page import parse_page
    from pipeline.read.wikitext import read_wikitext

    articles = [(page.title, page.text) for page in map(parse_page, material(folder)[-1])]
    size = sum(len(text.encode()) for _, text in articles) / 1e6
    read = [read_wikitext(text, path=title, title=title, sha256="0" * 64) for title, text in articles]
    seconds = {
        "read": busy(lambda: [read_wikitext(t, path=title, title=title, sha256="0" * 64) for title, t in articles]),
        "extract": busy(lambda: [extract(article) for article in read]),
        "mwparserfromhell alone": busy(lambda: [mwparserfromhell.parse(text) for _, text in articles]),
    }
    print(f"\n{len(articles)} conflict articles, {size * 1000:.0f} kB of wikitext")
    for what, spent in seconds.items():
        print(f"{what:<32}{size / spent:>6.2f} MB/s a core")
    tell("read and extract, MB/s a core", size / (seconds["read"] + seconds["extract"]), least=0.6, unit="")


def busy(work: Callable[[], object]) -> float:
    """The CPU seconds that it takes at best."""
    best = float("inf")
    for _ in range(4):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def tell(what: str, value: float, *, most: float | None = None, least: float | None = None, unit: str = "x") -> None:
    """Print a ratio, or another figure, beside what is wanted."""
    good = (most is None or value <= most) and (least is None or value >= least)
    wanted = f"at most {most}" if most is not None else f"at least {least}"
    print(f"{what:<48}{value:>6.2f}{unit}  ({wanted}: {'as wanted' if good else 'NOT AS WANTED'})")


def main() -> None:
    """Make the dump and go every way through it, or within a process of its own one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path, help="dumps and .wiki files to make a dump of")
    parser.add_argument("--mb", type=int, default=200, help="megabytes of XML")
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--way", choices=[*WAYS, *PEERS], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.way:
        if options.way != TWO and hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
        ({**WAYS, **PEERS})[options.way](options.folder)
        return
    peers = list(PEERS) if importlib.util.find_spec("mwxml") else []
    if not peers:
        print("mwxml is not installed: no peers")
    with tempfile.TemporaryDirectory() as work:
        for name, mean in (("as-it-is.xml.bz2", None), ("multistream.xml.bz2", None), ("short-pages.xml.bz2", MEAN)):
            path = Path(work) / name
            make: list[str | Path] = [sys.executable, MAKE, options.folder, path, "--mb", str(options.mb)]
            make += ["--mean", str(mean)] if mean else []
            print(f"\n{subprocess.run(make, check=True, capture_output=True, text=True).stdout.strip()}", flush=True)
            with bz2.open(path) as file:
                size = file.seek(0, os.SEEK_END)
            measure(path, size, [*WAYS, *([] if "multistream" in name else peers)], options.turns)
            path.unlink()
    wikitext(options.folder)


if __name__ == "__main__":
    main()
