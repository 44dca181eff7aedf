"""Every reason why a diagram is not run, found before the library sees it."""

from workflow_app.engine.documents import Document
from workflow_app.engine.errors import Finding


def find_refusals(key: str, document: Document) -> tuple[Finding, ...]:
    """Return all findings, each once."""
    if key not in document.processes:
        return (Finding(key, "NO_PROCESS"),)
    return ()
