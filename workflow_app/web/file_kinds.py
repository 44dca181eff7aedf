"""The kinds of files that a case takes, as browsers and people read them."""

from flask_babel import gettext as _

from workflow_app.domain.file_kinds import EXTENSIONS, MATERIALS

ACCEPTED = ",".join(f".{each}" for endings in EXTENSIONS.values() for each in endings)
"""The value of `accept` for a file field."""
ACCEPTED_MATERIALS = ",".join(f".{each}" for endings in MATERIALS.values() for each in endings)
"""The same for a material, which may be photographed."""


def kinds_text(accept: str = ACCEPTED) -> str:
    """Return what a file field takes, in words: "PDF, OFD, JPG or PNG"."""
    wanted = {each.strip().removeprefix(".").lower() for each in accept.split(",")}
    kinds = [endings[0].upper() for endings in MATERIALS.values() if wanted & set(endings)]
    if len(kinds) < 2:  # noqa: PLR2004 - nothing to join
        return "".join(kinds)
    return str(_("%(others)s or %(last)s", others=_(", ").join(kinds[:-1]), last=kinds[-1]))
