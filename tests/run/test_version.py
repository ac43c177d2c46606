"""The name of the extractor changes with everything that decides an article's rows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from pipeline.run import version

_WITHOUT_A_SAY = {
    "__init__.py",
    "errors.py",
    "run/__init__.py",
    "assemble/__init__.py",
    "assemble/frames.py",
    "assemble/merge.py",
}
"""What is loaded on the way and decides no row: it comes after the cache."""


def test_all_that_reading_and_extracting_load_is_in_the_name() -> None:
    program = (
        "import sys; from pathlib import Path; import pipeline.run.work;"
        "from pipeline.read.plain import read_plain; from pipeline.read.wikitext import read_wikitext;"
        "from pipeline.extract import extract; from pipeline.assemble import check_rows;"
        "text = '= Raid =\\n\\nThe Danes lost 12 men in May 1801.\\n';"
        "extract(read_plain(text, path='a.txt', title='Raid', sha256='0' * 64));"
        "read_wikitext(text, path='a.wiki', title='Raid', sha256='0' * 64);"
        "print(*(m.__file__ for n, m in sys.modules.items() if n.startswith('pipeline') and m.__file__), sep='\\n')"
    )
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
    names = {Path(line).relative_to(version._PACKAGE).as_posix() for line in loaded.splitlines()}
    hashed = {path.relative_to(version._PACKAGE).as_posix() for path in version._files()}
    assert len(names) > 100
    assert names - hashed - _WITHOUT_A_SAY == set()
