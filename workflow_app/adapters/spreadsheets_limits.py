"""How large a spreadsheet may be, and how one is refused."""

from dataclasses import dataclass

from workflow_app.domain.errors import FieldError, InvalidError


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes of the file and of its inflated members, times it may inflate, the size of one sheet, and of all together.

    A small archive may inflate to `harmless` bytes whatever its ratio: empty sheets compress very well. `cells` are
    those of every sheet from its first to its last filled one, the empty ones included: the reader visits them all.
    """

    size: int = 20 * 1024 * 1024
    inflated: int = 160 * 1024 * 1024
    harmless: int = 8 * 1024 * 1024
    ratio: int = 60
    members: int = 500
    rows: int = 50_000
    columns: int = 100
    cells: int = 5_000_000


DEFAULT_LIMITS = Limits()


def refused(code: str, **values: object) -> InvalidError:
    """Return the error for a file that is too much."""
    return InvalidError(FieldError("/file", code, values), code=code)


def unreadable(reason: str) -> InvalidError:
    """Return the error for a file that cannot be read; `reason` is a code for its sentence."""
    return refused("SPREADSHEET_UNREADABLE", reason=reason)
