"""What can be asked of the distribution of tasks."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssignTasks:
    """Give tasks to one person, or back to the section where none is named; doing it twice does it once."""

    task_ids: Sequence[str]
    account_id: str | None


@dataclass(frozen=True, slots=True)
class SetDistrict:
    """Have a person do the tasks of a role for the enterprises of a district, in place of whoever did them before."""

    district: str
    name: str
    role: str
    account_id: str
