"""The bill of materials and the file for citing are what the tools made for them take for valid."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from zipfile import ZipFile

from pipeline.release.bundle import release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CYCLONEDX = """
import sys
from pathlib import Path
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
print(JsonStrictValidator(SchemaVersion.V1_6).validate_str(Path(sys.argv[1]).read_text(encoding="utf-8")))
"""
CITATION = """
import json, sys
from pathlib import Path
from cffconvert import Citation
citation = Citation(Path(sys.argv[1]).read_text(encoding="utf-8"))
citation.validate()
print(citation.as_schemaorg())
"""


def test_they_are_valid(client: Callable[..., Callable[..., str]], built: Path, tmp_path: Path) -> None:
    with ZipFile(release(built, "1.2.3", tmp_path)) as archive:
        archive.extractall(tmp_path)
    folder = tmp_path / "battle-claims-1.2.3"
    told = client("cyclonedx-python-lib[json-validation]==11.12.0")(CYCLONEDX, folder / "bom.cdx.json")
    assert told.strip() == "None"
    cited = json.loads(client("cffconvert==2.0.0", "--no-binary=docopt")(CITATION, folder / "CITATION.cff"))
    assert (cited["name"], cited["version"]) == ("Battle Claims", "1.2.3")
