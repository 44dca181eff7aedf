"""What an engine does that no repository needs to think of."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from workflow_app.repositories.database import Database


def test_an_error_shows_no_values(database_url: str) -> None:
    database = Database(database_url)
    with database.read() as work, pytest.raises(DBAPIError) as failed:
        work.session.execute(text("SELECT :name FROM nowhere"), {"name": "41012219900101123X"})
    database.close()
    assert "nowhere" in str(failed.value)
    assert "41012219900101123X" not in str(failed.value)
