"""What became of letters after their issue, in words."""

from collections.abc import Mapping

from flask_babel import gettext as _

from workflow_app.services.letter_numbers import NumberView
from workflow_app.web.days import full_day
from workflow_app.web.pages.values import as_date
from workflow_app.web.sentences import sentence


def standing_of_letter(standing: str) -> str:
    """Return whether a letter holds."""
    words = {
        "IN_FORCE": _("in force"),
        "CORRECTED": _("corrected"),
        "ANNULLED": _("annulled"),
        "REPLACED": _("replaced by another letter"),
    }
    return str(words.get(standing, standing))


def standing_of_letter_tone(standing: str) -> str:
    """Return the colour of it."""
    return {"IN_FORCE": "success", "CORRECTED": "info"}.get(standing, "danger")


def seal_word(seal: str) -> str:
    """Return whether a letter is sealed."""
    return str({"PENDING": _("issued, not yet sealed"), "SEALED": _("sealed")}.get(seal, _("needs no seal")))


def seal_tone(seal: str) -> str:
    """Return the colour of it."""
    return {"PENDING": "warning", "SEALED": "success"}.get(seal, "neutral")


def paper_word(form: str) -> str:
    """Return what a file of a letter is."""
    words = {
        "PLAIN": _("Letter without seal"),
        "SIGNED": _("Letter with electronic seal"),
        "STAMPED": _("Scan of the stamped letter"),
    }
    return str(words.get(form, form))


def changed_words(changed: object) -> list[str]:
    """Return which values of the case a correction changed with the letter."""
    words = {
        "reapply_on": _("may be applied for again from"),
        "refusal_reason": _("reasons of the refusal"),
        "rejection_reason": _("reasons of the refusal"),
    }
    said = [(words.get(name, name), value) for name, value in changed.items()] if isinstance(changed, Mapping) else []
    return [
        str(_("in the case as well, %(what)s: %(value)s", what=what, value=full_day(day) if day else value))
        for what, value, day in ((what, value, as_date(value)) for what, value in said)
    ]


def change_kind_word(kind: str) -> str:
    """Return how a letter is put right."""
    words = {"CORRECT": _("Correct"), "ANNUL": _("Annul"), "REISSUE": _("Issue anew")}
    return str(words.get(kind, kind))


def change_status_word(status: str) -> str:
    """Return what became of it."""
    words = {"PROPOSED": _("waits for a decision"), "APPROVED": _("carried out"), "REJECTED": _("turned down")}
    return str(words.get(status, status))


def letter_kind_word(kind: str) -> str:
    """Return the name of a kind of letter, for lists that have none of its letters at hand."""
    words = {
        "T01_NOTICE": _("Notice on credit repair"),
        "T08_CORRECT": _("One-time notice of missing items"),
        "T12_NOTICE": _("Notice of a site check"),
        "T16_CONFIRM": _("Application form, part of the authority"),
        "T19_PERFORMED": _("Proof that a penalty decision was performed"),
        "T20_ACCEPT": _("Notice of acceptance"),
        "T20_EXTEND": _("Notice of extension"),
        "T20_LAPSE": _("Notice that the application has lapsed"),
        "T20_REJECT": _("Notice of non-acceptance"),
        "T21_INTENT": _("Notice of an intended credit repair"),
        "T22_GRANT": _("Decision granting the repair"),
        "T22_REFUSE": _("Decision refusing the repair"),
        "T23_ASSIST": _("Request for assistance in a removal"),
        "T23_REMOVE": _("Request to take records down"),
        "T24_DONE": _("Notice of completed repair"),
        "T26_OBJECTION": _("Result of the examination of an objection"),
        "T32_CERTIFICATE": _("Certificate of training"),
        "REPAIR_PROOF": _("Proof of credit repair"),
        **_approval_kinds(),
    }
    return str(words.get(kind, kind))


def _approval_kinds() -> dict[str, str]:
    """Return the names of the letters of approvals and of breaches."""
    return {
        "T08_MISSING": _("One-time notice of missing items"),
        "T09_ACCEPT": _("Notice that an application is accepted"),
        "T09_SILENCE": _("Notice of acceptance by silence"),
        "T09_REJECT": _("Notice that an application is not accepted"),
        "T11_LAPSE": _("Notice of return"),
        "SPECIAL_PROCEDURE": _("Notice of a special procedure"),
        "T06_PROMISE": _("Promise for acceptance with documents to follow"),
        "T07_DEFER": _("Notice of acceptance with documents to follow"),
        "T10_OVERDUE": _("Notice that documents are late"),
        "T10_SUSPEND": _("Notice of suspension"),
        "T11_RETURN": _("Notice of return"),
        "T11_END": _("Notice of termination"),
        "T03_NOTICE": _("Notice before a pledge"),
        "T04_PLEDGE": _("Pledge for an approval"),
        "T11_UNTRUE": _("Notice that the handling ends"),
        "T12_RECORD": _("Record of the check of a pledge"),
        "T14_NOTICE": _("Prior notice of a revocation"),
        "T14_KEPT": _("Notice that a permit is not revoked"),
        "T14_DECISION": _("Decision revoking a permit"),
        "PERMIT_GRANT": _("Decision granting a permit"),
        "PERMIT_REFUSE": _("Decision refusing a permit"),
        "PERMIT": _("Permit"),
        "T13_RECTIFY": _("Order to put right in time"),
        "T15_NOTICE": _("Notice of an alleged breach"),
        "T15_CLEARED": _("Notice that there is no breach"),
        "T15_DECISION": _("Decision on a breach"),
    }


def refusal_sentence(code: str) -> str:
    """Return why somebody may not decide on a change."""
    return sentence(code)


def number_word(line: NumberView) -> str:
    """Return what explains a number in one sentence."""
    words = {
        "ISSUED": _("issued"),
        "CORRECTED": _("issued, corrected later"),
        "ANNULLED": _("annulled; the number stays"),
        "REPLACED": _("replaced by %(number)s", number=line.new_number),
        "NO_PAPER": _("number taken; the PDF is being made or could not be made"),
        "MISSING": _("no letter carries this number; ask the operator of the service why"),
    }
    return str(words[line.state.value])


def number_tone(line: NumberView) -> str:
    """Return the colour of it."""
    tones = {"ISSUED": "success", "CORRECTED": "info", "NO_PAPER": "warning", "MISSING": "danger"}
    return tones.get(line.state.value, "neutral")
