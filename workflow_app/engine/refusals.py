"""Every reason why a diagram is not run, found before the library sees it."""

from collections.abc import Callable, Iterator

from workflow_app.engine.constructs import refuse_constructs, refuse_extensions
from workflow_app.engine.documents import Document
from workflow_app.engine.errors import Finding
from workflow_app.engine.event_rules import refuse_events
from workflow_app.engine.flows import refuse_cycles, refuse_flows, refuse_unreachable
from workflow_app.engine.formulas import refuse_conditions, refuse_formulas
from workflow_app.engine.references import refuse_ids, refuse_references

Check = Callable[[Document], Iterator[Finding]]

# In the order in which findings are listed; the later ones take for granted what the earlier ones check. What can be
# said of a gateway or a condition whatever else is wrong is said at once: who mends one thing should not find the next.
GROUPS: tuple[tuple[Check, ...], ...] = (
    (refuse_ids,),
    (refuse_constructs, refuse_extensions, refuse_references, refuse_events, refuse_flows, refuse_conditions),
    (refuse_formulas,),
    (refuse_unreachable, refuse_cycles),
)


def find_refusals(key: str, document: Document) -> tuple[Finding, ...]:
    """Return the findings of the first group of checks that finds anything, each once."""
    if key not in document.processes:
        return (Finding(key, "NO_PROCESS"),)
    for group in GROUPS:
        found = [finding for check in group for finding in check(document)]
        if found:
            return tuple(found)
    return ()
