"""The catalogues of the pages with a type: the library that reads them says nothing of what it returns."""

from flask_babel import gettext


def words(text: str, **values: object) -> str:
    """Return a text in the language of the page, its named values put in."""
    return str(gettext(text, **values))
