"""What an engine does that no repository needs to think of."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workflow_app.domain.errors import ConflictError
from workflow_app.domain.time import machine_now
from workflow_app.models import Account
from workflow_app.repositories.database import Database


def test_an_error_shows_no_values(database_url: str) -> None:
    database = Database(database_url)
    with database.read() as work, pytest.raises(DBAPIError) as failed:
        work.session.execute(text("SELECT :name FROM nowhere"), {"name": "41012219900101123X"})
    database.close()
    assert "nowhere" in str(failed.value)
    assert "41012219900101123X" not in str(failed.value)


def test_what_exists_already_is_refused_without_the_words_of_the_database(database_url: str) -> None:
    database = Database(database_url)
    now = machine_now()
    twins = [Account(username="li", name="li", password_hash="!", failed_logins=0, created_at=now) for _ in range(2)]
    with database.write() as work:
        work.add(*twins)
        with pytest.raises(ConflictError) as refused:
            work.commit()
    database.close()
    assert (refused.value.code, refused.value.values) == ("DUPLICATE", {})
