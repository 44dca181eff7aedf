"""What letters may name of documents that follow later: the three days, how to supply, and each document."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workflow_app.domain.deferral import (
    DAYS,
    GRACE,
    GRACE_PERIOD,
    OPEN,
    PROMISED,
    REMINDED,
    SUPPLEMENT,
    ItemStatus,
)
from workflow_app.domain.kept_matters import KeptMatter
from workflow_app.domain.material_words import FORMS
from workflow_app.domain.matters import Material, Supply
from workflow_app.domain.more_time import AGREED, read_request
from workflow_app.models import DeferredItem
from workflow_app.repositories.case_work import CaseWork
from workflow_app.repositories.clock_work import clocks_of
from workflow_app.repositories.deferred_items import days_to_promise, items_of

NOTHING = "—"
WRONG_ONES = "T11_END"
"""The letter that names what was wrong; the others name what is still to come."""
MORE_TIME = ("T07_EXTEND", "T07_NO_EXTEND")
"""The letters about a request for more time."""
REMINDER = "T10_REMIND"
TOLD = (REMINDER, "T10_REPRESENT")
KINDS = frozenset(
    {"T06_PROMISE", "T07_DEFER", "T10_OVERDUE", "T10_SUSPEND", "T11_RETURN", WRONG_ONES, *MORE_TIME, *TOLD}
)


def deferral_values(work: CaseWork, kind: str, answers: Mapping[str, object]) -> dict[str, object]:
    """Return what the texts of these letters may name; nothing for letters of other kinds."""
    if work.matter is None or kind not in KINDS:
        return {}
    contact, supply = work.matter.content.contact, work.matter.content.deferral.supply
    return {
        **_days(work),
        **_accepted(work),
        DAYS: str(answers.get(DAYS) or NOTHING),
        "signer": str(answers.get("signer_name") or NOTHING),
        "legal_representative": work.subject.legal_representative or NOTHING,
        "place": contact.place.zh or work.authority.name_zh,
        "place_en": contact.place.en or work.authority.name_en,
        "by_online": Supply.ONLINE in supply,
        "by_counter": Supply.COUNTER in supply,
        "by_post": Supply.POST in supply,
        **(_more_time(answers) if kind in MORE_TIME else {}),
        **(_reminded(work, str(answers.get(REMINDED))) if kind == REMINDER else {}),
    }


def _accepted(work: CaseWork) -> dict[str, object]:
    """Return how the case was accepted: by somebody who looked, or by silence, which an applicant is told later."""
    by_silence = work.clock_day < work.today
    return {"by_silence": by_silence, "by_person": not by_silence, "told_on": work.today}


def _more_time(answers: Mapping[str, object]) -> dict[str, object]:
    """Return what was asked for and given; nothing was given where the letter refuses."""
    asked = read_request(answers)
    return {
        "effect_from": asked.first,
        "effect_until": asked.last,
        AGREED: str(answers.get(AGREED) or NOTHING),
        "more_time_reason": str(answers.get("more_time_reason") or NOTHING),
    }


def _reminded(work: CaseWork, key: str) -> dict[str, object]:
    """Return of which day a letter reminds, how many working days are left, and what follows it (rule A5)."""
    day, days = clocks_of(work)[key].due_on, day_values(work)
    ends = key == GRACE or days.grace_on is None
    suspends = not ends and (key == PROMISED or days.supplement_on == days.promised_on)
    left = work.read_calendar().working_days_between(work.today, day)
    return {
        "reminded_on": day,
        "reminded_left": left,
        "days_left": left > 0,
        "is_today": left <= 0,
        "in_time": key == SUPPLEMENT,
        "is_late": key == PROMISED,
        "in_grace": key == GRACE,
        "late_follows": not ends and not suspends,
        "suspension_follows": suspends,
        "return_follows": ends,
    }


@dataclass(frozen=True, slots=True)
class DayValues:
    """The three days as they are now; where there is no time of grace, none ends."""

    supplement_on: date
    promised_on: date
    grace_on: date | None


def day_values(work: CaseWork) -> DayValues:
    """Return the three days: as clocks have them, and before there are any, as they will be."""
    clocks = clocks_of(work)
    if SUPPLEMENT not in clocks:
        ahead = days_to_promise(work)
        return DayValues(ahead.supplement_on, ahead.promised_on, ahead.grace_on)
    return DayValues(clocks[SUPPLEMENT].due_on, clocks[PROMISED].due_on, _grace_end(work))


def _grace_end(work: CaseWork) -> date | None:
    clock, promised = clocks_of(work).get(GRACE), clocks_of(work)[PROMISED]
    if clock is not None:
        return clock.due_on
    grants = work.parameter(GRACE_PERIOD).amount > 0
    return work.begin(GRACE_PERIOD, start=promised.due_on).due.due_on if grants else None


def _days(work: CaseWork) -> dict[str, object]:
    """Return the three days for a letter; `last_day` is the end of the last period that there is."""
    days = day_values(work)
    return {
        "supplement_on": days.supplement_on,
        "promised_on": days.promised_on,
        "grace_on": days.grace_on,
        "strict": days.grace_on is None,
        "last_day": days.grace_on or days.supplement_on,
    }


def deferral_rows(work: CaseWork, kind: str) -> Iterator[Mapping[str, object]]:
    """Yield the documents of which a letter speaks, numbered, in the order of the edition."""
    if work.matter is None:
        return
    known = {each.key: each for each in work.matter.content.materials}
    for number, item in enumerate(_named(work, work.matter, kind), start=1):
        yield {"no": number, **_row(item, known[item.material])}


def _named(work: CaseWork, matter: KeptMatter, kind: str) -> list[DeferredItem]:
    order = [each.key for each in matter.content.materials]
    if kind == WRONG_ONES:
        chosen = [each for each in items_of(work) if each.found]
    elif kind == "T11_RETURN":
        chosen = [each for each in items_of(work) if each.status == ItemStatus.CLOSED]
    else:
        chosen = [each for each in items_of(work) if each.status in OPEN]
    return sorted(chosen, key=lambda item: order.index(item.material))


def _row(item: DeferredItem, material: Material) -> dict[str, object]:
    zh, en = FORMS[material.form]
    return {
        "material": material.name.zh,
        "material_en": material.name.en or material.name.zh,
        "form": zh,
        "form_en": en,
        "reason": item.reason,
        "found": item.found or NOTHING,
    }
