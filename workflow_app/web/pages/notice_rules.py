"""What notices about changes of the rules and about outages say: which rule, who asked, and what was decided."""

from collections.abc import Mapping

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.domain.proposals import Kind
from workflow_app.web.pages.law_words import parameter_name, penalty_word, proposal_kind_word, proposal_status_word
from workflow_app.web.pages.notice_inlets import Parts

RULES: Mapping[str, Parts] = {
    "PROPOSAL_WAITS": (
        _l("A change of the rules waits for your decision"),
        _l("%(proposer)s has proposed a change: %(rule)s. It takes effect only when you approve it."),
        "clock",
        "warning",
    ),
    "PROPOSAL_DECIDED": (
        _l("A proposed change of the rules was decided"),
        _l("%(rule)s, proposed by %(proposer)s: %(decision)s by %(decider)s. The proposal says what follows."),
        "circle-check",
        "info",
    ),
    "OUTAGE_WAITS": (
        _l("An outage waits for your decision"),
        _l("%(proposer)s has registered an outage: %(reason)s. Periods are extended only when you approve it."),
        "clock",
        "warning",
    ),
    "OUTAGE_APPROVED": (
        _l("An outage was approved"),
        _l("%(decider)s has approved the outage “%(reason)s”. Periods that end in it are extended."),
        "circle-check",
        "info",
    ),
    "OUTAGE_REJECTED": (
        _l("An outage was rejected"),
        _l("%(decider)s has rejected the outage “%(reason)s”: %(note)s"),
        "alert-triangle",
        "warning",
    ),
    "PROCESS_WAITS": (
        _l("A process waits for your confirmation"),
        _l(
            "%(who)s has submitted the draft “%(title)s” of %(process)s: %(note)s. "
            "Somebody else confirms it or gives it back."
        ),
        "clock",
        "warning",
    ),
    "PROCESS_PUBLISHED": (
        _l("A process was published"),
        _l("%(who)s has confirmed the draft “%(title)s” of %(process)s; new cases take it from its day on."),
        "circle-check",
        "info",
    ),
    "PROCESS_CHANGED": (
        _l("A process changes in which you have a step"),
        _l("%(process)s, for cases received from %(on)s on: %(note)s"),
        "git-branch",
        "info",
    ),
    "PROCESS_GIVEN_BACK": (
        _l("A draft of a process was given back"),
        _l("%(who)s has given back the draft “%(title)s” of %(process)s: %(note)s"),
        "alert-triangle",
        "warning",
    ),
    "TAKE_BACK_WAITS": (
        _l("A version of a process is to be taken back"),
        _l(
            "%(who)s asks for version %(version)s of %(process)s to be taken back: %(why)s. New cases take it until "
            "somebody else confirms."
        ),
        "clock",
        "warning",
    ),
    "VERSION_TAKEN_BACK": (
        _l("A version of a process was taken back"),
        _l(
            "%(who)s has confirmed that version %(version)s of %(process)s is taken back: %(why)s. New cases take the "
            "version before it; the page of the version lists the cases that were begun under it."
        ),
        "alert-triangle",
        "warning",
    ),
    "TAKE_BACK_REFUSED": (
        _l("A version of a process stays"),
        _l("%(who)s has refused to take back version %(version)s of %(process)s: %(note)s"),
        "info-circle",
        "info",
    ),
    "CASES_OF_VERSION": (
        _l("Cases run under a version that was taken back"),
        _l(
            "Version %(version)s of %(process)s was taken back: %(why)s. Cases that run under it at %(authority)s: "
            "%(count)s. What was asked to go back to the version before it moves by itself where it can; please look "
            "after the others."
        ),
        "alert-triangle",
        "warning",
    ),
    "DRAFT_OF_VERSION": (
        _l("The procedure of an application was taken back"),
        _l(
            "%(subject)s: an application that is not handed in yet was begun under a procedure (%(process)s) that the "
            "office has taken back: %(why)s. It goes by the procedure that holds now, and what was filled in is kept. "
            "Open it to see what changed."
        ),
        "alert-triangle",
        "warning",
    ),
    "MATTER_WAITS": (
        _l("An edition of the catalogue waits for you"),
        _l("%(who)s has proposed edition %(edition)s of “%(matter)s”: %(note)s. Somebody else confirms or rejects it."),
        "clock",
        "warning",
    ),
    "MATTER_CONFIRMED": (
        _l("An edition of the catalogue was confirmed"),
        _l("%(who)s has confirmed edition %(edition)s of “%(matter)s”; it is in force from its day on."),
        "circle-check",
        "info",
    ),
    "MATTER_REJECTED": (
        _l("An edition of the catalogue was rejected"),
        _l("%(who)s has rejected edition %(edition)s of “%(matter)s”: %(note)s"),
        "alert-triangle",
        "warning",
    ),
}


def about_rules(facts: Mapping[str, object]) -> dict[str, str]:
    """Return what a notice about a proposal names in words: the rule, and the decision."""
    if facts.get("kind") not in set(Kind):
        return {}
    kind, about = str(facts["kind"]), str(facts.get("about") or "")
    return {"rule": _rule(kind, about), "decision": proposal_status_word(str(facts.get("status")))}


def _rule(kind: str, about: str) -> str:
    """Return which rule it is, called as on the page of its proposal."""
    if kind == Kind.PARAMETER:
        return parameter_name(about)
    if kind == Kind.CALENDAR:
        return str(_("Calendar %(year)s", year=about))
    word = penalty_word(about or None) if kind == Kind.CLASS_RULE else about
    return f"{proposal_kind_word(kind)} · {word}"
