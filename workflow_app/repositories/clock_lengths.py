"""How long a clock runs that starts now: a routing value and the hours of the office may shorten it, never more."""

from workflow_app.domain.office_hours import is_one_to_begin
from workflow_app.domain.routing import from_json
from workflow_app.repositories.case_work import CaseWork


def length_of(work: CaseWork, key: str, amount: int) -> int:
    """Return how long a clock runs that starts now: as its parameter says, or shorter."""
    return min([amount, *_most(work, key), *_same_day(work, key)])


def _most(work: CaseWork, key: str) -> list[int]:
    """Return the routing value that shortens a clock, if it names one."""
    facts = work.facts.clock(key)
    most = from_json(work.case.routing).get(facts.at_most) if facts is not None and facts.at_most else None
    return [most] if isinstance(most, int) else []


def _same_day(work: CaseWork, key: str) -> list[int]:
    """Return no day for a clock that ends with the next office period, where that is one of today (rule A10)."""
    facts = work.facts.clock(key)
    if facts is None or facts.office_hours is None or not work.read_calendar().is_working(work.today):
        return []
    hours = str(work.parameter(facts.office_hours).value)
    return [0] if is_one_to_begin(hours, after=work.now) else []
