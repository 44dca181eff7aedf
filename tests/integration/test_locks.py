"""Locks that others hold: who waits in vain is told to come again, and who only refers to a row does not wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders import Service, build_service
from callers import Caller
from page_readers import PASSWORD, reader

from workflow_app.domain.commands.accounts import SignIn
from workflow_app.domain.commands.cases import WithdrawCase
from workflow_app.domain.errors import BusyError
from workflow_app.domain.time import machine_now
from workflow_app.models import RecordImport
from workflow_app.services.sessions import sign_in
from workflow_app.services.withdrawals import withdraw_case


@pytest.fixture
def service(database_url: str, tmp_path: Path) -> Iterator[Service]:
    built = build_service(database_url, tmp_path)
    yield built
    built.parts.close()


def test_who_waits_too_long_for_a_case_is_told_to_come_again(service: Service) -> None:
    agent = Caller(service, service.token("applicant_b"))
    case = agent.open_repair()
    command = WithdrawCase(case["id"], "a mistake")
    with service.tools.database.write() as other:
        other.cases.get(case["id"], lock=True)
        with pytest.raises(BusyError) as refused:
            withdraw_case(command, actor=service.actor("applicant_b"), tools=service.tools)
        answer = agent.post(f"/tasks/{case['tasks'][0]['id']}/complete", json={"values": {}}, expect=503)
    assert (refused.value.code, refused.value.values) == ("BUSY", {"retry_after": 1})
    assert (answer.get_json()["code"], answer.headers["Retry-After"]) == ("BUSY", "1")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)  # a file has one writer anyhow
def test_nobody_waits_at_sign_in_for_an_import_that_is_landing(service: Service) -> None:
    reader(service, "data_clerk")
    clerk = service.actor("data_clerk")
    with service.tools.database.write() as landing:
        authority = landing.authorities.get_by_code("ZM_URBAN")
        landing.add(_import(authority.id, clerk.id))
        landing.flush()
        assert sign_in(SignIn("data_clerk", PASSWORD), tools=service.tools).actor.id == clerk.id


def _import(authority_id: str, account_id: str) -> RecordImport:
    counts = dict.fromkeys(("rows", "added", "changed", "unchanged", "rejected"), 0)
    return RecordImport(
        authority_id=authority_id,
        filename="penalties.xlsx",
        sha256="0" * 64,
        status="RUNNING",
        by_severity={},
        findings=[],
        imported_by=account_id,
        imported_at=machine_now(),
        **counts,
    )
