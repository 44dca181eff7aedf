"""The short messages that carry a link: who asks, for whom, and the link; names give way where there is no room."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from workflow_app.domain.message_ports import Told

SHORTEST = 4
"""Characters of the name of an enterprise by which its own people still know it, the mark of what is cut included."""
CUT = "…"
_ASKED = {
    "CONSENT_LINK": (
        _l("%(name)s asks to act for %(subject)s: %(link)s"),
        _l("Consent asked for %(subject)s: %(link)s"),
        _l("Consent asked: %(link)s"),
    ),
    "SIGNING_LINK": (
        _l("%(name)s asks you to sign for %(subject)s: %(link)s"),
        _l("Please sign for %(subject)s: %(link)s"),
        _l("Please sign: %(link)s"),
    ),
}


def link_texts(told: Told, *, room: int) -> Iterator[str]:
    """Yield what a message with a link may say within some room, the fullest first; the last one may be longer."""
    name, subject = str(told.facts.get("name") or ""), str(told.facts.get("subject") or "")
    with_both, with_subject, plain = _ASKED[told.code]
    if name and subject:
        yield from _cut(str(with_both), subject, {"name": name, "link": told.link}, room)
    if subject:
        yield from _cut(str(with_subject), subject, {"link": told.link}, room)
    yield str(plain) % {"link": told.link}


def _cut(form: str, subject: str, others: dict[str, str], room: int) -> Iterator[str]:
    """Yield a text with the name of the enterprise as far as there is room, nothing where there is too little."""
    left = room - len(form % {**others, "subject": ""})
    if left >= len(subject):
        yield form % {**others, "subject": subject}
    elif left >= SHORTEST:
        yield form % {**others, "subject": subject[: left - len(CUT)] + CUT}
