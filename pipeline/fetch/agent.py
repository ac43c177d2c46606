"""Who asks: the User-Agent, with somebody behind it whom a wiki's operators can write to."""

from __future__ import annotations

import getpass
import re
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit

from pipeline.errors import SourceError
from pipeline.fetch.http import is_loopback
from pipeline.fetch.wiki import checked_site

_REACHABLE = re.compile(
    r"""
    (?<!\S)<?(?:
        [^\s@<>/]+@(?:localhost|[a-z0-9](?:[a-z0-9-]*\.)+[a-z][a-z0-9-]+) # me@example.org
        |https?://(?:localhost|[a-z0-9](?:[a-z0-9-]*\.)+[a-z][a-z0-9-]+)(?:[:/?\#]\S*)?
        |(?:[a-z0-9][a-z0-9-]*\.)+[a-z][a-z0-9-]+/\S* # meta.wikimedia.org/wiki/User:Me
    )[>,;]?(?!\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""An e-mail or web address, wherever it stands among other words."""


def user_agent(site: str, contact: str) -> str:
    """The name under which the pipeline asks: a wiki's operators want somebody to write to before they block."""
    contact = " ".join(contact.split())
    if not contact:
        if not is_loopback(urlsplit(checked_site(site)).hostname or ""):
            raise SourceError(
                f"{site}: wikis want to know whom to write to; give --contact (an e-mail or web address of yours), "
                "or set BATTLE_CLAIMS_CONTACT"
            )
        contact = f"{_user()}@localhost"
    # What stands in brackets behind a program's name ends at the first bracket.
    plain = contact.isascii() and contact.isprintable() and not set(contact) & set("()")
    if not plain or not _REACHABLE.search(contact):
        raise SourceError(
            f"--contact {contact!r}: no e-mail or web address; give one in plain ASCII letters, such as me@example.org"
        )
    try:
        release = version("battle-claims")
    except PackageNotFoundError:
        release = "0"
    return f"battle-claims/{release} ({contact}) urllib3/{version('urllib3')}"


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "nobody"
