"""A day as people write it, in the language of the page."""

from datetime import date

from workflow_app.web.languages import current_language


def full_day(day: date) -> str:
    """Return a day with its year: 2026年10月9日 or 9 Oct 2026."""
    return f"{day.year}年{month_day(day)}" if current_language() == "zh" else f"{month_day(day)} {day.year}"


def month_day(day: date) -> str:
    """Return a day without its year: 10月9日 or 9 Oct."""
    return f"{day.month}月{day.day}日" if current_language() == "zh" else f"{day.day} {day:%b}"
