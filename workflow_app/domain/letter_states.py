"""What became of a letter after its issue: whether it stands, whether it is sealed, and what its papers are (A15)."""

from enum import StrEnum


class Standing(StrEnum):
    """Whether a letter holds; of one that was replaced, its successor does."""

    IN_FORCE = "IN_FORCE"
    CORRECTED = "CORRECTED"
    ANNULLED = "ANNULLED"
    REPLACED = "REPLACED"


HOLDS = frozenset({Standing.IN_FORCE, Standing.CORRECTED})
"""How a letter stands that has effect."""


class Seal(StrEnum):
    """Whether a letter carries its seal; PENDING is issued, not yet sealed, and is not served."""

    NONE = "NONE"
    PENDING = "PENDING"
    SEALED = "SEALED"


class SealWay(StrEnum):
    """How an authority seals: by a certificate after the PDF is made, or by a stamp on paper that is scanned."""

    ELECTRONIC = "ELECTRONIC"
    STAMP = "STAMP"


class PaperForm(StrEnum):
    """What a file of a letter is: as it was set, signed with the seal's certificate, or a scan of stamped paper."""

    PLAIN = "PLAIN"
    SIGNED = "SIGNED"
    STAMPED = "STAMPED"


SEALED_FORMS = frozenset({PaperForm.SIGNED, PaperForm.STAMPED})


class ChangeKind(StrEnum):
    """How a letter that is wrong is put right: a notice beside it, its end, or another letter in its place."""

    CORRECT = "CORRECT"
    ANNUL = "ANNUL"
    REISSUE = "REISSUE"
