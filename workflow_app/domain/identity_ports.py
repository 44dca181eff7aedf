"""What the service needs of external identity providers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workflow_app.domain.identities import ExternalLogin, Provider


@dataclass(frozen=True, slots=True)
class Question:
    """One login at a provider: the secrets that its answer is recognised by, and where the answer comes."""

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    back: str


class IdentityGate(Protocol):
    """Speaks to the providers that are set up.

    Raises NotSignedInError IDENTITY_AWAY where a provider cannot be spoken to, and IDENTITY_REFUSED where what it says
    is not to be believed, each with a `reason` for the log.
    """

    @property
    def providers(self) -> Sequence[Provider]:
        """Return the providers in the order of the settings."""
        ...

    def address(self, provider: Provider, question: Question) -> str:
        """Return where the browser goes to log in."""
        ...

    def redeem(self, provider: Provider, question: Question, code: str) -> ExternalLogin:
        """Turn the code that the browser brought into a login that is checked."""
        ...

    def leave_address(self, provider: Provider, *, back: str) -> str | None:
        """Return where the browser goes to log out of the provider too, or None where that is not offered."""
        ...


class NoProviders:
    """The gate of an installation without external identities."""

    providers: Sequence[Provider] = ()

    def address(self, provider: Provider, question: Question) -> str:
        """Never asked."""
        raise NotImplementedError

    def redeem(self, provider: Provider, question: Question, code: str) -> ExternalLogin:
        """Never asked."""
        raise NotImplementedError

    def leave_address(self, provider: Provider, *, back: str) -> str | None:
        """Never asked."""
        raise NotImplementedError


NO_PROVIDERS = NoProviders()
