"""The service record of a letter as people see it."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.ports import Cipher
from workflow_app.domain.serving import Result, ServiceStatus, Way, open_ways
from workflow_app.repositories.letter_changes import ChangeRows
from workflow_app.repositories.letter_services import AttemptRows, ServiceRows


@dataclass(frozen=True, slots=True)
class AttemptView:
    """One attempt in clear, for those who keep the record."""

    number: int
    way: Way
    result: Result
    made_on: date
    address: str
    receiver: str
    tracking_no: str
    note: str
    proof_id: str | None
    recorded_by: str


@dataclass(frozen=True, slots=True)
class EarlierService:
    """How an edition of a letter was served that was corrected afterwards."""

    edition: int
    way: Way | None
    served_on: date


@dataclass(frozen=True, slots=True)
class ServiceView:
    """Where the service of a letter stands, every attempt, and which ways are open now.

    `earlier` are the services of editions that were corrected since; what depends on a service counts from the first.
    """

    letter_id: str
    letter_number: str
    kind: str
    title: str
    title_en: str
    issued_on: date
    is_readable: bool
    case_id: str
    case_number: str | None
    subject_name: str
    status: ServiceStatus
    way: Way | None
    failed: int
    served_on: date | None
    version: int
    attempts: Sequence[AttemptView] = ()
    ways: Collection[Way] = ()
    most: int = 0
    seal: str = "NONE"
    earlier: Sequence[EarlierService] = ()


def show_service(
    rows: ServiceRows,
    *,
    attempts: Sequence[AttemptRows] = (),
    most: int = 0,
    cipher: Cipher | None = None,
    changes: Iterable[ChangeRows] = (),
) -> ServiceView:
    """Return a service record; its attempts are shown where a cipher to read them is given."""
    service, letter = rows.service, rows.letter
    english = letter.data.get("english") or {}
    return ServiceView(
        letter_id=letter.id,
        letter_number=letter.number,
        kind=letter.kind,
        title=letter.data["title"],
        title_en=str(english.get("title") or letter.data["title"]),
        issued_on=letter.issued_on,
        is_readable=letter.sha256 is not None,
        case_id=rows.case.id,
        case_number=rows.case.number,
        subject_name=rows.subject.name,
        status=ServiceStatus(service.status),
        way=Way(service.way) if service.way else None,
        failed=service.failed,
        served_on=service.served_on,
        version=service.version,
        attempts=tuple(_attempt(each, cipher) for each in attempts) if cipher else (),
        ways=tuple(_open_now(rows, most)) if most else (),
        most=most,
        seal=letter.seal,
        earlier=tuple(earlier_services(changes)),
    )


def _open_now(rows: ServiceRows, most: int) -> Iterator[Way]:
    """Yield the ways that are open; a letter that is being announced is not announced once more."""
    for way in open_ways(rows.service.failed, most):
        if way is not Way.ANNOUNCED or rows.service.status != ServiceStatus.ANNOUNCED:
            yield way


def earlier_services(changes: Iterable[ChangeRows]) -> Iterator[EarlierService]:
    """Yield how earlier editions of a letter were served, the first one first."""
    for rows in changes:
        kept = rows.change.before.get("service")
        if kept is not None:
            way = Way(kept["way"]) if kept["way"] else None
            yield EarlierService(kept["edition"], way, date.fromisoformat(kept["served_on"]))


def _attempt(rows: AttemptRows, cipher: Cipher) -> AttemptView:
    row = rows.attempt
    return AttemptView(
        number=row.number,
        way=Way(row.way),
        result=Result(row.result),
        made_on=row.made_on,
        address=cipher.decrypt(row.address_cipher) if row.address_cipher else "",
        receiver=cipher.decrypt(row.receiver_cipher) if row.receiver_cipher else "",
        tracking_no=row.tracking_no or "",
        note=row.note or "",
        proof_id=row.proof_id,
        recorded_by=rows.recorded_by,
    )
