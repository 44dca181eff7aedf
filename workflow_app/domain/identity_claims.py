"""What an ID token must say before anybody believes it (OpenID Connect Core, 3.1.3.7); its signature is seen to before.

Instants are machine time, in seconds since 1970. Clocks of two machines may differ by `SKEW`.
"""

from workflow_app.domain.errors import NotSignedInError
from workflow_app.domain.identities import LONGEST_SUBJECT, Claims

SKEW = 60
OLDEST = 600
"""Seconds after which a token is no answer to a question just asked, whatever it says of its own end."""


def check_claims(claims: Claims, *, issuer: str, client_id: str, nonce: str, now: float) -> str:
    """Return who it is at the provider; raises NotSignedInError IDENTITY_REFUSED with the `reason`, which is logged."""
    wrong = _wrong_party(claims, issuer, client_id) or _wrong_time(claims, now)
    if not wrong and claims.get("nonce") != nonce:
        wrong = "nonce"
    subject = claims.get("sub")
    if not wrong and isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT and subject.isprintable():
        return subject
    raise NotSignedInError("IDENTITY_REFUSED", reason=wrong or "sub")


def _wrong_party(claims: Claims, issuer: str, client_id: str) -> str:
    """Return what is wrong with who made it, or for whom: for us, and where it is for others too, asked for by us."""
    audience = claims.get("aud")
    meant = [audience] if isinstance(audience, str) else audience
    if claims.get("iss") != issuer:
        return "iss"
    if not isinstance(meant, list) or client_id not in meant:
        return "aud"
    asked_by = claims.get("azp")
    is_ours = asked_by == client_id or (asked_by is None and len(meant) == 1)
    return "" if is_ours else "azp"


def _wrong_time(claims: Claims, now: float) -> str:
    """Return what is wrong with when it was made and until when it is good."""
    ends, made, begins = (_seconds(claims.get(name)) for name in ("exp", "iat", "nbf"))
    if ends is None or ends <= now - SKEW:
        return "exp"
    if made is None or not now - OLDEST - SKEW < made <= now + SKEW:
        return "iat"
    return "nbf" if begins is not None and begins > now + SKEW else ""


def _seconds(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
