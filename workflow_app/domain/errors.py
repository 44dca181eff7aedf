"""What can go wrong, named where it happens; `web.errors` turns each into a status and a sentence, once."""

import dataclasses


class DomainError(Exception):
    """A foreseen refusal: a stable upper-case code and the values its sentence needs, never text."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class NotFoundError(DomainError):
    """The thing does not exist, or the asker may not know that it does."""


class NotSignedInError(DomainError):
    """Nobody is signed in, or the sign-in failed."""


class SecondStepError(NotSignedInError):
    """The password was right, and a second step is needed, to which `token` leads; it stands in no sentence.

    `onward` is where the person wanted to go, where whoever asks does not know that by itself.
    """

    def __init__(self, token: str, onward: str = "") -> None:
        super().__init__("SECOND_STEP")
        self.token = token
        self.onward = onward


class UnknownIdentityError(NotSignedInError):
    """A login at an external provider was good, and no account is connected with it; `subject` stands in no sentence.

    Who came may read there what they are called at the provider, for an administrator to enter.
    """

    def __init__(self, subject: str) -> None:
        super().__init__("IDENTITY_UNKNOWN")
        self.subject = subject


class ForbiddenError(DomainError):
    """The asker is known and may not; `code` is the rule that decided."""


class ConflictError(DomainError):
    """The thing is no longer as the asker saw it, or another one stands in the way."""


class RefusedError(DomainError):
    """The request is understood and a rule of the domain says no."""


class BusyError(DomainError):
    """The database did not yield its lock in time; the same request may be sent again."""


class LimitedError(DomainError):
    """Too many requests; `values["retry_after"]` is in seconds."""


@dataclasses.dataclass(frozen=True, slots=True)
class FieldError:
    """One wrong field: a JSON pointer, a stable code, and the values its sentence needs."""

    field: str
    code: str
    values: dict[str, object] = dataclasses.field(default_factory=dict)


class InvalidError(DomainError):
    """The shape or content of the input is wrong, field by field."""

    def __init__(self, *errors: FieldError, code: str = "INVALID") -> None:
        super().__init__(code)
        self.errors = errors


class AlreadyAnsweredError(DomainError):
    """The same request came before; its stored answer is to be given again, unchanged."""

    def __init__(self, answer: dict[str, object], status: int) -> None:
        super().__init__("ALREADY_ANSWERED")
        self.answer = answer
        self.status = status


class StepRefusedError(DomainError):
    """A step of the engine failed and was rolled back; an incident with a number holds what is known."""
