"""Trainers: courses with their versions, a new version by upload, and the certificates that came of training."""

import io

from flask import Blueprint, Response, flash, render_template, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from workflow_app.domain.actors import Role
from workflow_app.domain.course_files import LARGEST
from workflow_app.domain.errors import ConflictError, FieldError, ForbiddenError, InvalidError
from workflow_app.domain.training import CertificateStatus
from workflow_app.domain.training_policies import JUDGES, READERS
from workflow_app.services.certificate_views import get_certificate, search_certificates
from workflow_app.services.certificates import annul_certificate, dispute_certificate, keep_certificate
from workflow_app.services.course_views import get_course, list_courses, training_places
from workflow_app.services.courses import course_file, end_course, publish_course
from workflow_app.web.auth import require_actor
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.downloads import as_attachment
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import words_sought
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, problems, text, typed
from workflow_app.web.sentences import sentence

pages = Blueprint("desk_courses", __name__, url_prefix="/desk/training")
TOML = "application/toml"


@pages.get("/courses")
@require_actor(*READERS)
def courses() -> str:
    """Show the courses, and the form for a new version."""
    return _courses(())


@pages.post("/courses")
@require_actor(Role.TRAINER)
def publish() -> Answer | tuple[str, int]:
    """Publish a course file, or show what is wrong with it line by line."""
    use, actor = current_tools(), current_actor()
    file = request.files.get("file")
    if file is None or not file.filename:
        return _courses((), missing=True), UNPROCESSABLE
    authority = text("authority") or next(each.id for each in training_places(actor=actor, tools=use))
    try:
        done = publish_course(authority, file.stream.read(LARGEST + 1), actor=actor, tools=use)
    except InvalidError as error:
        return _courses(error.errors, filename=file.filename), UNPROCESSABLE
    if done.is_new:
        flash(
            _("Version %(version)s is published and is what applicants read from now on.", version=done.version),
            "success",
        )
    else:
        flash(_("This is the version that is offered already; nothing changed."), "info")
    return see(f"/desk/training/courses/{done.course_id}")


@pages.get("/courses/<uuid:course_id>")
@require_actor(*READERS)
def course(course_id: object) -> str:
    """Show a version of a course with its lessons, questions and answers."""
    view = get_course(str(course_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/training_course.html", course=view)


@pages.get("/courses/<uuid:course_id>/file.toml")
@require_actor(*READERS)
def download(course_id: object) -> Response:
    """Hand out a course file, to be changed and brought back."""
    name, source = course_file(str(course_id), actor=current_actor(), tools=current_tools())
    return as_attachment(io.BytesIO(source.encode()), media_type=TOML, filename=name)


@pages.post("/courses/<uuid:course_id>/end")
@require_actor(Role.TRAINER)
def end(course_id: object) -> Answer:
    """Offer a course no more."""
    try:
        end_course(str(course_id), actor=current_actor(), tools=current_tools())
    except ConflictError as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(_("The course is offered no more. Publish a version to offer it again."), "success")
    return see(f"/desk/training/courses/{course_id}")


@pages.get("/certificates")
@require_actor(*READERS)
def certificates() -> str:
    """Find certificates by number, code, attendee or enterprise."""
    asked = request.args.get("status", "")
    status = asked if asked in set(CertificateStatus) else None
    page = search_certificates(
        actor=current_actor(),
        tools=current_tools(),
        words=words_sought(),
        status=status,
        cursor=request.args.get("cursor") or None,
    )
    return render_template("desk/training_certificates.html", page=page, q=words_sought(), status=status)


@pages.get("/certificates/<uuid:certificate_id>")
@require_actor(*READERS)
def certificate(certificate_id: object) -> str:
    """Show one certificate and what may be done about it."""
    return _certificate(certificate_id, {}, {})


@pages.post("/certificates/<uuid:certificate_id>/<any(dispute, annul, keep):act>")
@require_actor(*JUDGES)
def judge(certificate_id: object, act: str) -> Answer | tuple[str, int]:
    """Ask for a certificate to be annulled, annul it, or let it be."""
    actor, use = current_actor(), current_tools()
    said = {
        "dispute": _("Asked for. A second person must annul the certificate or let it be."),
        "annul": _("The certificate is annulled; its verification page says so, and the enterprise is told."),
        "keep": _("The certificate stays in force."),
    }
    try:
        if act == "dispute":
            dispute_certificate(str(certificate_id), text("reason"), actor=actor, tools=use)
        elif act == "annul":
            annul_certificate(str(certificate_id), actor=actor, tools=use)
        else:
            keep_certificate(str(certificate_id), actor=actor, tools=use)
    except InvalidError as error:
        return _certificate(certificate_id, typed(), problems(error)), UNPROCESSABLE
    except (ConflictError, ForbiddenError) as error:
        flash(sentence(error.code, error.values), "warning")
    else:
        flash(said[act], "success")
    return see(f"/desk/training/certificates/{certificate_id}")


def _certificate(certificate_id: object, typed_before: dict[str, str], told: dict[str, str]) -> str:
    view = get_certificate(str(certificate_id), actor=current_actor(), tools=current_tools())
    return render_template("desk/training_certificate.html", certificate=view, typed=typed_before, problems=told)


def _courses(findings: tuple[FieldError, ...], *, filename: str = "", missing: bool = False) -> str:
    actor, use = current_actor(), current_tools()
    return render_template(
        "desk/training_courses.html",
        courses=list_courses(actor=actor, tools=use),
        places=training_places(actor=actor, tools=use) if actor.has(Role.TRAINER) else (),
        findings=[(each.values["line"], each.field, sentence(each.code, each.values)) for each in findings],
        filename=filename,
        missing=missing,
        chosen=text("authority"),
        limit=LARGEST,
    )
