"""Questions for the gate: the facts it looks at, and the answers it gave."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, or_, select
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.gate import Channel
from workflow_app.domain.gate_kinds import BREACH, PENALTY, SERIOUS
from workflow_app.models import (
    Account,
    Authority,
    GateDoubt,
    GateResult,
    Listing,
    Record,
    Subject,
    SubjectEvent,
    SubjectSuccession,
)
from workflow_app.repositories.pages import mark

MOST_RECORDS = 300
"""How many records of one subject an answer names, the gravest first: no further one makes it graver."""

_GRAVITY = case((Record.kind != PENALTY, 0), (Record.severity == SERIOUS, 1), else_=2)

_STILL_THERE = ("SHOWN", "PENDING", "REMOVING")
_Later = aliased(GateResult)


@dataclass(frozen=True, slots=True)
class ResultRows:
    """An answer with whom it is about, whose rules it used, and who asked."""

    result: GateResult
    subject: Subject
    authority: Authority
    asker: str


class GateRows:
    """Facts and answers."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def records_of(self, subject_id: str, *, kinds: Collection[str] | None, today: date) -> list[tuple[Record, bool]]:
        """Return the records of a subject that count today, of some kinds or all, each with whether a site shows it."""
        on_show = exists().where(Listing.item_id == Record.id, Listing.status.in_(_STILL_THERE))
        statement = select(Record, on_show).where(Record.subject_id == subject_id, _counts(today, on_show))
        if kinds is not None:
            statement = statement.where(Record.kind.in_(kinds))
        statement = statement.order_by(_GRAVITY, Record.decided_on.desc(), Record.id).limit(MOST_RECORDS)
        return [(record, shown) for record, shown in self.session.execute(statement)]

    def last_event(self, subject_id: str, status: str) -> SubjectEvent | None:
        """Return the change of a subject to a status that happened last, or None."""
        statement = select(SubjectEvent).where(SubjectEvent.subject_id == subject_id, SubjectEvent.status == status)
        return self.session.scalar(statement.order_by(SubjectEvent.happened_on.desc(), SubjectEvent.id.desc()).limit(1))

    def successor_of(self, subject_id: str) -> Subject | None:
        """Return who follows a subject, the last that was registered, or None."""
        statement = select(Subject).join(SubjectSuccession, SubjectSuccession.successor_id == Subject.id)
        statement = statement.where(SubjectSuccession.subject_id == subject_id)
        return self.session.scalar(statement.order_by(SubjectSuccession.id.desc()).limit(1))

    def get_result(self, result_id: str) -> ResultRows:
        """Return an answer; raises NotFoundError GATE_RESULT_UNKNOWN."""
        row = self.session.execute(_with_rows().where(GateResult.id == result_id)).one_or_none()
        if row is None:
            raise NotFoundError("GATE_RESULT_UNKNOWN")
        return ResultRows(*row)

    def last_like(self, wanted: GateResult) -> GateResult | None:
        """Return the newest answer to the same question, or None."""
        statement = select(GateResult).where(_same_question(wanted))
        return self.session.scalar(statement.order_by(GateResult.id.desc()).limit(1))

    def list_results(
        self, *, subject_id: str | None = None, cursor: str | None = None, limit: int = 25
    ) -> Sequence[ResultRows]:
        """Return up to `limit + 1` answers, the newest first."""
        statement = _with_rows()
        if subject_id is not None:
            statement = statement.where(GateResult.subject_id == subject_id)
        if cursor is not None:
            statement = statement.where(GateResult.id < mark(cursor, str)[1])
        return [
            ResultRows(*row) for row in self.session.execute(statement.order_by(GateResult.id.desc()).limit(limit + 1))
        ]

    def list_uses(self, record_id: str, *, subject_id: str, limit: int) -> Sequence[GateResult]:
        """Return the newest answers about a subject that used a record, but for those of its own repair."""
        statement = select(GateResult).where(
            GateResult.subject_id == subject_id, GateResult.channel != Channel.CREDIT_REPAIR.value
        )
        rows = self.session.scalars(statement.order_by(GateResult.id.desc()).limit(limit))
        return [row for row in rows if record_id in row.used]

    def result_of_case(self, case_id: str) -> GateResult | None:
        """Return the answer with which a case was opened, or None."""
        statement = select(GateResult).where(GateResult.case_id == case_id)
        return self.session.scalar(statement.order_by(GateResult.id.desc()).limit(1))

    def newest_of_subject(self, subject_id: str, *, limit: int) -> Sequence[GateResult]:
        """Return the newest answer to each question about a subject, at most so many."""
        later = exists().where(
            _Later.subject_id == GateResult.subject_id,
            _Later.channel == GateResult.channel,
            _Later.matter_code.is_not_distinct_from(GateResult.matter_code),
            _Later.record_id.is_not_distinct_from(GateResult.record_id),
            _Later.id > GateResult.id,
        )
        statement = select(GateResult).where(GateResult.subject_id == subject_id, ~later)
        return self.session.scalars(statement.order_by(GateResult.id.desc()).limit(limit)).all()

    def open_doubts(self, result_ids: Sequence[str]) -> Sequence[GateDoubt]:
        """Return the doubts about answers that no newer answer has settled, the oldest first."""
        statement = select(GateDoubt).where(GateDoubt.gate_result_id.in_(result_ids), GateDoubt.rerun_id.is_(None))
        return self.session.scalars(statement.order_by(GateDoubt.id)).all()

    def open_doubts_like(self, answer: GateResult) -> Sequence[GateDoubt]:
        """Return the open doubts about answers to the question of one, itself among them."""
        same = select(GateResult.id).where(_same_question(answer))
        statement = select(GateDoubt).where(GateDoubt.gate_result_id.in_(same), GateDoubt.rerun_id.is_(None))
        return self.session.scalars(statement).all()

    def list_doubted(self, *, limit: int = 50) -> Sequence[ResultRows]:
        """Return answers whose facts have changed since and that were not asked again, the newest first."""
        doubted = exists().where(GateDoubt.gate_result_id == GateResult.id, GateDoubt.rerun_id.is_(None))
        rows = self.session.execute(_with_rows().where(doubted).order_by(GateResult.id.desc()).limit(limit))
        return [ResultRows(*row) for row in rows]


def _counts(today: date, on_show: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether a record may have a say: in force and not over, or repaired and not yet gone everywhere.

    A breach closes the easier ways until it is repaired, however long it was shown (fact 14).
    """
    in_time = or_(Record.max_until.is_(None), Record.max_until >= today, Record.kind == BREACH)
    return or_(and_(Record.status == "ACTIVE", in_time), and_(Record.status == "REPAIRED", on_show))


def _same_question(wanted: GateResult) -> ColumnElement[bool]:
    return and_(
        GateResult.subject_id == wanted.subject_id,
        GateResult.channel == wanted.channel,
        GateResult.matter_code.is_not_distinct_from(wanted.matter_code),
        GateResult.record_id.is_not_distinct_from(wanted.record_id),
    )


def _with_rows() -> Select[GateResult, Subject, Authority, str]:
    """Ask for answers with what stands beside them."""
    return (
        select(GateResult, Subject, Authority, Account.name)
        .join(Subject, Subject.id == GateResult.subject_id)
        .join(Authority, Authority.id == GateResult.authority_id)
        .join(Account, Account.id == GateResult.asked_by)
    )
