"""External providers are read from the environment, and what does not fit together stops the start."""

import re
from pathlib import Path

import pytest

from workflow_app.adapters.identity_settings import (
    NEEDED,
    OPTIONAL,
    IdentitySettingsError,
    is_safe_address,
    read_providers,
)
from workflow_app.config import from_env
from workflow_app.domain.identities import Serves
from workflow_app.parts import build

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
GOOD = {
    "OIDC": "city",
    "OIDC_CITY_ISSUER": "https://id.example/realms/city",
    "OIDC_CITY_CLIENT_ID": "xinnuo",
    "OIDC_CITY_CLIENT_SECRET": "of the client",
    "OIDC_CITY_LABEL_ZH": "政务服务网",
    "OIDC_CITY_LABEL_EN": "Government login",
    "OIDC_CITY_FOR": "enterprises",
}


def test_without_settings_there_is_no_provider() -> None:
    assert read_providers({}) == ()


def test_a_provider_is_read_with_what_it_leaves_open() -> None:
    (found,) = read_providers(GOOD)
    assert (found.code, found.serves, found.scopes) == ("city", Serves.ENTERPRISES, "openid")
    assert (found.claim_uscc, found.claim_role) == ("uscc", "role")
    assert found.second_step == frozenset()
    assert "of the client" not in repr(found)


def test_everything_may_be_said() -> None:
    more = {
        "SCOPES": "profile corp",
        "CLAIM_USCC": "corp.code",
        "HEADS": "1, 2",
        "AGENTS": "3",
        "SECOND_STEP": "mfa,high",
    }
    (found,) = read_providers(GOOD | {f"OIDC_CITY_{name}": value for name, value in more.items()})
    assert found.scopes == "openid profile corp"
    assert (found.heads, found.agents, found.second_step) == ({"1", "2"}, {"3"}, {"mfa", "high"})


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"OIDC": "City"}, "small letters"),
        ({"OIDC": "city,city"}, "twice"),
        ({"OIDC": "city,staff"}, "OIDC_STAFF_ISSUER"),
        ({"OIDC_CITY_CLIENT_SECRET": ""}, "OIDC_CITY_CLIENT_SECRET"),
        ({"OIDC_CITY_ISSUER": "http://id.example"}, "https"),
        ({"OIDC_CITY_ISSUER": "https://id.example?x=1"}, "https"),
        ({"OIDC_CITY_FOR": "everybody"}, "must be staff, enterprises"),
        ({"OIDC_CITY_CLAIM_ROLE": "a b"}, "name of a claim"),
        ({"OIDC_TOWN_ISSUER": "https://id.example"}, "OIDC_TOWN_ISSUER"),
        ({"OIDC_CITY_SECRET": "x"}, "OIDC_CITY_SECRET"),
    ],
)
def test_what_does_not_fit_says_what_to_change(change: dict[str, str], said: str) -> None:
    with pytest.raises(IdentitySettingsError, match=re.escape(said)):
        read_providers(GOOD | change)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://id.example/token", True),
        ("http://127.0.0.1:8080/token", True),
        ("http://[::1]/token", True),
        ("http://localhost/token", True),
        ("http://id.example/token", False),
        ("https://user@id.example/", False),
        ("https://", False),
        ("https://id.example:0/", False),
        ("https://id.example/#x", False),
        ("https://[id", False),
        ("file:///etc/passwd", False),
        ("//id.example", False),
        (None, False),
    ],
)
def test_secrets_go_to_safe_places_only(address: object, *, safe: bool) -> None:
    assert is_safe_address(address) is safe


def test_the_environment_reaches_the_gate(tmp_path: Path) -> None:
    environ = {f"WORKFLOW_APP_{name}": value for name, value in GOOD.items()}
    parts = build(from_env(environ | {"WORKFLOW_APP_DATA_DIR": str(tmp_path)}))
    try:
        assert [each.code for each in parts.tools.identities.providers] == ["city"]
    finally:
        parts.close()


def test_the_guide_names_every_setting_of_a_provider() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    assert [name for name in (*NEEDED, *OPTIONAL) if f"_{name}`" not in guide] == []
