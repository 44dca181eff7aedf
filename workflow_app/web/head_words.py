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
from workflow_app.domain.process_facts import Words

ABOUT = ("case", "subject", "signing", "batch", "record", "asked", "found", "view", "file")
"""What a page may be about, by the names that templates know it by; the first that has a code counts."""
BOTH = ("（个体工商户为经营者）", "（经营者）", " (of an individual business: its operator)")
"""How texts that speak of every subject add the other word; said of nobody in particular only."""
_HEAD = re.compile(r"法定代表人|\b(?:([Aa]) )?([Ll])egal [Rr]epresentative")


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
    head = g.get("head") if has_app_context() else None
    return str(text) if head is None else words_of(head, str(text))


def words_of(head: Words, text: str) -> str:
    """Return a text in the words of one kind of head; what names none stays as it is."""
    if not _HEAD.search(text):
        return text
    for other in BOTH:
        text = text.replace(other, "")
    return _HEAD.sub(_operator, text) if head is OPERATOR else text


def _operator(found: re.Match[str]) -> str:
    """Return what is said of an operator instead, with its article and its capital letter."""
    if found[2] is None:
        return OPERATOR.zh
    article = f"{found[1]}n " if found[1] else ""
    return article + (OPERATOR.en.capitalize() if found[2] == "L" and not article else OPERATOR.en)


def _speak_of_page(_app: Flask, *, context: Mapping[str, object], **_more: object) -> None:
    """Find out whom a page is about, from what its template is given."""
    for name in ABOUT:
        each = context.get(name)
        for part in (each, getattr(each, "subject", None), getattr(each, "detail", None)):
            uscc = getattr(part, "uscc", None)
            if isinstance(uscc, str):
                speak_of(uscc)
                return
