"""One request and its answer: bounded in time and size, never beyond the site that was asked.

Everything that may pass by itself is raised as :class:`Transient`; the rest as :class:`SourceError`.
"""

from __future__ import annotations

import ssl
import time
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlencode, urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import certifi
import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, NameResolutionError, SSLError

from pipeline.errors import SourceError
from pipeline.fetch.patience import Transient, retry_after

REDIRECTS = {301, 302, 303, 307, 308}
MAY_PASS = {408, 425, 429, 500, 502, 503, 504}
MAX_REDIRECTS = 5
LONGEST_QUERY = 1_500
"""Bytes of a query that still travel in the address; many servers refuse addresses of 8 kB."""
_DEFAULT_PORTS = {"http": 80, "https": 443}
_PIECE = 65_536


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, between two pieces of an answer and for a whole answer; bytes of an unpacked answer."""

    connect: float = 10.0
    silence: float = 30.0
    answer: float = 180.0
    size: int = 64_000_000


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, unpacked; ``status`` is below 300, or one that means "not here" (400 to 499)."""

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes


class Http:
    """A connection to the site of ``address`` that is kept open, with the name under which it asks.

    It goes through the proxy that the environment names (``HTTPS_PROXY`` and its like), if one is meant for the site.
    """

    def __init__(self, address: str, user_agent: str, limits: Limits | None = None) -> None:
        self.limits = limits or Limits()
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip"}
        context = ssl.create_default_context()
        # Python on macOS ships without the system's authorities, a company's own are only in the system's.
        context.load_verify_locations(certifi.where())
        timeout = urllib3.Timeout(connect=self.limits.connect, read=self.limits.silence)
        proxy = proxy_of(address)
        if proxy:
            self._pool: urllib3.PoolManager = urllib3.ProxyManager(proxy, 1, ssl_context=context, timeout=timeout)
        else:
            self._pool = urllib3.PoolManager(1, ssl_context=context, timeout=timeout)

    def get(self, url: str, fields: Mapping[str, str]) -> Answer:
        """The answer to a question that changes nothing; a long one travels as POST, which the API takes alike."""
        query = urlencode(fields)
        body = query if len(query) > LONGEST_QUERY else None
        address = url if body or not query else f"{url}?{query}"
        for _ in range(MAX_REDIRECTS + 1):
            answer = self._once(address, body)
            if answer.status not in REDIRECTS:
                return _judged(answer)
            address = _followed(address, answer.headers.get("Location", ""))
        raise SourceError(f"{url}: redirects more than {MAX_REDIRECTS} times; check the address of the site")

    def _once(self, url: str, body: str | None) -> Answer:
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        deadline = time.monotonic() + self.limits.answer
        try:
            response = self._pool.request(
                "POST" if body else "GET",
                url,
                body=body,
                headers={**self._headers, **(form if body else {})},
                retries=False,
                preload_content=False,
                decode_content=False,
                redirect=False,
            )
            try:
                data = self._body(response, url, deadline)
            finally:
                # An answer that was not read to its end would be the beginning of the next one.
                response.close()
        except (NameResolutionError, LocationParseError) as error:
            raise SourceError(f"{url}: the host is not known; check --site and the network") from error
        except SSLError as error:
            raise SourceError(
                f"{url}: no trusted connection ({error}); check --site and this machine's clock"
            ) from error
        except HTTPError as error:
            raise Transient(f"the connection failed ({_brief(error)})", refused=_is_refused(error)) from error
        return Answer(url, response.status, response.headers, data)

    def _body(self, response: urllib3.BaseHTTPResponse, url: str, deadline: float) -> bytes:
        """The unpacked body; never more of it in memory than the limit allows, however well it was packed."""
        coding = response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
        if coding not in ("gzip", "x-gzip", "identity"):
            raise SourceError(f"{url}: answers in an encoding that was not asked for ({coding}); check --site")
        unpack = None if coding == "identity" else zlib.decompressobj(16 + zlib.MAX_WBITS)
        parts: list[bytes] = []
        size = packed = 0
        while piece := response.read1(_PIECE):
            packed += len(piece)
            if unpack:
                try:
                    piece = unpack.decompress(piece, self.limits.size - size + 1)
                except zlib.error as error:
                    raise Transient(f"a damaged answer ({error})") from error
            parts.append(piece)
            size += len(piece)
            if max(size, packed) > self.limits.size:
                raise SourceError(f"{url}: answers more than {self.limits.size / 1e6:g} MB; this is no wiki's API")
            if time.monotonic() > deadline:
                raise Transient(f"an answer that took longer than {self.limits.answer:g} s")
        if unpack and not unpack.eof and packed:
            raise Transient("an answer cut short")
        return b"".join(parts)


def proxy_of(address: str) -> str | None:
    """The proxy for a site; none for this machine itself."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    proxy = getproxies().get(parts.scheme)
    if not proxy or is_loopback(host) or proxy_bypass(host):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _judged(answer: Answer) -> Answer:
    if answer.status in MAY_PASS:
        raise Transient(f"status {answer.status}", retry_after(answer.headers.get("Retry-After")))
    if answer.status >= 500 or 300 <= answer.status < 400:
        raise SourceError(f"{answer.url}: status {answer.status}; check --site")
    return answer


def _followed(url: str, location: str) -> str:
    """Where a redirect leads, which must be the same site: host and port, and never from https back to http."""
    target = urljoin(url, location)
    try:
        old, new = _origin(url), _origin(target)
    except ValueError:
        old, new = _origin(url), ("", "", None)
    secured = (old[0], new[0]) == ("http", "https") and old[1] == new[1] and (old[2], new[2]) == (80, 443)
    if new != old and not secured:
        place = f"{new[0]}://{new[1]}" if new[1] else repr(location[:80])
        raise SourceError(f"{url}: redirects to another site ({place}), which is not followed; is it the one you mean?")
    return target


def _origin(url: str) -> tuple[str, str, int | None]:
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").rstrip("."), parts.port or _DEFAULT_PORTS.get(parts.scheme)


def _brief(error: HTTPError) -> str:
    """The cause in one line, without the objects that the library prints in front of it."""
    return " ".join(str(error).split()).rsplit(">: ", 1)[-1].rsplit("): ", 1)[-1] or type(error).__name__


def _is_refused(error: BaseException | None) -> bool:
    """Whether nobody listens at the port, be it the site's or the proxy's."""
    while error is not None and not isinstance(error, ConnectionRefusedError):
        error = error.__cause__
    return error is not None
