"""A real OpenID Connect provider on this machine: signs with real keys, takes a code once, and has moods."""

import base64
import hashlib
import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, parse_qsl, unquote_plus, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "xinnuo", "a secret of the client: 100%"


@dataclass
class IdentityHouse:
    """Who logs in next and with which claims, and what of the answer shall be wrong.

    `moods` are AWAY (answers 503), LEAN (only takes the secret in the form), NO_KID, and LOGOUT (offers that).
    """

    who: str = "person-1"
    more: dict[str, object] = field(default_factory=dict)
    wrong: dict[str, object] = field(default_factory=dict)
    header: dict[str, object] = field(default_factory=dict)
    moods: set[str] = field(default_factory=set)
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "first", "use": "sig"}))
    signs_with: RSAKey | None = None
    unsigned: bool = False
    port: int = 0
    asked: list[str] = field(default_factory=list)
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def issuer(self) -> str:
        """Return who it is."""
        return f"http://127.0.0.1:{self.port}"

    def settings(self, code: str = "city", serves: str = "enterprises", **more: str) -> dict[str, str]:
        """Return how an installation is told of it."""
        prefix = f"OIDC_{code.upper()}_"
        told = {"ISSUER": self.issuer, "CLIENT_ID": CLIENT, "CLIENT_SECRET": SECRET, "FOR": serves}
        told |= {"LABEL_ZH": f"统一身份认证（{code}）", "LABEL_EN": f"Login of the {code}", **more}
        return {"OIDC": code} | {prefix + name: value for name, value in told.items()}

    def visit(self, address: str) -> str:
        """Log in as a browser would whom it was led to, and return where it is sent back."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.issuer}/authorize"
        asked = dict(parse_qsl(parts.query))
        assert asked["response_type"] == "code"
        assert asked["code_challenge_method"] == "S256"
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{urlsplit(asked['redirect_uri']).path}?code={code}&state={asked['state']}"

    def discovery(self) -> dict[str, object]:
        """Return what it says of itself."""
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        if "LOGOUT" in self.moods:
            places["end_session_endpoint"] = "out"
        facts: dict[str, object] = {name: f"{self.issuer}/{place}" for name, place in places.items()}
        if "LEAN" in self.moods:
            facts["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
        return {"issuer": self.issuer, **facts, **self.wrong.get("discovery", {})}  # type: ignore[dict-item] # a test's

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, object]]:
        """Give an ID token for a code, once, to whom it was promised."""
        known = f"{form.get('client_id')}:{form.get('client_secret')}"
        if authorization:
            known = ":".join(map(unquote_plus, base64.b64decode(authorization.split()[1]).decode().split(":")))
        if known != f"{CLIENT}:{SECRET}" or ("LEAN" in self.moods) is bool(authorization):
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (
            asked is None
            or asked["redirect_uri"] != form.get("redirect_uri")
            or asked["code_challenge"] != challenge.decode().rstrip("=")
        ):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "unused", "token_type": "Bearer", "id_token": self.sign(asked["nonce"])}

    def sign(self, nonce: str) -> str:
        """Return an ID token."""
        now = int(time.time())
        claims: dict[str, object] = {"iss": self.issuer, "sub": self.who, "aud": CLIENT, "nonce": nonce}
        claims |= {"iat": now, "exp": now + 300, **self.more}
        claims |= {name: value for name, value in self.wrong.items() if name != "discovery"}
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.unsigned:
            return f"{_part({'alg': 'none', 'typ': 'JWT'})}.{_part(claims)}."
        names = {} if "NO_KID" in self.moods else {"kid": self.key.kid}
        return jwt.encode({"alg": "RS256", **names, **self.header}, claims, self.signs_with or self.key)

    def answer(self, path: str, form: dict[str, str], authorization: str) -> tuple[int, dict[str, object]]:
        """Decide what to answer."""
        self.asked.append(path)
        if "AWAY" in self.moods:
            return 503, {"error": "temporarily_unavailable"}
        if path == "/.well-known/openid-configuration":
            return 200, self.discovery()
        if path == "/keys":
            return 200, {"keys": [self.key.as_dict(private=False), {"kty": "of tomorrow"}]}
        return self.token(form, authorization) if path == "/token" else (404, {})


def _part(values: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(values).encode()).rstrip(b"=").decode()


@contextmanager
def running_identity_house() -> Iterator[IdentityHouse]:
    """Run a provider on a free port until the end of the block."""
    house = IdentityHouse()

    class Handler(BaseHTTPRequestHandler):
        """Hands each request to the provider."""

        def do_GET(self) -> None:
            self._say(*house.answer(urlsplit(self.path).path, {}, ""))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            form = {name: values[0] for name, values in parse_qs(body).items()}
            self._say(*house.answer(self.path, form, self.headers.get("Authorization", "")))

        def _say(self, status: int, values: dict[str, object]) -> None:
            content = json.dumps(values).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    house.port = server.server_port
    worker = threading.Thread(target=server.serve_forever)
    worker.start()
    try:
        yield house
    finally:
        server.shutdown()
        worker.join()
        server.server_close()
