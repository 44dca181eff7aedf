"""Sentences about applications that are prepared together."""

from flask_babel import lazy_gettext as _l

BATCHES = {
    "BATCH_UNKNOWN": _l("There are no such applications, or they are not open to you"),
    "BATCH_OF_PENALTIES": _l("A broken pledge is applied for by itself; take it out of the choice."),
    "BATCH_TOO_SMALL": _l("Tick at least two records; a single one has a button of its own."),
    "BATCH_TOO_LARGE": _l("Tick at most %(most)s records; you ticked %(num)s."),
    "BATCH_CHANGED": _l("Something was changed in another window. Please look at everything again before you sign."),
    "BATCH_LACKING": _l("Nothing was submitted yet: answers about %(document_no)s are still missing."),
    "BATCH_SIGNED": _l("Everything is signed already. Hand it in, or take the signatures back first."),
    "BATCH_UNSIGNED": _l("Nothing was submitted: no application bears a signature under its answers as they are now."),
    "CASE_FILED": _l("This application was submitted already; it goes on by itself."),
}
