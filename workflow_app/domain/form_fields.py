"""Fields of forms, as those see them who check a process and know no form."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class FieldFacts(Protocol):
    """What a check of a process wants to know of a field of a form."""

    @property
    def key(self) -> str:
        """Return the name of the answer."""

    @property
    def routing(self) -> bool:
        """Tell whether the diagram sees the answer."""

    @property
    def options(self) -> Sequence[str]:
        """Return the answers that can be chosen; none where anything may be written."""

    @property
    def visibility(self) -> Mapping[str, object]:
        """Return what steps may do with the field, by element."""
