"""What notices about decision numbers that may be mistyped say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

_CHECKED = _l("A decision number was checked")

NUMBERS: Mapping[str, Parts] = {
    "NUMBER_DOUBTED": (
        _CHECKED,
        _l(
            "The number %(document_no)s may have been written to your name by mistake. The record is hidden everywhere "
            "while a second officer checks it."
        ),
        "info-circle",
        "info",
    ),
    "NUMBER_TO_CONFIRM": (
        _l("An answer waits for a second person"),
        _l("%(document_no)s stands with two parties. Look at the record and say whether you agree with the answer."),
        "clock",
        "warning",
    ),
    "RECORD_SET_ASIDE": (
        _CHECKED,
        _l("The number %(document_no)s was a typing error: this record counts no more and is taken down everywhere."),
        "circle-check",
        "success",
    ),
    "NUMBER_SETTLED": (
        _CHECKED,
        _l("The number %(document_no)s stood with another party by mistake. Your record stays as it is."),
        "info-circle",
        "info",
    ),
    "CASE_NUMBER_DOUBTED": (
        _CHECKED,
        _l(
            "Case %(number)s: the number %(document_no)s may be mistyped. The record is hidden until a second person "
            "has looked; the case goes on meanwhile."
        ),
        "alert-triangle",
        "warning",
    ),
    "CASE_RECORD_SET_ASIDE": (
        _CHECKED,
        _l("Case %(number)s ends: the number %(document_no)s was a typing error, so there is nothing left to repair."),
        "info-circle",
        "info",
    ),
    "RECORD_SHOWN_AGAIN": (
        _CHECKED,
        _l("The number %(document_no)s was right: the record counts, and is shown again."),
        "info-circle",
        "info",
    ),
}
