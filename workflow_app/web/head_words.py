"""Calls the head of a subject by the right word on pages and papers that are about one subject.

The catalogues and forms say “legal representative”, some of them with “(operator)” beside it, for they speak of every
subject. Where it is known whom a page is about, whatever it says is put into the words of that subject.
"""

import re
from collections.abc import Mapping

from flask import Flask, before_render_template, g, has_app_context
from flask_babel import Domain
from flask_babel.speaklater import LazyString

from workflow_app.domain.heads import OPERATOR, head_of

ABOUT = ("case", "subject", "signing", "batch", "record", "asked", "found", "view", "file")
"""What a page may be about, by the names that templates know it by; the first that has a code counts."""
_BOTH = re.compile(
    r"(?<=法定代表人)（(?:个体工商户为)?经营者）| \((?:of an individual business: its )?operator\)(?!\w)", re.IGNORECASE
)
_MARKS = re.compile(r"法定代表人|legal representative", re.IGNORECASE)
_IN_OPERATOR_WORDS = (
    (re.compile("法定代表人"), "经营者"),
    (re.compile(r"\ba legal representative"), "an operator"),
    (re.compile(r"\bA legal representative"), "An operator"),
    (re.compile(r"\blegal representative"), "operator"),
    (re.compile(r"\bLegal (?:r|R)epresentative"), "Operator"),
)


class HeadDomain(Domain):  # type: ignore[misc] # the library has no types
    """The catalogues in the words of whom a page is about."""

    def get_translations(self) -> object:
        """Return the catalogue of the language asked for."""
        return _InItsWords(super().get_translations())


class _InItsWords:
    def __init__(self, inner: object) -> None:
        self._inner = inner

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def ugettext(self, text: str) -> str:
        """Return a translated text."""
        return in_its_words(self._inner.ugettext(text))  # type: ignore[attr-defined] # gettext's, under its old name

    def ungettext(self, one: str, many: str, number: int) -> str:
        """Return a translated text with a number."""
        return in_its_words(self._inner.ungettext(one, many, number))  # type: ignore[attr-defined] # as above


def register(app: Flask) -> None:
    """Let pages speak of those they are about."""
    app.extensions["babel"].instance.domain_instance = HeadDomain()
    before_render_template.connect(_speak_of_page, app)
    app.jinja_env.filters["in_its_words"] = in_its_words


def speak_of(uscc: str | None) -> None:
    """Speak of a subject until the request is over; of one without a code nothing is known."""
    if uscc:
        g.head = head_of(uscc)


def in_its_words(text: str | LazyString) -> str:
    """Return a text in the words of the subject that is spoken of; as it is, where none is."""
    said = str(text)
    head = g.get("head") if has_app_context() else None
    if head is None or not _MARKS.search(said):
        return said
    said = _BOTH.sub("", said)
    if head is OPERATOR:
        for pattern, word in _IN_OPERATOR_WORDS:
            said = pattern.sub(word, said)
    return said


def _speak_of_page(_app: Flask, *, context: Mapping[str, object], **_more: object) -> None:
    """Find out whom a page is about, from what its template is given."""
    for name in ABOUT:
        each = context.get(name)
        for part in (each, getattr(each, "subject", None), getattr(each, "detail", None)):
            uscc = getattr(part, "uscc", None)
            if isinstance(uscc, str):
                speak_of(uscc)
                return
