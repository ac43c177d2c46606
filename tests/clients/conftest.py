"""Other people's programs, in environments of their own that are thrown away afterwards.

Where their packages cannot be had, for want of a network or of wheels for this Python, the tests skip and say so; with
``BATTLE_CLAIMS_CLIENTS=required`` they fail.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def client(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Callable[..., str]]:
    """``client(*requirements)`` is a function that runs a script with arguments there and returns what it printed."""

    @cache
    def environment(requirements: tuple[str, ...]) -> tuple[Path, str]:
        """Its Python, and why it cannot be used: '' where it can."""
        folder = tmp_path_factory.mktemp("client")
        python = folder / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(folder)], check=True)
        install = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check", "install"]
        options = ("--quiet", "--no-input", "--retries", "1", "--timeout", "20", "--only-binary", ":all:")
        done = subprocess.run([*install, *options, *requirements], capture_output=True, text=True, check=False)
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")]
        return python, "" if done.returncode == 0 else (errors or ["pip failed"])[-1]

    def get(*requirements: str) -> Callable[..., str]:
        python, reason = environment(requirements)
        if reason:
            told = f"{', '.join(requirements)}: cannot be had here ({reason})"
            if os.environ.get("BATTLE_CLAIMS_CLIENTS") == "required":
                pytest.fail(told)
            pytest.skip(told)

        def run(script: str, *arguments: str | Path) -> str:
            command = [str(python), "-I", "-c", script, *map(str, arguments)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
            assert done.returncode == 0, done.stderr
            return done.stdout

        return run

    return get
