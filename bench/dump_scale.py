"""A million claims: time and peak memory of assembling, validating and publishing: python bench/dump_scale.py FOLDER

The articles of the folder are extracted once, and their rows repeated under other ids until there are enough claims.
Each stage is a process of its own, so that its peak memory is its own.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from pipeline.model import Tables


def rows(folder: Path, claims: int) -> Iterator[Tables]:
    """The tables of articles made of those of the folder, until they have so many claims."""
    from pipeline.build import How, collect
    from pipeline.run.articles import Collected

    with tempfile.TemporaryDirectory() as work:
        collected = Collected(Path(work))
        collect([folder], collected, Path(work), how=How())
        articles = [(str(t["articles"][0]["article_id"]), json.dumps(t), len(t["claims"])) for t in collected.tables()]
        collected.close()
    if not any(count for _, _, count in articles):
        raise SystemExit(f"{folder}: no claim in any of its articles")
    made = number = 0
    while made < claims:
        number += 1
        for article_id, plain, count in articles:
            fresh = f"{article_id}-no-{number}"
            text = plain
            for before, behind in ('""', '".', "/."):
                text = text.replace(f"{before}{article_id}{behind}", f"{before}{fresh}{behind}")
            yield json.loads(text)
            made += count


def assemble(folder: Path, claims: int, work: Path) -> str:
    """Assemble into ``work``/csv; what came of it."""
    from pipeline.assemble.spill import assemble_to_csv

    counts = assemble_to_csv(lambda: rows(folder, claims), work / "csv", work)
    (work / "assemble.duckdb").unlink()
    size = sum(path.stat().st_size for path in (work / "csv").iterdir()) / 1e6
    return f"{counts['claims']:,} claims, {sum(counts.values()):,} rows, {size:,.0f} MB of CSV"


def generate(folder: Path, claims: int, _: Path) -> str:
    """Only make the rows, twice as assembling does: what of its time is not assembling."""
    return f"{sum(1 for _ in range(2) for _ in rows(folder, claims)) // 2:,} articles"


def validate(_: Path, __: int, work: Path) -> str:
    """Validate ``work``/csv."""
    from pipeline.validate import validate as check

    report = check(work)
    return report.summary()


def publish(_: Path, __: int, work: Path) -> str:
    """Publish ``work``/csv in place."""
    from pipeline.publish import publish_folder

    publish_folder(work, dict)
    size = sum(path.stat().st_size for path in work.rglob("*") if path.is_file()) / 1e6
    return f"{size:,.0f} MB in all"


def mebibytes(usage: resource.struct_rusage) -> float:
    """The peak memory."""
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


STAGES = {"generate": generate, "assemble": assemble, "validate": validate, "publish": publish}


def main() -> None:
    """Run every stage, or within a process of its own one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--claims", type=int, default=1_000_000)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--stage", choices=STAGES)
    options = parser.parse_args()
    if options.stage:
        print(STAGES[options.stage](options.folder, options.claims, options.work))
        if others := mebibytes(resource.getrusage(resource.RUSAGE_CHILDREN)):
            print(f"{'':<10}its other process: peak memory {others:,.0f} MiB")
        return
    with tempfile.TemporaryDirectory(dir=options.work) as work:
        for stage in STAGES:
            command = [sys.executable, __file__, str(options.folder), "--claims", str(options.claims)]
            command += ["--work", work, "--stage", stage]
            print(f"{stage:<10}", end="", flush=True)
            began = time.perf_counter()
            child = os.posix_spawn(command[0], command, dict(os.environ))
            _, status, usage = os.wait4(child, 0)
            busy = usage.ru_utime + usage.ru_stime
            seconds = f"{time.perf_counter() - began:>8.1f} s, {busy:.1f} s of them busy"
            print(f"{'':<10}{seconds}, peak memory {mebibytes(usage):,.0f} MiB")
            if status:
                sys.exit(f"{stage} failed")


if __name__ == "__main__":
    main()
