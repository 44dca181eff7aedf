"""Questions about matters: the edition in force on a day, those being written, and what the public may search."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from workflow_app.domain.commands.matters import FindMatters
from workflow_app.domain.errors import NotFoundError
from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.matter_editions import OPEN, Status
from workflow_app.domain.matters import MatterContent, Way
from workflow_app.domain.plain_json import read
from workflow_app.models import Authority, Matter, MatterEdition
from workflow_app.repositories.pages import mark

_Any = aliased(MatterEdition)
_WAYS = {Way.DEFERRED: MatterEdition.offers_deferral, Way.PLEDGE: MatterEdition.offers_pledge}


@dataclass(frozen=True, slots=True)
class MatterRows:
    """A matter with one of its editions and the authority that keeps it."""

    matter: Matter
    edition: MatterEdition
    authority: Authority


class Matters:
    """What one can apply for."""

    def __init__(self, session: Session) -> None:
        self.session = session

    def list_in_force(self, on: date) -> list[MatterRows]:
        """Return every matter with the edition of a day, by authority and code; there are few."""
        statement = _with_edition(on).order_by(Matter.authority_id, Matter.code)
        return [MatterRows(*row) for row in self.session.execute(statement)]

    def find_in_force(self, code: str, *, on: date, of: Collection[str] = ()) -> MatterRows | None:
        """Return the matter of a code with the edition of a day, or None.

        Where several authorities have one it is that of the authorities who ask, else of the one set up first.
        """
        statement = _with_edition(on).where(Matter.code == code)
        order = (Matter.authority_id.not_in(of), Matter.authority_id)
        row = self.session.execute(statement.order_by(*order).limit(1)).one_or_none()
        return MatterRows(*row) if row else None

    def get_in_force(self, authority: str, code: str, *, on: date) -> MatterRows:
        """Return the matter of an authority with the edition of a day; raises NotFoundError MATTER_UNKNOWN."""
        statement = _with_edition(on).where(Authority.code == authority, Matter.code == code)
        row = self.session.execute(statement).one_or_none()
        if row is None:
            raise NotFoundError("MATTER_UNKNOWN", matter=code)
        return MatterRows(*row)

    def search(
        self, wanted: FindMatters, *, on: date, cursor: str | None, limit: int, of: Collection[str] | None = None
    ) -> list[MatterRows]:
        """Return up to `limit + 1` matters with the edition of a day, by authority, the one set up first first.

        `of` are the ids of the authorities whose matters are sought, all where it is None.
        """
        statement = _with_edition(on)
        if wanted.words:
            statement = statement.where(_named(wanted.words))
        if wanted.authority:
            statement = statement.where(Authority.code == wanted.authority)
        if of is not None:
            statement = statement.where(Matter.authority_id.in_(of))
        if wanted.way in _WAYS:
            statement = statement.where(_WAYS[wanted.way])
        if cursor is not None:
            owner, last = mark(cursor, lambda text: str(UUID(text)))
            place = tuple_(literal(owner, Matter.authority_id.type), literal(last, Matter.id.type))
            statement = statement.where(tuple_(Matter.authority_id, Matter.id) > place)
        statement = statement.order_by(Matter.authority_id, Matter.id).limit(limit + 1)
        return [MatterRows(*row) for row in self.session.execute(statement)]

    def get(self, matter_id: str, *, lock: bool = False) -> Matter:
        """Return a matter, held until commit if asked; raises NotFoundError MATTER_UNKNOWN."""
        statement = select(Matter).where(Matter.id == matter_id)
        if lock:
            statement = statement.with_for_update(key_share=True).execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("MATTER_UNKNOWN")
        return row

    def find(self, authority_id: str, code: str) -> Matter | None:
        """Return the matter of an authority by its code, or None."""
        return self.session.scalar(select(Matter).where(Matter.authority_id == authority_id, Matter.code == code))

    def list_all(self, authority_ids: Collection[str] | None = None) -> list[tuple[Matter, Authority]]:
        """Return matters, of some authorities or of all, by authority and code; there are few."""
        statement = select(Matter, Authority).join(Authority, Authority.id == Matter.authority_id)
        if authority_ids is not None:
            statement = statement.where(Matter.authority_id.in_(authority_ids))
        rows = self.session.execute(statement.order_by(Matter.authority_id, Matter.code))
        return [(matter, authority) for matter, authority in rows]

    def list_editions(self, matter_ids: Collection[str]) -> Sequence[MatterEdition]:
        """Return the editions of some matters, the highest number first."""
        statement = select(MatterEdition).where(MatterEdition.matter_id.in_(matter_ids))
        return self.session.scalars(statement.order_by(MatterEdition.matter_id, MatterEdition.number.desc())).all()

    def get_edition(self, edition_id: str, *, lock: bool = False) -> MatterEdition:
        """Return an edition, held until commit if asked; raises NotFoundError EDITION_UNKNOWN."""
        statement = select(MatterEdition).where(MatterEdition.id == edition_id)
        if lock:
            statement = statement.with_for_update().execution_options(populate_existing=True)
        row = self.session.scalar(statement)
        if row is None:
            raise NotFoundError("EDITION_UNKNOWN")
        return row

    def get_kept(self, edition_id: str) -> KeptMatter:
        """Return a matter as a case keeps it; raises NotFoundError EDITION_UNKNOWN."""
        edition = self.get_edition(edition_id)
        matter = self.get(edition.matter_id)
        return KeptMatter(matter.id, matter.code, edition.id, edition.number, read(MatterContent, edition.content))

    def open_edition(self, matter_id: str) -> MatterEdition | None:
        """Return the edition of a matter that is being written or waits, or None."""
        statement = select(MatterEdition).where(MatterEdition.matter_id == matter_id, MatterEdition.status.in_(OPEN))
        return self.session.scalar(statement)

    def edition_on(self, matter_id: str, on: date) -> MatterEdition | None:
        """Return the edition of a matter in force on a day, or None."""
        return self.session.scalar(_confirmed(MatterEdition, on).where(MatterEdition.matter_id == matter_id).limit(1))

    def last_number(self, matter_id: str) -> int:
        """Return the highest number of an edition of a matter; 0 where there is none."""
        statement = select(func.max(MatterEdition.number)).where(MatterEdition.matter_id == matter_id)
        return self.session.scalar(statement) or 0


def _confirmed(edition: type[MatterEdition], on: date) -> Select[MatterEdition]:
    """Return the confirmed editions that have begun by a day, the one in force first."""
    statement = select(edition).where(edition.status == Status.CONFIRMED, edition.valid_from <= on)
    return statement.order_by(edition.valid_from.desc(), edition.number.desc())


def _newest(on: date) -> ScalarSelect[str]:
    found = _confirmed(_Any, on).where(_Any.matter_id == Matter.id).with_only_columns(_Any.id).limit(1)
    return found.correlate(Matter).scalar_subquery()


def _with_edition(on: date) -> Select[Matter, MatterEdition, Authority]:
    statement = select(Matter, MatterEdition, Authority).select_from(Matter)
    statement = statement.join(MatterEdition, MatterEdition.id == _newest(on))
    return statement.join(Authority, Authority.id == Matter.authority_id)


def _named(words: str) -> ColumnElement[bool]:
    """Tell whether every word stands in one of the names of an edition."""
    name = func.lower(MatterEdition.name_zh + " " + MatterEdition.name_en)
    return or_(name.contains(words.lower(), autoescape=True), Matter.code == words.upper())
