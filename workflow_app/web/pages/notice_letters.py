"""What notices about letters after their issue say: title, one sentence, icon, tone."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from workflow_app.web.pages.notice_inlets import Parts

LETTERS: Mapping[str, Parts] = {
    "LETTER_TO_SEAL": (
        _l("A letter waits for its seal"),
        _l("%(title)s (%(number)s): print it, stamp it and attach the scan; it is served after that."),
        "file-certificate",
        "warning",
    ),
    "LETTER_CHANGE_WAITS": (
        _l("A letter is to be put right"),
        _l("%(number)s: %(name)s asks for a change of this letter. Another person decides on it."),
        "clock",
        "warning",
    ),
    "LETTER_CHANGE_DECIDED": (
        _l("The change of a letter was decided on"),
        _l("%(number)s: see what was decided on the change you asked for."),
        "info-circle",
        "info",
    ),
    "LETTER_CORRECTED": (
        _l("A letter was corrected"),
        _l("%(title)s (%(number)s) was corrected: %(reason)s. Its number stays; use it with the notice attached."),
        "info-circle",
        "warning",
    ),
    "LETTER_ANNULLED": (
        _l("A letter was annulled"),
        _l("%(title)s (%(number)s) has no effect any more: %(reason)s. Please do not use it."),
        "alert-triangle",
        "warning",
    ),
    "LETTER_REPLACED": (
        _l("A letter was issued anew"),
        _l("%(new_number)s takes the place of %(title)s (%(number)s): %(reason)s. Please use the new one only."),
        "file-certificate",
        "warning",
    ),
}
