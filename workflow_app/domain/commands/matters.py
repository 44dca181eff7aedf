"""What is asked of the catalogue of matters."""

from dataclasses import dataclass

from workflow_app.domain.matters import Way


@dataclass(frozen=True, slots=True)
class FindMatters:
    """What a list of matters is asked for: words, an authority by its code, a way."""

    words: str = ""
    authority: str = ""
    way: Way | None = None
