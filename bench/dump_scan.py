"""Scan a dump beside what else can be done with it: python bench/dump_scan.py FOLDER [--mb N]

A dump of at least so many megabytes of XML is made of the folder (bench/dump_make.py), and every way through it is a
process of its own. The ways take turns, and ratios are the medians of the turns: what else the machine does then weighs
on all of them. Peers (pip install mwxml) are used as their documentation shows; mwparserfromhell over every page is so
slow that it reads only the first pages, and its rate stands for the rest. At last the conflict articles of the folder
are read and extracted, in CPU seconds of one core.
"""

from __future__ import annotations

import argparse
import bz2
import importlib.util
import itertools
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

MAKE = Path(__file__).with_name("dump_make.py")
PARSED_PAGES = 300


def decompress(path: Path) -> int:
    """Bytes of XML, decompressed from front to back by Python's bz2, and nothing else."""
    size = 0
    with bz2.open(path) as file:
        while piece := file.read(1 << 20):
            size += len(piece)
    return size


def decompress_parts(path: Path) -> int:
    """The same, block by block as a scan does."""
    from pipeline.read.dump.blocks import blocks
    from pipeline.read.dump.parts import open_dump, read_range

    return sum(len(b) for p in open_dump(path).parts or () for b in blocks(read_range(p), p.end - p.start))


def scan(path: Path, jobs: int) -> int:
    """Scan for conflict articles, up to their wikitext."""
    from pipeline.run.cache import Cache
    from pipeline.run.dumps import PageStore, scan_dumps
    from pipeline.run.workers import workers

    with tempfile.TemporaryDirectory() as work, workers(jobs) as crew:
        store = PageStore(Path(work))
        scan_dumps([path], store, crew, Cache(None))
        store.close()
        if not store.count:
            sys.exit("no conflict article was found")
    return 0


def mwxml_alone(path: Path) -> int:
    """Read every page by bz2 and mwxml."""
    import mwxml  # type: ignore[import-not-found, import-untyped, unused-ignore]

    with bz2.open(path) as file:
        return sum(len(revision.text or "") for page in mwxml.Dump.from_file(file) for revision in page)


def mwxml_parsed(path: Path) -> int:
    """Parse every page by mwparserfromhell, of the first pages."""
    import mwparserfromhell
    import mwxml

    with bz2.open(path) as file:
        pages = itertools.islice(mwxml.Dump.from_file(file), PARSED_PAGES)
        texts = [revision.text or "" for page in pages for revision in page]
    for text in texts:
        mwparserfromhell.parse(text)
    return sum(len(text.encode()) for text in texts)


WAYS: dict[str, Callable[[Path], int]] = {
    "decompress": decompress,
    "decompress in parts": decompress_parts,
    "scan, one process": lambda path: scan(path, 1),
    "scan, two processes": lambda path: scan(path, 2),
}
PEERS: dict[str, Callable[[Path], int]] = {"bz2 + mwxml": mwxml_alone, "bz2 + mwxml + mwparserfromhell": mwxml_parsed}


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
            # The slowest peer reads a part, and its rate stands for the rest.
            share = size / partial(path) if "mwparserfromhell" in name else 1
            clock[name].append(seconds * share)
            cpu[name].append(busy * share)
            memory[name] = max(memory[name], peak)
    for name in names:
        rates = [size / 1e6 / statistics.median(times[name]) for times in (clock, cpu)]
        core = "" if "two" in name else f", {rates[1]:.1f} a CPU second"
        print(f"{name:<32}{rates[0]:>6.1f} MB/s of XML{core}, peak memory {memory[name]:.0f} MiB", flush=True)

    def ratio(times: dict[str, list[float]], name: str, other: str) -> float:
        return statistics.median(a / b for a, b in zip(times[name], times[other], strict=True))

    # One process is held to what it takes of its core; two, and all beside them, to the clock, on an idle machine.
    one, two = "scan, one process", "scan, two processes"
    tell("scan against decompressing", ratio(cpu, one, "decompress"), most=1.25)
    tell("scan against decompressing in parts", ratio(cpu, one, "decompress in parts"), most=1.25)
    tell("two processes against one (clock)", ratio(clock, one, two), least=1.8)
    for name, once, twice in (("bz2 + mwxml", 3.5, 6.0), ("bz2 + mwxml + mwparserfromhell", 20.0, None)):
        if name in clock:
            tell(f"{name} against one", ratio(cpu, name, one), least=once)
            if twice:
                tell(f"{name} against two (clock)", ratio(clock, name, two), least=twice)


def partial(path: Path) -> int:
    """Bytes of text that the slowest peer parses."""
    import mwxml

    with bz2.open(path) as file:
        pages = itertools.islice(mwxml.Dump.from_file(file), PARSED_PAGES)
        return sum(len((revision.text or "").encode()) for page in pages for revision in page)


def wikitext(folder: Path) -> None:
    """Print how much wikitext of conflict articles is read and extracted a second of one core."""
    import mwparserfromhell
    from dump_make import material  # type: ignore[import-not-found, unused-ignore]

    from pipeline.extract import extract
    from pipeline.read.wikitext import read_wikitext

    articles = material(folder)[-1]
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
        ({**WAYS, **PEERS})[options.way](options.folder)
        return
    peers = list(PEERS) if importlib.util.find_spec("mwxml") else []
    if not peers:
        print("mwxml is not installed: no peers")
    with tempfile.TemporaryDirectory() as work:
        for name in ("one-stream.xml.bz2", "multistream.xml.bz2"):
            path = Path(work) / name
            make: list[str | Path] = [sys.executable, MAKE, options.folder, path, "--mb", str(options.mb)]
            print(f"\n{subprocess.run(make, check=True, capture_output=True, text=True).stdout.strip()}", flush=True)
            size = decompress(path)
            measure(path, size, [*WAYS, *(peers if name.startswith("one") else [])], options.turns)
    wikitext(options.folder)


if __name__ == "__main__":
    main()
