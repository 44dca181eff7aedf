"""AES-256-GCM under named data keys, and a keyed digest by which an encrypted value can be found again."""

import base64
import binascii
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from workflow_app.domain.errors import RefusedError

KEY_BYTES = 32
NONCE_BYTES = 12
LONGEST_NAME = 40


class DataKeysError(ValueError):
    """The data keys are not written as `name:key,…` with 32 bytes in base64 each."""


class AesCipher:
    """The Cipher on data keys written `name:base64,…`, the newest first.

    Text is encrypted with the first key and read with whichever key its token names. The lookup digest hangs on the
    last (oldest) key: it may only be dropped once the encrypted columns were written anew.
    """

    def __init__(self, data_keys: str) -> None:
        keys = read_data_keys(data_keys)
        self._newest = next(iter(keys))
        self._keys = {name: AESGCM(key) for name, key in keys.items()}
        self._lookup_key = hmac.digest(list(keys.values())[-1], b"lookup", "sha256")

    def encrypt(self, text: str) -> bytes:
        """Return `name.nonce+ciphertext`; the name of the key is bound to the text."""
        nonce = os.urandom(NONCE_BYTES)
        name = self._newest.encode()
        return name + b"." + nonce + self._keys[self._newest].encrypt(nonce, text.encode(), name)

    def decrypt(self, token: bytes) -> str:
        """Return the text; raises RefusedError DATA_KEY_MISSING (key unknown) or DATA_DAMAGED (bytes were changed)."""
        name, _, rest = token.partition(b".")
        key = self._keys.get(name.decode(errors="replace"))
        if key is None:
            raise RefusedError("DATA_KEY_MISSING")
        try:
            return key.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], name).decode()
        except (InvalidTag, ValueError):
            raise RefusedError("DATA_DAMAGED") from None

    def lookup(self, text: str) -> str:
        """Return HMAC-SHA-256 in hexadecimal."""
        return hmac.digest(self._lookup_key, text.encode(), "sha256").hex()


def read_data_keys(data_keys: str) -> dict[str, bytes]:
    """Read `name:base64,…`, the newest first; raises DataKeysError."""
    keys: dict[str, bytes] = {}
    for entry in data_keys.split(","):
        name, colon, text = entry.strip().partition(":")
        key = _decode(text)
        if not colon or not name.isalnum() or len(name) > LONGEST_NAME or len(key) != KEY_BYTES or name in keys:
            raise DataKeysError("data keys are written name:key,name:key with 32 bytes in base64 each, newest first")
        keys[name] = key
    return keys


def _decode(text: str) -> bytes:
    try:
        return base64.b64decode(text.replace("-", "+").replace("_", "/"), validate=True)
    except binascii.Error:
        return b""
