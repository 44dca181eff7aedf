from pathlib import Path

import pytest
from builders import build_service
from sqlalchemy import select

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount, SignIn
from workflow_app.domain.errors import NotSignedInError
from workflow_app.models import AuditEntry
from workflow_app.services.accounts import create_account
from workflow_app.services.sessions import sign_in
from workflow_app.services.tokens import create_token


def test_accounts_sessions_locks_and_tokens_leave_audit_entries(database_url: str, tmp_path: Path) -> None:
    service = build_service(database_url, tmp_path / "data", penalties=())
    tools = service.tools
    account = CreateAccount("sun_yan", "孙妍", "correct horse", roles=[Role.FIRST_REVIEWER], department="LEGAL")
    account_id = create_account(account, tools=tools)
    sign_in(SignIn("sun_yan", "correct horse"), tools=tools)
    create_token("sun_yan", scopes=("read",), days=1, tools=tools)
    for _ in range(5):
        with pytest.raises(NotSignedInError, match="WRONG_PASSWORD"):
            sign_in(SignIn("sun_yan", "wrong"), tools=tools)
    with tools.database.read() as work:
        entries = work.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
        told = {entry.action: entry.data for entry in entries if entry.action.startswith(("acc", "ses", "tok"))}
    assert told["account/created"] == {"account_id": account_id, "roles": ["FIRST_REVIEWER"]}
    assert told["token/created"]["scopes"] == ["read"]
    assert told["account/locked"] == {"account_id": account_id}
    assert "session/begun" in told
    assert "孙妍" not in str(told)
    service.parts.close()
