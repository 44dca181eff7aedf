"""The two steps that come before others: a mobile number, and the code that was sent there.

What the browser keeps is a secret of its own in the signed session; every step has the same address, so that a page
may be loaded again at any time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from flask import request, session
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from workflow_app.domain.commands.entering import AskForCode, Purpose
from workflow_app.domain.errors import ConflictError, DomainError, InvalidError, LimitedError, RefusedError
from workflow_app.services.phone_proofs import ProofView, ask_again, ask_for_code, confirm_phone, get_proof
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.limits import caller_network
from workflow_app.web.local_paths import see
from workflow_app.web.pages.notice_contacts import channel_noun
from workflow_app.web.sentences import sentence

CONFLICT, UNPROCESSABLE, TOO_MANY = 409, 422, 429
Answer = Response | tuple[str, int]


@dataclass(slots=True)
class Trouble:
    """What went wrong: by field, or with the whole step; and what was typed."""

    problems: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    whole: str = ""
    status: int = 200


def out_of_date() -> Trouble:
    """Say that a form came from a page of an earlier session, and did nothing."""
    typed = {name: request.form.get(name, "") for name in ("mobile", "name")}
    return Trouble({}, typed, _("The page was out of date. Nothing has been carried out yet; send it once more."), 400)


@dataclass(frozen=True, slots=True)
class PhoneSteps:
    """The steps for one purpose, at one address; `about_id` is what is to be agreed to."""

    purpose: Purpose
    here: str
    about_id: str | None = None

    @property
    def _kept(self) -> str:
        return f"proof/{self.purpose}/{self.about_id or ''}"

    @property
    def secret(self) -> str:
        """Return what this browser keeps, or nothing."""
        return str(session.get(self._kept, ""))

    def proof(self) -> ProofView | None:
        """Return how far this browser has come."""
        return get_proof(self.secret, self.purpose, tools=current_tools())

    def forget(self) -> None:
        """Begin anew."""
        session.pop(self._kept, None)

    def take(self, act: str, show: Callable[[Trouble], Answer], *, mobile: str | None = None) -> Answer:
        """Do one of the steps, then show the page again; `mobile` is the number where nobody types one."""
        typed = {name: request.form.get(name, "").strip() for name in ("mobile", "code")}
        acts: dict[str, Callable[[], None]] = {
            "mobile": lambda: self._send(typed["mobile"] if mobile is None else mobile),
            "again": self._again,
            "code": lambda: confirm_phone(self.secret, typed["code"], self.purpose, tools=current_tools()),
            "other": self.forget,
        }
        if act in acts:
            try:
                acts[act]()
            except (InvalidError, LimitedError, ConflictError, RefusedError) as error:
                return show(_trouble(error, act, typed))
        return see(self.here)

    def _send(self, mobile: str) -> None:
        caller, language = caller_network(), current_language()
        command = AskForCode(self.purpose, mobile, caller, language, self.about_id)
        session[self._kept] = ask_for_code(command, tools=current_tools())

    def _again(self) -> None:
        caller, language = caller_network(), current_language()
        session[self._kept] = ask_again(
            self.secret, self.purpose, caller=caller, language=language, tools=current_tools()
        )


def _trouble(error: DomainError, act: str, typed: dict[str, str]) -> Trouble:
    """Say what is wrong at its field, or above the form; a code that was wrong is typed anew."""
    values = {**error.values, "what": channel_noun("SMS")}
    if isinstance(error, InvalidError):
        name = "code" if act == "code" else "mobile"
        first = error.errors[0]
        return Trouble({name: sentence(first.code, first.values)}, {"mobile": typed["mobile"]}, "", UNPROCESSABLE)
    status = TOO_MANY if isinstance(error, LimitedError) else CONFLICT
    said = sentence(error.code, values)
    return Trouble({}, {"mobile": typed["mobile"]}, said or _("Please begin again."), status)
