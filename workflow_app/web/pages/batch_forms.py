"""The forms of applications that are prepared together: a part of one form, filled in once or for one record."""

from dataclasses import replace

from flask import flash, render_template
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.batches import Part, form_part, keys_of
from workflow_app.domain.commands.batches import SaveCommon
from workflow_app.domain.errors import FieldError
from workflow_app.domain.materials import Asked
from workflow_app.services.batch_answers import save_common
from workflow_app.services.batches import BatchView, ItemState, get_batch
from workflow_app.services.views import TaskDetail
from workflow_app.web.context import current_actor, current_tools
from workflow_app.web.local_paths import see
from workflow_app.web.pages.answering import dates_of, files_of, take_answers, together, told
from workflow_app.web.pages.asking import rules_seen
from workflow_app.web.pages.my_pages import my_pages_of
from workflow_app.web.pages.template_links import template_links

Answer = Response | str | tuple[str, int]
UNPROCESSABLE = 422


def batch_of(batch_id: object) -> BatchView:
    """Return a batch of the applicant; raises NotFoundError BATCH_UNKNOWN."""
    return get_batch(str(batch_id), actor=current_actor(), tools=current_tools())


def keep_common(batch: BatchView, part: Part) -> tuple[FieldError, ...]:
    """Write what was answered once into every draft, and return what is wrong with it."""
    detail = common_part(batch, part)
    values, refused = take_answers(detail)
    save_common(SaveCommon(batch.id, part, values, rules_seen()), actor=current_actor(), tools=current_tools())
    again = batch_of(batch.id)
    first = next((each for each in again.drafts if each.case.id == detail.case.id), None)
    return together(refused, first.wrong_in(part) if first else ())


def common_part(batch: BatchView, part: Part) -> TaskDetail:
    """Return the first draft with the part of its form that is answered once, and what any of them has there.

    What is signed is taken only from those whose questions are the same version's: another one may put it otherwise.
    """
    drafts = [each.detail for each in batch.drafts if each.detail is not None]
    known: dict[str, object] = {}
    for detail in reversed(drafts):
        is_same = detail.case.process_version == drafts[0].case.process_version
        left_out = frozenset[str]() if is_same else keys_of(detail.form, Part.SIGNING)
        said = {key: value for key, value in detail.values.items() if value not in (None, "", [])}
        known |= {key: value for key, value in said.items() if key not in left_out}
    return replace(drafts[0], form=form_part(drafts[0].form, part), values={**known, **drafts[0].values})


def part_page(
    batch: BatchView,
    detail: TaskDetail,
    template: str,
    errors: tuple[FieldError, ...] = (),
    *,
    seen: str = "",
) -> str:
    """Return the page with a part of a form."""
    place = [each.case.id for each in batch.drafts].index(detail.case.id) + 1
    return render_template(
        template,
        batch=batch,
        place=place,
        task=detail.task,
        case=detail.case,
        form=detail.form,
        values=detail.values,
        errors=told(errors),
        dates=dates_of(detail.case),
        files=files_of(detail.documents),
        filing=batch.of(ItemState.READY, ItemState.TO_SIGN, ItemState.LACKING),
        seen=seen,
        **my_pages_of(detail),
        blanks=template_links(detail.case.record.id, {*Asked}) if detail.case.record else {},
    )


def come_back_later() -> Response:
    """Keep what was typed, and go home."""
    flash(_("Your answers are kept. You can go on at any time."), "success")
    return see("/my")
