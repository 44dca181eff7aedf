"""How the site misbehaves, kept in its storage so that a restart does not heal it."""

import sqlite3
from collections.abc import Mapping
from dataclasses import asdict, dataclass

SLOWEST_SECONDS = 60
MOST_TIMES = 100


@dataclass(frozen=True, slots=True)
class Switches:
    """What goes wrong; `times` counts down with each order that met it, 0 means until switched off."""

    fail: bool = False
    refuse: bool = False
    lose_answer: bool = False
    answer_twice: bool = False
    slow_seconds: int = 0
    times: int = 0

    @property
    def active(self) -> bool:
        """Tell whether anything is switched on."""
        return self.fail or self.refuse or self.lose_answer or self.answer_twice or self.slow_seconds > 0

    def document(self) -> dict[str, bool | int]:
        """Return the switches as JSON has them."""
        return asdict(self)


def from_values(values: Mapping[str, object]) -> Switches:
    """Read switches from JSON or a form, whatever is absent being off; raises ValueError."""
    return Switches(
        fail=_flag(values.get("fail")),
        refuse=_flag(values.get("refuse")),
        lose_answer=_flag(values.get("lose_answer")),
        answer_twice=_flag(values.get("answer_twice")),
        slow_seconds=_count(values.get("slow_seconds"), SLOWEST_SECONDS),
        times=_count(values.get("times"), MOST_TIMES),
    )


def load(connection: sqlite3.Connection) -> Switches:
    """Return how the site misbehaves now."""
    row = connection.execute("SELECT * FROM switches").fetchone()
    return Switches(
        fail=bool(row["fail"]),
        refuse=bool(row["refuse"]),
        lose_answer=bool(row["lose_answer"]),
        answer_twice=bool(row["answer_twice"]),
        slow_seconds=row["slow_seconds"],
        times=row["times"],
    )


def save(connection: sqlite3.Connection, switches: Switches) -> None:
    """Misbehave like this from now on."""
    connection.execute(
        "UPDATE switches SET fail = :fail, refuse = :refuse, lose_answer = :lose_answer, "
        "answer_twice = :answer_twice, slow_seconds = :slow_seconds, times = :times",
        switches.document(),
    )


def meet(connection: sqlite3.Connection) -> Switches:
    """Return what the order at hand meets, counting it; after the last counted one everything is off."""
    switches = load(connection)
    if switches.active and switches.times == 1:
        save(connection, Switches())
    elif switches.active and switches.times:
        connection.execute("UPDATE switches SET times = times - 1")
    return switches


def form_token(connection: sqlite3.Connection) -> str:
    """Return what the form carries so that no other page can post it."""
    return str(connection.execute("SELECT form_token FROM switches").fetchone()[0])


def _flag(value: object) -> bool:
    if value not in (None, True, False, "on"):
        raise ValueError(value)
    return bool(value)


def _count(value: object, most: int) -> int:
    if value in (None, ""):
        return 0
    if not isinstance(value, int | str):
        raise ValueError(value)  # noqa: TRY004 - one error for every value that does not fit
    return min(max(int(value), 0), most)
