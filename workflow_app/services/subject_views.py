"""What services show of a subject: plain values, no rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from workflow_app.models import Subject


@dataclass(frozen=True, slots=True)
class SubjectDetail:
    """A subject and the other names it was met under."""

    id: str
    uscc: str | None
    name: str
    kind: str
    legal_representative: str | None
    status: str
    other_names: tuple[str, ...]


def show_subject(subject: Subject, names: Iterable[str]) -> SubjectDetail:
    """Return a subject with its other names."""
    return SubjectDetail(
        id=subject.id,
        uscc=subject.uscc,
        name=subject.name,
        kind=subject.kind,
        legal_representative=subject.legal_representative,
        status=subject.status,
        other_names=tuple(name for name in names if name != subject.name),
    )
