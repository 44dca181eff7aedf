"""Meeting the subjects that rows are about: found by their code, or made; every name they were met under is kept."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from workflow_app.domain.ids import new_id
from workflow_app.domain.penalties import PenaltyRow
from workflow_app.domain.ports import Cipher
from workflow_app.models import Subject, SubjectName
from workflow_app.repositories.unit_of_work import UnitOfWork


class Meeting:
    """The subjects of some rows, read and written in a constant number of statements.

    Those of the rows that are only `sought` are found where they are known, and never made.
    """

    def __init__(
        self,
        work: UnitOfWork,
        rows: Iterable[PenaltyRow],
        *,
        sought: Iterable[PenaltyRow] = (),
        cipher: Cipher,
        now: datetime,
    ) -> None:
        self._cipher = cipher
        self._now = now
        keys = [(row, self._key(row)) for row in rows]
        wanted = {key for _, key in keys} | {self._key(row) for row in sought}
        found = work.subjects.find_many(
            usccs={key for kind, key in wanted if kind == "uscc"},
            lookups={key for kind, key in wanted if kind != "uscc"},
        )
        self._subjects = {_key_of(subject): subject for subject in found}
        self._names = _names(work, found)
        for row, key in keys:
            if key not in self._subjects:
                self._subjects[key] = self._made(row, key)
                work.add(self._subjects[key])
            work.add(*self._new_name(self._subjects[key], row.subject_name))

    def subject_of(self, row: PenaltyRow) -> Subject | None:
        """Return the subject of one of the rows; None only where it was sought and is not known."""
        return self._subjects.get(self._key(row))

    def _key(self, row: PenaltyRow) -> tuple[str, str]:
        """Return by what a subject is known: its code, or a keyed digest of its identity number."""
        return ("uscc", row.uscc) if row.uscc else ("person", self._cipher.lookup(row.person_id or row.subject_name))

    def _made(self, row: PenaltyRow, key: tuple[str, str]) -> Subject:
        """Make a subject; an identity number is only kept encrypted."""
        is_person = key[0] == "person"
        return Subject(
            id=new_id(),
            kind=row.subject_kind.value,
            name=row.subject_name,
            uscc=row.uscc,
            identity_cipher=self._cipher.encrypt(row.person_id) if is_person and row.person_id else None,
            identity_lookup=key[1] if is_person else None,
            legal_representative=row.legal_representative,
            status="ACTIVE",
            created_at=self._now,
        )

    def _new_name(self, subject: Subject, name: str) -> Sequence[SubjectName]:
        """Keep a name that the subject was not met under before (rule A11)."""
        known = self._names.setdefault(subject.id, set())
        if name in known:
            return ()
        known.add(name)
        return (SubjectName(id=new_id(), subject_id=subject.id, name=name, seen_at=self._now),)


def _key_of(subject: Subject) -> tuple[str, str]:
    return ("uscc", subject.uscc) if subject.uscc else ("person", subject.identity_lookup or subject.id)


def _names(work: UnitOfWork, subjects: Sequence[Subject]) -> dict[str, set[str]]:
    """Return the names each subject is known by."""
    names: dict[str, set[str]] = {}
    for row in work.subjects.names([subject.id for subject in subjects]):
        names.setdefault(row.subject_id, set()).add(row.name)
    return names
