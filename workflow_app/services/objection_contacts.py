"""Who objects, as it is kept: encrypted, read by the handlers alone, and by the background that tells them by SMS."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflow_app.domain.commands.objections import FileObjection
from workflow_app.domain.ports import Cipher
from workflow_app.models import Objection

NOT_TAKEN: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class ContactView:
    """Who objects; `is_clear` only where a handler asked for it, else masked.

    `is_confirmed` tells that a code came back from the telephone, `told_by` how they are told of what becomes of it,
    `taken_by` who of the staff took it down, where it did not come over the page.
    """

    name: str = field(repr=False)
    phone: str = field(repr=False)
    relation: str
    interest: str = field(repr=False)
    is_clear: bool = False
    is_confirmed: bool = False
    told_by: str = ""
    language: str = ""
    taken_by: str = ""
    taken_at: datetime | None = None


def contact_of(row: Objection, cipher: Cipher) -> ContactView | None:
    """Return who objects, in clear, or None where nobody of the public does."""
    return read_cipher(row.contact_cipher, cipher)


def read_cipher(kept: bytes | None, cipher: Cipher) -> ContactView | None:
    """Return who spoke, in clear, or None where that was not kept."""
    if kept is None:
        return None
    said = json.loads(cipher.decrypt(kept))
    return ContactView(
        said["name"],
        said["phone"],
        said["relation"],
        said["interest"],
        is_clear=True,
        is_confirmed=said["confirmed"],
        told_by=said.get("told_by", ""),
        language=said.get("language", ""),
        taken_by=said.get("taken_by", ""),
        taken_at=datetime.fromisoformat(said["taken_at"]) if said.get("taken_at") else None,
    )


def write_contact(said: FileObjection, phone: str, *, confirmed: bool, taken: Mapping[str, str] = NOT_TAKEN) -> str:
    """Return who objects as it is encrypted; `taken` says who of the staff took it down, and when."""
    kept = {"name": said.name, "relation": said.relation, "interest": said.interest}
    told = {"phone": phone, "confirmed": confirmed, "told_by": said.told_by, "language": said.language}
    return json.dumps({key: text.strip() for key, text in kept.items()} | told | dict(taken), ensure_ascii=False)
