"""Leave that was given before tells from the letters of its case when it was used; on both databases."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import JSON, Column, Connection, MetaData, Table, Uuid, insert, select

from workflow_app.domain.ids import new_id
from workflow_app.models import SecondNotice
from workflow_app.repositories.engine import connect, migrate, outside_transactions

HERE = "0065_send_second_notices"
ALLOWED = datetime(2026, 8, 20, 2, tzinfo=UTC)


def bare_id() -> str:
    return new_id().replace("-", "")  # as SQLite keeps one, and PostgreSQL reads one


def filler(column: Column[object]) -> object:
    """Return something that a column can hold."""
    if isinstance(column.type, JSON):
        return {}
    if isinstance(column.type, Uuid) or column.name == "id" or column.name.endswith(("_id", "_by")):
        return bare_id()
    found: dict[type, object] = {str: "x", int: 1, bool: False, datetime: ALLOWED, date: ALLOWED.date(), bytes: b""}
    return found.get(column.type.python_type, "x")


def add(connection: Connection, name: str, **said: object) -> None:
    """Write a bare row with nothing of what it refers to."""
    off = "PRAGMA foreign_keys=OFF" if connection.dialect.name == "sqlite" else "SET session_replication_role = replica"
    connection.exec_driver_sql(off)
    table = Table(name, MetaData(), autoload_with=connection)
    values = {each.name: filler(each) for each in table.c if not each.nullable}
    connection.execute(insert(table).values(**{**values, **said}))


def test_leave_of_before_was_used_by_the_first_notice_after_it(empty_database_url: str) -> None:
    migrate(empty_database_url, revision=HERE)
    migrate(empty_database_url, revision="-1")
    used, unused = bare_id(), bare_id()
    engine = connect(empty_database_url)
    with outside_transactions(engine).connect() as connection:
        for case_id in (used, unused):
            add(connection, "second_notice", case_id=case_id, reason=case_id, allowed_at=ALLOWED)
            for days, kind in ((-1, "T08_CORRECT"), (1, "T08_CORRECT" if case_id == used else "T07_ACCEPT")):
                at = ALLOWED + timedelta(days=days)
                add(
                    connection,
                    "letter",
                    case_id=case_id,
                    kind=kind,
                    number=f"{days}-{case_id}",
                    code=bare_id(),
                    issued_at=at,
                )
    migrate(empty_database_url, revision=HERE)
    with outside_transactions(engine).connect() as connection:
        rows = dict(connection.execute(select(SecondNotice.reason, SecondNotice.sent_at)).all())
    engine.dispose()
    assert rows == {used: ALLOWED + timedelta(days=1), unused: None}
