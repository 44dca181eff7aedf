"""Ways of signing, and what of a form is signed."""

import pytest

from workflow_app.domain.signing import Way, is_signed_form, pledged_in, way_of_account, ways_of

PLEDGE = {
    "type": "checklist",
    "key": "pledge",
    "properties": {"widget": "pledge"},
    "values": [{"value": "A", "label": "甲", "label_en": "a"}, {"value": "B", "label": "乙"}],
}


@pytest.mark.parametrize(
    ("role", "kind", "way"),
    [
        ("LEGAL_REPRESENTATIVE", "LEGAL_REPRESENTATIVE", Way.OWN_ACCOUNT),
        ("LEGAL_REPRESENTATIVE", "AGENT", Way.AGENT_ACCOUNT),
        ("LEGAL_REPRESENTATIVE", None, Way.AGENT_ACCOUNT),
        ("AGENT", "AGENT", Way.OWN_ACCOUNT),
        (None, "AGENT", Way.OWN_ACCOUNT),
    ],
)
def test_an_account_signs_for_itself_or_hands_in_for_the_representative(
    role: str | None, kind: str | None, way: Way
) -> None:
    assert way_of_account({"signer_role": role}, kind) is way


def test_a_parameter_names_ways_and_nothing_else_is_let_in() -> None:
    assert ways_of(" link, PAPER_HOME ,WHISPER") == {"LINK", "PAPER_HOME"}
    assert ways_of("") == ways_of("WHISPER") == set(Way)


def test_what_is_pledged_is_kept_in_its_words_and_a_form_without_a_pledge_is_not_signed() -> None:
    form = {"components": [PLEDGE, {"type": "textfield", "key": "other"}]}
    assert is_signed_form(form)
    assert not is_signed_form({"components": [{"type": "textfield", "key": "other"}]})
    assert pledged_in(form, {"pledge": ["B"]}) == [{"key": "B", "text_version": 1, "zh": "乙", "en": ""}]
