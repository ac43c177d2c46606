"""The bill of materials: the packages that made a release, in CycloneDX 1.6."""

from __future__ import annotations

from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from pipeline.errors import BuildError

_PACKAGE = "battle-claims"


def bill_of_materials(version: str) -> dict[str, Any]:
    """The installed packages that this one needs, directly or not, with version and licence; the same for equal ones.

    Raises BuildError where this package is not installed itself.
    """
    try:
        found = _needed(distribution(_PACKAGE))
    except PackageNotFoundError as error:
        raise BuildError(f"{_PACKAGE}: is not installed, so its dependencies are unknown; run make install") from error
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "data", "name": _PACKAGE, "version": version}},
        "components": [_component(found[name]) for name in sorted(found)],
    }


def _needed(root: Distribution) -> dict[str, Distribution]:
    """Installed distributions by normalised name; what extras, other systems or other Pythons ask for is left out.

    What is installed for other reasons, such as tests, makes no difference.
    """
    found: dict[str, Distribution] = {}
    waiting = [root]
    while waiting:
        for requirement in map(Requirement, waiting.pop().requires or ()):
            if requirement.marker and not requirement.marker.evaluate({"extra": ""}):
                continue
            name = canonicalize_name(requirement.name)
            try:
                item = distribution(name)
            except PackageNotFoundError:
                continue
            if name not in found:
                found[name] = item
                waiting.append(item)
    return found


def _component(item: Distribution) -> dict[str, Any]:
    name = canonicalize_name(item.name)
    component: dict[str, Any] = {
        "type": "library",
        "name": name,
        "version": item.version,
        "purl": f"pkg:pypi/{name}@{item.version}",
    }
    metadata = item.metadata.json
    if expression := metadata.get("license_expression"):
        component["licenses"] = [{"expression": expression}]
    elif licence := str(metadata.get("license") or "").strip():
        component["licenses"] = [{"license": {"name": licence.splitlines()[0]}}]
    return component
