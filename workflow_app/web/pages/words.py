"""Codes of the service as words for people, in the language of the page."""

from flask_babel import gettext as _

from workflow_app.domain.actors import DESK_ROLES, SERVICE, Role
from workflow_app.domain.second_factor import REQUIRED_OF
from workflow_app.web.gate_words import outcome_word


def role_word(role: str) -> str:
    """Return what a role is called."""
    words: dict[str, str] = {
        "APPLICANT": _("Applicant"),
        "WINDOW": _("Service window"),
        "INTAKE": _("Intake"),
        "FIRST_REVIEWER": _("First reviewer"),
        "SECOND_REVIEWER": _("Second reviewer"),
        "DECIDER": _("Decider"),
        "SECTION_HEAD": _("Head of section"),
        "CLERK_OF_OFFICE": _("Office clerk"),
        "VERIFIER": _("Verifier"),
        "DATA_CLERK": _("Data clerk"),
        "CREDIT_OFFICE": _("Credit office"),
        "CREDIT_CENTER": _("Credit centre"),
        "TRAINER": _("Trainer"),
        "SUPERVISOR": _("Supervisor"),
        "COMPLAINT_HANDLER": _("Complaint handler"),
        "PROCESS_ADMIN": _("Process administrator"),
        "SYSTEM_ADMIN": _("System administrator"),
        "SECURITY_ADMIN": _("Security administrator"),
        "AUDITOR": _("Auditor"),
    }
    return words.get(role, role)


def kind_word(kind: str) -> str:
    """Return what a kind of record is called."""
    words: dict[str, str] = {
        "PENALTY": _("Administrative penalty"),
        "ABNORMAL_ENTRY": _("Entry in the list of abnormal operations"),
        "SEVERE_ENTRY": _("Entry in the list of serious dishonesty"),
        "BREACH": _("Breach of a pledge"),
        "OTHER_ADVERSE": _("Other adverse record"),
    }
    return words.get(kind, kind)


def severity_word(severity: str) -> str:
    """Return what a class of gravity is called."""
    words: dict[str, str] = {"MINOR": _("Minor"), "GENERAL": _("General"), "SERIOUS": _("Serious")}
    return words.get(severity, severity)


def task_button(task: object) -> str:
    """Return the words of the button that opens an applicant's task."""
    words: dict[str, str] = {
        "apply_for_repair": _("Fill in the application"),
        "supply_items": _("Supply missing items"),
        "reply_to_notice": _("Reply to the notice"),
        "sign_pledge": _("Read the notice and sign"),
        "reply_to_intent": _("Reply to the notice"),
        "report_rectification": _("Report what was put right"),
        "": _("Go on"),
    }
    return words.get(str(getattr(task, "key", "")), words[""])


def subject_kind_word(kind: str) -> str:
    """Return what a kind of subject is called."""
    words: dict[str, str] = {
        "ENTERPRISE": _("Enterprise"),
        "INDIVIDUAL_BUSINESS": _("Individual business"),
        "PERSON": _("Person"),
    }
    return words.get(kind, kind)


def parameter_words(value: object, unit: str) -> str:
    """Return the value of a parameter with its unit; one that is left open says so."""
    if value is None:
        return str(_("not fixed"))
    if unit == "FLAG":
        return str(_("Yes") if value else _("No"))
    if unit == "TEXT":
        known: dict[object, str] = {
            "PROMISED_LIMIT": _("the promised limit of the matter"),
            "REQUIRED": _("required"),
            "OFFERED": _("offered, not required"),
            "OFF": _("off"),
            "NONE": _("none"),
        }
        if roles := [part for part in str(value).split(",") if part in set(Role)]:
            return str(_(", ")).join(map(role_word, roles))
        return str(known.get(value) or outcome_word(str(value)))
    return f"{value} {_unit_word(unit)}".strip()


def step_roles_hint(key: str) -> str | None:
    """Return what may be written where roles are named, for the one parameter that names them."""
    if key != REQUIRED_OF:
        return None
    codes = str(_(", ")).join(f"{role.value} ({role_word(role)})" for role in sorted(DESK_ROLES))
    return str(_("Codes of roles with commas between, or NONE: %(codes)s", codes=codes))


def _unit_word(unit: str) -> str:
    """Return what a unit is called; what follows a colon says which day a period of months or years ends."""
    words: dict[str, str] = {
        "WORKING_DAYS": _("working days"),
        "CALENDAR_DAYS": _("calendar days"),
        "MONTHS": _("months"),
        "YEARS": _("years"),
        "COUNT": _("times"),
        "QUESTIONS": _("questions"),
        "POINTS": _("points"),
        "PERCENT": _("per cent"),
        "MINUTES": _("minutes"),
        "DAY_OF_MONTH": _("day of the month"),
        "YUAN": _("yuan"),
        "DAY_BEFORE": _("to the day before"),
        "SAME_DAY_EXCLUSIVE": _("that day no longer"),
    }
    return " · ".join(words.get(part, part) for part in unit.split(":"))


def who_word(name: str) -> str:
    """Return who it was; what nobody did by hand the service did, which has no name of its own."""
    return str(_("the service")) if name == SERVICE.name else name


def fault_word(code: str) -> str:
    """Return what is wrong with a chain of the audit trail."""
    words: dict[str, str] = {
        "AUDIT_CHANGED": _("entry changed"),
        "AUDIT_REMOVED": _("entry removed"),
        "AUDIT_INSERTED": _("entry inserted"),
        "CHECKPOINT_CHANGED": _("checkpoint changed"),
        "CHECKPOINT_REMOVED": _("checkpoint removed"),
        "CHECKPOINT_INSERTED": _("checkpoint inserted"),
    }
    return words.get(code, code)
