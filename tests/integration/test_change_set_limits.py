"""A change set is held against the rules as it will make them: its values and its process come in force together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from change_set_office import KEY, Change, ChangeSetOffice, change_set_office

from workflow_app.domain.change_sets import ChangeSetRefusedError
from workflow_app.services.process_draft_views import read_draft_file
from workflow_app.services.process_drafting import digest, save_file

DIAGRAM = f"{KEY}.bpmn"


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[ChangeSetOffice]:
    with change_set_office(database_url, tmp_path) as made:
        yield made


def codes(change: Change) -> set[str]:
    return {each.code for part in change.page().parts for each in part.findings}


def value(change: Change, key: str, amount: int) -> None:
    """Propose in the set how many days a step may take, for every regime."""
    change.proposal(key=key, regime="", value=str(amount))


def redraw(change: Change, draft: str, **limits: str) -> None:
    """Give steps of the repair other internal limits."""
    actor, tools = change.office.people["process_admin"], change.office.tools
    before = read_draft_file(draft, DIAGRAM, actor=actor, tools=tools)
    text = before.decode()
    for old, new in limits.items():
        text = text.replace(f'xn:internalLimit="repair.{old}"', f'xn:internalLimit="repair.{new}"')
    save_file(draft, DIAGRAM, text.encode(), seen=digest(before), actor=actor, tools=tools)


def test_a_value_in_the_set_that_its_process_does_not_fit_is_found(office: ChangeSetOffice) -> None:
    change = office.begin()
    change.draft()
    assert "PATH_TOO_LONG" not in codes(change)
    value(change, "repair.accept_internal_wd", 4)
    assert "PATH_TOO_LONG" in codes(change)
    with pytest.raises(ChangeSetRefusedError):
        change.submit()


def test_a_process_that_only_fits_with_the_values_of_the_set_is_not_refused(office: ChangeSetOffice) -> None:
    change = office.begin()
    redraw(change, change.draft(), decision_wd="first_review_wd", second_review_wd="first_review_wd")
    assert "PATH_TOO_LONG" in codes(change)
    value(change, "repair.first_review_wd", 1)
    assert "PATH_TOO_LONG" not in codes(change)
    change.submit()
    assert change.consent("process_admin_2") == "SUBMITTED"
