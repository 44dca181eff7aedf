"""Reviews that look like two and may be done by one person: the same part of the work, as far as services can tell."""

from collections.abc import Iterator
from itertools import combinations

from workflow_app.domain.assigning import Way
from workflow_app.domain.process_findings import Finding
from workflow_app.engine import CompiledProcess
from workflow_app.services.process_checks.sources import Sources


def check_one_person(sources: Sources, process: CompiledProcess) -> Iterator[Finding]:
    """Yield each task of a separation group that has the role and the form of an earlier one.

    Whoever did one may do the other: that is meant where a case comes back to who had it, which `assigning` says.
    """
    back = {key for key, way in sources.facts.assigning.items() if way is Way.BACK} if sources.facts else set()
    tasks = [each for each in process.elements.values() if each.separation_group and each.id not in back]
    for first, second in combinations(tasks, 2):
        if (first.role, first.form, first.separation_group) == (second.role, second.form, second.separation_group):
            yield Finding(second.id, "ONE_PERSON_DOES_BOTH", {"other": first.id})
