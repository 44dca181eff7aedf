"""Applications that a site pushes as signed requests."""

import base64
import binascii
import io
from collections.abc import Mapping
from datetime import datetime

from workflow_app.domain.actors import SERVICE
from workflow_app.domain.errors import FieldError, InvalidError, NotFoundError, NotSignedInError
from workflow_app.domain.inbound import InboundChannel, InboundFile, TakeIn
from workflow_app.domain.ports import RefusedBySiteError
from workflow_app.domain.time import machine_now
from workflow_app.services.inbound import Taken, take_in
from workflow_app.services.receipts import WRONG_SIGNATURE, Push
from workflow_app.services.site_ways import address_of
from workflow_app.services.tools import Tools

LARGEST = 16 * 1024 * 1024


def accept_application(push: Push, *, tools: Tools) -> Taken:
    """Take in what a site pushed; it reached us now.

    Raises NotSignedInError where the site did not sign it, NotFoundError SITE_UNKNOWN, InvalidError per field, and what
    `take_in` raises.
    """
    with tools.database.read() as unit:  # anybody may call: nothing is held for those who did not sign
        site = unit.listings.find_site(push.site)
    if site is None or site.secret_cipher is None:
        raise NotFoundError("SITE_UNKNOWN")
    try:
        said = tools.read_push(
            address_of(site, tools),
            path=push.path,
            headers=push.headers,
            body=push.body,
            now=machine_now(),
            largest=LARGEST,
        )
    except RefusedBySiteError as error:
        if error.code == WRONG_SIGNATURE:
            raise NotSignedInError(WRONG_SIGNATURE) from None
        raise InvalidError(FieldError("", error.code)) from None
    return take_in(_command(site.code, said, tools), actor=SERVICE, tools=tools)


def _command(site: str, said: Mapping[str, object], tools: Tools) -> TakeIn:
    values = said.get("values")
    return TakeIn(
        site=site,
        outside_no=_text(said, "outside_no"),
        channel=InboundChannel.API,
        received_at=_instant(said, "received_at"),
        pushed_at=tools.clock.now(),
        uscc=_text(said, "uscc"),
        document_no=_text(said, "document_no"),
        values=values if isinstance(values, dict) else {},
        files=_files(said.get("files")),
    )


def _text(said: Mapping[str, object], name: str) -> str:
    value = said.get(name)
    if not isinstance(value, str):
        raise InvalidError(FieldError(f"/{name}", "REQUIRED"))
    return value.strip()


def _instant(said: Mapping[str, object], name: str) -> datetime:
    try:
        instant = datetime.fromisoformat(_text(said, name))
    except ValueError:
        raise InvalidError(FieldError(f"/{name}", "INVALID_DATE")) from None
    if instant.tzinfo is None:
        raise InvalidError(FieldError(f"/{name}", "INVALID_DATE"))
    return instant


def _files(said: object) -> tuple[InboundFile, ...]:
    """Return the files, each in base64 with its field and name; raises InvalidError at the one that is no file."""
    files = []
    for number, each in enumerate(said if isinstance(said, list) else ()):
        try:
            content = base64.b64decode(str(each["content"]), validate=True)
            named = (str(each["field"]), str(each["filename"]), str(each.get("media_type", "")))
        except (KeyError, TypeError, AttributeError, binascii.Error):
            raise InvalidError(FieldError(f"/files/{number}", "INVALID")) from None
        files.append(InboundFile(*named, io.BytesIO(content)))
    return tuple(files)
