"""Counting a period for everybody, with each day and its reason; and what the public is told of outages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, render_template, request

from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError
from workflow_app.domain.periods import MAX_DAYS, MAX_MONTHS, Due, Unit
from workflow_app.services.authority_views import list_authorities
from workflow_app.services.clocks import ComputeClock, compute_clock
from workflow_app.services.outage_views import OutageView, list_announced
from workflow_app.web.context import current_tools
from workflow_app.web.limits import limiter
from workflow_app.web.pages.clock_words import sentence_of, strip_of
from workflow_app.web.sentences import sentence
from workflow_app.web.whole_numbers import whole_number

pages = Blueprint("public_clocks", __name__, url_prefix="/public")
OFTEN = "60 per minute"
UNPROCESSABLE = 422
_A_YEAR = 12
MOST = {
    Unit.WORKING_DAYS: MAX_DAYS,
    Unit.CALENDAR_DAYS: MAX_DAYS,
    Unit.MONTHS: MAX_MONTHS,
    Unit.YEARS: MAX_MONTHS // _A_YEAR,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed, as it was typed."""

    start: str
    amount: str
    unit: str
    authority: str


@pages.get("/clocks")
@limiter.limit(OFTEN)
def clocks() -> str | tuple[str, int]:
    """Show the form, and where something was asked, the day with its reasons; the address can be shared."""
    args = request.args
    asked = Asked(
        args.get("from", "").strip()[:20],
        args.get("amount", "").strip()[:10],
        args.get("unit", "").strip()[:20] or Unit.WORKING_DAYS.value,
        args.get("authority", "").strip()[:64],
    )
    if "from" not in args and "amount" not in args:
        return _page(asked)
    try:
        command, unit, amount = _read(asked)
        due = compute_clock(command, tools=current_tools())
    except NotFoundError as error:
        return _page(asked, {"authority": sentence(error.code, error.values)}), UNPROCESSABLE
    except InvalidError as error:
        problems = {_field(each): sentence(each.code, each.values) for each in error.errors}
        return _page(asked, problems), UNPROCESSABLE
    return _page(asked, due=due, words=sentence_of(due, amount, unit), strip=strip_of(due, unit))


@pages.get("/outages")
@limiter.limit(OFTEN)
def outages() -> str:
    """Show when the service was out of order, and what was extended."""
    return render_template("public/outages.html", outages=list_announced(tools=current_tools()))


def outage_notices() -> Sequence[OutageView]:
    """Return what the public pages say of outages, until thirty days after each; nothing elsewhere."""
    wanted = f"{request.path}/".startswith("/public/") and request.path != "/public/outages"
    return list_announced(tools=current_tools(), fresh=True) if wanted else ()


def _read(asked: Asked) -> tuple[ComputeClock, Unit, int]:
    """Return what is to be computed; raises InvalidError with every wrong field."""
    errors = []
    start = _day(asked.start)
    if start is None:
        errors.append(FieldError("/from", "INVALID_DATE" if asked.start else "REQUIRED"))
    unit = Unit(asked.unit) if asked.unit in set(MOST) else None
    if unit is None:
        errors.append(FieldError("/unit", "NOT_A_CHOICE"))
    most = MOST[unit or Unit.WORKING_DAYS]
    amount = whole_number(asked.amount)
    if amount is None or not 1 <= amount <= most:
        code = "REQUIRED" if not asked.amount else "NOT_WITHIN"
        errors.append(FieldError("/amount", code, {"minimum": 1, "maximum": most}))
    if errors or start is None or unit is None or amount is None:
        raise InvalidError(*errors)
    return _command(start, unit, amount, asked.authority or None), unit, amount


def _command(start: date, unit: Unit, amount: int, authority: str | None) -> ComputeClock:
    if unit is Unit.WORKING_DAYS:
        return ComputeClock(start, working_days=amount, authority=authority)
    if unit is Unit.CALENDAR_DAYS:
        return ComputeClock(start, calendar_days=amount, authority=authority)
    return ComputeClock(start, months=amount * (_A_YEAR if unit is Unit.YEARS else 1), authority=authority)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _field(error: FieldError) -> str:
    """Return the field of the page that an error is about."""
    name = error.field.lstrip("/")
    return name if name in {"from", "amount", "unit", "authority"} else "amount"


def _page(
    asked: Asked,
    problems: dict[str, str] | None = None,
    *,
    due: Due | None = None,
    words: str = "",
    strip: object = (),
) -> str:
    known = list_authorities(tools=current_tools())
    return render_template(
        "public/clocks.html",
        asked=asked,
        counted_by=next((each for each in known if each.code == asked.authority), known[0] if known else None),
        problems=problems or {},
        due=due,
        words=words,
        strip=strip,
        most=MOST,
        authorities=known,
    )
