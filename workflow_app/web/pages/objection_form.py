"""The three pages of an objection as one form: what a request says, and what is wrong on which page."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO, ClassVar, Self, cast

from flask import request
from werkzeug.datastructures import FileStorage

from workflow_app.domain.commands.objections import FileObjection, KeepEvidence
from workflow_app.domain.commands.once import Once
from workflow_app.domain.errors import BusyError, ConflictError, InvalidError, LimitedError, NotFoundError
from workflow_app.domain.objection_checks import wrong_in_proof, wrong_in_what, wrong_in_who
from workflow_app.domain.objections import MOST_FILES
from workflow_app.services.objecting import ReceiptView
from workflow_app.services.proof_files import EvidenceView, keep_evidence, known_evidence
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.limits import caller_network
from workflow_app.web.pages.asking import once_for
from workflow_app.web.sentences import sentence

LONGEST = 4000
"""Characters of a field that are shown again; more than any may have."""
WHAT, PROOF, WHO = 1, 2, 3
LAST = WHO
PAGE_OF = {"ground": WHAT, "statement": WHAT, "files": PROOF}
ADDED = ("proof", "photo")
"""Where files come from: chosen, or from the camera."""


@dataclass(slots=True)
class ObjectionForm:
    """What somebody has typed so far, on which page they are, and what they pressed."""

    FIELDS: ClassVar[tuple[str, ...]] = (
        *("ground", "statement", "name", "phone", "relation", "interest", "confirmation", "told_by"),
    )
    case_id: str
    step: int
    go: str
    typed: dict[str, str]
    tokens: tuple[str, ...]
    came_at: datetime | None = None
    """When it came, where the staff takes it down later."""

    @classmethod
    def read(cls, case_id: str) -> Self:
        """Return the form as the request has it; an untouched one where nothing was sent."""
        sent = request.form
        step = sent.get("step", "1")
        typed = {name: sent.get(name, "").strip()[:LONGEST] for name in cls.FIELDS}
        given = [each[:100] for each in sent.getlist("kept") if each][: 2 * MOST_FILES]
        go = sent.get("go", "next" if sent else "")
        if go.startswith("remove:"):
            given = [each for each in given if each != go.removeprefix("remove:")]
        return cls(case_id, int(step) if step in {"1", "2", "3"} else 1, go, typed, tuple(dict.fromkeys(given)))

    def keep_files(self) -> dict[str, str]:
        """Keep the files that came; return what is wrong with them, by where they were chosen."""
        problems: dict[str, str] = {}
        for name in ADDED:
            files = [each for each in request.files.getlist(name) if each.filename]
            told = [problem for each in files if (problem := self._keep(each))]
            problems |= {name: told[0]} if told else {}
        return problems

    def _keep(self, file: FileStorage) -> str:
        """Keep one file; return what is wrong with it, or nothing."""
        if len(self.tokens) >= MOST_FILES:
            return sentence("TOO_MANY_PROOFS", {"most": MOST_FILES})
        try:
            self.tokens = (*self.tokens, self._store(file).token)
        except InvalidError as error:
            return f"{file.filename}: {next(iter(problems_of(error).values()))}"
        except (LimitedError, BusyError) as error:
            return sentence(error.code, error.values)
        except (ConflictError, NotFoundError):
            pass  # the page that comes next says that the time is over
        return ""

    def _store(self, file: FileStorage) -> EvidenceView:
        """Keep a file where it waits; raises what keeping raises."""
        stream = cast("BinaryIO", file.stream)
        command = KeepEvidence(self.case_id, file.filename or "", file.mimetype, stream, caller_network(), self.came_at)
        return keep_evidence(command, tools=current_tools())

    def _waiting(self) -> tuple[EvidenceView, ...]:
        """Return the files that wait under the tokens."""
        return known_evidence(self.case_id, self.tokens, tools=current_tools())

    def known_files(self) -> tuple[EvidenceView, ...]:
        """Return the files that wait for this objection; what was forgotten meanwhile is left out."""
        files = self._waiting() if self.tokens else ()
        self.tokens = tuple(each.token for each in files)
        return files

    def wrong(self) -> dict[str, str]:
        """Return what is wrong on the page that was filled in."""
        check = {WHAT: wrong_in_what, PROOF: wrong_in_proof, WHO: wrong_in_who}[self.step]
        return {each.field.strip("/"): sentence(each.code, each.values) for each in check(self._said())}

    def first_wrong(self, error: InvalidError) -> int:
        """Return the first page on which something is wrong."""
        return min((PAGE_OF.get(each.field.strip("/"), LAST) for each in error.errors), default=LAST)

    def command(self) -> FileObjection:
        """Return what is asked for, so that a second click has no second effect."""
        return replace(self._said(), caller=caller_network(), language=current_language(), once=once_of_receipt())

    def _said(self) -> FileObjection:
        typed = {name: self.typed[name] for name in ObjectionForm.FIELDS}
        return FileObjection(case_id=self.case_id, files=self.tokens, **typed)  # type: ignore[arg-type] # texts only


def problems_of(error: InvalidError) -> dict[str, str]:
    """Return what is wrong by field, in words; of a key that was used for something else, at the button."""
    if not error.errors:
        return {"send": sentence(error.code, error.values)}
    return {each.field.strip("/"): sentence(each.code, each.values) for each in error.errors}


def once_of_receipt() -> Once | None:
    """Return the key of the form, whose answer is the objection that was made."""
    found = once_for(lambda _view: "")
    return replace(found, dump=_made) if found else None


def _made(view: object) -> dict[str, object]:
    if not isinstance(view, ReceiptView):
        raise TypeError(view)
    return {"id": view.id}
