"""The board of removals: records with something being taken down, the most urgent first, in few statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.commands.removals import BoardFilter, BoardState
from workflow_app.models import Authority, Case, DueWork, Listing, Record, Removal, Site, Subject
from workflow_app.repositories.listings import UNDER_WAY
from workflow_app.repositories.pages import mark

COUNT_LIMIT = 1000
COUNTED = tuple(state for state in BoardState if state is not BoardState.DONE)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reader sees: the authorities, the business day, and before which instant an order is old in each."""

    authority_ids: Collection[str]
    today: date
    old_before: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class BoardRecord:
    """A record of the board with whom it is about, whose it is, and its place in the list."""

    record: Record
    subject: Subject
    authority: Authority
    place: str


@dataclass(frozen=True, slots=True)
class RemovalRows:
    """A removal with all that it is about."""

    removal: Removal
    listing: Listing
    site: Site
    record: Record
    subject: Subject
    authority: Authority


class RemovalBoard:
    """Questions of the board."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_page(self, wanted: BoardFilter, seen: Seen) -> Sequence[BoardRecord]:
        """Return up to `limit + 1` records in the order of the board."""
        statement = self._done(wanted, seen) if wanted.state is BoardState.DONE else self._open(wanted, seen)
        places = {record_id: str(place) for record_id, place in self.session.execute(statement.limit(wanted.limit + 1))}
        whole = (
            select(Record, Subject, Authority)
            .join(Subject, Subject.id == Record.subject_id)
            .join(Authority, Authority.id == Record.authority_id)
            .where(Record.id.in_(places))
        )
        found = {record.id: (record, subject, authority) for record, subject, authority in self.session.execute(whole)}
        return [BoardRecord(*found[record_id], place) for record_id, place in places.items()]

    def count(self, seen: Seen) -> dict[BoardState, int]:
        """Return how many records are in each state but DONE, none counted further than 1,000, in one statement."""
        counts = [
            select(func.count())
            .select_from(_about(seen).where(_is(state, seen)).distinct().limit(COUNT_LIMIT).subquery())
            .scalar_subquery()
            for state in COUNTED
        ]
        return dict(zip(COUNTED, self.session.execute(select(*counts)).one(), strict=True))

    def cells(self, record_ids: Collection[str]) -> Sequence[tuple[Listing, Site, Removal | None]]:
        """Return where records are or were shown with every order to take them down, the oldest first."""
        rows = self.session.execute(
            select(Listing, Site, Removal)
            .join(Site, Site.id == Listing.site_id)
            .outerjoin(Removal, Removal.listing_id == Listing.id)
            .where(Listing.item_id.in_(record_ids))
            .order_by(Removal.id)
        )
        return [(listing, site, removal) for listing, site, removal in rows]

    def cases(self, case_ids: Collection[str]) -> dict[str, Case]:
        """Return cases by their ids."""
        return {each.id: each for each in self.session.scalars(select(Case).where(Case.id.in_(case_ids)))}

    def hold(self, removal_ids: Collection[str]) -> Sequence[RemovalRows]:
        """Return removals held until commit with the work that orders them, those of one case beside each other.

        Work before listings, as whoever does that work holds them.
        """
        keys = [f"site_remove:{each}" for each in removal_ids]
        self.session.execute(select(DueWork.id).where(DueWork.key.in_(keys)).order_by(DueWork.id).with_for_update())
        mine = select(Removal.listing_id).where(Removal.id.in_(removal_ids))
        lock = select(Listing.id).where(Listing.id.in_(mine)).order_by(Listing.id).with_for_update()
        self.session.execute(lock)
        rows = self.session.execute(
            select(Removal, Listing, Site, Record, Subject, Authority)
            .join(Listing, Listing.id == Removal.listing_id)
            .join(Site, Site.id == Listing.site_id)
            .join(Record, Record.id == Listing.item_id)
            .join(Subject, Subject.id == Record.subject_id)
            .join(Authority, Authority.id == Record.authority_id)
            .where(Removal.id.in_(removal_ids))
            .order_by(Removal.case_id, Removal.id)
            .execution_options(populate_existing=True)
        )
        return [RemovalRows(*row) for row in rows]

    def _open(self, wanted: BoardFilter, seen: Seen) -> Select[str, date]:
        """Ask for records by the day on which the next of their removals is due."""
        due_on = func.min(Removal.due_on)
        statement = _narrowed(_about(seen), wanted).add_columns(due_on).where(_is(wanted.state, seen))
        statement = statement.group_by(Record.id).order_by(due_on, Record.id)
        if wanted.cursor:
            day, record_id = mark(wanted.cursor, date.fromisoformat)
            last = tuple_(literal(day, Removal.due_on.type), literal(record_id, Record.id.type))
            statement = statement.having(tuple_(due_on, Record.id) > last)
        return statement

    def _done(self, wanted: BoardFilter, seen: Seen) -> Select[str, str]:
        """Ask for records of which everything is gone, by their newest removal, the newest first."""
        other, beside = aliased(Removal), aliased(Listing)
        is_last = ~exists().where(
            other.listing_id == beside.id,
            beside.item_id == Listing.item_id,
            or_(other.id > Removal.id, other.status != "VERIFIED"),
        )
        statement = _narrowed(_about(seen), wanted).add_columns(Removal.id).where(Removal.status == "VERIFIED", is_last)
        if wanted.cursor:
            statement = statement.where(Removal.id < mark(wanted.cursor, str)[1])
        return statement.order_by(Removal.id.desc())


def _about(seen: Seen) -> Select[str]:
    """Ask for the records of the reader's authorities that are or were ordered down."""
    return (
        select(Record.id)
        .join(Listing, Listing.item_id == Record.id)
        .join(Removal, Removal.listing_id == Listing.id)
        .where(Record.authority_id.in_(seen.authority_ids))
    )


def _is(state: BoardState, seen: Seen) -> ColumnElement[bool]:
    """Return the condition under which a removal is in a state of the board."""
    if state is BoardState.LOOK:
        return Removal.look_wanted_at.is_not(None)
    if state is BoardState.REFUSED:
        return Removal.status == "REFUSED"
    under_way = Removal.status.in_(UNDER_WAY)
    if state is BoardState.LATE:
        return and_(under_way, Removal.due_on < seen.today)
    if state is BoardState.BACK:
        return and_(under_way, Removal.reason == "REAPPEARED")
    if state is BoardState.SLOW:
        old = [and_(Record.authority_id == each, Removal.ordered_at < at) for each, at in seen.old_before.items()]
        return and_(under_way, or_(false(), *old))
    return under_way


def _narrowed(statement: Select[str], wanted: BoardFilter) -> Select[str]:
    """Narrow to a site, an authority, and words."""
    if wanted.site:
        statement = statement.join(Site, Site.id == Listing.site_id).where(Site.code == wanted.site)
    if wanted.authority:
        at = select(Authority.id).where(Authority.code == wanted.authority).scalar_subquery()
        statement = statement.where(Record.authority_id == at)
    if text := wanted.q.strip():
        numbered = select(Case.id).where(Case.number == text)
        subject = select(Subject.id).where(
            or_(Subject.name.contains(text, autoescape=True), Subject.uscc == text.upper())
        )
        statement = statement.where(
            or_(
                Record.document_no.contains(text, autoescape=True),
                Record.subject_id.in_(subject),
                Removal.case_id.in_(numbered),
                Removal.receipt_no == text,
            )
        )
    return statement
