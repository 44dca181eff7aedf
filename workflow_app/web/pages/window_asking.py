"""Asking at the window who stands there: what was typed, and how what stands against it is told."""

from collections.abc import Callable

from werkzeug.wrappers import Response

from workflow_app.domain.commands.once import Once
from workflow_app.domain.commands.window import AtCounter
from workflow_app.domain.errors import AlreadyAnsweredError, ConflictError, InvalidError, RefusedError
from workflow_app.web.local_paths import see
from workflow_app.web.pages.asking import once_for, see_answer
from workflow_app.web.pages.inlet_forms import UNPROCESSABLE, day, problems, text, typed
from workflow_app.web.sentences import sentence

HERE = "/desk/window"
REFUSED = 409
Answer = Response | str | tuple[str, int]
Ask = Callable[[dict[str, str], dict[str, str], str], str]
"""Makes the page: with what was typed, what is wrong with it by field, and what stands against it as a whole."""


def person_typed() -> AtCounter:
    """Read who stands at the counter; raises InvalidError on `/mandate_until`."""
    acts_as = text("acts_as")
    until = day("mandate_until") if acts_as == "AGENT" else None
    return AtCounter(text("name"), acts_as, text("shown"), text("phone"), until)


def begin(do: Callable[[AtCounter, Once | None], str], ask: Ask) -> Answer:
    """Begin for who stands at the counter and go to the form; a refusal is told on the page, nothing typed is lost."""
    try:
        case_id = do(person_typed(), once_for(form_of))
    except AlreadyAnsweredError as error:
        return see_answer(error)
    except InvalidError as error:
        return ask(typed(), problems(error), ""), UNPROCESSABLE
    except (ConflictError, RefusedError) as error:
        return ask(typed(), {}, sentence(error.code, error.values)), REFUSED
    return see(form_of(case_id))


def form_of(case_id: object) -> str:
    """Return where the form of a case stands at the window."""
    return f"{HERE}/cases/{case_id}/form"
