"""Puts notices into words for mail and SMS, from the same catalogues and tables as the pages."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from flask import Flask
from flask_babel import gettext as _

from workflow_app.domain.message_ports import Told, Written
from workflow_app.web import languages
from workflow_app.web.link_messages import link_texts
from workflow_app.web.pages.notice_sms import sms_words
from workflow_app.web.pages.notice_words import notice_words

ONE_PART = 70
"""Characters of an SMS that goes as one, in the alphabet that has Chinese."""


class CatalogueWriter:
    """The writer on the catalogues of the pages; the background writes with it as the pages do, in any language."""

    def __init__(self) -> None:
        self._app = Flask("workflow_app.writer")
        languages.register(self._app)

    def write_mail(self, notices: Sequence[Told], *, language: str, settings_link: str) -> Written:
        """Return one mail that tells them all, each once; the subject says how many there are."""
        with self._in(language):
            parts, titles = dict[str, str](), list[str]()
            for each in notices:
                told = notice_words(each)
                if told.text not in parts:
                    titles.append(told.title)
                    parts[told.text] = f"{told.title}\n{told.text}\n{each.link}"
            authority = _authority(notices[0], language)
            subject = titles[0]
            if len(titles) > 1:
                subject = _("%(title)s and more: %(total)d messages", title=titles[0], total=len(titles))
            footer = _(
                "This mail was sent by itself; nobody reads answers to it. You get it because you confirmed this "
                "address. Change that here:"
            )
            text = "\n\n".join([*parts.values(), f"-- \n{authority}\n{footer}\n{settings_link}"])
            return Written(_signed(authority, subject, language), f"{text}\n")

    def write_sms(self, notice: Told, *, language: str) -> Written:
        """Return a short message: what it is about, and who says so."""
        with self._in(language):
            return Written("", _short(_authority(notice, language), sms_words(notice), language))

    def write_link(self, told: Told, *, language: str) -> Written:
        """Return the short message with the link by which a legal representative is asked to agree or to sign."""
        with self._in(language):
            shortest = _signatures(_authority(told, language), language)[-1]
            text = next(link_texts(told, room=ONE_PART - len(shortest)))
            return Written("", _short(_authority(told, language), text, language))

    def write_code(self, code: str, *, authority: Told, minutes: int, channel: str, language: str) -> Written:
        """Return the message that carries the code by which an address is confirmed."""
        with self._in(language):
            name = _authority(authority, language)
            if channel == "SMS":
                text = _("Code %(code)s, valid %(minutes)d min. Tell nobody.", code=code, minutes=minutes)
                return Written("", _short(name, text, language))
            text = _(
                "Your code is %(code)s, valid for %(minutes)d minutes. Tell it to nobody.", code=code, minutes=minutes
            )
            ignore = _("If you did not ask for it, somebody has mistyped an address: do nothing.")
            return Written(
                _signed(name, _("The code for your mail address"), language), f"{text}\n{ignore}\n\n-- \n{name}\n"
            )

    @contextmanager
    def _in(self, language: str) -> Iterator[None]:
        """Write in a language: words ask for it as they do in a request for a page."""
        with self._app.test_request_context("/", query_string={languages.COOKIE: language}):
            yield


def _authority(notice: Told, language: str) -> str:
    return notice.authority_en if language == "en" else notice.authority_zh


def _signed(authority: str, text: str, language: str) -> str:
    """Return a line with who says it in front, as mobile networks want it."""
    return f"[{authority}] {text}" if language == "en" else f"【{authority}】{text}"


def _short(authority: str, text: str, language: str) -> str:
    """Return a signed SMS; who says it is abbreviated where the whole name would make it longer than one part.

    A case has a Chinese number, so an English text has no more room than a Chinese one.
    """
    said = [f"{signature}{text}" for signature in _signatures(authority, language)]
    return next((each for each in said if len(each) <= ONE_PART), said[-1])


def _signatures(authority: str, language: str) -> list[str]:
    """Return how a message may be signed, in full first and then abbreviated."""
    first, *others = authority.split()
    initials = "".join(word[0] for word in others if word[0].isupper())
    names = (authority, f"{first} {initials}", f"{first[0]}{initials}") if others else (authority,)
    return [_signed(name, "", language) for name in names]
