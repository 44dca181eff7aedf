"""A zip that came from elsewhere as the files of a process: which process it is, and taking it into a draft."""

import io
from collections.abc import Mapping

from workflow_app.domain.actors import Actor
from workflow_app.domain.bundle_parts import LARGEST_BUNDLE, SETTINGS, refuse_files
from workflow_app.domain.errors import ConflictError, RefusedError
from workflow_app.domain.file_reading import UnreadableError, read_toml
from workflow_app.domain.process_arrivals import Arrival
from workflow_app.domain.process_drafts import may_write
from workflow_app.domain.training_policies import insist
from workflow_app.services.bundle_reading import read_archive
from workflow_app.services.bundles import content_hash, pack
from workflow_app.services.process_drafting import open_draft, sign
from workflow_app.services.tools import Tools


def read_zip(content: bytes) -> tuple[str, dict[str, bytes]]:
    """Return the key of the process in a zip and its files by path.

    Raises ProcessRefusedError where it cannot be read or reaches outside, RefusedError BUNDLE_SIZE, and PROCESS_FACTS
    without a `process.toml` that names its key.
    """
    if len(content) > LARGEST_BUNDLE:
        raise RefusedError("BUNDLE_SIZE", most=LARGEST_BUNDLE)
    files = read_archive(io.BytesIO(content), name="zip")
    return key_of(files), files


def key_of(files: Mapping[str, bytes]) -> str:
    """Return the key that a process gives itself; raises RefusedError PROCESS_FACTS where it gives none."""
    try:
        key = read_toml(files[SETTINGS]).get("key")
    except (KeyError, UnreadableError) as error:
        raise RefusedError("PROCESS_FACTS", detail=type(error).__name__) from None
    if not isinstance(key, str):
        raise RefusedError("PROCESS_FACTS", detail="key")
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
