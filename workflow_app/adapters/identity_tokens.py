"""ID tokens: whether one of a provider's own keys signed them, and what they say (by `joserfc`)."""

from collections.abc import Mapping, Sequence
from contextlib import suppress

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, import_key

__all__ = ["ALGORITHMS", "Key", "read_keys", "read_token"]

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "Ed25519")
"""Signatures by a key of which only the provider has the other half; nothing unsigned, nothing with a shared secret."""
KINDS = frozenset({"RSA", "EC", "OKP"})
LONGEST = 32 * 1024
MOST_KEYS = 20


def read_keys(found: Mapping[str, object]) -> tuple[Key, ...]:
    """Return those of a key set that may verify a signature; a kind of key that is not known is no fault of others."""
    keys = found.get("keys")
    listed = [each for each in keys if isinstance(each, dict)] if isinstance(keys, list) else []
    return tuple(key for each in listed[:MOST_KEYS] if (key := _key(each)))


def read_token(token: str, keys: Sequence[Key]) -> dict[str, object] | None:
    """Return the claims of a token, or None where none of the keys signed it; a token need not name its key."""
    if len(token) > LONGEST:
        return None
    for key in keys:
        with suppress(JoseError, ValueError, TypeError, KeyError):
            return dict(jwt.decode(token, key, algorithms=list(ALGORITHMS)).claims)
    return None


def _key(values: Mapping[str, object]) -> Key | None:
    if values.get("kty") not in KINDS or values.get("use", "sig") != "sig":
        return None
    with suppress(JoseError, ValueError, TypeError, KeyError):
        return import_key({name: value for name, value in values.items() if isinstance(value, str | list)})
    return None
