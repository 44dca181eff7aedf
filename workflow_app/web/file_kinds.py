"""The kinds of files that a case takes, as browsers and people read them."""

from flask_babel import gettext as _

from workflow_app.domain.file_kinds import EXTENSIONS

ACCEPTED = ",".join(f".{each}" for endings in EXTENSIONS.values() for each in endings)
"""The value of `accept` for a file field."""


def kinds_text(accept: str = ACCEPTED) -> str:
    """Return what a file field takes, in words: "PDF, OFD, JPG or PNG"."""
    wanted = {each.strip().removeprefix(".").lower() for each in accept.split(",")}
    kinds = [endings[0].upper() for endings in EXTENSIONS.values() if wanted & set(endings)]
    if len(kinds) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(kinds)
    return str(_("%(others)s or %(last)s", others=_(", ").join(kinds[:-1]), last=kinds[-1]))


def content_word(media_type: object) -> str:
    """Return what a file is by its content, in words that stand after "the file is"."""
    found = str(media_type or "")
    words = {
        "application/pdf": _("a PDF"),
        "application/ofd": _("an OFD"),
        "image/jpeg": _("a JPEG picture"),
        "image/png": _("a PNG picture"),
        "application/zip": _("an archive or an Office file"),
        "application/msword": _("a Word file"),
        "text/html": _("a web page"),
    }
    if found.startswith("application/vnd.openxmlformats"):
        return str(_("an Office file"))
    if found in words:
        return str(words[found])
    by_family = {"text": _("plain text"), "image": _("a picture of another kind"), "video": _("a film")}
    return str(by_family.get(found.partition("/")[0], _("something else")))
