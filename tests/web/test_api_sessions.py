"""The interface with a browser's session instead of a token."""

import re

import pytest
from builders import URBAN, Service
from callers import API
from flask.testing import FlaskClient

from workflow_app.domain.actors import Role
from workflow_app.domain.commands.accounts import CreateAccount, SignIn
from workflow_app.services.accounts import create_account
from workflow_app.services.sessions import sign_in
from workflow_app.web.auth import SESSION_TOKEN

PASSWORD = "Demo-2026-pass"
TASK = f"{API}/tasks/01890000-0000-7000-8000-000000000000/claim"


@pytest.fixture
def browser(service: Service) -> FlaskClient:
    """Return a browser in which a reviewer has signed in."""
    reviewer = CreateAccount("first_reviewer_3", "孙妍", PASSWORD, roles=[Role.FIRST_REVIEWER], authority=URBAN)
    create_account(reviewer, tools=service.tools)
    signed_in = sign_in(SignIn("first_reviewer_3", PASSWORD), tools=service.tools)
    client = service.client()
    with client.session_transaction() as session:
        session[SESSION_TOKEN] = signed_in.token
    return client


def test_session_may_read_without_more(browser: FlaskClient) -> None:
    assert browser.get(f"{API}/tasks").get_json() == {"items": [], "next_cursor": None}


def test_session_may_write_only_with_the_token_of_its_pages(browser: FlaskClient) -> None:
    refused = browser.post(TASK)
    assert (refused.status_code, refused.get_json()["code"]) == (400, "CSRF")
    page = browser.get("/desk", follow_redirects=True).get_data(as_text=True)
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found is not None
    answer = browser.post(TASK, headers={"X-CSRFToken": found[1]})
    assert (answer.status_code, answer.get_json()["code"]) == (404, "TASK_UNKNOWN")


def test_token_beside_a_session_is_the_one_that_counts(service: Service, browser: FlaskClient) -> None:
    headers = {"Authorization": f"Bearer {service.token('applicant_b')}"}
    assert browser.post(TASK, headers=headers).status_code == 404
    assert browser.get(f"{API}/tasks", headers={"Authorization": "Bearer nonsense"}).status_code == 401
