"""Who took part in a case already, and therefore does not do a step of it (separation of duties)."""

from collections.abc import Iterable

from workflow_app.domain.actors import Role
from workflow_app.models import Task


def colleagues(task: Task, tasks: Iterable[Task]) -> frozenset[str]:
    """Return who did another part of the same separation group in this case: another role, or another form, than this.

    The same role and form are the same part again, such as a review after its return. Who filed is among them.
    """
    part, group = (task.role, task.form), task.separation_group

    def took_part(other: Task) -> bool:
        is_filing = other.role == Role.APPLICANT != task.role
        return is_filing or (group is not None and other.separation_group == group and (other.role, other.form) != part)

    return frozenset(each.completed_by for each in tasks if each.completed_by and took_part(each))
