"""Fills an installation with invented cases and open tasks, by the database itself: a million take a minute."""

from collections.abc import Mapping

from office import Office
from sqlalchemy import Connection, Table, text

from workflow_app.models import Base, Case, CaseClock, Record, Subject, Task

PER_CASE = 10
HELD = 20
"""Of so many tasks, one is held by the reviewer whose inbox is measured."""
FOLLOWED = 2000
"""Tasks that the reviewer has completed."""


def fill(office: Office, tasks: int) -> None:
    """Add open tasks, `PER_CASE` to a case, each case of an enterprise and a decision of its own."""
    case = office.apply()
    reviewer = office.people["first_reviewer"].id
    with office.tools.database.engine.begin() as connection:
        model = Model(connection, model_ids(office, case.id))
        cases = max(tasks // PER_CASE, 1)
        model.copy(Subject, cases, {"name": "'中牟第' || i || '号运输有限公司'", "uscc": "'Z' || (1000000 + i)"})
        model.copy(Record, cases, {"document_no": "'牟运罚决字〔2026〕第' || i || '号'", "subject_id": model.key("i")})
        numbers = {"number": "'修复-2027-' || i", "subject_id": model.key("i"), "record_id": model.key("i")}
        model.copy(Case, cases, {**numbers, "open_record_id": "NULL"})
        model.copy(CaseClock, cases, {"case_id": model.key("i")})
        own = {"case_id": model.key(f"1 + i % {cases}"), "subject_id": model.key(f"1 + i % {cases}")}
        others = "WHEN 1 THEN 'SECOND_REVIEWER' WHEN 2 THEN 'DECIDER' ELSE 'INTAKE'"
        role = f"CASE i % 4 WHEN 0 THEN 'FIRST_REVIEWER' {others} END"
        held = f"CASE WHEN i % {HELD} = 0 THEN {model.constant(reviewer)} ELSE NULL END"
        model.copy(Task, tasks, {**own, "role": role, "assignee_id": held, "near_at": model.day("i % 35 - 5")})
        done = {"status": "'DONE'", "completed_by": model.constant(reviewer), "completed_at": model.day("-(i % 300)")}
        model.copy(Task, min(FOLLOWED, tasks), {**own, **done}, first=tasks)
    with office.tools.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE" if connection.dialect.name == "sqlite" else "VACUUM ANALYZE"))


def model_ids(office: Office, case_id: str) -> dict[str, str]:
    """Return the rows of a real case, by their tables."""
    with office.tools.database.read() as unit:
        case = unit.cases.get(case_id).case
        (task,) = unit.tasks.open_of_cases([case_id])
        clock = next(each for each in unit.cases.clocks([case_id]) if each.key == "repair.result")
        return {
            "case": case.id,
            "task": task.id,
            "subject": case.subject_id,
            "record": str(case.record_id),
            "case_clock": clock.id,
        }


class Model:
    """One real case of which the invented ones are copies."""

    def __init__(self, connection: Connection, found: Mapping[str, str]) -> None:
        self.connection = connection
        self.is_sqlite = connection.dialect.name == "sqlite"
        self.found = found

    def copy(self, model: type[Base], count: int, changed: Mapping[str, str], *, first: int = 0) -> None:
        """Insert copies of a row, numbered by `i`; `changed` gives columns as SQL."""
        table = model.__table__
        assert isinstance(table, Table)
        values = {column.name: f"t.{column.name}" for column in table.columns}
        values |= {"id": self.key("i"), **changed}
        columns, chosen = ", ".join(values), ", ".join(values.values())
        last = first + count
        numbers = f"WITH RECURSIVE n(i) AS (SELECT {first + 1} UNION ALL SELECT i + 1 FROM n WHERE i < {last})"  # noqa: S608 - figures
        row = self.constant(str(self.found[table.name]))
        source = f'SELECT {chosen} FROM n, "{table.name}" t WHERE t.id = {row}'  # noqa: S608 - all of it stands in this file
        before = "" if self.is_sqlite else numbers
        within = numbers if self.is_sqlite else ""
        self.connection.execute(text(f'{before} INSERT INTO "{table.name}" ({columns}) {within} {source}'))

    def key(self, number: str) -> str:
        """Return the id of the copy of a number, as SQL."""
        return f"printf('%032x', {number})" if self.is_sqlite else f"lpad(to_hex({number}), 32, '0')::uuid"

    def constant(self, key: str) -> str:
        """Return an id as SQL."""
        return f"'{key.replace('-', '')}'" if self.is_sqlite else f"'{key}'::uuid"

    def day(self, offset: str) -> str:
        """Return an instant some days from the first, as SQL."""
        if self.is_sqlite:
            return f"strftime('%Y-%m-%d %H:%M:%S.000000', '2026-09-29 16:00:00', ({offset}) || ' days')"
        return f"timestamptz '2026-09-29 16:00:00Z' + ({offset}) * interval '1 day'"

    def date(self, offset: str) -> str:
        """Return a day some days from the first, as SQL."""
        if self.is_sqlite:
            return f"date('2026-09-29', ({offset}) || ' days')"
        return f"date '2026-09-29' + ({offset})::int"
