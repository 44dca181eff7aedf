"""Who takes part where a draft is walked through: two of every role of the staff, and one who applies."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import DESK_ROLES, Role
from workflow_app.domain.time import ZONE

WALK_START = datetime(2026, 9, 29, 9, 0, tzinfo=ZONE)
"""Every walk begins at the same instant, so that the same acts come to the same days wherever they are repeated."""
AUTHORITY = "ZM_URBAN"
"""Whose staff take part."""
APPLICANT = "applicant"
_PLACES = ("a", "b")
_NAMES = ("试走人员甲", "试走人员乙")


@dataclass(frozen=True, slots=True)
class Walker:
    """One who takes part: `name` is what letters and the history of the sandbox call them."""

    username: str
    name: str
    role: Role


CAST = (
    Walker(APPLICANT, "试走申请人", Role.APPLICANT),
    *(
        Walker(f"{role.value.lower()}_{place}", name, role)
        for role in sorted(DESK_ROLES)
        for place, name in zip(_PLACES, _NAMES, strict=True)
    ),
)

PAPER_NAME = "sample.pdf"
PAPER = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
"""The blank sheet that every paper in the sandbox is."""
