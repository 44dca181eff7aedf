"""External identity providers (OpenID Connect): whom each is for, and what a login there says of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from workflow_app.domain.actors import DESK_ROLES, Actor
from workflow_app.domain.authorisations import ActsAs

Claims = Mapping[str, object]
LONGEST_SUBJECT = 255
"""Characters that OpenID Connect allows for who somebody is at a provider."""
LONGEST_USCC = 40


class Serves(StrEnum):
    """Whose logins a provider is for."""

    STAFF = "staff"
    ENTERPRISES = "enterprises"


class Purpose(StrEnum):
    """What somebody goes to a provider for: to log in, to connect an account, or to show for whom they act."""

    LOGIN = "LOGIN"
    CONNECT = "CONNECT"
    BIND = "BIND"


@dataclass(frozen=True, slots=True)
class Provider:
    """One provider as the operator set it up.

    `heads` and `agents` are values of the claim `claim_role` that mean the legal representative and a handler.
    `second_step` are values of `amr` or `acr` that count as the second step of a login; without any, none counts.
    """

    code: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    label_zh: str
    label_en: str
    serves: Serves
    scopes: str = "openid"
    claim_uscc: str = "uscc"
    claim_role: str = "role"
    heads: frozenset[str] = frozenset({"legal_representative"})
    agents: frozenset[str] = frozenset({"handler"})
    second_step: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ExternalLogin:
    """A login that a provider vouches for: who it is there, and the checked claims; nothing of it is logged."""

    issuer: str
    subject: str = field(repr=False)
    claims: Claims = field(repr=False, default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """For which enterprise somebody acts, and as what, by the word of a provider."""

    uscc: str
    acts_as: ActsAs


def key_of(issuer: str, subject: str) -> str:
    """Return what an identity is found by: who said it and who it is there, never a name or mail address."""
    return f"oidc:{issuer}\n{subject}"


def fits(provider: Provider, actor: Actor) -> bool:
    """Tell whether an account may be entered through a provider: the staff and enterprises never by the same one."""
    return actor.has(*DESK_ROLES) is (provider.serves is Serves.STAFF)


def has_second_step(provider: Provider, claims: Claims) -> bool:
    """Tell whether the provider asked for more than a password, by the words that the operator named."""
    methods = claims.get("amr")
    said = {each for each in methods if isinstance(each, str)} if isinstance(methods, list) else set()
    level = claims.get("acr")
    return bool(provider.second_step & (said | ({level} if isinstance(level, str) else set())))


def standing(provider: Provider, claims: Claims) -> Standing | None:
    """Return for whom somebody acts by the claims, or None where they do not say both enterprise and role."""
    uscc, role = _claim(claims, provider.claim_uscc), _claim(claims, provider.claim_role)
    if provider.serves is not Serves.ENTERPRISES or not isinstance(uscc, str) or not 0 < len(uscc) <= LONGEST_USCC:
        return None
    roles = (
        {role}
        if isinstance(role, str)
        else {each for each in role if isinstance(each, str)}
        if isinstance(role, list)
        else set()
    )
    if roles & provider.heads:
        return Standing(uscc, ActsAs.LEGAL_REPRESENTATIVE)
    return Standing(uscc, ActsAs.AGENT) if roles & provider.agents else None


def _claim(claims: Claims, name: str) -> object:
    """Return a claim; a dot in its name leads into an object."""
    if name in claims:
        return claims[name]
    found: object = claims
    for part in name.split("."):
        if not isinstance(found, Mapping):
            return None
        found = found.get(part)
    return found
