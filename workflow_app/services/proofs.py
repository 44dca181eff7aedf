"""Files that the office keeps as proof: looked at like every upload, before the record that names them is written."""

from dataclasses import dataclass
from datetime import datetime

from workflow_app.domain.actors import Actor
from workflow_app.domain.commands.serving import Proof
from workflow_app.domain.commands.tasks import UploadDocument
from workflow_app.domain.errors import FieldError, InvalidError
from workflow_app.domain.ids import new_id
from workflow_app.domain.ports import InspectedFile, StoredBlob
from workflow_app.models import Document
from workflow_app.services.documents import look_and_keep
from workflow_app.services.tools import Tools

FIELD = "proof"


@dataclass(frozen=True, slots=True)
class KeptProof:
    """A file whose bytes are kept under their hash, and which no row names yet."""

    facts: InspectedFile
    blob: StoredBlob
    scan: str

    def row(self, case_id: str, *, received_at: datetime, by: str) -> Document:
        """Return the document that names it in a case."""
        return Document(
            id=new_id(),
            case_id=case_id,
            sha256=self.blob.sha256,
            size=self.blob.size,
            media_type=self.facts.media_type,
            filename=self.facts.filename,
            field=FIELD,
            received_at=received_at,
            uploaded_by=by,
            scan=self.scan,
        )


def keep_proof(proof: Proof, *, actor: Actor, tools: Tools, field: str = FIELD) -> KeptProof:
    """Look at a file and keep its bytes; raises InvalidError on its field, LimitedError."""
    upload = UploadDocument("", proof.filename, proof.media_type, proof.stream, FIELD)
    try:
        facts, blob = look_and_keep(upload, actor, tools)
    except InvalidError as error:
        raise InvalidError(*(FieldError(f"/{field}", each.code, each.values) for each in error.errors)) from error
    return KeptProof(facts, blob, tools.scan.verdict)
