"""What the steps of a credit repair ask of the database: reviews at most twelve times, the three rich steps more."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from office import Office
from statement_counts import counted

WHO_ASKS = 1
"""Over HTTP one statement more finds the account of the token."""
OF_THE_CLOCK = ("alembic_version", "PRAGMA", "FROM setting", "pg_catalog", "to_regclass")
"""Business time is asked for once a second and the queue once in a process, by whoever comes first."""
MOST = {"first_reviewer": 12, "second_reviewer": 12, "applicant_b": 29, "intake": 20, "decider": 38}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    made.import_sample()
    yield made
    made.close()


def test_no_step_of_a_repair_asks_more_than_it_may(office: Office) -> None:
    case = office.open()
    steps = (
        ("applicant_b", office.application(case)),
        ("intake", {"acceptance": "ACCEPT"}),
        ("first_reviewer", {"first_opinion": "AGREE", "duties": ["FINE_PAID", "RECTIFIED"]}),
        ("second_reviewer", {"second_opinion": "AGREE"}),
        ("decider", {"decision": "GRANT"}),
    )
    for who, values in steps:
        with counted(office.tools.database.engine) as seen:
            case = office.complete(case, who, **values)
        own = [each for each in seen if not any(name in each for name in OF_THE_CLOCK)]
        assert 0 < len(own) <= MOST[who] - WHO_ASKS, json.dumps(own, indent=1)
    assert case.state == "SYNCING"
