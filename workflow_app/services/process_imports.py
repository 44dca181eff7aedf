"""A zip that came from elsewhere as the files of a process: which process it is, and taking it into a draft."""

import io
from collections.abc import Mapping

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import LARGEST_BUNDLE, SETTINGS, refuse_files
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_toml
from workflow_app.domain.process_arrivals import Arrival
from workflow_app.domain.process_drafts import KEY, may_write
from workflow_app.domain.training_policies import insist
from workflow_app.services.bundle_reading import read_archive
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.process_drafting import open_draft, sign
from workflow_app.services.tools import Tools

DIAGRAM = ".bpmn"


def read_zip(content: bytes, *, name: str = "zip") -> tuple[str, dict[str, bytes]]:
    """Return the key of the process in a zip, by whose `name` it is told of, and its files by path.

    Raises ProcessRefusedError where it cannot be read or reaches outside, RefusedError BUNDLE_SIZE, and as `key_of`.
    """
    if len(content) > LARGEST_BUNDLE:
        raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)
    files = read_archive(io.BytesIO(content), name=name)
    return key_of(files), files


def key_of(files: Mapping[str, bytes]) -> str:
    """Return the key that a process gives itself.

    Raises RefusedError ZIP_WITHOUT_PROCESS where its settings or its diagram are missing, ZIP_SETTINGS where the
    settings cannot be read, and ZIP_KEY where they name no key.
    """
    if SETTINGS not in files:
        raise RefusedError("ZIP_WITHOUT_PROCESS", missing=SETTINGS)
    if not any(path.endswith(DIAGRAM) for path in files):
        raise RefusedError("ZIP_WITHOUT_PROCESS", missing=DIAGRAM)
    try:
        key = read_toml(files[SETTINGS]).get("key")
    except UnreadableError:
        raise RefusedError("ZIP_SETTINGS") from None
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise RefusedError("ZIP_KEY")
    return key


def replace_files(
    draft_id: str,
    files: Mapping[str, bytes],
    *,
    seen: int,
    actor: Actor,
    tools: Tools,
    arrival: Arrival | None = None,
) -> None:
    """Put other files in the place of all that a draft holds; the same files once more change nothing.

    `arrival` says what was adapted in them. `seen` is the revision they were written on. Raises ForbiddenError,
    NotFoundError DRAFT_UNKNOWN, ConflictError DRAFT_CLOSED or STALE, RefusedError BUNDLE_PATH, BUNDLE_FILES,
    BUNDLE_FILE_SIZE or BUNDLE_SIZE.
    """
    insist(may_write(actor))
    refuse_files(files)
    with tools.database.write() as unit:
        draft = open_draft(unit, draft_id, actor=actor)
        if (now := content_hash(files)) == draft.content_hash:
            return
        if draft.revision != seen:
            raise ConflictError("STALE", seen=seen, current=draft.revision)
        draft.bundle, draft.content_hash = pack(files), now
        if arrival is not None:
            draft.arrival = arrival.as_json()
        sign(draft, actor=actor, now=tools.clock.now())
        unit.commit()
