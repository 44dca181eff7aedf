"""A file that was chosen in a form that was refused: no browser keeps it, so the page says so where it is chosen."""

from collections.abc import Mapping

from flask import request
from flask_babel import gettext as _

LONGEST = 100


def with_file_lost(field: str, wrong: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong by field, and of a file that came in a field and was not kept that it is chosen again."""
    file = request.files.get(field)
    if file is None or not file.filename or field in wrong:
        return dict(wrong)
    return {**wrong, field: _("The file “%(name)s” was not kept. Choose it again.", name=file.filename[:LONGEST])}
