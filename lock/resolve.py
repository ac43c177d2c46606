"""Write lock/requirements*.txt anew: every dependency with the hashes of its files for every platform.

The longer list is resolved first and bounds the shorter one, so that both name the same versions. No address of
a package index is written: pip takes the files from the index it is set up for, and the hashes say if they are right.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *("pip", "compile", "pyproject.toml", "--quiet", "--universal", "--python-version", "3.11"),
    *("--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-annotate"),
    *("--custom-compile-command", "make lock"),
)


def resolve(name: str, group: str, *options: str) -> None:
    """Resolve the project with one dependency group into lock/``name``."""
    target = f"lock/{name}"
    command = [sys.executable, "-m", "uv", *COMPILE, "--group", group, "--output-file", target, *options]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    upgrade = ("--upgrade",) if "--upgrade" in sys.argv else ()
    resolve("requirements-dev.txt", "dev", *upgrade)
    resolve("requirements.txt", "build", "--constraint", "lock/requirements-dev.txt")
