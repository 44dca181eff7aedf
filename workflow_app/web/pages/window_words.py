"""The service window in words: which document was shown, and how far a filing has come."""

from flask_babel import gettext as _

from workflow_app.services.window_views import FilingLine


def shown_word(code: str) -> str:
    """Return the document by which somebody showed who they are."""
    words: dict[str, str] = {
        "ID_CARD": _("Resident identity card"),
        "PASSPORT": _("Passport or travel permit"),
        "OTHER": _("Another document with a photograph"),
    }
    return words.get(code, code)


def filing_stage(line: FilingLine) -> tuple[str, str]:
    """Return how far a filing has come, and the tone of that."""
    if line.case.status == "ENDED":
        return str(_("Concluded")), "neutral"
    if line.case.submitted_at is None:
        return (_("signed, to be handed in"), "warning") if line.is_signed else (_("draft"), "neutral")
    if any(task.role == "APPLICANT" for task in line.case.tasks):
        return str(_("waits for the applicant")), "warning"
    return str(_("handed in")), "success"


WORDS = (shown_word, filing_stage)
