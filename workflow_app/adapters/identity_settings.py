"""Reads the external identity providers out of the settings of an installation."""

import ipaddress
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from workflow_app.domain.identities import Provider, Serves

CODE = re.compile(r"[a-z][a-z0-9]{0,19}")
CLAIM = re.compile(r"[\w:/.-]{1,200}")
NEEDED = ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "LABEL_ZH", "LABEL_EN", "FOR")
OPTIONAL = ("SCOPES", "CLAIM_USCC", "CLAIM_ROLE", "HEADS", "AGENTS", "SECOND_STEP")


class IdentitySettingsError(ValueError):
    """The providers are not described as they must be; the text says what to change."""


def read_providers(given: Mapping[str, str]) -> tuple[Provider, ...]:
    """Read `OIDC`, codes with commas, and `OIDC_<CODE>_…` of each; raises IdentitySettingsError."""
    codes = [each.strip() for each in given.get("OIDC", "").split(",") if each.strip()]
    if bad := [code for code in codes if not CODE.fullmatch(code)]:
        raise IdentitySettingsError(f"OIDC names `{bad[0]}`; write codes such as city,staff in small letters")
    if len(set(codes)) != len(codes):
        raise IdentitySettingsError("OIDC names a provider twice")
    known = {"OIDC"} | {f"OIDC_{code.upper()}_{name}" for code in codes for name in (*NEEDED, *OPTIONAL)}
    if unknown := sorted(name for name in given if name not in known):
        raise IdentitySettingsError(f"{unknown[0]} belongs to no provider that OIDC names, or is no setting of one")
    return tuple(_provider(code, given) for code in codes)


def is_safe_address(address: object) -> bool:
    """Tell whether secrets may go to an address: https, or http on this machine."""
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        is_plain = bool(host) and parts.username is None and parts.port != 0 and not parts.fragment
    except ValueError:
        return False
    return is_plain and (parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host)))


def _provider(code: str, given: Mapping[str, str]) -> Provider:
    prefix = f"OIDC_{code.upper()}_"
    said = {name: given.get(prefix + name, "").strip() for name in (*NEEDED, *OPTIONAL)}
    if missing := [prefix + name for name in NEEDED if not said[name]]:
        raise IdentitySettingsError(f"the provider `{code}` needs {', '.join(missing)}")
    if not is_safe_address(said["ISSUER"]) or "?" in said["ISSUER"]:
        raise IdentitySettingsError(f"{prefix}ISSUER must be an https address, or http on this machine")
    if said["FOR"] not in set(Serves):
        raise IdentitySettingsError(f"{prefix}FOR is `{said['FOR']}`; it must be {', '.join(Serves)}")
    if bad := [name for name in ("CLAIM_USCC", "CLAIM_ROLE") if said[name] and not CLAIM.fullmatch(said[name])]:
        raise IdentitySettingsError(f"{prefix}{bad[0]} must be the name of a claim")
    kept = Provider(code, said["ISSUER"], said["CLIENT_ID"], said["CLIENT_SECRET"], "", "", Serves.STAFF)
    return Provider(
        code=code,
        issuer=said["ISSUER"],
        client_id=said["CLIENT_ID"],
        client_secret=said["CLIENT_SECRET"],
        label_zh=said["LABEL_ZH"],
        label_en=said["LABEL_EN"],
        serves=Serves(said["FOR"]),
        scopes=" ".join(dict.fromkeys(["openid", *said["SCOPES"].split()])),
        claim_uscc=said["CLAIM_USCC"] or kept.claim_uscc,
        claim_role=said["CLAIM_ROLE"] or kept.claim_role,
        heads=_words(said["HEADS"]) or kept.heads,
        agents=_words(said["AGENTS"]) or kept.agents,
        second_step=_words(said["SECOND_STEP"]),
    )


def _words(text: str) -> frozenset[str]:
    return frozenset(each.strip() for each in text.split(",") if each.strip())


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
