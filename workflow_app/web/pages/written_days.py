"""Days in sentences, in the language of the page; the macros of templates/macros/time.html write them the same way."""

from datetime import date

from flask_babel import gettext as _

from workflow_app.domain.time import local_date
from workflow_app.web.context import current_tools
from workflow_app.web.days import full_day, month_day
from workflow_app.web.languages import current_language


def short_day(day: date, *, said: int | None = None) -> str:
    """Return a day, with its year where that is not the one that was said, which is the present one."""
    return month_day(day) if day.year == (said or _present_year()) else full_day(day)


def span_words(first: date, last: date, *, said: int | None = None) -> str:
    """Return a span of days: 10月1日至7日 or 1 to 7 Oct; the year stands once, where one is needed at all."""
    if first == last:
        return short_day(first, said=said)
    is_zh, one_year = current_language() == "zh", first.year == last.year
    start, end = short_day(first, said=said), short_day(last, said=said)
    if one_year and is_zh:
        end = f"{last.day}日" if first.month == last.month else month_day(last)
    elif one_year:
        start = str(first.day) if first.month == last.month else month_day(first)
    return str(_("%(start)s to %(end)s", start=start, end=end))


def weekday_word(day: date) -> str:
    """Return the short name of a weekday."""
    words: list[str] = [_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun")]
    return words[day.weekday()]


def _present_year() -> int:
    """Return the year of the business day."""
    return local_date(current_tools().clock.now()).year
