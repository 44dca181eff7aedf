"""A version that is published for an earlier day is put into those that are ahead, so that no change gets lost.

The newest number that has begun holds. A version that waits for its day would therefore never hold once a newer one is
published for an earlier day: it is renewed with it, under another number, on its own day and terms. See decision 0134.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from workflow_app.domain.carrying import carry
from workflow_app.domain.errors import ConflictError
from workflow_app.domain.time import local_date
from workflow_app.models import ProcessVersion
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.bundles import content_hash, unpack
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.draft_bases import versions_of
from workflow_app.services.process_checks import Report
from workflow_app.services.process_publishing import Publication, publish
from workflow_app.services.rules_ahead import RulesAhead, Values
from workflow_app.services.tested_bundles import check_with_tests
from workflow_app.services.tools import Tools
from workflow_app.services.versions_in_effect import ahead_of, begins, written_from

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Renewal:
    """A version that is ahead and its text with another change in it; `clashes` are the parts that both change."""

    row: ProcessVersion
    files: Files
    clashes: tuple[str, ...] = ()

    @property
    def facts(self) -> dict[str, object]:
        """Return what a sentence about it names."""
        return {"version": self.row.version, "day": local_date(begins(self.row))}


@dataclass(frozen=True, slots=True)
class Renewed:
    """What the check said of renewals before anything was locked, by what they hold."""

    by_content: Mapping[str, Report] = field(default_factory=dict)

    def wrong(self, renewals: Sequence[Renewal]) -> ConflictError | None:
        """Return why something cannot be published for a day before versions that are ahead, or None."""
        for each in renewals:
            if each.clashes:
                return ConflictError("AHEAD_CLASH", **each.facts, parts=", ".join(each.clashes))
            report = self.by_content.get(content_hash(each.files))
            if report is None:
                return ConflictError("AHEAD_MOVED")
            if not report.passed:
                return ConflictError("AHEAD_FAILS", **each.facts)
        return None


def renewals_of(unit: UnitOfWork, key: str, files: Files, *, at: datetime) -> Iterator[Renewal]:
    """Yield what becomes of the versions ahead where files are published for an instant, the first of them first."""
    versions = versions_of(unit, key)
    newer = files
    for row in ahead_of(versions, now=at):
        base = written_from(versions, row)
        before = unpack(unit.processes.bundle(base.id)) if base else {}
        carried = carry(before, unpack(unit.processes.bundle(row.id)), newer)
        yield Renewal(row, carried.files, carried.clashes)
        if carried.clashes:
            return
        newer = carried.files


def check_renewals(
    key: str, files: Files, *, at: datetime, tools: Tools, values: Values = (), with_tests: bool = True
) -> Renewed:
    """Check every version ahead with the change in it, by the rules of its own day and the `values` proposed with it.

    To be asked before anything is locked; who only reads needs no tests run.
    """
    with tools.database.read() as unit:
        found = [each for each in renewals_of(unit, key, files, at=at) if not each.clashes]
    check = check_with_tests if with_tests else check_here
    return Renewed(
        {
            content_hash(each.files): check(
                each.files, key=key, tools=tools, rules=RulesAhead(local_date(begins(each.row)), values)
            )
            for each in found
        }
    )


def refuse_renewals(unit: UnitOfWork, key: str, files: Files, renewed: Renewed, *, at: datetime) -> None:
    """Refuse where a version ahead cannot be renewed; raises ConflictError AHEAD_CLASH, AHEAD_FAILS or AHEAD_MOVED."""
    wrong = renewed.wrong(tuple(renewals_of(unit, key, files, at=at)))
    if wrong is not None:
        raise wrong


def publish_and_renew(
    unit: UnitOfWork, key: str, files: Files, facts: Publication, *, now: datetime, without: Collection[int] = ()
) -> int:
    """Publish files and renew with them what is ahead; return the number of the version.

    `without` are those that are set aside: the last ones. Raises as `publish`, and ConflictError AHEAD_CLASH.
    """
    renewals = tuple(renewals_of(unit, key, files, at=facts.effective_at or now))
    number = publish(unit, key, files, facts, now=now)
    for each in renewals:
        if each.row.version in without:
            break
        if each.clashes:
            raise ConflictError("AHEAD_CLASH", **each.facts, parts=", ".join(each.clashes))
        unit.flush()
        row = each.row
        said = replace(
            facts,
            effective_at=begins(row),
            note=row.note or "",
            basis=row.basis or "",
            scope=row.scope,
            renews=row.version,
            renewed_with=number,
        )
        publish(unit, key, each.files, said, now=now)
    unit.flush()
    return number
