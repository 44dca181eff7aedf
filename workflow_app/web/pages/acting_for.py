"""For which enterprise somebody works at the moment: shown above every page, and never changed by a link unasked.

It is kept in the session. Whoever looks at everything works for none in particular; what they open then decides it.
"""

from dataclasses import dataclass, replace

from flask import Blueprint, render_template, request, session
from werkzeug.wrappers import Response

from workflow_app.domain.actors import Actor, Role
from workflow_app.domain.errors import NotFoundError
from workflow_app.services.cases import get_case
from workflow_app.services.part_views import SubjectView
from workflow_app.services.records import list_my_subjects
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.head_words import speak_of
from workflow_app.web.local_paths import local_path, see

pages = Blueprint("acting_for", __name__, url_prefix="/my")
KEPT = "acting_for"


@dataclass(frozen=True, slots=True)
class ActingFor:
    """An enterprise, and how many its agent acts for."""

    id: str
    name: str
    of: int


def acting_for(actor: Actor | None) -> ActingFor | None:
    """Return for whom somebody works at the moment; None where that is not said, or is over."""
    subject_id, name = session.get(KEPT) or ("", "")
    if actor is None or subject_id not in actor.subject_ids:
        return None
    return ActingFor(subject_id, name, len(actor.subject_ids))


def work_for(subject_id: str | None, name: str = "") -> None:
    """Work for an enterprise from now on, or for none in particular."""
    if subject_id is None:
        session.pop(KEPT, None)
    elif session.get(KEPT) != [subject_id, name]:
        session[KEPT] = [subject_id, name]


def ask_before_switching(subject: SubjectView) -> str | None:
    """Return the page that asks, where what is opened belongs to another enterprise; else work for that one."""
    speak_of(subject.uscc)
    actor = current_actor()
    now = acting_for(actor)
    if now is not None and now.id != subject.id and subject.id in actor.subject_ids:
        here = request.full_path.removesuffix("?")
        return render_template("my/switch.html", now=now, other=subject, here=here)
    if subject.id in actor.subject_ids:
        work_for(subject.id, subject.name)
    return None


def ask_about_case(case_id: object) -> str | None:
    """Return the page that asks, where a case belongs to another enterprise; raises NotFoundError, ForbiddenError."""
    return ask_before_switching(get_case(str(case_id), actor=current_actor(), tools=current_tools()).subject)


def working_actor() -> Actor:
    """Return who asks, for the enterprise alone that they work for: what the lists below its name are about."""
    actor = current_actor()
    now = acting_for(actor)
    return actor if now is None else replace(actor, subject_ids=frozenset({now.id}))


def subject_asked() -> str:
    """Return for whom: as the page says, else the one that is worked for, else the only one somebody acts for."""
    asked = request.values.get("subject", "").strip()
    own, now = current_actor().subject_ids, acting_for(current_actor())
    return asked or (now.id if now else next(iter(own)) if len(own) == 1 else "")


@pages.post("/act-for")
@require_actor(Role.APPLICANT)
def switch() -> Response:
    """Work for another enterprise, and go on to what was opened."""
    mine = list_my_subjects(actor=current_actor(), tools=current_tools())
    chosen = next((each for each in mine if each.id == request.form.get("subject")), None)
    if chosen is None:
        raise NotFoundError("SUBJECT_UNKNOWN")
    work_for(chosen.id, chosen.name)
    return see(local_path(request.form.get("next", "")) or f"/my?subject={chosen.id}")
