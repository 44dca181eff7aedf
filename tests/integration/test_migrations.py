"""Migrations run up, down and up again on both databases, and end where the models are."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, insert, inspect, select

from workflow_app.domain.ids import new_id
from workflow_app.domain.parameters import digest
from workflow_app.domain.resources import find
from workflow_app.models import Base, Case, ParameterSnapshot
from workflow_app.repositories.engine import connect, migrate, outside_transactions

NOW = datetime(2026, 9, 29, 1, tzinfo=UTC)


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    """Give a connection outside transactions and take everything back."""
    engine = connect(url)
    with outside_transactions(engine).connect() as connection:
        yield connection
    engine.dispose()


def differences(url: str) -> list[object]:
    """Return how the database differs from the models."""
    engine = connect(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, Base.metadata)
    engine.dispose()
    return found


def tables(url: str) -> set[str]:
    engine = connect(url)
    names = set(inspect(engine).get_table_names()) - {"alembic_version"}
    engine.dispose()
    return names


def test_migrations_run_up_down_and_up_again(empty_database_url: str) -> None:
    migrate(empty_database_url)
    assert tables(empty_database_url) == set(Base.metadata.tables)
    migrate(empty_database_url, revision="base")
    assert tables(empty_database_url) == set()
    migrate(empty_database_url)
    assert differences(empty_database_url) == []


KEPT = {"repair.result_wd": {"value": 10, "unit": "WORKING_DAYS", "origin": "办法", "valid_from": "2026-04-01"}}


def bare_id() -> str:
    return new_id().replace("-", "")  # as SQLite keeps one, and PostgreSQL reads one


def add_bare_cases(connection: Connection, count: int) -> None:
    """Write cases as they were before 0011, with nothing of what they refer to."""
    off = "PRAGMA foreign_keys=OFF" if connection.dialect.name == "sqlite" else "SET session_replication_role = replica"
    connection.exec_driver_sql(off)
    old = Table("case", MetaData(), autoload_with=connection)
    texts = {each.name: "x" for each in old.c if not each.nullable}
    ids = {each.name: bare_id() for each in old.c if each.name.endswith("_id") or each.name == "created_by"}
    rest = {"version": 1, "audit_length": 0, "routing": {}, "passed": [], "engine_state": b"", "created_at": NOW}
    for _ in range(count):
        own = {"id": bare_id(), "parameters": KEPT, "open_record_id": None, "record_id": None}
        connection.execute(insert(old).values(**texts | ids | rest | own))


def test_cases_keep_their_parameters_when_these_are_kept_once(empty_database_url: str) -> None:
    migrate(empty_database_url, revision="0010_create_service")
    with opened(empty_database_url) as connection:
        add_bare_cases(connection, 3)
    migrate(empty_database_url, revision="0011_keep_parameters_once")
    with opened(empty_database_url) as connection:
        assert [row.content for row in connection.execute(select(ParameterSnapshot.content))] == [KEPT]
        assert set(connection.scalars(select(Case.parameters_digest))) == {digest(KEPT)}
    migrate(empty_database_url, revision="-1")
    with opened(empty_database_url) as connection:
        old = Table("case", MetaData(), autoload_with=connection)
        assert list(connection.scalars(select(old.c.parameters))) == [KEPT] * 3


def test_a_column_without_a_migration_would_be_seen(empty_database_url: str) -> None:
    migrate(empty_database_url)
    engine = connect(empty_database_url)
    with engine.connect().execution_options(write=True) as connection:
        connection.exec_driver_sql("ALTER TABLE setting ADD COLUMN stray INTEGER")
        connection.commit()
    engine.dispose()
    assert differences(empty_database_url)


def test_migrations_are_numbered_without_gaps_and_named_by_what_they_do() -> None:
    names = sorted(path.stem for path in Path(find("migrations"), "versions").glob("*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))
    assert all(re.fullmatch(r"\d{4}_[a-z]+_[a-z_]+", name) for name in names)
