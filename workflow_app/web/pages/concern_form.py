"""The three pages of an objection to something public, or of a report about it: what differs from a repair's."""

from dataclasses import dataclass, replace
from typing import BinaryIO, ClassVar, Self, cast

from werkzeug.datastructures import FileStorage

from workflow_app.domain.commands.concerns import FileConcern, KeepProof
from workflow_app.domain.concern_checks import wrong_in_concern, wrong_in_speaker
from workflow_app.domain.concerns import Kind, Target
from workflow_app.domain.errors import InvalidError
from workflow_app.domain.objection_checks import wrong_in_proof
from workflow_app.services.concerns import keep_concern_proof
from workflow_app.services.proof_files import EvidenceView, known_proofs
from workflow_app.web.context import current_tools
from workflow_app.web.languages import current_language
from workflow_app.web.limits import caller_network
from workflow_app.web.pages.objection_form import LAST, PROOF, WHAT, ObjectionForm, once_of_receipt
from workflow_app.web.sentences import sentence

ON_FIRST = frozenset({"ground", "statement", "wanted"})


@dataclass(slots=True)
class ConcernForm(ObjectionForm):
    """What somebody has typed so far about a target, whose id is `case_id`."""

    FIELDS: ClassVar[tuple[str, ...]] = (*ObjectionForm.FIELDS, "wanted", "anonymous")
    kind: Kind = Kind.OBJECTION
    target: Target = Target.RECORD

    @classmethod
    def of(cls, target: Target, target_id: str, kind: Kind) -> Self:
        """Return the form as the request has it."""
        form = cls.read(target_id)
        form.kind, form.target = kind, target
        return form

    def wrong(self) -> dict[str, str]:
        """Return what is wrong on the page that was filled in."""
        asked = self._asked()
        if self.step == PROOF:
            errors = list(wrong_in_proof(asked.said))
        else:
            errors = list(wrong_in_concern(asked) if self.step == WHAT else wrong_in_speaker(asked))
        return {each.field.strip("/"): sentence(each.code, each.values) for each in errors}

    def first_wrong(self, error: InvalidError) -> int:
        """Return the first page on which something is wrong."""
        pages = {"files": PROOF, **dict.fromkeys(ON_FIRST, WHAT)}
        return min((pages.get(each.field.strip("/"), LAST) for each in error.errors), default=LAST)

    def concern(self) -> FileConcern:
        """Return what is asked for, so that a second click has no second effect."""
        asked = self._asked()
        said = replace(asked.said, caller=caller_network(), language=current_language())
        return replace(asked, said=said, once=once_of_receipt())

    def _asked(self) -> FileConcern:
        wanted, anonymous = self.typed["wanted"], self.typed["anonymous"] == "on"
        return FileConcern(self.kind, self.target, self.case_id, self._said(), wanted, anonymous)

    def _store(self, file: FileStorage) -> EvidenceView:
        stream = cast("BinaryIO", file.stream)
        command = KeepProof(self.case_id, file.filename or "", file.mimetype, stream, caller_network())
        return keep_concern_proof(self.target, command, tools=current_tools())

    def _waiting(self) -> tuple[EvidenceView, ...]:
        return known_proofs(self.case_id, self.tokens, tools=current_tools())
