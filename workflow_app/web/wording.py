"""The catalogues of the pages with a type: the library that reads them says nothing of what it returns."""

import re

from flask_babel import gettext

from workflow_app.web.languages import current_language

_TWO_STOPS = re.compile(r"(?<![.。])([.。！？!?])[.。](?![.。])")
"""Two stops and no more: three points leave something out."""


def words(text: str, **values: object) -> str:
    """Return a text in the language of the page, its named values put in."""
    return str(gettext(text, **values))


def run_on(*sentences: str) -> str:
    """Return sentences one after the other, as the language of the page sets them apart."""
    return (" " if current_language() == "en" else "").join(each for each in sentences if each)


def one_stop(text: str) -> str:
    """Return a text with one full stop where a whole sentence that somebody wrote stands before another one."""
    return _TWO_STOPS.sub(lambda found: "。" if found[0] == ".。" else found[1], text)
