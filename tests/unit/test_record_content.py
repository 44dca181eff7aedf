"""What a record's texts tell the public of the persons in them."""

import pytest

from workflow_app.domain.record_content import persons_in, public_name, public_text

NOW = {"subject_name": "新名", "legal_representative": "刘新店"}


@pytest.mark.parametrize(
    ("kind", "content", "expected"),
    [
        ("ENTERPRISE", NOW, ()),
        ("INDIVIDUAL_BUSINESS", NOW, ("刘新店", "张树林")),
        ("INDIVIDUAL_BUSINESS", {}, ("张树林",)),
        ("PERSON", NOW, ("刘新店", "张树林", "新名", "旧名")),
        ("ENTERPRISE", {**NOW, "subject_kind": "INDIVIDUAL_BUSINESS"}, ("刘新店", "张树林")),
    ],
)
def test_a_record_is_about_the_persons_that_the_kind_of_its_subject_says(
    kind: str, content: dict[str, object], expected: tuple[str, ...]
) -> None:
    assert persons_in(content, kind=kind, name="旧名", representative="张树林") == expected


def test_a_name_inside_a_longer_one_leaves_nothing_of_it() -> None:
    persons = persons_in({"legal_representative": "张三丰"}, kind="PERSON", name="张三", representative=None)
    assert public_text("张三丰与张三", persons=persons) == "张**与张*"


def test_a_business_is_named_without_any_of_its_owners() -> None:
    name = "张树林刘新店早餐店"
    assert public_name(name, kind="INDIVIDUAL_BUSINESS", persons=("张树林", "刘新店")) == "张**刘**早餐店"
    assert public_name("张树林", kind="PERSON", persons=()) == "张**"
