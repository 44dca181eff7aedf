"""What became of finished cases in a draft, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from workflow_app.domain.replays import Came, Verdict
from workflow_app.services.replay_views import Names, ReplayLine, ReplayView
from workflow_app.web.languages import current_language
from workflow_app.web.pages.incident_words import failure_word
from workflow_app.web.sentences import SENTENCES, sentence

TONES = {Verdict.SAME: "success", Verdict.OTHER: "warning", Verdict.STUCK: "danger", Verdict.UNREPLAYED: "neutral"}


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One case of a replay in words; without a verdict it waits to be replayed."""

    line: ReplayLine
    verdict: Verdict | None
    tone: str
    word: str
    detail: str
    recorded_end: str
    came_end: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """An element that a case entered, when it was real or in the draft or both."""

    element: str
    name: str
    recorded: bool
    replayed: bool


def verdict_word(verdict: Verdict) -> str:
    """Return what a verdict is called."""
    words: dict[Verdict, str] = {
        Verdict.SAME: _("Same"),
        Verdict.OTHER: _("Other path"),
        Verdict.STUCK: _("Would have stuck"),
        Verdict.UNREPLAYED: _("Cannot be replayed"),
    }
    return words[verdict]


def case_line(line: ReplayLine, view: ReplayView) -> CaseLine:
    """Return one case of a replay in words."""
    came = line.came
    recorded = _state(line.recorded.end, view)
    if came is None:
        return CaseLine(line, None, "neutral", _("to come"), "", recorded, "")
    word, tone = verdict_word(came.verdict), TONES[came.verdict]
    return CaseLine(line, came.verdict, tone, word, _detail(came, view), recorded, _state(came.end, view))


def step_lines(line: ReplayLine, view: ReplayView) -> list[StepLine]:
    """Return every element of both courses: in the order of the draft, what only the record has at its own place."""
    came = line.came.passed if line.came else ()
    return [
        StepLine(each, _name(each, view.names), each in line.recorded.passed, each in came)
        for each in _woven(line.recorded.passed, came)
    ]


def _woven(recorded: Sequence[str], came: Sequence[str]) -> list[str]:
    """Return the elements of two courses as one list in which each keeps its order where that can be."""
    woven, there = [], list(recorded)
    for element in came:
        if element in there:
            at = there.index(element)
            woven += [each for each in there[:at] if each not in came]
            there = there[at + 1 :]
        woven.append(element)
    return list(dict.fromkeys([*woven, *(each for each in there if each not in came)]))


def _detail(came: Came, view: ReplayView) -> str:
    """Return what became of a case, in a sentence or two."""
    match came.verdict:
        case Verdict.SAME:
            return ""
        case Verdict.OTHER:
            parted = _("It parts at “%(element)s”.", element=_name(came.element, view.names)) if came.element else ""
            return " ".join(each for each in (parted, _waits(came, view)) if each)
        case _:
            at = _("At “%(element)s”:", element=_name(came.element, view.names)) if came.element else ""
            return " ".join(each for each in (at, _reason(came, view)) if each)


def _waits(came: Came, view: ReplayView) -> str:
    if not came.waits_at:
        return ""
    return str(
        _(
            "It waits at “%(element)s”, for which nothing was recorded: nobody did this step when the case was real.",
            element=_name(came.waits_at, view.names),
        )
    )


def _reason(came: Came, view: ReplayView) -> str:
    words: dict[str, str] = {
        "REPLAY_FAILED": _(
            "The service could not replay it (%(fault)s). This says nothing about the draft.", fault=_fields(came, view)
        ),
        "REPLAY_DIFFERS_ANYWAY": _(
            "Something happened in this case that a sandbox cannot do again: in its own version it comes to something "
            "else as well. This says nothing about the draft."
        ),
        "REPLAY_CANNOT_RUN": _("The draft cannot run yet. Look on its page at what stands against it."),
        "REPLAY_NOT_BEGUN": _("The case could not be begun."),
        "REPLAY_NOT_ALLOWED": _("Whoever did this step may not do it in the draft."),
        "REPLAY_NOTHING_COMES": _("The case waits, and nothing comes that was recorded."),
        "INVALID": _("The recorded answers do not fit the form: %(fields)s.", fields=_fields(came, view)),
    }
    return words.get(came.code) or (sentence(came.code) if came.code in SENTENCES else failure_word(came.code))


def _fields(came: Came, view: ReplayView) -> str:
    return str(_(", ")).join(_name(each, view.labels) for each in came.fields)


def _name(key: str, names: Names) -> str:
    zh, en = names.get(key, (key, key))
    return (en or zh if current_language() == "en" else zh or en) or key


def _state(state: str, view: ReplayView) -> str:
    words = view.states.get(state)
    if words is None:
        return state
    return words.en if current_language() == "en" else words.zh
