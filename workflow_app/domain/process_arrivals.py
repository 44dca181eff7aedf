"""What came of a process that another tool drew: what was adapted when it was taken in, and on which lines it stood."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Adaptation:
    """One thing that was changed so that this service can run a diagram: a code, the element, values; no sentence.

    `element` is its id as it is now; `line` is one of the file as it came.
    """

    code: str
    element: str | None
    line: int | None
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file from elsewhere as it was taken in: its name, what was adapted, and on which line each element stood."""

    name: str
    adaptations: tuple[Adaptation, ...]
    lines: Mapping[str, int] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        """Return it as plain data, to be kept with a draft."""
        return {
            "name": self.name,
            "adaptations": [asdict(each) for each in self.adaptations],
            "lines": dict(self.lines),
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        """Return it from what `as_json` gave."""
        return cls(kept["name"], tuple(Adaptation(**each) for each in kept["adaptations"]), kept["lines"])
