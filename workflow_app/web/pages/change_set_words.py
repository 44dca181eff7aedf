"""What change sets, their parts and what became of them are called."""

from flask_babel import gettext as _

from workflow_app.domain.change_sets import TABLES, Asked, PartKind, SetStatus
from workflow_app.domain.seeds.parameter_names import NAMES
from workflow_app.web.pages.law_words import parameter_name


def set_status_word(status: str) -> str:
    """Return how a change set stands."""
    words: dict[str, str] = {
        SetStatus.OPEN: _("Being written"),
        SetStatus.SUBMITTED: _("Waits to be confirmed"),
        SetStatus.CONFIRMED: _("Confirmed"),
        SetStatus.DISCARDED: _("Thrown away"),
    }
    return words.get(status, status)


def set_status_tone(status: str) -> str:
    """Return how loud a status is shown."""
    tones: dict[str, str] = {SetStatus.OPEN: "info", SetStatus.SUBMITTED: "warning", SetStatus.CONFIRMED: "success"}
    return tones.get(status, "neutral")


def part_kind_word(kind: str) -> str:
    """Return what a part of a change set is."""
    words: dict[str, str] = {
        PartKind.PROCESS: _("Process"),
        PartKind.RULE: _("Rule"),
        PartKind.MATTER: _("Matter"),
    }
    return words.get(kind, kind)


def consent_word(kind: str) -> str:
    """Return whose consent the parts of a kind need."""
    words: dict[str, str] = {
        PartKind.PROCESS: _("Processes: a second process administrator"),
        PartKind.RULE: _("Rules: a security administrator"),
        PartKind.MATTER: _("Matters: the head of section or a second clerk of the credit office"),
    }
    return words.get(kind, kind)


def asked_word(asked: str) -> str:
    """Return what changed, as it is asked."""
    words: dict[str, str] = {
        Asked.VALUE: _("A period or a class"),
        Asked.MATERIAL: _("A material"),
        Asked.LETTER: _("A sentence in a letter"),
        Asked.ROUTE: _("Who decides, or in which order"),
    }
    return words.get(asked, asked)


def asked_hint(asked: str) -> str:
    """Return what is opened for a change, and who makes it."""
    words: dict[str, str] = {
        Asked.VALUE: _(
            "Opens the parameter, the table of classes or the rule versions. Written by: system administrator."
        ),
        Asked.MATERIAL: _(
            "Opens the guide of the matter, or the form that asks for it. Written by: credit office; forms by: process "
            "administrator."
        ),
        Asked.LETTER: _("Opens the text of the letter, with its preview. Written by: process administrator."),
        Asked.ROUTE: _("Opens the diagram of the process. Written by: process administrator."),
    }
    return words.get(asked, "")


def who_does_word(asked: str) -> str:
    """Return whose role makes a change, for who lacks it."""
    words: dict[str, str] = {
        Asked.VALUE: _("A system administrator proposes periods and classes."),
        Asked.MATERIAL: _("The credit office writes the guide of a matter; a process administrator writes forms."),
        Asked.LETTER: _("A process administrator writes letters."),
        Asked.ROUTE: _("A process administrator draws the course of a process."),
    }
    return words.get(asked, "")


def value_editor(set_id: str, target: str) -> str:
    """Return where a parameter or a table is proposed otherwise for a change set; nothing where there is none."""
    if target in NAMES:
        return f"/admin/parameters/{target}?set={set_id}#propose"
    return f"/admin/{target}?set={set_id}#propose" if target in TABLES else ""


def value_word(target: str) -> str:
    """Return what a parameter or a table is called that somebody wants changed."""
    words: dict[str, str] = {"classes": _("Classes of gravity"), "regimes": _("Rule versions")}
    return words.get(target) or parameter_name(target)


WORDS = (
    asked_hint,
    asked_word,
    consent_word,
    part_kind_word,
    set_status_tone,
    set_status_word,
    value_editor,
    value_word,
    who_does_word,
)
