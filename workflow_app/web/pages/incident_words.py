"""What failed, in words: the kind of work, and why."""

from flask_babel import gettext as _


def work_word(kind: str | None) -> str:
    """Return what a piece of due work does; work of a person has no kind."""
    words: dict[str, str] = {
        "timer": _("Limit of a case"),
        "tell_case": _("Message to a case"),
        "letter": _("PDF of a letter"),
        "letter_served": _("Service by announcement"),
        "site_show": _("Showing at a site"),
        "site_remove": _("Removal at a site"),
        "site_look": _("Look at a site"),
        "audit_checkpoint": _("Checkpoint of the audit trail"),
        "clock_warning": _("Warning of a limit"),
        "clock_due": _("End of a limit"),
        "end_listings": _("Listings whose time is over"),
        "sweep": _("Clearing away"),
        "weigh_proposal": _("Weighing a change of the rules"),
        "reclassify": _("Records after a change of the rules"),
        "recompute_clocks": _("Limits after a change of days"),
        "import_chunk": _("Import of records"),
        "objection_due": _("Limit of an objection"),
        "limits_over": _("Internal limits that are over"),
    }
    return words.get(kind or "", kind or str(_("Step of a case")))


def failure_word(code: str) -> str:
    """Return why something failed and what to do; an unknown code shows itself rather than nothing."""
    words: dict[str, str] = {
        "SITE_UNAVAILABLE": _("The site does not answer. It is tried again by itself; ask its operator if it lasts."),
        "SITE_REFUSED": _("The site refuses. Speak with its operator, then try again."),
        "UNEXPECTED": _("An unexpected fault. The log says more under this number; then try again."),
        "LETTER_FONT": _("A character has no glyph in the fonts. Install one that has it, then try again."),
        "DATA_KEY_MISSING": _("The key that this was encrypted with is gone. Put it back, then try again."),
    }
    return words.get(code, code)
