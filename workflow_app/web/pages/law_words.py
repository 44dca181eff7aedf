"""The words of the rules: subjects of parameters, fields, kinds of penalties, and what becomes of proposals."""

from collections.abc import Mapping

from flask_babel import gettext as _

from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.web.languages import current_language


def parameter_name(key: str) -> str:
    """Return what a parameter is called; an unknown one shows its key."""
    name = NAMES.get(key)
    return key if name is None else (name.en if current_language() == "en" else name.zh)


def group_word(group: str) -> str:
    """Return what a subject of parameters is called."""
    words: dict[str, str] = {
        "publicity": _("How long records are shown"),
        "repair": _("Credit repair"),
        "service": _("Service and legal remedies"),
        "lists": _("Lists of abnormal operations and serious dishonesty"),
        "gate": _("Eligibility"),
        "approval": _("Approval on a pledge and with documents to follow"),
        "pledge": _("Pledges and breaches"),
        "objection": _("Objections and verification"),
        "training": _("Training"),
        "reporting": _("Reports and ledgers"),
    }
    return words.get(group, group)


def field_word(field: str | None) -> str:
    """Return what a field of work is called; it may limit rules or say what a record is about."""
    words: dict[str, str] = {
        "WORK_SAFETY": _("work safety"),
        "FIRE": _("fire protection"),
        "FOOD": _("food"),
        "DRUGS": _("drugs"),
        "SPECIAL_EQUIPMENT": _("special equipment"),
        "ECOLOGY": _("ecology and environment"),
        "URBAN_MANAGEMENT": _("urban management"),
        "MARKET_REGULATION": _("market regulation"),
        "FALSE_PLEDGE": _("false pledges"),
        "NON_PERFORMANCE": _("pledges not kept"),
    }
    return words.get(field, field) if field else str(_("every field"))


def penalty_word(penalty_type: str | None) -> str:
    """Return what a type of penalty is called."""
    words: dict[str, str] = {
        "WARNING": _("warning"),
        "CRITICISM": _("public criticism"),
        "FINE": _("fine"),
        "CONFISCATE_GAINS": _("confiscation of illegal gains"),
        "CONFISCATE_GOODS": _("confiscation of illegal property"),
        "SUSPEND_LICENCE": _("licence suspended"),
        "DOWNGRADE": _("qualification lowered"),
        "REVOKE_LICENCE": _("licence revoked"),
        "RESTRICT_BUSINESS": _("business restricted"),
        "STOP_BUSINESS": _("production or business stopped"),
        "CLOSE_DOWN": _("closed down"),
        "RESTRICT_EMPLOYMENT": _("employment restricted"),
        "DETENTION": _("administrative detention"),
        "OTHER": _("other penalty"),
    }
    return words.get(penalty_type, penalty_type) if penalty_type else str(_("every type"))


def procedure_word(*, simple: bool | None) -> str:
    """Return which procedure a row of the table of classes is about."""
    if simple is None:
        return str(_("every procedure"))
    return str(_("simple procedure") if simple else _("ordinary procedure"))


def row_state_word(state: str) -> str:
    """Return how a dated row stands."""
    words: dict[str, str] = {
        "NOW": _("in force"),
        "BEFORE": _("no longer in force"),
        "LATER": _("from a later day"),
        "NEVER": _("replaced before it applied"),
    }
    return words.get(state, state)


def row_state_tone(state: str) -> str:
    """Return the colour of how a dated row stands."""
    return {"NOW": "success", "LATER": "info"}.get(state, "neutral")


def proposal_kind_word(kind: str) -> str:
    """Return what kind of change a proposal asks for."""
    words: dict[str, str] = {
        "PARAMETER": _("Parameter"),
        "REGIME": _("Rule version"),
        "CLASS_RULE": _("Table of classes"),
        "CALENDAR": _("Calendar"),
    }
    return words.get(kind, kind)


def proposal_status_word(status: str) -> str:
    """Return how a proposal stands."""
    words: dict[str, str] = {
        "PROPOSED": _("waits for approval"),
        "APPROVED": _("approved"),
        "REJECTED": _("not approved"),
        "WITHDRAWN": _("withdrawn"),
    }
    return words.get(status, status)


def proposal_status_tone(status: str) -> str:
    """Return the colour of how a proposal stands."""
    return {"PROPOSED": "warning", "APPROVED": "success", "REJECTED": "danger"}.get(status, "neutral")


def blocked_word(rule: str) -> str:
    """Return why its reader cannot decide a proposal."""
    words: dict[str, str] = {
        "ROLE_NEEDED": _("A security administrator decides about this."),
        "FOUR_EYES": _("You proposed this yourself; another security administrator has to decide."),
        "OTHER_AUTHORITY": _("This is for another authority, or for everybody; your role does not reach that far."),
    }
    return words.get(rule, "")


def class_change_word(change: str) -> str:
    """Return a change of class, kept as SERIOUS>GENERAL, in words."""
    words: Mapping[str, str] = {"MINOR": _("minor"), "GENERAL": _("general"), "SERIOUS": _("serious")}
    before, _arrow, after = change.partition(">")
    return f"{words.get(before, before)} → {words.get(after, after)}"
