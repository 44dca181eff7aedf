"""A letter that a draft gets: its file, and the line of the process that names it, written together."""

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import SETTINGS
from workflow_app.domain.errors import FieldError, InvalidError, RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_toml
from workflow_app.domain.new_letters import kind_of_letter, new_letter, path_of_letter, with_letter
from workflow_app.services.process_drafting import change_draft
from workflow_app.services.tools import Tools


def add_letter(draft_id: str, name: str, title: str, title_en: str, *, actor: Actor, tools: Tools) -> str:
    """Put a new letter into a draft and return its place.

    Raises ForbiddenError, NotFoundError DRAFT_UNKNOWN, ConflictError DRAFT_CLOSED, InvalidError on `/name`, `/title` or
    `/title_en`, and RefusedError LETTER_SYNTAX where what the process says of itself cannot be read.
    """
    content = new_letter(name, title, title_en)
    path = path_of_letter(name)

    def change(files: dict[str, bytes]) -> None:
        if path in files or kind_of_letter(name) in _kinds(files[SETTINGS]):
            raise InvalidError(FieldError("/name", "LETTER_THERE"))
        files[path] = content
        files[SETTINGS] = with_letter(files[SETTINGS], name, title, title_en)

    change_draft(draft_id, change, actor=actor, tools=tools)
    return path


def _kinds(settings: bytes) -> set[str]:
    try:
        rows = read_toml(settings).get("letters", [])
    except UnreadableError as error:
        raise RefusedError("LETTER_SYNTAX", file=SETTINGS, detail=str(error)) from error
    return {str(row.get("kind")) for row in rows if isinstance(row, dict)} if isinstance(rows, list) else set()
