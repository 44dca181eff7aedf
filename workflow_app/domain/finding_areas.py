"""What part of a process a finding of the check is about, so that a page can say of each part how it stands."""

from enum import StrEnum


class Area(StrEnum):
    """A part of a process that is checked by itself."""

    STRUCTURE = "STRUCTURE"
    PARTS = "PARTS"
    LETTERS = "LETTERS"
    TESTS = "TESTS"


_TESTS = ("TEST_",)
_LETTERS = ("LETTER_", "PLACEHOLDER_", "ROW_WORDS")
_PARTS = (
    *(
        "FACTS_",
        "FORM_",
        "STATE_",
        "CLOCK_MISSING",
        "CLOCK_ELEMENT",
        "DECISION_",
        "MESSAGE_NOT_",
        "LIMIT_",
        "ROUTING_UNDECLARED",
    ),
    *("KEY_DIFFERS", "DIAGRAM_NAME", "PART_SHAPE", "FILE_UNEXPECTED", "START_FORM", "ELEMENT_MISSING"),
    *("PARAMETER_UNKNOWN", "ROLE_UNKNOWN", "OPERATION_UNKNOWN"),
)


def area_of(code: str) -> Area:
    """Return what a finding is about by its code; what is about nothing else is about the diagram and its ways."""
    for area, beginnings in ((Area.TESTS, _TESTS), (Area.LETTERS, _LETTERS), (Area.PARTS, _PARTS)):
        if code.startswith(beginnings):
            return area
    return Area.STRUCTURE
