"""How a document is refused: one field, one code."""

from workflow_app.domain.errors import FieldError, InvalidError


def refusal(code: str, **values: object) -> InvalidError:
    """Return the error for an upload that may not be kept."""
    return InvalidError(FieldError("/file", code, values), code=code)
