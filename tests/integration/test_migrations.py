"""Migrations run up, down and up again on both databases, and end where the models are."""

import re
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from workflow_app.domain.resources import find
from workflow_app.models import Base
from workflow_app.repositories.engine import connect, migrate


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
