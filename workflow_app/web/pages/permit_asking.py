"""Which permits a page asks for: words, matter, standing and days as they stand in its address."""

from dataclasses import dataclass
from datetime import date

from flask import request
from flask_babel import gettext as _

from workflow_app.domain.commands.permits import FindPermits
from workflow_app.domain.permits import Standing
from workflow_app.web.pages.asking import words_sought

LONGEST_CODE = 81
"""The codes of an authority and of a matter, with a colon between them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, as it was typed, and what is wrong with it."""

    wanted: FindPermits
    typed: dict[str, str]
    problems: dict[str, str]


def permits_asked() -> Asked:
    """Return what the address asks for; a day that is none is said, and asks for nothing."""
    names = ("matter", "state", "since", "until")
    typed = {name: request.args.get(name, "").strip()[:LONGEST_CODE] for name in names}
    authority, _colon, matter = typed["matter"].partition(":")
    days, problems = _days(typed)
    state = typed["state"]
    standing = Standing(state) if state in set(Standing) else None
    wanted = FindPermits(words_sought(), authority, matter, standing, days.get("since"), days.get("until"))
    return Asked(wanted, typed, problems)


def _days(typed: dict[str, str]) -> tuple[dict[str, date], dict[str, str]]:
    days: dict[str, date] = {}
    problems: dict[str, str] = {}
    for name in ("since", "until"):
        try:
            days |= {name: date.fromisoformat(typed[name])} if typed[name] else {}
        except ValueError:
            problems[name] = str(_("Enter a day that exists, such as 2026-09-29."))
    if days.keys() == {"since", "until"} and days["since"] > days["until"]:
        problems["until"] = str(_("The last day is before the first one."))
    return days, problems
