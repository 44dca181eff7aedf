"""Who objects, as it is kept: encrypted, read by the handlers alone, and by the background that tells them by SMS."""

import json
from dataclasses import dataclass, field

from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.ports import Cipher
from workflow_app.models import Objection

SMS = "SMS"
"""How an objector may ask to be told."""


@dataclass(frozen=True, slots=True)
class ContactView:
    """Who objects; `is_clear` only where a handler asked for it, else masked.

    `is_confirmed` tells that a code came back from the telephone, `told_by` how they are told of what becomes of it.
    """

    name: str = field(repr=False)
    phone: str = field(repr=False)
    relation: str
    interest: str = field(repr=False)
    is_clear: bool = False
    is_confirmed: bool = False
    told_by: str = ""
    language: str = ""


def contact_of(row: Objection, cipher: Cipher) -> ContactView | None:
    """Return who objects, in clear, or None where nobody of the public does."""
    if row.contact_cipher is None:
        return None
    said = json.loads(cipher.decrypt(row.contact_cipher))
    return ContactView(
        said["name"],
        said["phone"],
        said["relation"],
        said["interest"],
        is_clear=True,
        is_confirmed=said["confirmed"],
        told_by=said.get("told_by", ""),
        language=said.get("language", ""),
    )


def write_contact(said: FileObjection, phone: str, *, confirmed: bool) -> str:
    """Return who objects as it is encrypted."""
    kept = {"name": said.name, "relation": said.relation, "interest": said.interest}
    told = {"phone": phone, "confirmed": confirmed, "told_by": said.told_by, "language": said.language}
    return json.dumps({key: text.strip() for key, text in kept.items()} | told, ensure_ascii=False)
