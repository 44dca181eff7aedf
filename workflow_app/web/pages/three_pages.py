"""The three pages of who speaks about something public: on and back, and a code for the telephone that was typed."""

from collections.abc import Callable
from typing import Protocol

from werkzeug.wrappers import Response

from workflow_app.domain.errors import BusyError, InvalidError, LimitedError
from workflow_app.web.pages.objection_form import LAST, ObjectionForm, problems_of
from workflow_app.web.sentences import sentence

UNPROCESSABLE, TOO_MANY, BUSY = 422, 429, 503
Answer = Response | str | tuple[str, int]


class ShowPage(Protocol):
    """Shows one of the three pages with what is wrong on it; `sent` says that a code is under way."""

    def __call__(
        self, step: int, problems: dict[str, str] | None = None, status: int = 200, *, sent: bool = False
    ) -> Answer:
        """Return the page."""


def walk(form: ObjectionForm, show: ShowPage) -> Answer:
    """Keep what came, and show the next page, the one before, or this one with what is wrong."""
    problems = form.keep_files() | (form.wrong() if form.go == "next" else {})
    if problems:
        return show(form.step, problems, UNPROCESSABLE)
    step = {"next": form.step + 1, "back": form.step - 1}.get(form.go, form.step)
    return show(min(max(step, 1), LAST))


def send_code(send: Callable[[], object], show: ShowPage) -> Answer:
    """Have a code sent and show the last page again; why none was sent is told there."""
    try:
        send()
    except InvalidError as error:
        return show(LAST, problems_of(error), UNPROCESSABLE)
    except (LimitedError, BusyError) as error:
        return show(LAST, {"phone": sentence(error.code, error.values)}, status_of(error))
    return show(LAST, sent=True)


def status_of(error: LimitedError | BusyError) -> int:
    """Return the status of a refusal after which the same may be tried again."""
    return TOO_MANY if isinstance(error, LimitedError) else BUSY
