"""What a check found about one value: a code and values, never text; a warning does not refuse the value."""

from dataclasses import dataclass, field

from workflow_app.domain.errors import FieldError, InvalidError


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or (`warning`) odd, with a value."""

    code: str
    values: dict[str, object] = field(default_factory=dict)
    warning: bool = False


def refuse(findings: tuple[Finding, ...], *, pointer: str) -> None:
    """Raise InvalidError for the findings that are not warnings; `pointer` is the JSON pointer of the field."""
    errors = tuple(FieldError(pointer, each.code, each.values) for each in findings if not each.warning)
    if errors:
        raise InvalidError(*errors)
