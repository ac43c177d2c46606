"""The version rule: what changed in the data says how far its version must move."""

from __future__ import annotations

import re

from pipeline.diff.model import Bump, Difference
from pipeline.errors import BuildError

_VERSION = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)")


def least_version(version: str, bump: Bump) -> str:
    """The least version that may follow ``version``; before 1.0.0, what breaks moves only the second part.

    Raises BuildError where ``version`` is not of the form MAJOR.MINOR.PATCH.
    """
    major, minor, patch = _parts(version)
    if bump is Bump.MAJOR and major:
        return f"{major + 1}.0.0"
    if bump >= Bump.MINOR:
        return f"{major}.{minor + 1}.0"
    return f"{major}.{minor}.{patch + bump}"


def check_version(difference: Difference, old: str, new: str) -> None:
    """Refuse the version ``new`` for data that differ so from version ``old``.

    Raises BuildError where it is too low or leaves numbers out, and where nothing changed but the version did.
    """
    least = least_version(old, difference.bump)
    if _parts(new) < _parts(least):
        bump = difference.bump.name.lower()
        raise BuildError(f"version {new} does not fit: after {old} these changes ({bump}) need at least {least}")
    if not difference and new != old:
        raise BuildError(f"version {new} does not fit: nothing differs from {old}; keep that version")
    if difference and new not in (fit := _following(old, difference.bump)):
        raise BuildError(f"version {new} does not fit: it skips numbers; after {old} comes {' or '.join(fit)}")


def _following(version: str, bump: Bump) -> list[str]:
    """The versions that may follow: more may be moved than need be, for what no comparison sees, but none left out."""
    major = _parts(version)[0]
    found = [least_version(version, kind) for kind in Bump if kind >= bump] + [f"{major + 1}.0.0"]
    return list(dict.fromkeys(found))


def _parts(version: str) -> tuple[int, int, int]:
    if match := _VERSION.fullmatch(version):
        return int(match[1]), int(match[2]), int(match[3])
    raise BuildError(f"version {version!r} is not of the form MAJOR.MINOR.PATCH; write one such as 1.0.0")
