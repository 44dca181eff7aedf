"""One bounded HTTP exchange with a site: short timeouts, no redirects, no more than 64 KiB of answer."""

import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Protocol, Self, cast

import httpx

from workflow_app.domain.ports import RefusedBySiteError, UnavailableSiteError

TIMEOUT = httpx.Timeout(connect=2.0, read=5.0, write=5.0, pool=5.0)
WHOLE_EXCHANGE_SECONDS = 10.0
LARGEST_ANSWER = 64 * 1024
OPENED = frozenset({"connection.connect_tcp.complete", "connection.start_tls.complete"})


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whoever it came from."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


class _Stream(Protocol):
    def get_extra_info(self, info: str) -> object: ...


class _Deadline:
    """Cuts a connection that is still open after so many seconds.

    The read timeout starts anew with every byte, so a site that answers byte by byte would hold a worker for days.
    """

    def __init__(self, seconds: float) -> None:
        self.over = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._cut)
        self._timer.daemon = True

    def watch(self, event: str, values: Mapping[str, object]) -> None:
        """Remember the socket when the client opens one (httpx calls this with each event of an exchange)."""
        if event in OPENED:
            self._socket = cast("socket.socket", cast("_Stream", values["return_value"]).get_extra_info("socket"))

    def _cut(self) -> None:
        self.over = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._timer.cancel()


def open_site_client(mounts: Mapping[str, httpx.BaseTransport] | None = None) -> httpx.Client:
    """Open the client for all sites: nothing taken from the environment, no cookie kept; close it at the end.

    `mounts` are ways to sites other than the network, by the beginning of their addresses.
    """
    return httpx.Client(
        mounts=mounts,
        verify=_certificates(),
        timeout=TIMEOUT,
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
    )


@cache
def _certificates() -> ssl.SSLContext:
    """Read the authorities that certificates are checked against once: that takes longer than all else at a start."""
    return httpx.create_ssl_context(trust_env=False)


def exchange(client: httpx.Client, request: httpx.Request, *, seconds: float) -> Answer:
    """Send one request and read its answer; raises UnavailableSiteError with a code that says how it failed."""
    with _Deadline(seconds) as deadline:
        request.extensions = {"timeout": TIMEOUT.as_dict(), "trace": deadline.watch}
        try:
            answer = _ask(client, request)
        except (httpx.ConnectTimeout, httpx.ConnectError) as error:
            raise UnavailableSiteError("SITE_UNREACHABLE") from error
        except httpx.TransportError as error:
            late = deadline.over or isinstance(error, httpx.TimeoutException)
            raise UnavailableSiteError("SITE_TIMEOUT" if late else "SITE_DROPPED") from error
        if deadline.over:
            raise UnavailableSiteError("SITE_TIMEOUT")
        return answer


def new_request(method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> httpx.Request:
    """Make a request on a connection of its own; raises RefusedBySiteError SITE_ADDRESS_INVALID."""
    own = {"User-Agent": "Xinnuo/1", "Accept-Encoding": "identity", "Connection": "close"}
    try:
        return httpx.Request(method, url, headers=own | dict(headers), content=body or None)
    except (httpx.InvalidURL, UnicodeError) as error:
        raise RefusedBySiteError("SITE_ADDRESS_INVALID") from error


def _ask(client: httpx.Client, request: httpx.Request) -> Answer:
    """Read an answer as it came over the wire, up to the limit."""
    response = client.send(request, stream=True, auth=None, follow_redirects=False)
    try:
        if response.is_redirect:
            raise UnavailableSiteError("SITE_REDIRECTED")
        if response.headers.get("Content-Encoding", "identity").lower() != "identity":
            raise UnavailableSiteError("SITE_ANSWER_ENCODED")
        body = bytearray()
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > LARGEST_ANSWER:
                raise UnavailableSiteError("SITE_ANSWER_TOO_LARGE")
        return Answer(response.status_code, response.headers, bytes(body))
    finally:
        response.close()
