"""Letters that the office issues beside the diagram: their texts come from the version that new cases take."""

from collections.abc import Callable, Mapping

from workflow_app.domain.errors import RefusedError
from workflow_app.domain.letters import LetterData, compose
from workflow_app.models import Letter
from workflow_app.repositories.letter_making import About, Making, letter_marks, make_letter
from workflow_app.repositories.unit_of_work import UnitOfWork
from workflow_app.services.ready import ready
from workflow_app.services.tools import Tools

Values = Mapping[str, object]


def texts_of_kind(unit: UnitOfWork, kind: str, tools: Tools) -> Mapping[str, object]:
    """Return the texts of a kind of letter; raises RefusedError LETTER_TEXT where no process brings it."""
    for process in unit.processes.list_all():
        texts = _letters_of(unit, process.key, tools)
        if kind in texts:
            return texts[kind]
    raise RefusedError("LETTER_TEXT", name=kind)


def _letters_of(unit: UnitOfWork, key: str, tools: Tools) -> Mapping[str, Mapping[str, object]]:
    runs_on = unit.processes.get_current(key, now=tools.clock.now())
    return ready(unit, runs_on, tools).letter_texts


def issue_beside(
    making: Making, about: About, values: Values | Callable[[Mapping[str, object]], Values], *, tools: Tools
) -> Letter:
    """Issue a letter of the office with its values, within a unit of work that the caller commits.

    Values may be asked of the texts, where these hold words of their own. Raises RefusedError as `compose` does.
    """
    texts = texts_of_kind(making.unit, making.kind, tools)
    own = values(texts) if callable(values) else values

    def write(number: str, code: str) -> LetterData:
        marks = letter_marks(making.authority, number=number, code=code, base_url=tools.base_url, now=making.now)
        return compose(texts, {**marks, **own})

    return make_letter(making, about, write)
