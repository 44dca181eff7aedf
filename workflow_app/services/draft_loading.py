"""Whether a draft can run at all: it loads, or it is refused with what the check of bundles says of it."""

from collections.abc import Mapping

from workflow_app.domain.process_findings import ProcessRefusedError
from workflow_app.services.checking_bundles import check_here
from workflow_app.services.loaded import HALF_WRITTEN, load
from workflow_app.services.tools import Tools


def refuse_what_cannot_run(key: str, files: Mapping[str, bytes], *, tools: Tools) -> None:
    """Raise ProcessRefusedError or RefusedError where files do not load, and so nothing can be done with them.

    What the check finds beyond that keeps a draft from being published, and from nothing else.
    """
    try:
        load(files)
    except HALF_WRITTEN as error:
        found = check_here(files, tools=tools, key=key, with_limits=False).errors
        if not found:
            raise
        raise ProcessRefusedError(found) from error
