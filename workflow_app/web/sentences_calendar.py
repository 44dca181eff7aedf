"""What is wrong with a change of calendars or an outage, as told to who registers it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

CALENDAR: dict[str, LazyString] = {
    "YEAR_OUT_OF_RANGE": _l("The year must lie between %(first)s and %(last)s"),
    "OTHER_YEAR": _l("This day is not in %(year)s; load each year by itself"),
    "KIND_AGAINST_WEEKDAY": _l(
        "The weekday does not allow this: Monday to Friday are working days or holidays; Saturday and Sunday are"
        " weekends, holidays or make-up working days"
    ),
    "HOLIDAY_WITHOUT_NAME": _l("Say which holiday this is, such as 国庆节"),
    "NAME_HAS_BAR": _l("Leave out the sign |"),
    "DAY_KIND_UNKNOWN": _l("Write 放假 (HOLIDAY) or 调休上班 (MAKEUP_WORKDAY)"),
    "DATE_TWICE": _l("This day stands in the file twice; keep one row"),
    "SHEET_EMPTY": _l("The first sheet holds no days; write a header row and one row for each day"),
    "TOO_MANY_DAYS": _l("This is more than one year; load each year by itself"),
    "CHANGE_EMPTY": _l("Nothing would change; choose a day or a file first"),
    "INVALID_INSTANT": _l("Enter a date and a time, such as 2026-10-09 08:30"),
    "ENDS_BEFORE_START": _l("The end must be later than the beginning"),
    "OUTAGE_TOO_LONG": _l("An outage lasts %(maximum)s days at most; check the dates"),
    "OUTAGE_UNKNOWN": _l("There is no such outage"),
    "ALREADY_DECIDED": _l("This was approved or withdrawn already"),
    "SELF_APPROVAL": _l("You registered this yourself, so somebody else must approve it"),
}
