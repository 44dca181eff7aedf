"""A form of a draft between its file and a page: read, checked, and written back on what was seen of it."""

from dataclasses import dataclass
from typing import Any

from workflow_app.domain.bundle_parts import Kind, kind_of
from workflow_app.domain.errors import ConflictError, FieldError, InvalidError, NotFoundError, RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_json
from workflow_app.domain.form_parts import Form, parts_of
from workflow_app.domain.new_forms import form_bytes
from workflow_app.schemas.forms import read_form
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import digest, save_file
from workflow_app.web.context import current_actor, current_tools

SUFFIX = ".form.json"
_FAULTS = {
    "KEY": ("key", "FORM_KEY"),
    "DUPLICATE_KEY": ("key", "FORM_DUPLICATE_KEY"),
    "PAGE": ("page", "FORM_KEY"),
    "VALUES": ("options", "FORM_VALUES"),
    "AFTER": ("options", "FORM_OPTION"),
    "LOOK": ("options", "FORM_OPTION"),
    "PATTERN": ("pattern", "FORM_PATTERN"),
    "SHOWN_WHEN": ("shown_when", "FORM_CONDITION"),
    "REQUIRED_WHEN": ("required_when", "FORM_CONDITION"),
    "OR_REMARK": ("others", "FORM_CONDITION"),
    "ONLY_AFTER": ("others", "FORM_CONDITION"),
    "REQUIRED_AFTER": ("others", "FORM_CONDITION"),
}
"""Where on the page stands what a form document is refused for, and the code of the sentence that says it."""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form of a draft: its document, and the digest of the file that was read."""

    draft_id: str
    path: str
    form: Form
    digest: str

    @property
    def name(self) -> str:
        """Return the name by which steps ask for it."""
        return self.path.removeprefix("forms/").removesuffix(SUFFIX)

    @property
    def parts(self) -> list[dict[str, Any]]:
        """Return its parts."""
        return parts_of(self.form)


def read_form_draft(draft_id: object, path: str) -> FormDraft:
    """Return a form of a draft.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN or FILE_UNKNOWN, which is also what no form is, and RefusedError
    FORM_DOCUMENT where it cannot be read or has no shape that can be edited.
    """
    if kind_of(path) is not Kind.FORM:
        raise NotFoundError("FILE_UNKNOWN", path=path)
    content = read_draft_file(str(draft_id), path, actor=current_actor(), tools=current_tools())
    try:
        form = read_json(content)
    except UnreadableError as error:
        raise RefusedError("FORM_DOCUMENT", key="", detail=str(error)) from error
    parts_of(form)
    return FormDraft(str(draft_id), path, form, digest(content))


def save_form(draft: FormDraft, form: Form, *, seen: str) -> None:
    """Save a form as it was changed.

    Raises ConflictError STALE where the file is not what was seen, InvalidError by the name of what was typed where the
    form would say something that no form says, and as `save_file`.
    """
    if seen != draft.digest:
        raise ConflictError("STALE", seen=seen, current=draft.digest)
    check_form(form)
    save_file(draft.draft_id, draft.path, form_bytes(form), seen=seen, actor=current_actor(), tools=current_tools())


def check_form(form: Form) -> None:
    """Raise InvalidError where a form says something that no form says; the code names the kind of fault."""
    try:
        read_form(form)
    except RefusedError as error:
        at, code = _FAULTS.get(str(error.values.get("detail")), ("key", "FORM_DOCUMENT"))
        raise InvalidError(FieldError(f"/{at}", code, dict(error.values))) from error
