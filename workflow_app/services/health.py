"""Whether the service could do its work now."""

from workflow_app.repositories.schema import is_migrated
from workflow_app.services.tools import Tools


def is_ready(tools: Tools) -> bool:
    """Tell whether the database answers and has the schema of this version; raises what the database raises."""
    return is_migrated(tools.database)
