"""One bounded HTTP exchange with a site: short timeouts, no redirects, no more than 64 KiB of answer."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy

import httpx

from workflow_app.domain.ports import RefusedBySiteError, UnavailableSiteError

TIMEOUT = httpx.Timeout(connect=2.0, read=5.0, write=5.0, pool=5.0)
WHOLE_ANSWER_SECONDS = 10.0
LARGEST_ANSWER = 64 * 1024
USER_AGENT = "Xinnuo/1"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back, whoever it came from."""

    status: int
    headers: Mapping[str, str]
    body: bytes = field(repr=False)


def open_site_client() -> httpx.Client:
    """Open the client for all sites: nothing taken from the environment, no cookie kept; close it at the end."""
    return httpx.Client(
        timeout=TIMEOUT,
        trust_env=False,
        follow_redirects=False,
        cookies=CookieJar(policy=DefaultCookiePolicy(allowed_domains=[])),
    )


def exchange(client: httpx.Client, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
    """Send one request and read its answer; raises UnavailableSiteError SITE_TIMEOUT, SITE_UNREACHABLE, …."""
    sent = {"User-Agent": USER_AGENT, "Accept-Encoding": "identity", **headers}
    try:
        with client.stream(
            method, url, headers=sent, content=body or None, timeout=TIMEOUT, follow_redirects=False, auth=None
        ) as response:
            return _read(response)
    except httpx.ConnectTimeout as error:
        raise UnavailableSiteError("SITE_UNREACHABLE") from error
    except httpx.TimeoutException as error:
        raise UnavailableSiteError("SITE_TIMEOUT") from error
    except httpx.ConnectError as error:
        raise UnavailableSiteError("SITE_UNREACHABLE") from error
    except httpx.TransportError as error:
        raise UnavailableSiteError("SITE_DROPPED") from error
    except (httpx.InvalidURL, UnicodeError) as error:
        raise RefusedBySiteError("SITE_ADDRESS_INVALID") from error


def _read(response: httpx.Response) -> Answer:
    """Read the body as it came over the wire, up to the limit and for a limited time."""
    if response.is_redirect:
        raise UnavailableSiteError("SITE_REDIRECTED")
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise UnavailableSiteError("SITE_ANSWER_ENCODED")
    until = time.monotonic() + WHOLE_ANSWER_SECONDS
    body = bytearray()
    for chunk in response.iter_raw():
        body += chunk
        if len(body) > LARGEST_ANSWER:
            raise UnavailableSiteError("SITE_ANSWER_TOO_LARGE")
        if time.monotonic() > until:
            raise UnavailableSiteError("SITE_TIMEOUT")
    return Answer(response.status_code, response.headers, bytes(body))
