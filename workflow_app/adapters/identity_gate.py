"""OpenID Connect over HTTP: authorization code with PKCE, discovery and keys of each provider.

Every exchange is short and bounded and follows no redirect; tokens and secrets are never logged.
"""

import base64
import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from urllib.parse import quote_plus, urlencode, urlsplit

import httpx

from workflow_app.adapters.identity_settings import is_safe_address
from workflow_app.adapters.identity_tokens import Key, read_keys, read_token
from workflow_app.adapters.sites_exchange import Answer, exchange, new_request
from workflow_app.domain.errors import NotSignedInError
from workflow_app.domain.identities import ExternalLogin, Provider
from workflow_app.domain.identity_claims import check_claims
from workflow_app.domain.identity_ports import Question
from workflow_app.domain.ports import RefusedBySiteError, UnavailableSiteError

WHOLE_SECONDS = 8.0
FRESH_SECONDS = 600.0
"""How long what a provider says of itself is believed without asking again."""
REST_SECONDS = 5.0
"""How long a provider that was away is not asked again, or who waits for it would hold every thread of the service."""
WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass(slots=True)
class _Known:
    """What a provider said of itself, and when; its keys once somebody needed them."""

    at: float
    facts: Mapping[str, object]
    keys: Sequence[Key] | None = field(default=None, repr=False)


class HttpIdentityGate:
    """The providers of an installation; safe to share between threads. `now` gives machine time."""

    def __init__(
        self,
        client: httpx.Client,
        providers: Sequence[Provider],
        now: Callable[[], datetime],
        *,
        seconds: float = WHOLE_SECONDS,
        ticks: Callable[[], float] = time.monotonic,
        rests: float = REST_SECONDS,
    ) -> None:
        self.providers = tuple(providers)
        self._client = client
        self._now = now
        self._seconds = seconds
        self._ticks = ticks
        self._rests = rests
        self._known: dict[str, _Known] = {}
        self._away: dict[str, float] = {}

    def address(self, provider: Provider, question: Question) -> str:
        """Return where the browser goes to log in."""
        challenge = base64.urlsafe_b64encode(hashlib.sha256(question.verifier.encode()).digest()).rstrip(b"=")
        asked = {
            "response_type": "code",
            "client_id": provider.client_id,
            "redirect_uri": question.back,
            "scope": provider.scopes,
            "state": question.state,
            "nonce": question.nonce,
            "code_challenge": challenge.decode(),
            "code_challenge_method": "S256",
        }
        return _with_query(str(self._facts(provider).facts["authorization_endpoint"]), asked)

    def redeem(self, provider: Provider, question: Question, code: str) -> ExternalLogin:
        """Turn a code into a login that is checked: signature, issuer, audience, time, nonce."""
        known = self._facts(provider)
        token = self._fetch_token(provider, known.facts, question, code)
        claims = read_token(token, self._keys(known))
        if claims is None:  # keys may have changed since
            known.keys = None
            claims = read_token(token, self._keys(known))
        if claims is None:
            raise NotSignedInError("IDENTITY_REFUSED", reason="signature")
        subject = check_claims(
            claims,
            issuer=provider.issuer,
            client_id=provider.client_id,
            nonce=question.nonce,
            now=self._now().timestamp(),
        )
        return ExternalLogin(provider.issuer, subject, claims)

    def leave_address(self, provider: Provider, *, back: str) -> str | None:
        """Return where the browser goes to log out of the provider too, or None."""
        place = self._facts(provider).facts.get("end_session_endpoint")
        asked = {"client_id": provider.client_id, "post_logout_redirect_uri": back}
        return _with_query(str(place), asked) if is_safe_address(place) else None

    def _facts(self, provider: Provider) -> _Known:
        """Return what a provider says of itself; one that names another issuer or unsafe places is not believed."""
        known = self._known.get(provider.code)
        if known is not None and self._ticks() - known.at < FRESH_SECONDS:
            return known
        if self._ticks() < self._away.get(provider.code, 0.0):
            raise NotSignedInError("IDENTITY_AWAY", reason="rests")
        try:
            facts = self._discovered(provider)
        except NotSignedInError:
            self._away[provider.code] = self._ticks() + self._rests
            raise
        self._known[provider.code] = known = _Known(self._ticks(), facts)
        return known

    def _discovered(self, provider: Provider) -> Mapping[str, object]:
        facts = _object(self._get(provider.issuer.rstrip("/") + WELL_KNOWN))
        if facts.get("issuer") != provider.issuer:
            raise NotSignedInError("IDENTITY_AWAY", reason="issuer")
        if not all(is_safe_address(facts.get(name)) for name in ENDPOINTS):
            raise NotSignedInError("IDENTITY_AWAY", reason="endpoints")
        return facts

    def _keys(self, known: _Known) -> Sequence[Key]:
        if known.keys is None:
            known.keys = read_keys(_object(self._get(str(known.facts["jwks_uri"]))))
        return known.keys

    def _fetch_token(self, provider: Provider, facts: Mapping[str, object], question: Question, code: str) -> str:
        """Hand in the code and return the ID token that came for it."""
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": question.back,
            "code_verifier": question.verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
        ways = facts.get("token_endpoint_auth_methods_supported")
        if isinstance(ways, list) and "client_secret_basic" not in ways:
            form |= {"client_id": provider.client_id, "client_secret": provider.client_secret}
        else:
            pair = f"{quote_plus(provider.client_id)}:{quote_plus(provider.client_secret)}"
            headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
        answer = self._send("POST", str(facts["token_endpoint"]), headers, urlencode(form).encode())
        if answer.status != HTTPStatus.OK:
            raise _refusal(answer)
        token = _object(answer).get("id_token")
        if not isinstance(token, str):
            raise NotSignedInError("IDENTITY_REFUSED", reason="token")
        return token

    def _get(self, url: str) -> Answer:
        answer = self._send("GET", url, {"Accept": "application/json"})
        if answer.status != HTTPStatus.OK:
            raise NotSignedInError("IDENTITY_AWAY", reason=f"status {answer.status}")
        return answer

    def _send(self, method: str, url: str, headers: Mapping[str, str], body: bytes = b"") -> Answer:
        try:
            return exchange(self._client, new_request(method, url, headers, body), seconds=self._seconds)
        except (UnavailableSiteError, RefusedBySiteError) as error:
            raise NotSignedInError("IDENTITY_AWAY", reason=str(error)) from error


def _refusal(answer: Answer) -> NotSignedInError:
    """Tell a code that is not good from a provider that does not know us, or is not well."""
    word = str(_object(answer).get("error", ""))[:40]
    if answer.status == HTTPStatus.BAD_REQUEST and word == "invalid_grant":
        return NotSignedInError("IDENTITY_REFUSED", reason="code")
    return NotSignedInError("IDENTITY_AWAY", reason=word if word.isidentifier() else f"status {answer.status}")


def _object(answer: Answer) -> dict[str, object]:
    try:
        values = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def _with_query(place: str, asked: Mapping[str, str]) -> str:
    return f"{place}{'&' if urlsplit(place).query else '?'}{urlencode(asked)}"
