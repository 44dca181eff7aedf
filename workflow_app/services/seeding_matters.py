"""The matters that come with the product; what an authority has said of one itself stays as it is."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.ids import new_id
from workflow_app.domain.matter_editions import Status
from workflow_app.domain.matters import MatterContent
from workflow_app.domain.plain_json import read
from workflow_app.domain.resources import find
from workflow_app.domain.time import machine_now
from workflow_app.models import Matter, MatterEdition
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.matter_rows import new_edition

SHIPPED_FROM = date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Shipped:
    """A matter as it comes: of which authority, under which code, and what is said of it."""

    authority: str
    code: str
    content: MatterContent


def shipped_matters() -> Iterator[Shipped]:
    """Return the matters of the folder `matters`: one folder an authority, one file a matter."""
    for path in sorted(find("matters").glob("*/*.toml")):
        yield Shipped(path.parent.name, path.stem, read(MatterContent, tomllib.loads(path.read_text("utf-8"))))


def add_matters(work: UnitOfWork) -> None:
    """Add the matters that an authority lacks, and say all of those of which only the outline was known."""
    ids = {row.code: row.id for row in work.authorities.list_all()}
    now = machine_now()
    for shipped in shipped_matters():
        if shipped.authority not in ids:
            continue
        matter = work.matters.find(ids[shipped.authority], shipped.code)
        if matter is None:
            matter = Matter(id=new_id(), authority_id=ids[shipped.authority], code=shipped.code)
            work.add(matter)
            work.flush()
        editions = work.matters.list_editions([matter.id])
        if all(_is_outline(each) for each in editions):
            work.add(_confirmed(matter.id, len(editions) + 1, shipped.content, now=now))


def _is_outline(edition: MatterEdition) -> bool:
    """Tell whether an edition is what was known before there were any: nobody wrote it, and no material is named."""
    return edition.written_by == SERVICE.id and not edition.content.get("materials")


def _confirmed(matter_id: str, number: int, content: MatterContent, *, now: datetime) -> MatterEdition:
    edition = new_edition(matter_id, number, content, by=SERVICE.id, now=now)
    edition.status, edition.valid_from = Status.CONFIRMED, SHIPPED_FROM
    edition.decided_by, edition.decided_at = SERVICE.id, now
    return edition
