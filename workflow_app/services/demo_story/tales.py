"""A tale is one case as data: about whose penalty, who applies, and what is done when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from workflow_app.domain.document_no import normalise
from workflow_app.domain.money import parse_wan
from workflow_app.domain.sheets import Cell
from workflow_app.services.demo_story.time import at
from workflow_app.services.demo_story.town import Town


@dataclass(frozen=True, slots=True)
class Penalty:
    """What a tale needs to know of the decision it is about."""

    document_no: str
    uscc: str
    party: str
    representative: str
    authority: str
    decided_on: date
    fine: Decimal
    orders_rectification: bool

    @classmethod
    def of(cls, cells: dict[str, Cell]) -> "Penalty":
        """Read it from a row as the sample and the sheets of the story have it."""
        decided_on = cells["CF_JDRQ"]
        assert isinstance(decided_on, date)  # noqa: S101 - the tables of the story say so
        return cls(
            document_no=normalise(str(cells["CF_WSH"])),
            uscc=str(cells["CF_XDR_SHXYM"]),
            party=str(cells["CF_XDR_MC"]),
            representative=str(cells["CF_FRDB"]),
            authority=str(cells["CF_CFJG"]),
            decided_on=decided_on,
            fine=parse_wan(str(cells.get("CF_NR_FK", 0))),
            orders_rectification="责令" in str(cells["CF_NR"]),
        )


@dataclass(slots=True)
class Told:
    """A tale while it is told: the case that was opened in it."""

    tale: "Tale"
    case_id: str = ""


Act = Callable[[Town, Told], None]


@dataclass(frozen=True, slots=True)
class Step:
    """Something that is done at an instant."""

    when: datetime
    act: Act


@dataclass(frozen=True, slots=True)
class Tale:
    """One case: the penalty, the account that applies, when the duties were performed, and the steps in their order."""

    penalty: Penalty
    applicant: str
    paid_on: date
    rectified_on: date
    steps: tuple[Step, ...]


def on(day: str, hour: str, act: Act) -> Step:
    """Return a step: `on("09-21", "10:05", applies())`."""
    return Step(at(day, hour), act)
