"""What each notice says, in words, and what it looks like; `facts` fill the places of the text."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from workflow_app.services.notices import NoticeView
from workflow_app.web.pages.notice_inlets import INLETS


@dataclass(frozen=True, slots=True)
class Words:
    """A short title and one sentence that says what happened and what, if anything, can be done."""

    title: LazyString
    text: LazyString
    icon: str = "info-circle"
    tone: str = "info"


NOTICES: Mapping[str, Words] = {
    "REMOVALS_LATE": Words(
        _l("A removal is late"),
        _l(
            "Case %(number)s: the time is over and the record still stands on some sites. Please call those still open."
        ),
        "alert-triangle",
        "warning",
    ),
    **{code: Words(*parts) for code, parts in INLETS.items()},
}


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words."""

    title: str
    text: str
    icon: str
    tone: str


def notice_words(notice: NoticeView) -> Told:
    """Return a notice in the language of the page; an unknown code shows itself rather than nothing."""
    words = NOTICES.get(notice.code)
    if words is None:
        return Told(_("Notice"), notice.code, "info-circle", "neutral")
    return Told(str(words.title), str(words.text) % _Facts(notice.facts), words.icon, words.tone)


class _Facts(dict[str, object]):
    """Facts of a notice; one that is missing is a dash, never a failure."""

    def __missing__(self, key: str) -> str:
        return "—"
