"""What an ID token must say, and what its claims mean."""

import pytest

from workflow_app.domain.authorisations import ActsAs
from workflow_app.domain.errors import NotSignedInError
from workflow_app.domain.identities import Provider, Serves, Standing, has_second_step, key_of, standing
from workflow_app.domain.identity_claims import OLDEST, SKEW, check_claims

NOW = 1_800_000_000
GOOD: dict[str, object] = {
    "iss": "https://id.example",
    "aud": "us",
    "nonce": "n",
    "sub": "person",
    "iat": NOW,
    "exp": NOW + 300,
}


def provider(**more: object) -> Provider:
    given = {"label_zh": "甲", "label_en": "A", "serves": Serves.ENTERPRISES, **more}
    return Provider("city", "https://id.example", "us", "secret", **given)  # type: ignore[arg-type] # a test's own


def check(claims: dict[str, object]) -> str:
    return check_claims(claims, issuer="https://id.example", client_id="us", nonce="n", now=NOW)


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"aud": ["us"]},
        {"aud": ["us", "them"], "azp": "us"},
        {"azp": "us"},
        {"exp": NOW - SKEW + 1, "iat": NOW - SKEW},
        {"iat": NOW + SKEW, "nbf": NOW + SKEW},
        {"iat": NOW - OLDEST},
        {"iat": NOW + 0.5},
    ],
)
def test_a_good_token_says_who_it_is(more: dict[str, object]) -> None:
    assert check(GOOD | more) == "person"


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"nonce": "m"}, "nonce"),
        ({"nonce": None}, "nonce"),
        ({"aud": "them"}, "aud"),
        ({"aud": None}, "aud"),
        ({"aud": {"us": 1}}, "aud"),
        ({"aud": ["us", "them"]}, "azp"),
        ({"aud": ["us"], "azp": "them"}, "azp"),
        ({"iss": "https://id.example/"}, "iss"),
        ({"iss": None}, "iss"),
        ({"exp": NOW - SKEW}, "exp"),
        ({"exp": None}, "exp"),
        ({"exp": "2099"}, "exp"),
        ({"exp": True}, "exp"),
        ({"iat": NOW - OLDEST - SKEW}, "iat"),
        ({"iat": NOW + SKEW + 1}, "iat"),
        ({"iat": None}, "iat"),
        ({"nbf": NOW + SKEW + 1}, "nbf"),
        ({"sub": ""}, "sub"),
        ({"sub": None}, "sub"),
        ({"sub": 17}, "sub"),
        ({"sub": "x" * 256}, "sub"),
        ({"sub": "a\nb"}, "sub"),
    ],
)
def test_a_token_that_says_something_wrong_is_refused_with_the_reason(more: dict[str, object], reason: str) -> None:
    with pytest.raises(NotSignedInError) as raised:
        check(GOOD | more)
    assert raised.value.values == {"reason": reason}


def test_the_same_subject_of_two_issuers_is_two_people() -> None:
    assert key_of("https://a.example", "person") != key_of("https://b.example", "person")


def test_only_words_that_the_operator_named_count_as_a_second_step() -> None:
    assert not has_second_step(provider(), {"amr": ["mfa", "otp"], "acr": "high"})
    strict = provider(second_step=frozenset({"mfa", "high"}))
    assert has_second_step(strict, {"amr": ["pwd", "mfa"]})
    assert has_second_step(strict, {"acr": "high"})
    for claims in ({"amr": ["pwd"]}, {"amr": "mfa"}, {"acr": ["high"]}, {"amr": [["mfa"]]}, {}):
        assert not has_second_step(strict, claims)


@pytest.mark.parametrize(
    ("claims", "found"),
    [
        ({"uscc": "91", "role": "handler"}, Standing("91", ActsAs.AGENT)),
        ({"uscc": "91", "role": ["x", "legal_representative"]}, Standing("91", ActsAs.LEGAL_REPRESENTATIVE)),
        ({"uscc": "91", "role": "employee"}, None),
        ({"uscc": "91"}, None),
        ({"role": "handler"}, None),
        ({"uscc": ["91"], "role": "handler"}, None),
        ({"uscc": "9" * 41, "role": "handler"}, None),
        ({"uscc": "91", "role": {"handler": 1}}, None),
    ],
)
def test_claims_say_for_whom_somebody_acts_or_nothing(claims: dict[str, object], found: Standing | None) -> None:
    assert standing(provider(), claims) == found


def test_names_of_claims_are_settings_and_may_lead_into_objects() -> None:
    other = provider(claim_uscc="corp.code", claim_role="https://id.example/duty", heads=frozenset({"法定代表人"}))
    claims = {"corp": {"code": "91"}, "https://id.example/duty": "法定代表人"}
    assert standing(other, claims) == Standing("91", ActsAs.LEGAL_REPRESENTATIVE)
    assert standing(other, {"corp": "91", "https://id.example/duty": "法定代表人"}) is None


def test_a_provider_for_the_staff_says_nothing_about_enterprises() -> None:
    assert standing(provider(serves=Serves.STAFF), {"uscc": "91", "role": "handler"}) is None
