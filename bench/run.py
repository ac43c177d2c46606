"""Time the pipeline beside what it stands on: python bench/run.py [FOLDER OF PLAIN ARTICLES] [--pairs N]

Whole processes are run in pairs, one right after the other, and the median of the pairs' ratios is reported: what
else the machine does then weighs on both. Reading and extraction are timed inside this process, in CPU seconds.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = Path(sys.executable).parent
ARTICLE = ROOT / "raw" / "battle-of-takellote.txt"


Command: TypeAlias = list[str | Path]


@dataclass(frozen=True, slots=True)
class Run:
    """One process: wall-clock seconds and peak resident memory in MiB."""

    seconds: float
    mebibytes: float


def run(*command: str | Path) -> Run:
    """Run a command to its end, with nothing on its output, and say what it took."""
    words = [str(word) for word in command]
    with Path(os.devnull).open("w") as nothing:
        began = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, nothing.fileno(), 1)]
        child = os.posix_spawn(words[0], words, dict(os.environ), file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - began
    if status:
        sys.exit(f"bench: {' '.join(words)} ended with status {os.waitstatus_to_exitcode(status)}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit / 2**20)


def pair(name: str, ours: Command, reference: list[Command], pairs: int, most: float | None) -> None:
    """Print the time of a command beside that of others in a row, and the median ratio beside the most it may be."""
    run(*ours), [run(*command) for command in reference]  # the first runs fill the caches
    runs = [(run(*ours), together([run(*command) for command in reference])) for _ in range(pairs)]
    mine, other = zip(*runs, strict=True)
    ratio = statistics.median(a.seconds / b.seconds for a, b in runs)
    verdict = "" if most is None else f" (at most {most}x: {'as wanted' if ratio <= most else 'TOO SLOW'})"
    print(f"{name:<22}{median(mine):>8.3f} s  against {median(other):.3f} s: {ratio:.2f}x{verdict}")
    memory = [max(r.mebibytes for r in side) for side in (mine, other)]
    print(f"{'':<22}peak memory {memory[0]:.0f} MiB against {memory[1]:.0f} MiB")


def together(runs: list[Run]) -> Run:
    """Several commands in a row as one."""
    return Run(sum(r.seconds for r in runs), max(r.mebibytes for r in runs))


def median(runs: tuple[Run, ...]) -> float:
    """Median seconds."""
    return statistics.median(r.seconds for r in runs)


def throughput(articles: list[Path], seconds: float) -> None:
    """Print how much text is read and extracted on one core, over the articles again and again."""
    from pipeline.extract import extract
    from pipeline.read import read_document

    def once() -> int:
        return sum(len(extract(article)["claims"]) for path in articles for article in read_document(path))

    claims, rounds, spent = once(), 0, 0.0  # the first round imports the package and reads its word lists
    while spent < seconds:
        forget_texts()
        began = time.process_time()
        once()
        spent += time.process_time() - began
        rounds += 1
    size = sum(path.stat().st_size for path in articles) * rounds / 1e6
    verdict = "as wanted" if size / spent >= 1 else "TOO SLOW"
    print(
        f"{'read and extract':<22}{rounds * len(articles) / spent:>8.1f} articles/s, {size / spent:.2f} MB/s a core"
        f" (at least 1 MB/s: {verdict})"
    )
    print(f"{'':<22}{len(articles)} articles, {claims} claims a round, {rounds} rounds")


def forget_texts() -> None:
    """Empty the caches of what articles say, which no second round over the same articles may find filled.

    Those are the caches with a bound. The ones without hold the word lists, which every article shares.
    """
    for name, module in list(sys.modules.items()):
        if name.startswith("pipeline."):
            for value in vars(module).values():
                if hasattr(value, "cache_clear") and value.cache_parameters()["maxsize"] is not None:
                    value.cache_clear()


def main() -> None:
    """Run every measurement."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "raw", help="plain articles (*.txt)")
    parser.add_argument("--pairs", type=int, default=9, help="pairs of runs a measurement")
    parser.add_argument("--seconds", type=float, default=5.0, help="CPU seconds for the throughput")
    options = parser.parse_args()
    articles = sorted(options.folder.glob("*.txt"))
    if not articles:
        parser.error(f"{options.folder} holds no *.txt article")

    pair(
        "start-up (--help)",
        [SCRIPTS / "pipeline", "--help"],
        [[SCRIPTS / "frictionless", "--version"]],
        options.pairs,
        0.25,
    )
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "build"
        build: Command = [SCRIPTS / "pipeline", "build", ARTICLE, "--output", output]
        run(*build)
        descriptor = output / "datapackage.json"
        imports: Command = [sys.executable, "-c", "import frictionless, pandas, duckdb"]
        validate: Command = [SCRIPTS / "frictionless", "validate", descriptor]
        pair("build of one article", build, [imports, validate], options.pairs, 1.5)
        both = f"import frictionless, pandas, duckdb; frictionless.validate({str(descriptor)!r})"
        pair("  the same, one process", build, [[sys.executable, "-c", both]], options.pairs, None)
        whole = run(SCRIPTS / "pipeline", "build", options.folder, "--output", Path(scratch) / "all")
        print(f"{'build of the folder':<22}{whole.seconds:>8.3f} s, peak memory {whole.mebibytes:.0f} MiB")
    throughput(articles, options.seconds)


if __name__ == "__main__":
    main()
