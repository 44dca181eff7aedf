"""What a round of the background asks about channels of which most have nothing to send."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from due_works import Noted, add_work, open_tools
from statement_counts import counted

from workflow_app.services.background import new_owner, run_once
from workflow_app.services.tools import Tools


@pytest.fixture
def tools(database_url: str, tmp_path: Path) -> Iterator[Tools]:
    opened = open_tools(database_url, tmp_path)
    yield opened
    opened.database.close()


def test_how_a_channel_stands_is_asked_only_where_it_has_work(tools: Tools) -> None:
    noted = Noted()
    handler = noted.kinds()["noted"]
    kinds = noted.kinds() | {name: replace(handler, tells_people=True) for name in ("by_mail", "by_sms")}
    add_work(tools, "our own")
    with counted(tools.database.engine) as asked:
        assert run_once(tools, owner=new_owner(), kinds=kinds) == 1
    assert not [each for each in asked if "max(due_work" in each]
    add_work(tools, "a message", kind="by_sms")
    with counted(tools.database.engine) as asked:
        assert run_once(tools, owner=new_owner(), kinds=kinds) == 1
    assert len([each for each in asked if "max(due_work" in each]) == 4, "before the round and before the call"
    assert noted.done == ["our own", "a message"]
