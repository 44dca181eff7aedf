"""The rows of the tables in letters of a case: where its record is to be taken down, and where that was seen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letter_marks import chinese_date, english_date
from workflow_app.domain.letter_states import HOLDS
from workflow_app.domain.time import ZONE, local_date
from workflow_app.repositories.case_work import CaseWork

Row = Mapping[str, object]
GRANT = "T22_GRANT"
AFTER_GRANT = frozenset({"REPAIR_PROOF", "T24_DONE"})
"""Kinds that name the decision they rest on."""


def rows_of(work: CaseWork, kind: str) -> list[Row]:
    """Return the rows of a kind of letter; raises RefusedError NO_SUCH_LETTER_BASIS where it would say untruths."""
    return list(_ROWS.get(kind, _sites_ahead)(work))


def decision_no(work: CaseWork, kind: str) -> str:
    """Return the number of the decision in force that granted the repair, for the letters that name it, or nothing."""
    if kind not in AFTER_GRANT:
        return ""
    work.unit.flush()
    letters = work.unit.letters.of_cases([work.case.id])
    granted = [each.number for each in letters if each.kind == GRANT and each.standing in HOLDS]
    return granted[-1] if granted else ""


def _sites_ahead(work: CaseWork) -> Iterator[Row]:
    """Yield the sites and the days by which each takes the record down."""
    if work.case.record_id is None:
        return
    own, share = work.due("repair.own_site_wd").due_on, work.due("repair.share_wd").due_on
    for rows in work.unit.listings.list_of_items([work.case.record_id]):
        if rows.listing.status != "REMOVED":
            end_on = own if rows.site.connector == "OWN" else share
            yield {"site": rows.site.name_zh, "site_en": rows.site.name_en, "end_on": end_on}


def _sites_seen(work: CaseWork) -> Iterator[Row]:
    """Yield the sites of the last round with the moment at which each was seen not to show the record any more."""
    work.unit.flush()
    found = work.unit.listings.list_removals([work.case.id])
    last = max((rows.removal.round for rows in found if rows.removal), default=0)
    for rows in found:
        if rows.removal is None or rows.removal.round != last:
            continue
        if rows.removal.verified_at is None:
            raise RefusedError("NO_SUCH_LETTER_BASIS")
        zh, en = _moment(rows.removal.verified_at)
        yield {"site": rows.site.name_zh, "site_en": rows.site.name_en, "verified": zh, "verified_en": en}


def _moment(at: datetime) -> tuple[str, str]:
    """Return an instant as both languages write it, in the time of China."""
    day, time = local_date(at), at.astimezone(ZONE).strftime("%H:%M")
    return f"{chinese_date(day)} {time}", f"{english_date(day)}, {time}"


_ROWS: Mapping[str, Callable[[CaseWork], Iterator[Row]]] = MappingProxyType({"T24_DONE": _sites_seen})
