"""Reading what somebody pledges of their own accord from a form, and showing it again with what is wrong."""

from datetime import date

from flask import request

from workflow_app.domain.commands.pledges import MakePledge
from workflow_app.domain.errors import FieldError, InvalidError, RefusedError
from workflow_app.domain.pledge_drafts import clauses_of
from workflow_app.domain.pledges import PledgeKind, PromisedItem
from workflow_app.domain.seeds.pledge_templates import TEMPLATES
from workflow_app.web.pages.asking import once_for
from workflow_app.web.pages.inlet_forms import day, problems, text
from workflow_app.web.sentences import sentence

ROWS = 4
"""Things that can be promised with one form."""
GOES_ON, BY_DAY = "GOES_ON", "BY_DAY"
_NAMES = ("text", "how", "metric", "day")


def read_pledge(kind: PledgeKind, *, uscc: str | None, authority: str, to: str) -> MakePledge:
    """Return what the form says; raises InvalidError for a day that is none, by the row it stands in."""
    return MakePledge(
        kind=kind,
        uscc=uscc,
        authority=authority,
        title=text("title"),
        items=tuple(_item(row) for row in used_rows()),
        confirmed=tuple(request.form.getlist("confirmed")),
        signer=text("signer"),
        until=day("until"),
        once=once_for(lambda pledge_id: f"{to}/{pledge_id}"),
    )


def used_rows() -> list[int]:
    """Return the rows of the form in which anything was typed; the first is always there."""
    return [row for row in range(ROWS) if row == 0 or any(text(f"{name}_{row}") for name in _NAMES)]


def _item(row: int) -> PromisedItem:
    goes_on = text(f"when_{row}") != BY_DAY
    last: date | None = day(f"day_{row}")
    return PromisedItem(
        text_zh=text(f"text_{row}"),
        how_zh=text(f"how_{row}"),
        metric_zh=text(f"metric_{row}"),
        due_on=None if goes_on else last,
        is_continuous=goes_on,
        until=last if goes_on else None,
    )


def told(error: InvalidError | RefusedError) -> dict[str, str]:
    """Return what is wrong by the fields of the form; that nothing can be checked is said at the first row."""
    if isinstance(error, RefusedError):
        return {"how_0": sentence(error.code, error.values)}
    rows = used_rows()
    return problems(InvalidError(*(_in_row(each, rows) for each in error.errors)))


def _in_row(error: FieldError, rows: list[int]) -> FieldError:
    """Return an error with the number of its row in the form, for rows between may be empty."""
    name, _, number = error.field.rpartition("_")
    if name.strip("/") not in _NAMES or not number.isdigit() or error.code == "INVALID_DATE":
        return error
    return FieldError(f"{name}_{rows[int(number)]}", error.code, error.values)


def from_template(key: str) -> dict[str, str]:
    """Return the answers of a template, to be fitted; none where there is no such template."""
    template = next((each for each in TEMPLATES if each.key == key), None)
    if template is None:
        return {}
    typed = {"kind": template.kind, "title": template.name_zh}
    for row, item in enumerate(template.items):
        typed |= {f"text_{row}": item.text, f"how_{row}": item.how, f"metric_{row}": item.metric}
        typed[f"when_{row}"] = GOES_ON if item.is_continuous else BY_DAY
    return typed


def form_words(kind: PledgeKind) -> dict[str, object]:
    """Return what every form of a pledge shows: its rows, its sentences, those that are ticked, the templates."""
    return {
        "rows": range(ROWS),
        "clauses": clauses_of(kind),
        "ticked": request.form.getlist("confirmed"),
        "templates": TEMPLATES,
    }
