"""A walk through a draft in words: who takes part, what was done, and why something could not be."""

from dataclasses import dataclass, replace
from datetime import date

from flask_babel import get_locale
from flask_babel import gettext as _

from workflow_app.domain.errors import DomainError
from workflow_app.domain.process_walks import SAMPLE, Act, Does
from workflow_app.domain.seeds.walk_cast import CAST
from workflow_app.domain.time import local_date
from workflow_app.services.outlines import OutlineLine
from workflow_app.services.views import ClockView, HistoryEntry
from workflow_app.services.walk_scenes import Scene
from workflow_app.services.walk_views import WalkView
from workflow_app.web.days import full_day
from workflow_app.web.pages.incident_words import failure_word
from workflow_app.web.pages.words import role_word
from workflow_app.web.sentences import sentence

_ROLES = {each.username: each.role for each in CAST}
_USERNAMES = {each.name: each.username for each in CAST}


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act in words, and whether it is the one that cannot be done any more."""

    words: str
    stops: bool


def person_word(username: str) -> str:
    """Return what somebody in a walk is called: the role, and which of the two who hold it."""
    role = _ROLES.get(username)
    if role is None:
        return username
    word = role_word(role.value)
    match username.rpartition("_")[2]:
        case "a":
            return str(_("%(role)s A", role=word))
        case "b":
            return str(_("%(role)s B", role=word))
        case _:
            return word


def history_here(scene: Scene) -> tuple[HistoryEntry, ...]:
    """Return the history of a walk with its people called as everywhere on its page."""
    return tuple(
        replace(
            each,
            actor_name=_here(each.actor_name),
            data={key: _here(value) if isinstance(value, str) else value for key, value in each.data.items()},
        )
        for each in scene.history
    )


def course_here(scene: Scene) -> tuple[OutlineLine, ...]:
    """Return the course of a walk with its people called as everywhere on its page."""
    return tuple(replace(each, who=_here(each.who) if each.who else None) for each in scene.course)


def act_lines(view: WalkView) -> list[ActLine]:
    """Return what was done, in order."""
    return [ActLine(act_word(each, view), number == view.stopped_at) for number, each in enumerate(view.acts)]


def failure_lines(view: WalkView) -> list[tuple[str, str]]:
    """Return where steps of the service failed by themselves, and why."""
    failures = view.scene.failures if view.scene else ()
    return [(_name(each.element, view) or "—", failure_word(each.code)) for each in failures]


def limit_line(clock: ClockView, today: date) -> str:
    """Return until when a limit runs, that it stands still, or that it was kept or missed; a mere period is over."""
    name = _called(clock.name_zh, clock.name_en)
    due = full_day(clock.due_on) if clock.due_on else ""
    if clock.just_passes and (clock.stopped_at is not None or (clock.due_on is not None and clock.due_on < today)):
        return _passed(clock, name, due)
    if clock.stopped_at is not None:
        done = local_date(clock.stopped_at)
        if clock.due_on is not None and done > clock.due_on:
            return str(
                _("%(limit)s: done on %(day)s, after the last day (%(due)s)", limit=name, day=full_day(done), due=due)
            )
        return str(_("%(limit)s: kept, done on %(day)s", limit=name, day=full_day(done)))
    if clock.due_on is None:
        return str(_("%(limit)s: paused", limit=name))
    if clock.due_on < today:
        return str(_("%(limit)s: over since %(due)s", limit=name, due=due))
    return str(_("%(limit)s: until %(due)s", limit=name, due=due))


def refused_word(error: DomainError) -> str:
    """Return why an act was refused; of a step that failed, where and of what."""
    values = dict(error.values)
    if "failure" in values:
        values["failure"] = failure_word(str(values["failure"]))
    return sentence(error.code, values)


def sample_files(url: str) -> dict[str, dict[str, str]]:
    """Return what the paper is called that is handed in for every field of a walk."""
    return {SAMPLE: {"name": str(_("Sample paper")), "url": url}}


def act_word(act: Act, view: WalkView) -> str:
    """Return one act in words."""
    match act.does:
        case Does.OPEN:
            return str(_("Case begun: %(about)s", about=act.what.partition(" | ")[2] or act.what))
        case Does.COMPLETE:
            return f"{_name(act.what, view)} · {person_word(act.who)}"
        case Does.NEXT_MOMENT:
            return str(_("Time moved on to the next due moment"))
        case Does.DAYS:
            return str(_("Time moved on by %(days)s days", days=act.number))
        case Does.MESSAGE:
            return str(_("It happened: %(what)s", what=_name(act.what, view)))


def _passed(clock: ClockView, name: str, due: str) -> str:
    """Return that a period is over that the process waited for: nobody had anything to do in it, so nobody is late."""
    ended = local_date(clock.stopped_at) if clock.stopped_at is not None else None
    if ended is not None and (clock.due_on is None or ended <= clock.due_on):
        return str(_("%(limit)s: ended on %(day)s", limit=name, day=full_day(ended)))
    return str(_("%(limit)s: has run out, its last day was %(due)s", limit=name, due=due))


def _here(name: str) -> str:
    """Return what the page calls somebody whom the sandbox knows by a name; anything else stays."""
    return person_word(_USERNAMES[name]) if name in _USERNAMES else name


def _name(element: str, view: WalkView) -> str:
    return _called(*view.names.get(element, (element, element))) or element


def _called(zh: str, en: str) -> str:
    return en or zh if str(get_locale()).startswith("en") else zh or en
